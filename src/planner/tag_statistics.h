/*
 * tag_statistics.h
 *	  What ANALYZE knows of the tags of a column, in a statistics slot of our own.
 *
 *	  values   one tagset: the most common paths, elements and ancestors alike.
 *			   An element's weight is the fraction of rows (those that are not
 *			   NULL) with an element at or below the path; its value, where that
 *			   differs, the fraction with an element at this very path
 *	  numbers  what is assumed of a path that is not listed, the fraction of rows
 *			   with an element at or below it; for each attribute the fraction of
 *			   elements that carry it; then quantiles of the number of elements,
 *			   the smallest first
 */
#ifndef FACTAG_TAG_STATISTICS_H
#define FACTAG_TAG_STATISTICS_H

#include "factag.h"

#include "utils/lsyscache.h"

#include "planner/estimate.h"
#include "query/query_eval.h"
#include "tagset/tagset_format.h"

/* pg_statistic.h leaves 10000 to 30000 to private use, to be picked at random */
#define TAG_STATISTIC_KIND 21947

#define TAG_STATISTIC_QUANTILES 21
#define TAG_STATISTIC_NUMBERS (1 + TAGSET_ATTRIBUTE_COUNT + TAG_STATISTIC_QUANTILES)

/* rows that are known whole: the column's common values and its histogram */
typedef struct TagSample
{
	int			n;
	const struct varlena **sets;
	double	   *weights;		/* rows of the table's sample that each stands for */
} TagSample;

/* what a column holds */
typedef enum TagColumn
{
	TAG_COLUMN_SETS,
	TAG_COLUMN_PATHS,			/* sets of one */
	TAG_COLUMN_LOGS				/* labelsets: sets of what they assert */
} TagColumn;

/* the name of its type */
extern const char *tag_column_type(TagColumn holds);

typedef struct TagStatistics
{
	AttStatsSlot slot;
	TagColumn	holds;
	const struct varlena *tags; /* NULL where there are no statistics */
	double		unlisted;
	const float4 *carrying;		/* by Attribute */
	int			nquantiles;
	const float4 *quantiles;
	const VariableStatData *sampled;	/* the column whose known rows may be loaded, or NULL */
	TagSample	sample;			/* n is 0 unless they were */
	MemoryContext context;		/* holds them, or NULL */
	int			patterns;		/* wildcard terms of the query looked for so far */
	double		matched;		/* sum of what was guessed for them */
} TagStatistics;

/*
 * Looks at the statistics of a column, or of none for NULL; tagset is the type's Oid. Closed with
 * the last of these functions. The sample is loaded when it is first asked for,
 * if sampled is set; of logs there is none: their filters are not those of sets.
 */
extern void tag_statistics_open(TagStatistics *stats, const VariableStatData *column, Oid tagset, TagColumn holds);
extern const TagSample *tag_statistics_sample(TagStatistics *stats);
extern void tag_statistics_close(TagStatistics *stats);

/* rows with an element at a path or, unless exact, below it */
extern Guess tag_path_guess(const TagStatistics *stats, const char *path, int len, bool exact);

/* rows with an element that a term takes, whatever its filters and timestamp */
extern Guess tag_pattern_guess(TagStatistics *stats, const QueryTerm *term);

#endif							/* FACTAG_TAG_STATISTICS_H */
