/*
 * audience_chunk.h
 *	  The rows of NAME_tags that the members of one chunk make: for each path of an element and each of its
 *	  ancestors, who has it.
 */
#ifndef FACTAG_AUDIENCE_CHUNK_H
#define FACTAG_AUDIENCE_CHUNK_H

#include "audience/audience.h"
#include "idset/id_blocks.h"

typedef struct AudienceChunk AudienceChunk;

/* one of its rows */
typedef struct AudienceChunkRow
{
	const char *path;
	int			len;
	IdBlocks   *ids;			/* at or below the path */
	IdBlocks   *own;			/* at that very path */
	bool		same;			/* own is ids: stored as NULL */
	bool		dynamic;		/* an element at or below it has since or until */
	Datum		columns[5];		/* attributed, weight, value, since, until; 0 where NULL */
} AudienceChunkRow;

/* An empty chunk, which keeps all its memory in a context of its own below the current one. */
extern AudienceChunk *audience_chunk_make(int64 chunk);
extern void audience_chunk_free(AudienceChunk *chunk);

/* Adds a member, whose tags are not NULL. Ids in ascending order, each once. */
extern void audience_chunk_add(AudienceChunk *chunk, int64 id, const struct varlena *tags);

/* Ends adding. Rows are then read once, in preorder; false at the end. */
extern void audience_chunk_finish(AudienceChunk *chunk);
extern bool audience_chunk_next(AudienceChunk *chunk, AudienceChunkRow *row);

/* All that were added. */
extern IdBlocks *audience_chunk_members(AudienceChunk *chunk);

/* Inserts all rows of a chunk that the tables do not have yet. Within SPI, as the owner. */
extern void audience_chunk_insert(const Audience *audience, AudienceChunk *chunk);

#endif							/* FACTAG_AUDIENCE_CHUNK_H */
