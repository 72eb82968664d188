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

/* nor is what is near, as a second thing, if it begins at more than this */
#define NEAR_WORTHLESS		(1.0 / 256)

static const RareLiterals unknown = {{.n = -1}, 1};

void
requirement_init_empty(Requirement *req)
{
	req->length = (Distance) {0, 0};
	memset(&req->symbols, 0, sizeof(SymbolSet));
	req->exact = true;
	literal_set_init_unknown(&req->prefix);
	literal_set_init_empty(&req->suffix);
	req->best = req->near = unknown;
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
	req->length = (Distance) {0, 0};
	memset(&req->symbols, 0, sizeof(SymbolSet));
	req->exact = true;
	literal_set_init_unknown(&req->prefix);
	literal_set_init(&req->suffix);
	req->best = req->near = unknown;
	sequence_set_init(&req->sequences);
}

static void
forget(RareLiterals *literals)
{
	literal_set_free(&literals->set);
	literals->chance = 1;
}

static void
free_literals(Requirement *req)
{
	literal_set_free(&req->prefix);
	literal_set_free(&req->suffix);
	forget(&req->best);
	forget(&req->near);
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
	literal_set_move(&req->suffix, req->length, &req->symbols);
}

void
requirement_init_class(Requirement *req, const CharClass *c)
{
	uint32		characters[CHAR_CLASS_MAX_LISTED];
	int			n = char_class_characters(c, characters, CHAR_CLASS_MAX_LISTED);

	requirement_init_empty(req);
	req->length = (Distance) {1, 1};
	char_class_symbols(c, &req->symbols);
	if (n <= 0)
		forget_literals(req);
	else
	{
		req->suffix.n = 0;
		for (int i = 0; i < n; i++)
			literal_set_add(&req->suffix, characters[i]);
	}
	sequence_set_free(&req->sequences);
	sequence_set_init_class(&req->sequences, &req->symbols);
}

void
requirement_init_any(Requirement *req)
{
	CharClass	c;

	char_class_any(&c);
	requirement_init_class(req, &c);
	requirement_repeat(req, 0, -1);
}

/* Replaces literals, or frees the others if they are not rarer; takes over their memory. */
static void
keep_rarer(RareLiterals *literals, RareLiterals *other)
{
	if (other->chance < literals->chance)
	{
		forget(literals);
		*literals = *other;
		*other = unknown;
	}
	else
		forget(other);
}

/* Takes a set over as the best one if it is rarer than that, or as the near one. */
static void
offer(Requirement *req, RareLiterals *literals)
{
	if (literals->chance < req->best.chance)
	{
		RareLiterals old = req->best;

		req->best = *literals;
		*literals = old;
	}
	if (!literal_set_is_near(&req->best.set) && literal_set_is_near(&literals->set))
		keep_rarer(&req->near, literals);
	else
		forget(literals);
}

/* Makes a copy of the set the best one if it is rarer, or as rare with fewer strings. */
static void
consider(Requirement *req, const LiteralSet *set)
{
	RareLiterals literals = {.chance = literal_set_chance(set) + set->n * STRING_COST};

	if (literals.chance >= req->best.chance &&
		(literals.chance >= req->near.chance || literal_set_is_near(&req->best.set) || !literal_set_is_near(set)))
		return;
	literal_set_copy(&literals.set, set);
	offer(req, &literals);
}

/*
 * Ends the current suffix, which may become best, and begins another one, of the next part, which
 * is taken over.
 */
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
	literal_set_move(&req->suffix, req->length, &req->symbols);
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
		literal_set_move(&right->best.set, left->length, &left->symbols);
		literal_set_move(&right->near.set, left->length, &left->symbols);
		offer(left, &right->best);
		offer(left, &right->near);
	}
	left->length = distance_add(left->length, right->length);
	symbols_unite(&left->symbols, &right->symbols);
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
	left->length = distance_add(left->length, (Distance) {1, 1});
	symbols_unite(&left->symbols, &symbols);
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

/* Unites literals of two alternatives. */
static void
unite_rare(RareLiterals *left, const RareLiterals *right)
{
	literal_set_unite(&left->set, &right->set);
	left->chance = left->set.n < 0 ? 1 : Min(left->chance + right->chance, 1);
}

