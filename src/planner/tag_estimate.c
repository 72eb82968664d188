/*
 * tag_guess.c
 *	  What statistics say of a condition on tags; see tag_guess.h.
 *
 * Paths are taken as independent, but for descent: who has something below a/b
 * has something below a, so a & a/b is a/b, and of a & !a/b the second part is
 * known from the first. What else hangs together is a doubt, which the
 * column's known rows may settle.
 */
#include "planner/tag_guess.h"

#include <math.h>

#include "miscadmin.h"

#include "tagset/tagset_query.h"
#include "text/path.h"

/* every further condition may hang together with the others */
#define DEPENDENCE_DOUBT 0.25

/* what a filter leaves, by its operator, and how far from the truth that may be */
#define FILTER_EQ		0.1
#define FILTER_NE		0.9
#define FILTER_RANGE	0.4
#define FILTER_UNSEEN	0.001	/* no row of the sample has the attribute */
#define FILTER_DOUBT	1.0
#define MOMENT_DOUBT	0.3

/* descent is looked for among so many operands; the time is quadratic */
#define MOST_COMPARED 64

/* and dependence among so many */
#define MOST_SAMPLED 16

/* in a query of so many terms, and its known rows correct one of so many */
#define MOST_TERMS_SAMPLED 32
#define MOST_TERMS_CORRECTED 256

/* of a set that is to be covered so many elements tell enough */
#define MOST_ELEMENTS 1000

/* how far a condition that hangs together with another may be from what it is alone */
#define GIVEN_DOUBT 0.5

/* an operand of AND, possibly a negation; path is set if it is but a path */
typedef struct Operand
{
	Guess		guess;			/* of what stands behind the negation */
	bool		negated;
	bool		exact;
	const char *path;
	int			len;
	const QueryStep *step;		/* what stands behind the negation, if not a path */
	bool	   *holds;			/* in each row of the sample, or NULL */
} Operand;

/* whether every row that has a has b */
static bool
implies(const Operand *a, const Operand *b)
{
	if (!a->path || !b->path)
		return false;
	if (b->exact)
		return a->exact && a->len == b->len && memcmp(a->path, b->path, a->len) == 0;
	return path_within(a->path, a->len, b->path, b->len);
}

/* Finds out in which rows of the sample an operand holds. */
static void
look_into_sample(const TagSample *sample, Operand *o)
{
	TagsetSubject subject;

	o->holds = palloc(sample->n);
	for (int i = 0; i < sample->n; i++)
	{
		bool		met;

		if (o->path)
			met = tagset_has(sample->sets[i], o->path, o->len, o->exact);
		else
		{
			tagset_subject_init(&subject, sample->sets[i]);
			met = query_step_matches(o->step, &subject.subject);
		}
		o->holds[i] = met != o->negated;
	}
}

/*
 * The fraction of rows with a where b holds: that of all rows, unless the rows
 * of the sample tell otherwise.
 */
static double
given(const TagSample *sample, Guess a, const Operand *oa, const Operand *ob)
{
	double		rows = 0;
	double		hits = 0;

	for (int i = 0; i < sample->n; i++)
	{
		if (ob->holds[i])
		{
			rows += sample->weights[i];
			hits += oa->holds[i] ? sample->weights[i] : 0;
		}
	}
	a.doubt = GIVEN_DOUBT;
	return rows > 0 ? guess_seen(a, hits, rows) : a.p;
}

/*
 * How an operand's rows are known from the others: returns true where they add
 * nothing or, then *none is set, leave nothing. Else *within is the narrowest
 * of those that hold and that the operand implies, or NULL.
 */
static bool
known_by_descent(const Operand *operands, int n, int i, bool single, const Operand **within, bool *none)
{
	const Operand *o = &operands[i];

	*within = NULL;
	for (int j = 0; j < n; j++)
	{
		const Operand *other = &operands[j];
		bool		up = j != i && implies(o, other);
		bool		down = j != i && implies(other, o);

		if (j == i || (up && down && j > i))
			continue;			/* of the same twice the first one counts */
		if (other->negated && up)
		{
			*none |= !o->negated;	/* without the other there is none of this */
			return true;
		}
		if (!other->negated && down && (o->negated || up))
		{
			*none |= o->negated;	/* the other brings this along */
			return true;
		}
		if (single && !up && !down && o->path && other->path && !o->negated && !other->negated)
		{
			*none = true;		/* one path is not in two places */
			return true;
		}
		if (!other->negated && up && (!*within || other->guess.p < (*within)->guess.p))
			*within = other;
	}
	return false;
}

/*
 * The guess that all operands hold: the product of what each leaves of the
 * rows of those before, as far as one of them tells (the dependence tree of
 * Chow and Liu, 1968, grown greedily).
 */
