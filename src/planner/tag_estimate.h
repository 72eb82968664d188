/*
 * tag_estimate.h
 *	  Selectivity of each condition on a column of tags, by its statistics.
 */
#ifndef FACTAG_TAG_ESTIMATE_H
#define FACTAG_TAG_ESTIMATE_H

#include "planner/tag_statistics.h"

/* Rows that match a query. */
extern SelectivityEstimate tag_query_estimate(TagStatistics *stats, QueryPlan *plan);

/* In a column of paths, rows whose path is at or above the given one. */
extern SelectivityEstimate tag_ancestors_estimate(const TagStatistics *stats, const char *path,
												  int len);

/* Rows that cover a set. */
extern SelectivityEstimate tag_covers_estimate(TagStatistics *stats, const struct varlena *set);

/* Rows that a set covers. */
extern SelectivityEstimate tag_covered_estimate(const TagStatistics *stats,
												const struct varlena *set);

/* Rows that overlap a set. */
extern SelectivityEstimate tag_overlaps_estimate(const TagStatistics *stats,
												 const struct varlena *set);

#endif							/* FACTAG_TAG_ESTIMATE_H */
