/*
 * unit_table.h
 *	  The state of consensus_alpha: how often a unit with the same ratings was seen.
 *	  Everything that alpha is made of are integers until the end, so the result
 *	  does not depend on the order of rows.
 *
 * A unit is a byte string: for each of its distinct ratings, in the order of their
 * bytes, how often it has the rating, the length of the rating, and the rating.
 */
#ifndef FACTAG_UNIT_TABLE_H
#define FACTAG_UNIT_TABLE_H

#include "factag.h"

#include "consensus/name_table.h"

typedef enum AlphaLevel
{
	ALPHA_NOMINAL,
	ALPHA_ORDINAL,
	ALPHA_INTERVAL,
	ALPHA_RATIO
} AlphaLevel;

typedef struct UnitTable
{
	AlphaLevel	level;
	uint64		ratings;
	NameTable	units;			/* with two ratings or more */
	int64	   *times;			/* for each of them */
	uint32		times_size;
} UnitTable;

/* a rating as bytes */
typedef struct UnitRating
{
	const char *bytes;
	uint32		len;
} UnitRating;

extern UnitTable *unit_table_make(MemoryContext context, AlphaLevel level);

/* Refuses another level than before (22023). */
extern void unit_table_check_level(const UnitTable *table, AlphaLevel level);

/* Adds a unit, whose ratings it sorts; 54000 beyond the limits. */
extern void unit_table_add(UnitTable *table, UnitRating *ratings, uint32 count);

/* Adds the units of another table of the same level. */
extern void unit_table_add_all(UnitTable *table, const UnitTable *other);

/* a rating of a unit, and how often the unit has it */
typedef struct UnitEntry
{
	uint32		count;
	uint32		len;
	const char *bytes;
} UnitEntry;

/* Reads the entry of a unit at *place, which moves on; false at the end. */
static inline bool
unit_table_next(const UnitTable *table, uint32 unit, uint32 *place, UnitEntry *entry)
{
	const char *p = name_table_bytes(&table->units, unit) + *place;

	if (*place >= name_table_len(&table->units, unit))
		return false;
	memcpy(&entry->count, p, sizeof(uint32));
	memcpy(&entry->len, p + sizeof(uint32), sizeof(uint32));
	entry->bytes = p + 2 * sizeof(uint32);
	*place += 2 * sizeof(uint32) + entry->len;
	return true;
}

#endif							/* FACTAG_UNIT_TABLE_H */
