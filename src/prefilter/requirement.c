/*
 * requirement.c
 *	  What every match of a pattern, or of a part of one, must contain.
 *
 * Literals are kept as by R. Cox, Regular expression matching with a trigram
 * index (2012). While a part can match only a few short strings, these are kept
 * (exact, in suffix). When they become too many or too long, the part keeps what
 * it begins with (prefix), what it ends with (suffix), and the rarest set of
 * strings seen so far, one of which it contains (best). Neighbours can then still
 * extend prefix and suffix to rarer sets. For \bfree.*(pills|meds):
 *
 *	 part              exact   prefix       suffix           best
 *	 \bfree            yes                  \bfree
 *	 .*                no      ""           ""               unknown
 *	 \bfree.*          no      \bfree       ""               \bfree
 *	 pills|meds        yes                  pills, meds
 *	 the pattern       no      \bfree       pills, meds      \bfree
 *
 * At the end the rarer of best and suffix is searched for, here \bfree.
 *
 * Sequences of classes are kept beside them, since it is known only at the end
 * which of the two is worth searching for.
 */
#include "prefilter/requirement.h"

/*
 * Searching for a string costs a little, so each adds this to its set's
 * probability: of sets that are about as rare the smallest is best.
 */
#define STRING_COST			(1.0 / (1 << 22))

/*
 * A suffix of more than this many strings, the longest at least this long, is
 * not extended: another part of the pattern may need fewer strings.
 */
#define MANY_STRINGS		8
#define LONG_STRING			8	/* characters */

/* literals this rare are searched for, whatever the sequences */
#define LITERAL_ENOUGH		(1.0 / (1 << 14))

/* for other literals sequences are preferred if they are rarer by this factor */
#define SEQUENCE_BETTER		0.25

/* what begins at more positions of a text than this is not worth searching for */
#define WORTHLESS			(1.0 / 64)

void
requirement_init_empty(Requirement *req)
{
	req->exact = true;
	literal_set_init_unknown(&req->prefix);
	literal_set_init_empty(&req->suffix);
	literal_set_init_unknown(&req->best);
	req->chance = 1;
	sequence_set_init_empty(&req->sequences);
}

void
requirement_init_boundary(Requirement *req)
{
	requirement_init_empty(req);
	req->suffix.literals[0].len = 1;
	req->suffix.literals[0].text[0] = LITERAL_BOUNDARY;
}

void
requirement_init_none(Requirement *req)
{
	req->exact = true;
	literal_set_init_unknown(&req->prefix);
	literal_set_init(&req->suffix);
	literal_set_init_unknown(&req->best);
	req->chance = 0;
	sequence_set_init(&req->sequences);
}

static void
free_literals(Requirement *req)
{
	literal_set_free(&req->prefix);
	literal_set_free(&req->suffix);
	literal_set_free(&req->best);
}

void
requirement_free(Requirement *req)
{
	free_literals(req);
	sequence_set_free(&req->sequences);
}

/* Makes the literals unknown. */
static void
forget_literals(Requirement *req)
{
	free_literals(req);
	req->exact = false;
	literal_set_init_empty(&req->prefix);
	literal_set_init_empty(&req->suffix);
	req->chance = 1;
}

void
requirement_init_class(Requirement *req, const CharClass *c)
{
	uint32		characters[CHAR_CLASS_MAX_LISTED];
	int			n = char_class_characters(c, characters, CHAR_CLASS_MAX_LISTED);
	SymbolSet	symbols;

	requirement_init_empty(req);
	if (n <= 0)
		forget_literals(req);
	else
	{
		req->suffix.n = 0;
		for (int i = 0; i < n; i++)
			literal_set_add(&req->suffix, characters[i]);
	}
	char_class_symbols(c, &symbols);
	sequence_set_free(&req->sequences);
	sequence_set_init_class(&req->sequences, &symbols);
}

void
requirement_init_any(Requirement *req)
{
	CharClass	c;

	char_class_any(&c);
	requirement_init_class(req, &c);
	requirement_repeat(req, 0, -1);
}

/* Makes the set the best one if it is rarer, or as rare with fewer strings. */
static void
consider(Requirement *req, const LiteralSet *set)
{
	double		chance = literal_set_chance(set) + set->n * STRING_COST;

	if (chance < req->chance)
	{
		literal_set_free(&req->best);
		literal_set_copy(&req->best, set);
		req->chance = chance;
	}
}

/* Ends the current suffix, which may become best, and begins another one, which is taken over. */
static void
begin_suffix(Requirement *req, LiteralSet *suffix)
{
	consider(req, &req->suffix);
	if (req->exact)
		req->prefix = req->suffix;
	else
		literal_set_free(&req->suffix);
	req->exact = false;
	req->suffix = *suffix;
	literal_set_init_unknown(suffix);
}

