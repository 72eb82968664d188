/*
 * audience_chunk_list.h
 *	  An ascending list of chunks, for a walk over rows in the order of their paths and then chunks.
 */
#ifndef FACTAG_AUDIENCE_CHUNK_LIST_H
#define FACTAG_AUDIENCE_CHUNK_LIST_H

#include "factag.h"

typedef struct ChunkList
{
	int64	   *chunks;
	uint32		n;
	uint32		size;			/* number of chunks that there is room for */
	uint32		at;				/* where to look for the next chunk */
} ChunkList;

/* Empties a list that is zero or was used before. */
static inline void
chunk_list_clear(ChunkList *list)
{
	list->n = 0;
	list->at = 0;
}

/* Begins to look for chunks, from the first on. */
static inline void
chunk_list_rewind(ChunkList *list)
{
	list->at = 0;
}

/* Appends a chunk that is above all others. The memory is that of a context. */
extern void chunk_list_add(ChunkList *list, int64 chunk, MemoryContext context);

/* Whether a list has a chunk. The chunks that are looked for ascend. */
extern bool chunk_list_has(ChunkList *list, int64 chunk);

#endif							/* FACTAG_AUDIENCE_CHUNK_LIST_H */
