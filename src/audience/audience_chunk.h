/*
 * audience_chunk.h
 *	  The rows of NAME_tags that the members of one chunk make: for each path of an element and each of its
 *	  ancestors, who has it.
 */
#ifndef FACTAG_AUDIENCE_CHUNK_H
#define FACTAG_AUDIENCE_CHUNK_H

#include "audience/audience.h"
#include "audience/audience_column.h"
#include "idset/id_blocks.h"

typedef struct AudienceChunk AudienceChunk;

/* one of its rows */
typedef struct AudienceChunkRow
{
	const char *path;
	int			len;
	IdBlocks   *ids;			/* at or below the path */
	IdBlocks   *own;			/* at that very path; ids itself if they are the same */
	bool		dynamic;		/* an element at or below it has since or until */
	Datum		columns[AUDIENCE_COLUMNS];	/* 0 where NULL */
} AudienceChunkRow;

/* Makes an empty chunk, which keeps all its memory in a context of its own below the current one. */
extern AudienceChunk *audience_chunk_make(int64 chunk);
extern void audience_chunk_free(AudienceChunk *chunk);

/* Adds a member, whose tags are not NULL. Ids must ascend. */
extern void audience_chunk_add(AudienceChunk *chunk, int64 id, const struct varlena *tags);

/* Ends adding. Rows are then read once, in preorder; false at the end. They last as long as the chunk. */
extern void audience_chunk_finish(AudienceChunk *chunk);
extern bool audience_chunk_next(AudienceChunk *chunk, AudienceChunkRow *row);

/* The number of the chunk, and all ids that were added. */
extern int64 audience_chunk_number(const AudienceChunk *chunk);
extern IdBlocks *audience_chunk_members(AudienceChunk *chunk);

#endif							/* FACTAG_AUDIENCE_CHUNK_H */
