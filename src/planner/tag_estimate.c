/*
 * tag_estimate.c
 *	  Selectivity of conditions on tags, from the statistics that ANALYZE keeps.
 *
 * The planner asks what fraction of a column's rows satisfies "column op value".
 * Core's estimators cannot answer: to them a tagset is one opaque value, although
 * a condition is about the paths in it, and about the paths above those. We answer
 * in five stages:
 *
 * 1) ANALYZE stores the frequencies of the most common paths (tag_analyze.c).
 * 2) Each path or pattern of the condition gets its frequency (tag_statistics.c).
 * 3) Filters and timestamps reduce it (this file).
 * 4) AND, OR and NOT combine the results (this file and tag_conjunction.c).
 * 5) If the result is uncertain, the condition is evaluated on the rows that are
 *	  known from pg_statistic, and these correct it (estimate.c).
 *
 * From stage 2 on an estimate is a pair: a selectivity p among non-null rows, and
 * a variance of log(p), which says how far off p may be. A standard deviation of
 * 0.7 (variance 0.5) means "within a factor of 2, probably". The variances are
 * chosen by experience; they matter only relative to the number of known rows.
 *
 * 1) Statistics
 * -------------
 * For every path in the sample, elements and their ancestors alike, ANALYZE counts
 * the rows with an element at or below it, and the rows with an element at exactly
 * that path. tag_statistics.h shows what is stored.
 *
 * 2) Frequencies
 * --------------
 * A listed path has its frequency and variance 0. A path that is not listed gets
 * half the frequency of the most common path that was left out, and a variance.
 * Without statistics a path of one segment gets 0.1, and each further segment
 * multiplies that by 0.3. A pattern with wildcards is matched against the listed
 * paths; the matches are taken as independent: p = 1 - (1 - p1) (1 - p2) ... In a
 * column of single paths they exclude each other, so p is their sum.
 *
 * 3) Filters and timestamps
 * -------------------------
 * A filter on the path itself leaves out listed paths in stage 2. Any other
 * filter multiplies the frequency by a constant that depends on its operator
 * only (FILTER_*). It adds so much variance that stage 5 decides. An attribute
 * that no element of the sample has makes the term rare. A timestamp changes no
 * frequency, since labels and tags mostly last; it adds a variance.
 *
 * 4) Combination
 * --------------
 * NOT is 1 - p. AND is described in tag_conjunction.c: it uses the tree (a & a/b is
 * a/b) and the correlations in the known rows. OR is AND by De Morgan's law,
 * a | b = !(!a & !b). "N of" takes its operands as independent, so that the number
 * that a row satisfies has a Poisson binomial distribution, or about a normal one if
 * they are many; it adds a variance. The other operators:
 *
 *		set @> {a, b}	a & b
 *		set && {a/b}	a/b | =a, taken as independent
 *		set <@ {a, b}	from the numbers of elements; see tag_covered_estimate
 *		path @> a/b		=a | =a/b, which exclude each other
 *		path <@ a/b		a/b
 *
 * 5) Known rows
 * -------------
 * The MCVs and the histogram bounds are complete values. If the variance is not 0,
 * the operator itself is called on each of them. The estimate is the prior and the
 * outcome the observation; the answer is the posterior mode. Users who may not
 * read every row get no frequencies and no known rows, since an estimate reveals
 * tags as an error message would; theirs are the estimates without statistics.
 *
 * EXAMPLE
 *
 * 10,000 rows; the query is region/taipei & interest/golf & !interest/golf/beginner.
 * ANALYZE stored region/taipei 0.3, interest/golf 0.05, interest/golf/beginner
 * 0.02. All three are listed, so their variance is 0. The factors of the AND are
 *
 *		region/taipei				0.3		its frequency
 *		interest/golf				0.095	correlation, see below
 *		!interest/golf/beginner		0.6		descent: 1 - 0.02 / 0.05
 *
 * Of the known rows 30 have region/taipei, and 4 of these have interest/golf. That
 * is 0.133, against 0.05 among all rows, but from few rows. The posterior mode, a
 * compromise, is the p that solves
 *
 *		4 - 26 p / (1 - p) - (log(p) - log(0.05)) / 0.5 = 0
 *
 * which is 0.095. The product is 0.0171: 171 rows, where independence would have
 * given 90. The variance is still 0, so stage 5 is skipped.
 *
 * The query interest/golf[weight>=50] takes the other way. Stage 3 makes it 0.05 *
 * 0.4 = 0.02, with variance 1. Stage 5 finds 4 matches among the 99 inner histogram
 * bounds. The posterior mode solves 4 - 95 p / (1 - p) - (log(p) - log(0.02)) / 1
 * = 0, which gives p = 0.035: 350 rows.
 */
