/*
 * requirement.c
 *	  What every match of a pattern, or of a part of one, must hold.
 *
 * Literals are kept as R. Cox does for trigrams (Regular expression matching
 * with a trigram index, 2012): all that a part can be, as long as that is
 * little; else what it begins and ends with, and the rarest set of strings
 * one of which it holds.
 */
#include "prefilter/requirement.h"

/* every string of a set costs a little, so that few are better than many as rare */
#define STRING_COST			(1.0 / (1 << 22))
#define MANY_STRINGS		8
#define LONG_STRING			8	/* characters */

/* literals as rare as this are looked for; a sequence must be much rarer to be preferred to others */
#define LITERAL_ENOUGH		(1.0 / (1 << 14))
#define SEQUENCE_BETTER		0.25

/* what is more frequent than this in every place is not worth looking for */
#define WORTHLESS			(1.0 / 64)

void
requirement_init_empty(Requirement *d)
{
	d->whole = true;
	literals_init_none(&d->head);
	literals_init_empty(&d->tail);
	literals_init_none(&d->best);
	d->chance = 1;
	sequences_init_empty(&d->sequences);
}

void
requirement_init_boundary(Requirement *d)
{
	requirement_init_empty(d);
	d->tail.literals[0].len = 1;
	d->tail.literals[0].text[0] = LITERAL_BOUNDARY;
}

void
requirement_init_none(Requirement *d)
{
	d->whole = true;
	literals_init_none(&d->head);
	literals_init(&d->tail);
	literals_init_none(&d->best);
	d->chance = 0;
	sequences_init(&d->sequences);
}

static void
free_literals(Requirement *d)
{
	literals_free(&d->head);
	literals_free(&d->tail);
	literals_free(&d->best);
}

void
requirement_free(Requirement *d)
{
	free_literals(d);
	sequences_free(&d->sequences);
}

/* Nothing is known of its literals. */
static void
forget_literals(Requirement *d)
{
	free_literals(d);
	d->whole = false;
	literals_init_empty(&d->head);
	literals_init_empty(&d->tail);
	d->chance = 1;
}

void
requirement_init_class(Requirement *d, const CharClass *c)
{
	uint32		characters[CLASS_MAX_LISTED];
	int			n = class_characters(c, characters, CLASS_MAX_LISTED);
	SymbolSet	symbols;

	requirement_init_empty(d);
	if (n <= 0)
		forget_literals(d);
	else
	{
		d->tail.n = 0;
		for (int i = 0; i < n; i++)
			literals_add(&d->tail, characters[i]);
	}
	class_symbols(c, &symbols);
	sequences_free(&d->sequences);
	sequences_init_class(&d->sequences, &symbols);
}

void
requirement_init_any(Requirement *d)
{
	CharClass	c;

	class_any(&c);
	requirement_init_class(d, &c);
	requirement_repeat(d, 0, -1);
}


/* Takes the set for the best if it is. */
static void
consider(Requirement *d, const LiteralSet *set)
{
	double		chance = literals_chance(set) + set->n * STRING_COST;

	if (chance < d->chance)
	{
		literals_free(&d->best);
		literals_copy(&d->best, set);
		d->chance = chance;
	}
}

/* What has been gathered at the end is all that will be; the next part begins with tail. */
static void
begin_tail(Requirement *d, LiteralSet *tail)
{
	consider(d, &d->tail);
	if (d->whole)
		d->head = d->tail;
	else
		literals_free(&d->tail);
	d->whole = false;
	d->tail = *tail;
	literals_init_none(tail);
}

/*
 * Appends to what has been gathered at the end, unless that becomes too much,
 * or is rare already in many strings: then another place may need fewer.
 */
static void
extend_tail(Requirement *d, LiteralSet *more)
{
	bool		enough = d->tail.n > MANY_STRINGS && literals_longest(&d->tail) >= LONG_STRING;

	if (enough || !literals_join(&d->tail, more))
		begin_tail(d, more);
}

