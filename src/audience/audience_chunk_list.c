/*
 * audience_chunk_list.c
 *	  An ascending list of chunks.
 */
#include "audience/audience_chunk_list.h"

#include "utils/memutils.h"

/* chunks that there is room for at first */
#define FIRST_SIZE	16

void
chunk_list_add(ChunkList *list, int64 chunk, MemoryContext context)
{
	if (list->n == list->size)
	{
		list->size = Max(FIRST_SIZE, list->size * 2);
		if (list->chunks)
			list->chunks = repalloc_huge(list->chunks, sizeof(int64) * list->size);
		else
			list->chunks = MemoryContextAlloc(context, sizeof(int64) * list->size);
	}
	list->chunks[list->n++] = chunk;
}

bool
chunk_list_has(ChunkList *list, int64 chunk)
{
	uint32		end = list->n;

	while (list->at < end)
	{
		uint32		middle = list->at + (end - list->at) / 2;

		if (list->chunks[middle] < chunk)
			list->at = middle + 1;
		else
			end = middle;
	}
	return list->at < list->n && list->chunks[list->at] == chunk;
}