#include "planner/tag_estimate.h"

#include <math.h>

#include "miscadmin.h"

#include "label/label.h"
#include "planner/tag_conjunction.h"
#include "text/path.h"

/* selectivity of a filter by its operator, and its variance */
#define FILTER_EQ		0.1		/* for each value, up to 0.5 */
#define FILTER_NE		0.9
#define FILTER_RANGE	0.4
#define FILTER_UNSEEN	0.001	/* no element of the sample has the attribute */
#define FILTER_VARIANCE	1.0
#define TIMESTAMP_VARIANCE	0.3

/*
 * Queries of more terms do not use the sample for correlations (a subquery is
 * evaluated on it once for each level above it) or are not corrected by it.
 */
#define MAX_SAMPLED_TERMS 32
#define MAX_CORRECTED_TERMS 256

/* operands of "N of" times N up to which the distribution of their number is computed */
#define MAX_COUNTED 100000

/* this many elements of a set to be covered tell enough */
#define MAX_SET_ELEMENTS 1000

/* Whether no element of the column has an attribute, by its type or by the statistics. */
static bool
is_unseen(const TagStatistics *stats, Attribute which)
{
	if (stats->contents == TAG_COLUMN_LOGS)
		return !attribute_allowed(&label_attributes, which);
	if (!attribute_allowed(&tagset_attributes, which))
		return true;
	return stats->tags && stats->attribute_frequency[which] == 0 && which != ATTRIBUTE_WEIGHT;
}

/* Estimate of one term. */
static SelectivityEstimate
term_estimate(TagStatistics *stats, const QueryTerm *term)
{
	SelectivityEstimate estimate = tag_pattern_estimate(stats, term);

	if (term->has_timestamp)
		estimate.variance += TIMESTAMP_VARIANCE;
	for (int i = 0; i < term->nfilters; i++)
	{
		const QueryFilter *filter = &term->filters[i];

		/* the statistics of paths know about these */
		if (filter->attribute == ATTRIBUTE_PATH && stats->tags)
			continue;
		estimate.variance += FILTER_VARIANCE;
		if (filter->attribute != ATTRIBUTE_PATH && is_unseen(stats, filter->attribute))
			estimate.selectivity *= FILTER_UNSEEN;
		else if (filter->op == QUERY_EQ)
			estimate.selectivity *= Min(0.5, FILTER_EQ * Max(filter->nvalues, 1));
		else if (filter->op == QUERY_NE)
			estimate.selectivity *= FILTER_NE;
		else
			estimate.selectivity *= FILTER_RANGE;
	}
	return estimate;
}

static SelectivityEstimate step_estimate(TagStatistics *stats, const QueryStep *step);

/* Probability that at least "least" of n independent events occur, given theirs. */
static double
at_least(const double *p, int n, int least)
{
	double	   *exactly;		/* probability that exactly so many occur; the last: so many or more */
	double		result;

	if ((double) n * least > MAX_COUNTED)
	{
		double		mean = 0;
		double		variance = 0;

		for (int i = 0; i < n; i++)
		{
			mean += p[i];
			variance += p[i] * (1 - p[i]);
		}
		return 0.5 * erfc((least - 0.5 - mean) / sqrt(2 * Max(variance, 1e-9)));
	}
	exactly = palloc0(sizeof(double) * (least + 1));
	exactly[0] = 1;
	for (int i = 0; i < n; i++)
	{
		exactly[least] += exactly[least - 1] * p[i];
		for (int j = least - 1; j > 0; j--)
			exactly[j] += (exactly[j - 1] - exactly[j]) * p[i];
		exactly[0] *= 1 - p[i];
	}
	result = exactly[least];
	pfree(exactly);
	return result;
}

