/*
 * audience_write.h
 *	  Writing the base of an audience, row by row. Within SPI, as the owner, with the tables locked.
 */
#ifndef FACTAG_AUDIENCE_WRITE_H
#define FACTAG_AUDIENCE_WRITE_H

#include "audience/audience_stored.h"

/* of a context that is reset for each row: it keeps room for the sets of a row */
#define ROW_CONTEXT_SIZES	128 * 1024, 128 * 1024, ALLOCSET_DEFAULT_MAXSIZE

/* Values may be toasted. */
extern void audience_insert_row(const Audience *audience, const AudienceStored *row);
extern void audience_update_row(const Audience *audience, const AudienceStored *row);
extern void audience_delete_row(const Audience *audience, const char *path, int len, int64 chunk);

/* Writes the row of NAME_members, which there may be already; deletes it, which must be there, if there are no members. */
extern void audience_write_members(const Audience *audience, int64 chunk, const IdBlocks *members);

/* Inserts all rows of a chunk of which the tables have none. */
extern void audience_insert_chunk(const Audience *audience, AudienceChunk *chunk);

#endif							/* FACTAG_AUDIENCE_WRITE_H */
