/*
 * name_table.h
 *	  A table that gives byte strings numbers: items, raters, labels, or units as
 *	  bytes. Numbers begin at 0, in the order in which names were added. Results
 *	  must not depend on that order: name_table_order gives the order by bytes.
 */
#ifndef FACTAG_NAME_TABLE_H
#define FACTAG_NAME_TABLE_H

#include "factag.h"

#include "lib/stringinfo.h"

typedef struct NameEntry
{
	uint32		hash;
	uint32		at;				/* where it begins in bytes */
	uint32		len;
} NameEntry;

typedef struct NameTable
{
	MemoryContext context;
	NameEntry  *names;
	uint32		count;
	uint32		size;
	uint32	   *slots;			/* hash table of numbers + 1; NULL in a table that was read from a message */
	char	   *bytes;
	uint32		bytes_len;
	uint32		bytes_size;
} NameTable;

/* Makes an empty table. */
extern void name_table_init(NameTable *table, MemoryContext context);

/* The number of a name, which is added if it is new; 54000 where the names would take more than 1 GB. */
extern uint32 name_table_add(NameTable *table, const char *name, uint32 len);

static inline const char *
name_table_bytes(const NameTable *table, uint32 number)
{
	return table->bytes + table->names[number].at;
}

static inline uint32
name_table_len(const NameTable *table, uint32 number)
{
	return table->names[number].len;
}

/* Returns the numbers in the order of the names' bytes. */
extern uint32 *name_table_order(const NameTable *table);

/* Inverts an order: returns the place of each of these numbers. */
extern uint32 *name_table_ranks(const uint32 *order, uint32 count);

/* The bytes that a table takes in a message. */
extern Size name_table_message_size(const NameTable *table);

/*
 * Appends a table for another process, and reads it back. The copy points into the
 * message, and nothing can be added to it.
 */
extern void name_table_serialize(StringInfo out, const NameTable *table);
extern void name_table_deserialize(StringInfo in, NameTable *table);

/* Adds the names of another table; returns their numbers here by their numbers there. */
extern uint32 *name_table_add_all(NameTable *table, const NameTable *other);

#endif							/* FACTAG_NAME_TABLE_H */
