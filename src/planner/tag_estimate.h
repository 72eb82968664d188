/*
 * tag_guess.h
 *	  What statistics say of a condition on a tagset or a tagpath: the fraction
 *	  of rows that are not NULL, by the frequencies of their paths.
 */
#ifndef FACTAG_TAG_GUESS_H
#define FACTAG_TAG_GUESS_H

#include "planner/tag_statistics.h"

/* rows that meet a query */
extern Guess tag_query_guess(TagStatistics *stats, const QueryPlan *plan);

/* rows whose path, of a column of paths, is at or above one */
extern Guess tag_ancestors_guess(const TagStatistics *stats, const char *path, int len);

/* rows that cover a set, that are covered by one, that overlap one */
extern Guess tag_covers_guess(TagStatistics *stats, const struct varlena *set);
extern Guess tag_covered_guess(const TagStatistics *stats, const struct varlena *set);
extern Guess tag_overlaps_guess(const TagStatistics *stats, const struct varlena *set);

#endif							/* FACTAG_TAG_GUESS_H */
