/*
 * tag_conjunction.c
 *	  Selectivity of an AND of conditions on tags; see tag_conjunction.h.
 *
 * The operands are taken in order, and the selectivity is a product with one
 * factor for each: the fraction of the rows left by the operands before it that
 * satisfy it too. The factor is the first of these that is known:
 *
 * 1) Descent. Every row with a/b has a, so some factors are exact:
 *
 *		a & a/b				a/b is p(a/b) / p(a) of a's rows
 *		a & !a/b			the rest, 1 - p(a/b) / p(a)
 *		a/b & !a			nothing; so the whole AND is 0
 *		!a & !a/b			1 for !a/b, which adds nothing to !a
 *		a & b				nothing, where a row has one path only (tagpath)
 *
 *	  If several operands are above a path, the one with the fewest rows counts.
 *
 * 2) Correlation. The rows of the sample (the MCVs and the histogram bounds) are
 *	  known as a whole. Each operand is evaluated on each of them. For an operand
 *	  A and each operand B before it, this gives the frequency of A among the rows
 *	  with B: the posterior mode (estimate.c) of a prior p(A) with variance
 *	  CONDITIONAL_VARIANCE, and of the sample's rows with B as the observations.
 *	  The factor is the frequency that differs most from p(A), as a ratio.
 *
 *	  So each operand depends on at most one other. That is a dependence tree, as
 *	  in Chow and Liu, "Approximating Discrete Probability Distributions with
 *	  Dependence Trees", IEEE Transactions on Information Theory 14 (1968). Theirs
 *	  is the best such tree; ours is grown greedily in the order of the operands.
 *
 * 3) Independence. Without a sample the factor is p(A).
 *
 * The logarithm of a product is a sum, so the variances of the operands add up.
 * Operands that descent does not settle may depend on each other in more ways than
 * the above finds, so each of them adds TAG_DEPENDENCE_VARIANCE, or if negated that
 * times the fraction of rows it removes. The first one is exempt, and with a sample
 * the second one too, since two operands leave nothing but their one dependence.
 */
#include "planner/tag_conjunction.h"

#include <math.h>

#include "miscadmin.h"

#include "planner/tag_sample.h"
#include "tagset/tagset_search.h"
#include "text/path.h"

/* descent is sought among this many operands; the time is quadratic */
#define MAX_COMPARED_OPERANDS 64

/* conjunctions of more operands do not use the sample */
#define MAX_SAMPLED_OPERANDS 16

/* variance of a frequency among all rows, taken for the frequency among those with another tag */
#define CONDITIONAL_VARIANCE 0.5

/* Whether every row with path a has path b, negations aside. */
static bool
implies(const TagOperand *a, const TagOperand *b)
{
	if (!a->path || !b->path)
		return false;
	if (b->exact)
		return a->exact && a->len == b->len && memcmp(a->path, b->path, a->len) == 0;
	return path_within(a->path, a->len, b->path, b->len);
}

/* Sets o->satisfied. */
static void
evaluate_on_sample(TagStatistics *stats, const TagSample *sample, TagOperand *o)
{
	QuerySet	rows = {NULL, false};

	if (!o->path)
		rows = tag_sample_rows(stats, o->step);
	o->satisfied = palloc(sample->n);
	for (int i = 0; i < sample->n; i++)
	{
		bool		matches = o->path ? tagset_has(sample->sets[i], o->path, o->len, o->exact) :
			bms_is_member(i, rows.set) != rows.complement;

		o->satisfied[i] = matches != o->negated;
	}
	bms_free(rows.set);
}

/*
 * Selectivity of a among the rows that satisfy b, where p is its selectivity
 * among all rows; p itself if the sample has no row that satisfies b.
 */
static double
conditional_selectivity(const TagSample *sample, double p, const TagOperand *a,
						const TagOperand *b)
{
	double		rows = 0;
	double		hits = 0;

	for (int i = 0; i < sample->n; i++)
	{
		if (b->satisfied[i])
		{
			rows += sample->weights[i];
			hits += a->satisfied[i] ? sample->weights[i] : 0;
		}
	}
	if (rows == 0)
		return p;
	return posterior_mode((SelectivityEstimate) {p, CONDITIONAL_VARIANCE}, hits, rows);
}

/*
 * Whether descent settles operand i: returns true if it adds nothing to the
 * others or contradicts one of them, in which case *none is set. If it returns
 * false, *within is the rarest positive operand that operand i implies, or NULL.
 * "single" says that rows have one path each.
 */
static bool
settled_by_descent(const TagOperand *operands, int n, int i, bool single,
				   const TagOperand **within, bool *none)
{
	const TagOperand *o = &operands[i];

	*within = NULL;
	for (int j = 0; j < n; j++)
	{
		const TagOperand *other = &operands[j];
		bool		up = j != i && implies(o, other);
		bool		down = j != i && implies(other, o);

		if (j == i || (up && down && j > i))
			continue;			/* the first of two equal operands counts */
		if (other->negated && up)
		{
			*none |= !o->negated;	/* o is a/b, other is !a */
			return true;
		}
		if (!other->negated && down && (o->negated || up))
		{
			*none |= o->negated;	/* o is !a, other is a/b; or both are a */
			return true;
		}
		if (single && !up && !down && o->path && other->path && !o->negated && !other->negated)
		{
			*none = true;
			return true;
		}
		if (!other->negated && up &&
			(!*within || other->estimate.selectivity < (*within)->estimate.selectivity))
			*within = other;
	}
	return false;
}

SelectivityEstimate
tag_conjunction_estimate(TagStatistics *stats, TagOperand *operands, int n)
{
	SelectivityEstimate all = {1, 0};
	int			compared = Min(n, MAX_COMPARED_OPERANDS);
	bool		single = stats->contents == TAG_COLUMN_PATHS;
	const TagSample *sample = n > 1 && n <= MAX_SAMPLED_OPERANDS ?
		tag_statistics_sample(stats) : NULL;
	bool		sampled = sample && sample->n > 0;
	bool		none = false;
	int			assumed = 0;	/* operands not settled by descent */

	for (int i = 0; i < n && sampled; i++)
		evaluate_on_sample(stats, sample, &operands[i]);
	for (int i = 0; i < n; i++)
	{
		const TagOperand *o = &operands[i];
		const TagOperand *within = NULL;
		SelectivityEstimate estimate = o->estimate;

		CHECK_FOR_INTERRUPTS();
		if (i < compared && settled_by_descent(operands, compared, i, single, &within, &none))
			continue;
		if (within && within->estimate.selectivity > 0)
			estimate.selectivity = Min(1, estimate.selectivity / within->estimate.selectivity);
		if (o->negated)
			estimate = estimate_not(estimate);
		if (!within && sampled)
		{
			double		alone = estimate.selectivity;

			for (int j = 0; j < i; j++)
			{
				double		p = conditional_selectivity(sample, alone, o, &operands[j]);

				if (fabs(log(p / alone)) > fabs(log(estimate.selectivity / alone)))
					estimate.selectivity = p;
			}
		}
		all.selectivity *= estimate.selectivity;
		all.variance += estimate.variance;
		if (!within && assumed++ > (sampled ? 1 : 0))
			all.variance += TAG_DEPENDENCE_VARIANCE * (o->negated ? 1 - estimate.selectivity : 1);
	}
	if (none)
		all.selectivity = 0;
	for (int i = 0; i < n && sampled; i++)
		pfree(operands[i].satisfied);
	return all;
}
