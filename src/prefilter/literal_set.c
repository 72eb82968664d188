/*
 * literal_set.c
 *	  Sets of short folded strings, at least one of which occurs.
 */
#include "prefilter/literal_set.h"

#include "prefilter/literal_table.h"
#include "prefilter/character.h"

/* the assumed probability that a word begins or ends next to a given character */
#define BOUNDARY_CHANCE 0.3

StaticAssertDecl(LITERAL_MAX_CHARACTERS * 4 <= LITERAL_MAX_BYTES,
				 "an encoded string fits into the table");

void
literal_set_init(LiteralSet *set)
{
	memset(set, 0, sizeof(LiteralSet));
}

void
literal_set_init_unknown(LiteralSet *set)
{
	literal_set_init(set);
	set->n = -1;
}

void
literal_set_free(LiteralSet *set)
{
	if (set->literals)
		pfree(set->literals);
	literal_set_init_unknown(set);
}

/* Makes room for n strings. */
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
literal_set_init_empty(LiteralSet *set)
{
	literal_set_init(set);
	reserve(set, 1);
	set->n = 1;
	memset(&set->literals[0], 0, sizeof(Literal));
}

void
literal_set_copy(LiteralSet *to, const LiteralSet *from)
{
	literal_set_init(to);
	if (from->n > 0)
	{
		reserve(to, from->n);
		memcpy(to->literals, from->literals, from->n * sizeof(Literal));
	}
	to->n = from->n;
	to->head = from->head;
}

void
literal_set_add(LiteralSet *set, uint32 c)
{
	Literal    *l;

	reserve(set, set->n + 1);
	l = &set->literals[set->n++];
	l->start = (Distance) {0, 0};
	l->len = 1;
	l->text[0] = c;
}

bool
literal_set_is_near(const LiteralSet *set)
{
	for (int i = 0; i < set->n; i++)
		if (!distance_is_near(set->literals[i].start))
			return false;
	return set->n >= 0;
}

void
literal_set_move(LiteralSet *set, Distance by, const SymbolSet *symbols)
{
	symbols_unite(&set->head, symbols);
	for (int i = 0; i < set->n; i++)
		set->literals[i].start = distance_add(set->literals[i].start, by);
}

int
literal_set_longest(const LiteralSet *set)
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
literal_set_join(LiteralSet *left, const LiteralSet *right)
{
	LiteralSet	product;

	Assert(left->n >= 0 && right->n >= 0);
	if (literal_set_longest(left) + literal_set_longest(right) > LITERAL_MAX_CHARACTERS)
		return false;
	if (right->n == 1)
	{
		for (int i = 0; i < left->n; i++)
			append(&left->literals[i], &right->literals[0]);
		return true;
	}
	if (left->n > 1 && left->n * right->n > LITERAL_MAX_PRODUCT)
		return false;
	literal_set_init(&product);
	product.head = left->head;
	reserve(&product, left->n * right->n);
	for (int i = 0; i < left->n; i++)
		for (int k = 0; k < right->n; k++)
		{
			Literal    *l = &product.literals[product.n++];

			*l = left->literals[i];
			append(l, &right->literals[k]);
		}
	literal_set_free(left);
	*left = product;
	return true;
}

void
literal_set_unite(LiteralSet *left, const LiteralSet *right)
{
	if (left->n < 0)
		return;
	if (right->n < 0 || left->n + right->n > LITERAL_MAX_ALTERNATIVES)
	{
		literal_set_free(left);
		return;
	}
	if (right->n == 0)
		return;
	symbols_unite(&left->head, &right->head);
	reserve(left, left->n + right->n);
	memcpy(left->literals + left->n, right->literals, right->n * sizeof(Literal));
	left->n += right->n;
}

/* The probability that a string begins at a given position of a text. */
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
literal_set_chance(const LiteralSet *set)
{
	double		chance = 0;

	if (set->n < 0)
		return 1;
	for (int i = 0; i < set->n; i++)
	{
		uint8		bytes[LITERAL_MAX_BYTES];
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
	/*
	 * A boundary next to a character that may not be a word character implies
	 * nothing about the character on its other side.
	 */
	if (n > 0 && first > 0 && l->text[first] < 0x80 && ascii_is_word(l->text[first]))
		*flags |= LITERAL_WORD_START;
	if (n > 0 && last < l->len && l->text[last - 1] < 0x80 && ascii_is_word(l->text[last - 1]))
		*flags |= LITERAL_WORD_END;
	return n;
}

Distance
literal_end(const Literal *l)
{
	Distance	length = {0, 0};

	for (int i = 0; i < l->len; i++)
		length.least += l->text[i] != LITERAL_BOUNDARY;
	length.most = length.least;
	return distance_add(l->start, length);
}
