/*
 * line_table.h
 *	  A hash table of lines, by their text, for whoever joins texts and keeps each line once.
 */
#ifndef FACTAG_LINE_TABLE_H
#define FACTAG_LINE_TABLE_H

#include "factag.h"

#include "keyed_hash.h"

typedef struct LineEntry
{
	const char *text;			/* terminated */
	uint32		hash;
	char		status;
} LineEntry;

#define SH_PREFIX line_table
#define SH_ELEMENT_TYPE LineEntry
#define SH_KEY_TYPE const char *
#define SH_KEY text
#define SH_HASH_KEY(table, key) keyed_hash(key, strlen(key))
#define SH_EQUAL(table, a, b) (strcmp(a, b) == 0)
#define SH_STORE_HASH
#define SH_GET_HASH(table, entry) (entry)->hash
#define SH_SCOPE static inline
#define SH_DECLARE
#define SH_DEFINE
#include "lib/simplehash.h"

#endif							/* FACTAG_LINE_TABLE_H */
