/*
 * tag_conjunction.h
 *	  Selectivity of an AND of conditions on the tags of a row.
 */
#ifndef FACTAG_TAG_CONJUNCTION_H
#define FACTAG_TAG_CONJUNCTION_H

#include "planner/tag_statistics.h"

/* variance for each operand that is assumed, but not known, to be independent */
#define TAG_DEPENDENCE_VARIANCE 0.25

/* an operand, possibly negated; all but "negated" describe it without its negation */
typedef struct TagOperand
{
	SelectivityEstimate estimate;
	bool		negated;
	const char *path;			/* of a plain path, NULL for anything else */
	int			len;
	bool		exact;			/* at exactly that path, else at or below it */
	const QueryStep *step;		/* evaluates anything else on a row */
	bool	   *satisfied;		/* whether each row of the sample satisfies it, negation included */
} TagOperand;

/*
 * Selectivity of the AND of n operands, whose "satisfied" is working memory; 1
 * if there are none.
 */
extern SelectivityEstimate tag_conjunction_estimate(TagStatistics *stats, TagOperand *operands,
													int n);

#endif							/* FACTAG_TAG_CONJUNCTION_H */