/*
 * Appends to the suffix; or begins another one if it would become too large, or
 * if it is rare already but of many strings.
 */
static void
extend_suffix(Requirement *req, LiteralSet *more)
{
	bool		enough = req->suffix.n > MANY_STRINGS &&
		literal_set_longest(&req->suffix) >= LONG_STRING;

	if (enough || !literal_set_join(&req->suffix, more))
		begin_suffix(req, more);
}

void
requirement_join(Requirement *left, Requirement *right)
{
	sequence_set_join(&left->sequences, &right->sequences);
	if (right->exact)
		extend_suffix(left, &right->suffix);
	else
	{
		(void) literal_set_join(&left->suffix, &right->prefix);
		begin_suffix(left, &right->suffix);
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
	sequence_set_append(&left->sequences, &symbols);
	literal_set_init(&one);
	literal_set_add(&one, c);
	extend_suffix(left, &one);
	literal_set_free(&one);
}

/* States an exact requirement in prefix, suffix and best. */
static void
make_inexact(Requirement *req)
{
	consider(req, &req->suffix);
	if (req->exact)
	{
		literal_set_copy(&req->prefix, &req->suffix);
		req->exact = false;
	}
}

/* Unites prefixes or suffixes; instead of unknown the result is the empty string. */
static void
unite_or_empty(LiteralSet *left, const LiteralSet *right)
{
	literal_set_unite(left, right);
	if (left->n < 0)
		literal_set_init_empty(left);
}

void
requirement_unite(Requirement *left, Requirement *right)
{
	sequence_set_unite(&left->sequences, &right->sequences);
	/* left is of requirement_init_none */
	if (left->exact && left->suffix.n == 0)
	{
		SequenceSet sequences = left->sequences;

		free_literals(left);
		*left = *right;
		left->sequences = sequences;
		return;
	}
	if (left->exact && right->exact &&
		left->suffix.n + right->suffix.n <= LITERAL_MAX_ALTERNATIVES)
		literal_set_unite(&left->suffix, &right->suffix);
	else
	{
		make_inexact(left);
		make_inexact(right);
		literal_set_unite(&left->best, &right->best);
		left->chance = left->best.n < 0 ? 1 : Min(left->chance + right->chance, 1);
		unite_or_empty(&left->prefix, &right->prefix);
		unite_or_empty(&left->suffix, &right->suffix);
	}
	requirement_free(right);
}

/* requirement_repeat for the literals of an exact requirement; max is not 0. */
static void
repeat_exact(Requirement *req, int min, int max)
{
	LiteralSet	once;
	bool		complete = true;	/* suffix is of all min repetitions */
	bool		empty = true;

	for (int i = 0; i < req->suffix.n; i++)
		if (req->suffix.literals[i].len > 0)
			empty = false;
	if (empty)
		return;
	if (min == 0)
	{
		if (max == 1 && req->suffix.n < LITERAL_MAX_ALTERNATIVES)
		{
			literal_set_add(&req->suffix, 0);
			req->suffix.literals[req->suffix.n - 1].len = 0;
		}
		else
			forget_literals(req);
		return;
	}
	literal_set_copy(&once, &req->suffix);
	for (int i = 1; i < min && complete; i++)
		complete = literal_set_join(&req->suffix, &once);
	literal_set_free(&once);
	if (!complete || max != min)
		make_inexact(req);
}

void
requirement_repeat(Requirement *req, int min, int max)
{
	if (min == 1 && max == 1)
		return;
	sequence_set_repeat(&req->sequences, min, max);
	if (max == 0)
	{
		SequenceSet sequences = req->sequences;

		free_literals(req);
		requirement_init_empty(req);
		sequence_set_free(&req->sequences);
		req->sequences = sequences;
	}
	else if (req->exact)
		repeat_exact(req, min, max);
	else if (min == 0)
		forget_literals(req);
}

RequirementKind
requirement_choose(Requirement *req)
{
	double		chance;

	consider(req, &req->suffix);
	if (req->best.n > 0 && req->chance <= LITERAL_ENOUGH)
		return REQUIRE_LITERALS;
	chance = sequence_set_choose(&req->sequences);
	if (chance < WORTHLESS && chance < req->chance * SEQUENCE_BETTER)
		return REQUIRE_SEQUENCES;
	return req->best.n > 0 && req->chance < WORTHLESS ? REQUIRE_LITERALS : REQUIRE_NOTHING;
}
