/*
 * literal.c
 *	  Sets of short strings, one of which occurs.
 */
#include "prefilter/literal.h"

#include "prefilter/automaton.h"
#include "prefilter/character.h"

/* a word begins or ends at about two places in five; half of them are ruled out by the letter beside it */
#define BOUNDARY_CHANCE 0.3

StaticAssertDecl(LITERAL_MAX_CHARACTERS * 4 <= AUTOMATON_MAX_LITERAL, "a literal fits the automaton");

void
literals_init(LiteralSet *set)
{
	set->n = 0;
	set->size = 0;
	set->literals = NULL;
}

void
literals_init_none(LiteralSet *set)
{
	literals_init(set);
	set->n = -1;
}

void
literals_free(LiteralSet *set)
{
	if (set->literals)
		pfree(set->literals);
	literals_init_none(set);
}

/* room for n strings */
static void
reserve(LiteralSet *set, int n)
{
	if (n <= set->size)
		return;
	n = Max(n, 2 * set->size);
	if (set->literals)
		set->literals = repalloc(set->literals, n * sizeof(Literal));
	else
		set->literals = palloc(n * sizeof(Literal));
	set->size = n;
}

void
literals_init_empty(LiteralSet *set)
{
	literals_init(set);
	reserve(set, 1);
	set->n = 1;
	set->literals[0].len = 0;
}

void
literals_copy(LiteralSet *to, const LiteralSet *from)
{
	literals_init(to);
	if (from->n > 0)
	{
		reserve(to, from->n);
		memcpy(to->literals, from->literals, from->n * sizeof(Literal));
	}
	to->n = from->n;
}

void
literals_add(LiteralSet *set, uint32 c)
{
	Literal    *l;

	reserve(set, set->n + 1);
	l = &set->literals[set->n++];
	l->len = 1;
	l->text[0] = c;
}

int
literals_longest(const LiteralSet *set)
{
	int			len = 0;

	for (int i = 0; i < set->n; i++)
		len = Max(len, set->literals[i].len);
	return len;
}

static void
append(Literal *l, const Literal *tail)
{
	memcpy(l->text + l->len, tail->text, tail->len * sizeof(uint32));
	l->len += tail->len;
}

bool
literals_join(LiteralSet *left, const LiteralSet *right)
{
	LiteralSet	product;

	Assert(left->n >= 0 && right->n >= 0);
	if (literals_longest(left) + literals_longest(right) > LITERAL_MAX_CHARACTERS)
		return false;
	if (right->n == 1)
	{
		for (int i = 0; i < left->n; i++)
			append(&left->literals[i], &right->literals[0]);
		return true;
	}
	if (left->n > 1 && left->n * right->n > LITERAL_MAX_PRODUCT)
		return false;
	literals_init(&product);
	reserve(&product, left->n * right->n);
	for (int i = 0; i < left->n; i++)
		for (int k = 0; k < right->n; k++)
		{
			Literal    *l = &product.literals[product.n++];

			*l = left->literals[i];
			append(l, &right->literals[k]);
		}
	literals_free(left);
	*left = product;
	return true;
}

void
literals_unite(LiteralSet *left, const LiteralSet *right)
{
	if (left->n < 0)
		return;
	if (right->n < 0 || left->n + right->n > LITERAL_MAX_ALTERNATIVES)
	{
		literals_free(left);
		return;
	}
	if (right->n == 0)
		return;
	reserve(left, left->n + right->n);
	memcpy(left->literals + left->n, right->literals, right->n * sizeof(Literal));
	left->n += right->n;
}

static double
literal_chance(const Literal *l)
{
	double		chance = 1;

	for (int i = 0; i < l->len; i++)
	{
		uint32		c = l->text[i];

		if (c == LITERAL_BOUNDARY)
		{
			if (i == 0 || i == l->len - 1)
				chance *= BOUNDARY_CHANCE;
		}
		else
			chance *= (double) (c < 0x80 ? ascii_weight[c] : WEIGHT_CHARACTER) / WEIGHT_TOTAL;
	}
	return chance;
}

double
literals_chance(const LiteralSet *set)
{
	double		chance = 0;

	if (set->n < 0)
		return 1;
	for (int i = 0; i < set->n; i++)
	{
		uint8		bytes[AUTOMATON_MAX_LITERAL];
		int			flags;

		if (literal_encode(&set->literals[i], bytes, &flags) == 0)
			return 1;
		chance += literal_chance(&set->literals[i]);
	}
	return Min(chance, 1);
}

int
literal_encode(const Literal *l, uint8 *out, int *flags)
{
	int			first = 0;
	int			last = l->len;
	int			n = 0;

	while (first < last && l->text[first] == LITERAL_BOUNDARY)
		first++;
	while (last > first && l->text[last - 1] == LITERAL_BOUNDARY)
		last--;
	*flags = 0;
	for (int i = first; i < last; i++)
		if (l->text[i] != LITERAL_BOUNDARY)
			n += character_write(l->text[i], out + n);
	/* beside a character that is not surely of a word, a boundary says nothing here */
	if (n > 0 && first > 0 && l->text[first] < 0x80 && ascii_is_word(l->text[first]))
		*flags |= LITERAL_WORD_START;
	if (n > 0 && last < l->len && l->text[last - 1] < 0x80 && ascii_is_word(l->text[last - 1]))
		*flags |= LITERAL_WORD_END;
	return n;
}
