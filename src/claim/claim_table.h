/*
 * claim_table.h
 *	  A hash table from the hash values of terms to numbers above 0. The values are those of
 *	  FNV-1a, which users can choose, so a random factor of the backend spreads them.
 */
#ifndef FACTAG_CLAIM_TABLE_H
#define FACTAG_CLAIM_TABLE_H

#include "factag.h"

#include "keyed_hash.h"

typedef struct ClaimSlot
{
	uint32		hash;
	uint32		value;			/* 0: the slot is free */
} ClaimSlot;

typedef struct ClaimTable
{
	ClaimSlot  *slots;
	uint32		mask;
	int			shift;			/* of the product, to a slot */
} ClaimTable;

/* Makes a table for so many values in the current memory context. */
static inline void
claim_table_init(ClaimTable *table, uint32 values)
{
	int			bits = 4;

	if (!keyed_hash_state.ready)
		keyed_hash_prepare();
	while ((UINT64CONST(1) << bits) < (uint64) values * 2)
		bits++;
	table->mask = (uint32) ((UINT64CONST(1) << bits) - 1);
	table->shift = 64 - bits;
	table->slots = palloc_extended(sizeof(ClaimSlot) << bits, MCXT_ALLOC_HUGE | MCXT_ALLOC_ZERO);
}

/* Returns the slot of a value, or the free one where it belongs. */
static inline ClaimSlot *
claim_table_slot(const ClaimTable *table, uint32 hash)
{
	uint32		at = (uint32) ((hash * (keyed_hash_state.keys[0][0] | 1)) >> table->shift);

	while (table->slots[at].value != 0 && table->slots[at].hash != hash)
		at = (at + 1) & table->mask;
	return &table->slots[at];
}

#endif							/* FACTAG_CLAIM_TABLE_H */
