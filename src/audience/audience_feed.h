/*
 * audience_feed.h
 *	  Reads the rows of an audience's source that have tags, in the order of ids. Within SPI.
 */
#ifndef FACTAG_AUDIENCE_FEED_H
#define FACTAG_AUDIENCE_FEED_H

#include "audience/audience.h"

typedef struct AudienceFeed AudienceFeed;

typedef struct AudienceFeedRow
{
	int64		id;
	bool		no_id;			/* it is NULL; such rows come last */
	struct varlena *tags;		/* detoasted; they last until the next row */
} AudienceFeedRow;

/*
 * Begins to read with the rights of the current user: in the active snapshot, or else in a new one if the transaction is READ
 * COMMITTED. It may sort in maintenance_work_mem. In the current memory context.
 */
extern AudienceFeed *audience_feed_open(const Audience *audience, bool active_snapshot);

/* Goes to the next row; false at the end. */
extern bool audience_feed_next(AudienceFeed *feed, AudienceFeedRow *row);
extern void audience_feed_close(AudienceFeed *feed);

#endif							/* FACTAG_AUDIENCE_FEED_H */