/* Estimate of "N of", whose operands are taken as independent. */
static SelectivityEstimate
count_estimate(TagStatistics *stats, const QueryStep *step)
{
	double	   *p = palloc(sizeof(double) * step->nchildren);
	SelectivityEstimate estimate = {0, 0};

	for (int i = 0; i < step->nchildren; i++)
	{
		SelectivityEstimate child = step_estimate(stats, &step->children[i]);

		CHECK_FOR_INTERRUPTS();
		p[i] = child.selectivity;
		estimate.variance = Max(estimate.variance, child.variance);
	}
	estimate.selectivity = at_least(p, step->nchildren, step->least);
	estimate.variance += TAG_DEPENDENCE_VARIANCE * step->least;
	pfree(p);
	return estimate;
}

/* Estimate of a query or a part of it; recursive. */
static SelectivityEstimate
step_estimate(TagStatistics *stats, const QueryStep *step)
{
	bool		any = step->type == QUERY_OR;
	double		largest = 0;
	double		variance = 0;
	TagOperand *operands;
	SelectivityEstimate estimate;

	check_stack_depth();
	if (step->type == QUERY_TERM)
		return term_estimate(stats, step->term);
	if (step->type == QUERY_NOT)
		return estimate_not(step_estimate(stats, &step->children[0]));
	if (step->type == QUERY_COUNT)
		return count_estimate(stats, step);

	/* an OR is computed as NOT (AND of the negated operands) */
	operands = palloc0(sizeof(TagOperand) * step->nchildren);
	for (int i = 0; i < step->nchildren; i++)
	{
		TagOperand *o = &operands[i];
		const QueryStep *child = &step->children[i];

		o->negated = any;
		if (child->type == QUERY_NOT)
		{
			o->negated = !o->negated;
			child = &child->children[0];
		}
		o->estimate = step_estimate(stats, child);
		o->step = child;
		if (child->type == QUERY_TERM && QUERY_TERM_PLAIN(child->term))
		{
			o->path = child->term->pattern;
			o->len = child->term->patternlen;
			o->exact = child->term->exact;
		}
		if (o->estimate.selectivity >= largest)
		{
			largest = o->estimate.selectivity;
			variance = o->estimate.variance;
		}
	}
	estimate = tag_conjunction_estimate(stats, operands, step->nchildren);
	pfree(operands);
	if (any)
	{
		estimate.selectivity = 1 - estimate.selectivity;

		/*
		 * The result lies between the largest operand and the sum of all of
		 * them, so it is about as uncertain as the largest one.
		 */
		estimate.variance = variance + TAG_DEPENDENCE_VARIANCE / 4;
	}
	return estimate;
}

SelectivityEstimate
tag_query_estimate(TagStatistics *stats, QueryPlan *plan)
{
	const VariableStatData *sample_source = stats->sample_source;
	SelectivityEstimate estimate;

	plan->gave_up = &stats->gave_up;
	stats->plan = plan;
	stats->term_known = palloc0(plan->nterms * sizeof(bool));
	stats->term_rows = palloc0(plan->nterms * sizeof(Bitmapset *));
	/* a query that is relative to a timestamp not asked for cannot be evaluated on rows */
	if (plan->nterms > MAX_SAMPLED_TERMS || plan->unanchored)
		stats->sample_source = NULL;
	stats->npatterns = 0;
	stats->pattern_sum = 0;
	estimate = step_estimate(stats, &plan->root);
	if (plan->nterms > MAX_SAMPLED_TERMS || plan->unanchored)
		stats->sample_source = sample_source;
	if (plan->nterms > MAX_CORRECTED_TERMS || plan->unanchored)
		estimate.variance = 0;
	return estimate;
}

/* A path is at one place only, so the frequencies of the places add up. */
SelectivityEstimate
tag_ancestors_estimate(const TagStatistics *stats, const char *path, int len)
{
	SelectivityEstimate estimate = {0, 0};

	for (int i = 1; i <= len; i++)
	{
		if (i == len || path[i] == FACTAG_SEPARATOR)
		{
			SelectivityEstimate one = tag_path_estimate(stats, path, i, true);

			estimate.selectivity = Min(1, estimate.selectivity + one.selectivity);
			estimate.variance = Max(estimate.variance, one.variance);
		}
	}
	return estimate;
}

