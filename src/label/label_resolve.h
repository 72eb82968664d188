/*
 * label_resolve.h
 *	  Resolves disagreement between sources, by a precedence of sources.
 *
 * A source's rank is the position of the first path in the precedence that is at
 * or above it. Sources that are not listed, and labels without a source, rank
 * last. For each path and claim, the best rank among the labels that hold
 * decides; within a rank the latest label decides, and of labels of one time an
 * assertion decides before a denial.
 *
 * If the deciding label is an assertion, the assertions of its rank are kept. If
 * it is a denial, no assertion about that path and claim is kept, and the denial
 * suppresses assertions of lower ranks at its path and below: those about its
 * claim, or about every claim if it names none.
 */
#ifndef FACTAG_LABEL_RESOLVE_H
#define FACTAG_LABEL_RESOLVE_H

#include "factag.h"

#include "datatype/timestamp.h"

typedef struct LabelSource
{
	const char *path;
	int			len;
} LabelSource;

typedef struct LabelPrecedence
{
	int			count;
	LabelSource *sources;		/* the best first */
	bool		listed_only;	/* labels without one of these sources do not count */
} LabelPrecedence;

/*
 * Returns, for each label of a log, whether it is kept: whether it holds as of a
 * timestamp, or without one, and stands once the sources that disagree are resolved.
 * palloc'd.
 */
extern bool *label_resolve(const struct varlena *labels, bool has_timestamp, TimestampTz timestamp,
						   const LabelPrecedence *precedence);

#endif							/* FACTAG_LABEL_RESOLVE_H */