static Guess
guess_all(TagStatistics *stats, Operand *operands, int n)
{
	Guess		all = {1, 0};
	int			compared = Min(n, MOST_COMPARED);
	const TagSample *sample = n > 1 && n <= MOST_SAMPLED ? tag_statistics_sample(stats) : NULL;
	bool		sampled = sample && sample->n > 0;
	bool		none = false;
	int			independent = 0;

	for (int i = 0; i < n && sampled; i++)
		look_into_sample(sample, &operands[i]);
	for (int i = 0; i < n; i++)
	{
		const Operand *o = &operands[i];
		const Operand *within = NULL;
		Guess		guess = o->guess;

		CHECK_FOR_INTERRUPTS();
		if (i < compared && known_by_descent(operands, compared, i, stats->holds == TAG_COLUMN_PATHS, &within, &none))
			continue;
		if (within && within->guess.p > 0)
			guess.p = Min(1, guess.p / within->guess.p);
		if (o->negated)
			guess = guess_not(guess);
		if (!within && sampled)
		{
			double		alone = guess.p;

			for (int j = 0; j < i; j++)
			{
				double		p = given(sample, (Guess) {alone, 0}, o, &operands[j]);

				if (fabs(log(p / alone)) > fabs(log(guess.p / alone)))
					guess.p = p;
			}
		}
		all.p *= guess.p;
		all.doubt += guess.doubt;
		/* of two the sample was asked already */
		if (!within && independent++ > (sampled ? 1 : 0))
			all.doubt += o->negated ? DEPENDENCE_DOUBT * (1 - guess.p) : DEPENDENCE_DOUBT;
	}
	if (none)
		all.p = 0;
	for (int i = 0; i < n && sampled; i++)
		pfree(operands[i].holds);
	return all;
}

/* whether, by what is known, no row has an attribute */
static bool
is_unseen(const TagStatistics *stats, Attribute which)
{
	if (stats->holds == TAG_COLUMN_LOGS)
		return !(LABEL_ATTRIBUTE_MASK & ATTRIBUTE_BIT(which));
	if (!(TAGSET_ATTRIBUTE_MASK & ATTRIBUTE_BIT(which)))
		return true;
	return stats->tags && stats->carrying[which] == 0 && which != ATTRIBUTE_WEIGHT;
}

static Guess
term_guess(TagStatistics *stats, const QueryTerm *term)
{
	Guess		guess = tag_pattern_guess(stats, term);

	if (term->has_timestamp)
		guess.doubt += MOMENT_DOUBT;
	for (int i = 0; i < term->nfilters; i++)
	{
		const QueryFilter *filter = &term->filters[i];

		guess.doubt += FILTER_DOUBT;
		if (is_unseen(stats, filter->attribute))
			guess.p *= FILTER_UNSEEN;
		else if (filter->op == QUERY_EQ)
			guess.p *= Min(0.5, FILTER_EQ * Max(filter->nvalues, 1));
		else if (filter->op == QUERY_NE)
			guess.p *= FILTER_NE;
		else
			guess.p *= FILTER_RANGE;
	}
	return guess;
}

static Guess
step_guess(TagStatistics *stats, const QueryStep *step)
{
	bool		any = step->type == QUERY_OR;
	double		largest = 0;
	double		doubt = 0;
	Operand    *operands;
	Guess		guess;

	check_stack_depth();
	if (step->type == QUERY_TERM)
		return term_guess(stats, step->term);
	if (step->type == QUERY_NOT)
		return guess_not(step_guess(stats, &step->children[0]));

	/* "any of them" is "not none of them" */
	operands = palloc0(sizeof(Operand) * step->nchildren);
	for (int i = 0; i < step->nchildren; i++)
	{
		Operand    *o = &operands[i];
		const QueryStep *child = &step->children[i];

		o->negated = any;
		if (child->type == QUERY_NOT)
		{
			o->negated = !o->negated;
			child = &child->children[0];
		}
		o->guess = step_guess(stats, child);
		o->step = child;
		if (child->type == QUERY_TERM && QUERY_TERM_PLAIN(child->term))
		{
			o->path = child->term->pattern;
			o->len = child->term->patternlen;
			o->exact = child->term->exact;
		}
		if (o->guess.p >= largest)
		{
			largest = o->guess.p;
			doubt = o->guess.doubt;
		}
	}
	guess = guess_all(stats, operands, step->nchildren);
	pfree(operands);
	if (any)
	{
		/* between the largest part and the sum of all there is not much room */
		guess.p = 1 - guess.p;
		guess.doubt = doubt + DEPENDENCE_DOUBT / 4;
	}
	return guess;
}

