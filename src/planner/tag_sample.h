/*
 * tag_sample.h
 *	  The rows of the sample that match a part of a query.
 */
#ifndef FACTAG_TAG_SAMPLE_H
#define FACTAG_TAG_SAMPLE_H

#include "planner/tag_statistics.h"
#include "query/query_algebra.h"

/*
 * Gets the rows of the loaded sample that match, a Bitmapset or the complement
 * of one. Each term is looked for in the sample once a query, however many
 * parts of the query it is in.
 */
extern QuerySet tag_sample_rows(TagStatistics *stats, const QueryStep *step);

#endif							/* FACTAG_TAG_SAMPLE_H */
