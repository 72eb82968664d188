/*
 * identity_array.h
 *	  Arrays that grow item by item.
 */
#ifndef FACTAG_IDENTITY_ARRAY_H
#define FACTAG_IDENTITY_ARRAY_H

#include "factag.h"

#include "utils/memutils.h"

/* Makes room for one more than n items in an array of *size, which is NULL at first. In the memory context of the array, or else the current one. */
static inline void *
identity_array_reserve(void *array, int64 n, int64 *size, Size item)
{
	if (n < *size)
		return array;
	/* a large array grows by a quarter, since it may fill most of the memory */
	*size += Max(*size / 4, 64);
	return array ? repalloc_huge(array, *size * item) : MemoryContextAllocHuge(CurrentMemoryContext, *size * item);
}

#endif							/* FACTAG_IDENTITY_ARRAY_H */
