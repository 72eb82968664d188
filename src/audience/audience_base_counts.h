/*
 * audience_base_counts.h
 *	  How many ids of a set have something at or below each tag, as the base has them.
 */
#ifndef FACTAG_AUDIENCE_BASE_COUNTS_H
#define FACTAG_AUDIENCE_BASE_COUNTS_H

#include "audience/audience.h"

#include "datatype/timestamp.h"

#include "idset/id_blocks.h"
#include "rollup/tagset_tally.h"

/*
 * Adds the numbers of the ids of a set or, with `others`, of those that are not in it. With a timestamp, elements
 * that do not count as of then are left out.
 */
extern void audience_base_counts(const Audience *audience, const IdBlocks *set, bool others,
								 bool has_at, TimestampTz at, Tally *tally);

#endif							/* FACTAG_AUDIENCE_BASE_COUNTS_H */