/* Unites what is near in two alternatives: the best, if that is. */
static void
unite_near(Requirement *left, const Requirement *right)
{
	if (literal_set_is_near(&left->best.set))
	{
		forget(&left->near);
		literal_set_copy(&left->near.set, &left->best.set);
		left->near.chance = left->best.chance;
	}
	unite_rare(&left->near, literal_set_is_near(&right->best.set) ? &right->best : &right->near);
}

/*
 * Unites prefixes or suffixes; instead of unknown the result is the empty string, at this
 * distance, after these symbols.
 */
static void
unite_or_empty(LiteralSet *left, const LiteralSet *right, Distance start, const SymbolSet *symbols)
{
	literal_set_unite(left, right);
	if (left->n >= 0)
		return;
	literal_set_init_empty(left);
	literal_set_move(left, start, symbols);
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
	left->length = distance_unite(left->length, right->length);
	symbols_unite(&left->symbols, &right->symbols);
	if (left->exact && right->exact &&
		left->suffix.n + right->suffix.n <= LITERAL_MAX_ALTERNATIVES)
		literal_set_unite(&left->suffix, &right->suffix);
	else
	{
		make_inexact(left);
		make_inexact(right);
		unite_near(left, right);
		unite_rare(&left->best, &right->best);
		if (literal_set_is_near(&left->best.set))
			forget(&left->near);
		unite_or_empty(&left->prefix, &right->prefix, (Distance) {0, 0}, &left->symbols);
		unite_or_empty(&left->suffix, &right->suffix, left->length, &left->symbols);
	}
	requirement_free(right);
}

/*
 * requirement_repeat for the literals of an exact requirement, one repetition of which has this
 * length; max is not 0.
 */
static void
repeat_exact(Requirement *req, Distance length, int min, int max)
{
	LiteralSet	once;
	int			joined = 1;		/* repetitions that suffix is of */
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
	while (joined < min && literal_set_join(&req->suffix, &once))
		joined++;
	literal_set_free(&once);
	if (joined == min && max == min)
		return;
	/* the same strings are what the part begins with, and what it ends with */
	make_inexact(req);
	literal_set_move(&req->suffix, distance_repeat(length, min - joined, max < 0 ? -1 : max - joined),
					 &req->symbols);
}

void
requirement_repeat(Requirement *req, int min, int max)
{
	Distance	once = req->length;

	if (min == 1 && max == 1)
		return;
	sequence_set_repeat(&req->sequences, min, max);
	req->length = distance_repeat(once, min, max);
	if (max == 0)
	{
		SequenceSet sequences = req->sequences;

		free_literals(req);
		requirement_init_empty(req);
		sequence_set_free(&req->sequences);
		req->sequences = sequences;
	}
	else if (req->exact)
		repeat_exact(req, once, min, max);
	else if (min == 0)
		forget_literals(req);
	else
		literal_set_move(&req->suffix, distance_repeat(once, min - 1, max < 0 ? -1 : max - 1),
						 &req->symbols);
}

/* Decides what to search for first; fills *near with a nearer alternative to sequences. */
static Clue
choose_first(Requirement *req)
{
	double		chance;

	if (req->best.set.n > 0 && req->best.chance <= LITERAL_ENOUGH)
		return (Clue) {&req->best.set, NULL};
	chance = sequence_set_choose(&req->sequences, false);
	if (chance < WORTHLESS && chance < req->best.chance * SEQUENCE_BETTER)
		return (Clue) {NULL, &req->sequences};
	if (req->best.set.n > 0 && req->best.chance < WORTHLESS)
		return (Clue) {&req->best.set, NULL};
	return (Clue) {NULL, NULL};
}

void
requirement_choose(Requirement *req, Clue *first, Clue *second)
{
	const RareLiterals *near;
	double		chance;

	*second = (Clue) {NULL, NULL};
	consider(req, &req->suffix);
	sequence_set_copy(&req->near_sequences, &req->sequences);
	*first = choose_first(req);
	if ((first->literals && literal_set_is_near(first->literals)) ||
		(first->sequences && sequence_set_is_near(first->sequences)))
		return;
	near = literal_set_is_near(&req->best.set) ? &req->best : &req->near;
	if (near->set.n > 0 && near->chance < NEAR_WORTHLESS)
		second->literals = &near->set;
	else
	{
		chance = sequence_set_choose(&req->near_sequences, true);
		if (chance < NEAR_WORTHLESS)
			second->sequences = &req->near_sequences;
	}
	if (!first->literals && !first->sequences)
	{
		*first = *second;
		*second = (Clue) {NULL, NULL};
	}
}