/* The AND of the set's elements. An element above another one is implied by it, and left out. */
SelectivityEstimate
tag_covers_estimate(TagStatistics *stats, const struct varlena *set)
{
	int			n = 0;
	int			most = Min(tagset_size(set), MAX_SET_ELEMENTS);
	TagOperand *operands = palloc0(sizeof(TagOperand) * (most + 1));
	TagsetReader *reader = palloc(sizeof(TagsetReader));
	SelectivityEstimate estimate;

	tagset_reader_init(reader, set);
	while (n < most && tagset_reader_next(reader))
	{
		TagOperand *o = &operands[n];
		char	   *path = palloc(reader->len);

		CHECK_FOR_INTERRUPTS();
		memcpy(path, reader->path, reader->len);
		if (n > 0 && path_within(path, reader->len, o[-1].path, o[-1].len))
			o--;
		else
			n++;
		o->path = path;
		o->len = reader->len;
		o->estimate = tag_path_estimate(stats, path, o->len, false);
	}
	estimate = tag_conjunction_estimate(stats, operands, n);
	pfree(reader);
	return estimate;
}

/*
 * A row overlaps an element of the set if it has an element at or below it or at
 * an ancestor of it. These are taken as independent.
 */
SelectivityEstimate
tag_overlaps_estimate(const TagStatistics *stats, const struct varlena *set)
{
	double		none = 1;
	SelectivityEstimate estimate = {0, 0};
	TagsetReader *reader = palloc(sizeof(TagsetReader));
	char	   *top = palloc(FACTAG_MAX_PATH);
	int			toplen = 0;
	SelectivityEstimate below;

	tagset_reader_init(reader, set);
	while (tagset_reader_next(reader))
	{
		CHECK_FOR_INTERRUPTS();
		/* a row that overlaps a path below "top" overlaps "top" too */
		if (toplen > 0 && path_within(reader->path, reader->len, top, toplen))
			continue;
		for (int i = reader->shared + 1; i < reader->len; i++)
		{
			if (reader->path[i] == FACTAG_SEPARATOR)
				none *= 1 - tag_path_estimate(stats, reader->path, i, true).selectivity;
		}
		below = tag_path_estimate(stats, reader->path, reader->len, false);
		none *= 1 - below.selectivity;
		estimate.variance = Max(estimate.variance, below.variance);
		memcpy(top, reader->path, reader->len);
		toplen = reader->len;
	}
	estimate.selectivity = 1 - none;
	if (tagset_size(set) > 1)
		estimate.variance = Max(estimate.variance, TAG_DEPENDENCE_VARIANCE / 2);
	pfree(top);
	pfree(reader);
	return estimate;
}

/*
 * A row is covered if each of its elements is at a path of the set or at an
 * ancestor of one. The frequencies of exactly these paths add up to the mean
 * number of such elements in a row; divided by the mean number of all elements,
 * that is the probability that an element is covered. If the elements are
 * independent, a row of k elements is covered with the k-th power of it. The
 * result is the average over the quantiles of k.
 */
SelectivityEstimate
tag_covered_estimate(const TagStatistics *stats, const struct varlena *set)
{
	double		permitted = 0;	/* mean number of covered elements in a row */
	double		mean = 0;		/* mean number of elements in a row */
	SelectivityEstimate estimate = {ESTIMATE_DEFAULT, 4};
	TagsetReader *reader;

	if (!stats->tags)
		return estimate;
	reader = palloc(sizeof(TagsetReader));
	tagset_reader_init(reader, set);
	while (tagset_reader_next(reader))
	{
		CHECK_FOR_INTERRUPTS();
		for (int i = reader->shared + 1; i <= reader->len; i++)
		{
			if (i == reader->len || reader->path[i] == FACTAG_SEPARATOR)
				permitted += tag_path_estimate(stats, reader->path, i, true).selectivity;
		}
	}
	pfree(reader);
	for (int i = 0; i < stats->nquantiles; i++)
		mean += stats->quantiles[i] / stats->nquantiles;
	estimate.selectivity = 0;
	for (int i = 0; i < stats->nquantiles; i++)
		estimate.selectivity += pow(mean > 0 ? Min(1, permitted / mean) : 0,
									stats->quantiles[i]) / stats->nquantiles;
	return estimate;
}