void
requirement_join(Requirement *left, Requirement *right)
{
	sequences_join(&left->sequences, &right->sequences);
	if (right->whole)
		extend_tail(left, &right->tail);
	else
	{
		(void) literals_join(&left->tail, &right->head);
		begin_tail(left, &right->tail);
		if (right->chance < left->chance)
		{
			LiteralSet	best = left->best;

			left->best = right->best;
			right->best = best;
			left->chance = right->chance;
		}
	}
	requirement_free(right);
}

void
requirement_join_character(Requirement *left, uint32 c)
{
	LiteralSet	one;
	SymbolSet	symbols = {{0}};

	symbol_add(&symbols, character_symbol(c));
	sequences_append(&left->sequences, &symbols);
	literals_init(&one);
	literals_add(&one, c);
	extend_tail(left, &one);
	literals_free(&one);
}

/* Makes a whole one look like others: head, tail and best. */
static void
unmake_whole(Requirement *d)
{
	consider(d, &d->tail);
	if (d->whole)
	{
		literals_copy(&d->head, &d->tail);
		d->whole = false;
	}
}

static void
unite_or_forget(LiteralSet *left, const LiteralSet *right)
{
	literals_unite(left, right);
	if (left->n < 0)
		literals_init_empty(left);
}

void
requirement_unite(Requirement *left, Requirement *right)
{
	sequences_unite(&left->sequences, &right->sequences);
	if (left->whole && left->tail.n == 0)
	{
		SequenceSet sequences = left->sequences;

		free_literals(left);
		*left = *right;
		left->sequences = sequences;
		return;
	}
	if (left->whole && right->whole && left->tail.n + right->tail.n <= LITERAL_MAX_ALTERNATIVES)
		literals_unite(&left->tail, &right->tail);
	else
	{
		unmake_whole(left);
		unmake_whole(right);
		literals_unite(&left->best, &right->best);
		left->chance = left->best.n < 0 ? 1 : Min(left->chance + right->chance, 1);
		unite_or_forget(&left->head, &right->head);
		unite_or_forget(&left->tail, &right->tail);
	}
	requirement_free(right);
}

/* of a whole one */
static void
repeat_strings(Requirement *d, int min, int max)
{
	LiteralSet	once;
	bool		complete = true;
	bool		empty = true;

	for (int i = 0; i < d->tail.n; i++)
		if (d->tail.literals[i].len > 0)
			empty = false;
	if (empty)
		return;
	if (min == 0)
	{
		if (max == 1 && d->tail.n < LITERAL_MAX_ALTERNATIVES)
		{
			literals_add(&d->tail, 0);
			d->tail.literals[d->tail.n - 1].len = 0;
		}
		else
			forget_literals(d);
		return;
	}
	literals_copy(&once, &d->tail);
	for (int i = 1; i < min && complete; i++)
		complete = literals_join(&d->tail, &once);
	literals_free(&once);
	if (!complete || max != min)
		unmake_whole(d);
}

void
requirement_repeat(Requirement *d, int min, int max)
{
	if (min == 1 && max == 1)
		return;
	sequences_repeat(&d->sequences, min, max);
	if (max == 0)
	{
		SequenceSet sequences = d->sequences;

		free_literals(d);
		requirement_init_empty(d);
		sequences_free(&d->sequences);
		d->sequences = sequences;
	}
	else if (d->whole)
		repeat_strings(d, min, max);
	else if (min == 0)
		forget_literals(d);
}

RequirementKind
requirement_choose(Requirement *d)
{
	double		chance;

	consider(d, &d->tail);
	if (d->best.n > 0 && d->chance <= LITERAL_ENOUGH)
		return REQUIRE_LITERALS;
	chance = sequences_choose(&d->sequences);
	if (chance < WORTHLESS && chance < d->chance * SEQUENCE_BETTER)
		return REQUIRE_SEQUENCES;
	return d->best.n > 0 && d->chance < WORTHLESS ? REQUIRE_LITERALS : REQUIRE_NOTHING;
}
