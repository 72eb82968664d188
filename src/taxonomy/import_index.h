/*
 * import_index.h
 *	  Looking up what a document names by a key, byte by byte.
 */
#ifndef FACTAG_IMPORT_INDEX_H
#define FACTAG_IMPORT_INDEX_H

#include "factag.h"

typedef struct ImportKey
{
	const char *key;
	int			len;
	int			value;
} ImportKey;

typedef struct ImportIndex
{
	ImportKey  *keys;
	int			n;
	int			size;
	bool		sorted;
} ImportIndex;

/* Adds a key, whose bytes must stay where they are. Values must be added in ascending order. */
extern void import_index_add(ImportIndex *index, const char *key, int len, int value);

/* The least value of a key, -1 if there is none. No key may be added afterwards. */
extern int	import_index_find(ImportIndex *index, const char *key, int len);

#endif							/* FACTAG_IMPORT_INDEX_H */