Guess
tag_query_guess(TagStatistics *stats, const QueryPlan *plan)
{
	const VariableStatData *sampled = stats->sampled;
	Guess		guess;

	/* a part is looked for in the sample once for every level above it */
	if (plan->nterms > MOST_TERMS_SAMPLED)
		stats->sampled = NULL;
	stats->patterns = 0;
	stats->matched = 0;
	guess = step_guess(stats, &plan->root);
	if (plan->nterms > MOST_TERMS_SAMPLED)
		stats->sampled = sampled;
	if (plan->nterms > MOST_TERMS_CORRECTED)
		guess.doubt = 0;
	return guess;
}

Guess
tag_ancestors_guess(const TagStatistics *stats, const char *path, int len)
{
	Guess		guess = {0, 0};

	for (int i = 1; i <= len; i++)
	{
		if (i == len || path[i] == FACTAG_SEPARATOR)
		{
			Guess		one = tag_path_guess(stats, path, i, true);

			guess.p = Min(1, guess.p + one.p);
			guess.doubt = Max(guess.doubt, one.doubt);
		}
	}
	return guess;
}

Guess
tag_covers_guess(TagStatistics *stats, const struct varlena *set)
{
	int			n = 0;
	int			most = Min(tagset_size(set), MOST_ELEMENTS);
	Operand    *operands = palloc0(sizeof(Operand) * (most + 1));
	TagsetReader *reader = palloc(sizeof(TagsetReader));
	Guess		guess;

	tagset_reader_init(reader, set);
	while (n < most && tagset_reader_next(reader))
	{
		Operand    *o = &operands[n];
		char	   *path = palloc(reader->len);

		CHECK_FOR_INTERRUPTS();
		memcpy(path, reader->path, reader->len);
		/* who has a path has what is above it */
		if (n > 0 && path_within(path, reader->len, o[-1].path, o[-1].len))
			o--;
		else
			n++;
		o->path = path;
		o->len = reader->len;
		o->guess = tag_path_guess(stats, path, o->len, false);
	}
	guess = guess_all(stats, operands, n);
	pfree(reader);
	return guess;
}

Guess
tag_overlaps_guess(const TagStatistics *stats, const struct varlena *set)
{
	double		none = 1;
	Guess		guess = {0, 0};
	TagsetReader *reader = palloc(sizeof(TagsetReader));
	char	   *top = palloc(FACTAG_MAX_PATH);
	int			toplen = 0;
	Guess		below;

	tagset_reader_init(reader, set);
	while (tagset_reader_next(reader))
	{
		CHECK_FOR_INTERRUPTS();
		/* a row that overlaps something below a path overlaps that path */
		if (toplen > 0 && path_within(reader->path, reader->len, top, toplen))
			continue;
		for (int i = reader->shared + 1; i < reader->len; i++)
		{
			if (reader->path[i] == FACTAG_SEPARATOR)
				none *= 1 - tag_path_guess(stats, reader->path, i, true).p;
		}
		below = tag_path_guess(stats, reader->path, reader->len, false);
		none *= 1 - below.p;
		guess.doubt = Max(guess.doubt, below.doubt);
		memcpy(top, reader->path, reader->len);
		toplen = reader->len;
	}
	guess.p = 1 - none;
	if (tagset_size(set) > 1)
		guess.doubt = Max(guess.doubt, DEPENDENCE_DOUBT / 2);
	pfree(top);
	pfree(reader);
	return guess;
}

/*
 * A row is covered if every element is one of the set's paths or above one. So
 * many of the elements of all rows are; a row of k elements is covered with
 * the k-th power of that.
 */
Guess
tag_covered_guess(const TagStatistics *stats, const struct varlena *set)
{
	double		permitted = 0;
	double		mean = 0;
	Guess		guess = {ESTIMATE_DEFAULT, 4};
	TagsetReader *reader;

	if (!stats->tags)
		return guess;
	reader = palloc(sizeof(TagsetReader));
	tagset_reader_init(reader, set);
	while (tagset_reader_next(reader))
	{
		CHECK_FOR_INTERRUPTS();
		for (int i = reader->shared + 1; i <= reader->len; i++)
		{
			if (i == reader->len || reader->path[i] == FACTAG_SEPARATOR)
				permitted += tag_path_guess(stats, reader->path, i, true).p;
		}
	}
	pfree(reader);
	for (int i = 0; i < stats->nquantiles; i++)
		mean += stats->quantiles[i] / stats->nquantiles;
	guess.p = 0;
	for (int i = 0; i < stats->nquantiles; i++)
		guess.p += pow(mean > 0 ? Min(1, permitted / mean) : 0, stats->quantiles[i]) / stats->nquantiles;
	return guess;
}
