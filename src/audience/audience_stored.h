/*
 * audience_stored.h
 *	  A row of NAME_tags as it is stored, whose values stay toasted until they are needed.
 */
#ifndef FACTAG_AUDIENCE_STORED_H
#define FACTAG_AUDIENCE_STORED_H

#include "audience/audience_chunk.h"

/* a Datum is 0 where the column is NULL */
typedef struct AudienceStored
{
	const char *path;
	int			len;
	int64		chunk;
	int32		rows;
	Datum		ids;
	Datum		own;
	bool		dynamic;
	Datum		columns[AUDIENCE_COLUMNS];
} AudienceStored;

/* Each makes one in the current memory context: a copy of a row that is read, or the row to store of one that was made. */
extern void audience_stored_copy(const AudienceRow *row, AudienceStored *stored);
extern void audience_stored_make(int64 chunk, const AudienceChunkRow *row, AudienceStored *stored);

/* Returns the ids of a value, which point into it or a detoasted copy; none if it is 0. In the current memory context. */
extern const IdBlocks *audience_stored_ids(Datum value);

/* Whether the element itself, of some member, begins or ends. */
static inline bool
audience_stored_timed(const AudienceStored *stored)
{
	return DatumGetPointer(stored->columns[1 + ATTRIBUTE_SINCE]) || DatumGetPointer(stored->columns[1 + ATTRIBUTE_UNTIL]);
}

/* Whether two values are equal; two that are 0 are. */
extern bool audience_stored_equal(Datum a, Datum b);

#endif							/* FACTAG_AUDIENCE_STORED_H */
