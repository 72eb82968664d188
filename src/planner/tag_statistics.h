/*
 * tag_statistics.h
 *	  Statistics of the tags in a column, which ANALYZE keeps in a pg_statistic
 *	  slot of our own kind.
 *
 *	  stavalues		one tagset: the most common paths, elements and ancestors
 *					alike. The weight of an element is the fraction of non-null
 *					rows that have an element at or below its path. Its value, if
 *					present, is the fraction with an element at exactly that path;
 *					if absent, both are equal.
 *	  stanumbers	[0] frequency assumed for a path that is not listed, at or below;
 *					then for each attribute the fraction of elements that have it;
 *					then quantiles of the number of elements, in ascending order
 *
 *	  Example: of 100 rows, 60 have a/b, 10 have a, 5 of them both. The tagset is
 *	  "a[weight=0.65; value=0.1], a/b[weight=0.6]".
 */
#ifndef FACTAG_TAG_STATISTICS_H
#define FACTAG_TAG_STATISTICS_H

#include "factag.h"

#include "utils/lsyscache.h"

#include "planner/estimate.h"
#include "query/query_plan.h"
#include "tagset/tagset_format.h"

/* pg_statistic.h leaves kinds 10000 to 30000 to private use, to be picked at random */
#define TAG_STATISTIC_KIND 21947

#define TAG_STATISTIC_QUANTILES 21
#define TAG_STATISTIC_NUMBERS (1 + TAGSET_ATTRIBUTE_COUNT + TAG_STATISTIC_QUANTILES)

/*
 * The rows whose whole value is known: the MCVs of the column and the bounds of
 * its histogram.
 */
typedef struct TagSample
{
	int			n;
	const struct varlena **sets;
	double	   *weights;		/* how many rows of ANALYZE's sample each one represents */
} TagSample;

/* type of the column's values, and how it is read as a set of tags */
typedef enum TagColumn
{
	TAG_COLUMN_SETS,			/* tagset */
	TAG_COLUMN_PATHS,			/* tagpath: a set of one element */
	TAG_COLUMN_LOGS				/* labelset: the set of the paths it asserts */
} TagColumn;

/* Name of the type. */
extern const char *tag_column_type(TagColumn contents);

/* the statistics of one column, while a condition on it is estimated */
typedef struct TagStatistics
{
	AttStatsSlot slot;
	TagColumn	contents;
	const struct varlena *tags; /* the tagset of the slot, NULL without statistics */
	double		unlisted;		/* frequency assumed for other paths */
	const float4 *attribute_frequency;	/* fraction of elements, by Attribute */
	int			nquantiles;
	const float4 *quantiles;	/* of the number of elements */
	const VariableStatData *sample_source;	/* column to load the sample from, or NULL */
	TagSample	sample;			/* empty until loaded */
	MemoryContext context;		/* holds the sample, or NULL */
	bool	   *term_known;		/* by index of a term: term_rows has its rows of the sample */
	Bitmapset **term_rows;		/* see tag_sample.h */
	int			npatterns;		/* wildcard terms of the query looked up so far */
	double		pattern_sum;	/* sum of their selectivities */
	QueryPlan  *plan;			/* of the last query estimated, or NULL */
	bool		gave_up;		/* QueryPlan.gave_up of all queries estimated */
} TagStatistics;

/*
 * Reads the statistics of a column, of which there are none if column is NULL;
 * "tagset" is the OID of that type. Close them with tag_statistics_close.
 */
extern void tag_statistics_open(TagStatistics *stats, const VariableStatData *column, Oid tagset,
								TagColumn contents);

/*
 * The sample, loaded on the first call if sample_source is set. It is always
 * empty for labelsets: it consists of tagsets, which lack the attributes that
 * labels are filtered by.
 */
extern const TagSample *tag_statistics_sample(TagStatistics *stats);
extern void tag_statistics_close(TagStatistics *stats);

/* Rows with an element at a path or, unless exact, below it. */
extern SelectivityEstimate tag_path_estimate(const TagStatistics *stats, const char *path,
											 int len, bool exact);

/*
 * Rows with an element that a term's pattern and, given statistics, its path filters
 * match; the other filters and the timestamp are ignored.
 */
extern SelectivityEstimate tag_pattern_estimate(TagStatistics *stats, const QueryTerm *term);

#endif							/* FACTAG_TAG_STATISTICS_H */
