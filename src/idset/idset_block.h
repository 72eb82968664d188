/*
 * idset_block.h
 *	  A block of a set of ids: those of 65,536 neighbours that are in the set.
 *
 * The data are stored bytes, wherever they lie: an array of the low halves of
 * the ids (id_lows.h), a bitmap (id_words.h), or runs (id_runs.h). In memory any
 * kind may hold any block, within the limits below; one of them is stored.
 */
#ifndef FACTAG_IDSET_BLOCK_H
#define FACTAG_IDSET_BLOCK_H

#include "factag.h"

#include "idset/id_words.h"

#define ID_BLOCK_BITS	16
#define ID_BLOCK_IDS	(1 << ID_BLOCK_BITS)

/* stored */
typedef enum IdKind
{
	IDS_ARRAY = 0,
	IDS_BITMAP = 1,
	IDS_RUNS = 2
} IdKind;

#define ID_MAX_ARRAY	(ID_BITMAP_BYTES / 2)	/* ids of an array */
#define ID_MAX_RUNS		(ID_BITMAP_BYTES / 4 - 1)	/* runs of a block of runs */

typedef struct IdBlock
{
	int64		key;			/* the ids >> ID_BLOCK_BITS */
	uint32		count;			/* ids, at least 1 */
	uint32		n;				/* ids, or runs */
	uint8		kind;			/* IdKind */
	const uint8 *data;
} IdBlock;

/* bytes of the data */
static inline uint32
id_block_bytes(const IdBlock *block)
{
	return block->kind == IDS_BITMAP ? ID_BITMAP_BYTES : block->kind == IDS_RUNS ? block->n * 4 : block->n * 2;
}

/*
 * Blocks of one key. The data of the result are new, or those of an operand.
 * A count of 0 says that no ids are left; then there are no data. The data of
 * a result are at most twice those of both operands.
 */
extern void id_block_and(const IdBlock *a, const IdBlock *b, IdBlock *out);
extern void id_block_or(const IdBlock *a, const IdBlock *b, IdBlock *out);
extern void id_block_minus(const IdBlock *a, const IdBlock *b, IdBlock *out);

/* Number of ids that both have. */
extern uint32 id_block_common(const IdBlock *a, const IdBlock *b);

extern bool id_block_has(const IdBlock *block, uint16 low);

/*
 * The kind that a block is stored as, and its n: the kind that takes the fewest
 * bytes; of kinds that take as many an array rather than a bitmap, and a bitmap
 * rather than runs.
 */
extern IdKind id_block_stored_kind(const IdBlock *block, uint32 *n);

/* Writes the data of a block as those of a kind that can hold them. */
extern void id_block_write(const IdBlock *block, IdKind kind, uint8 *data);

/* Makes a block of the kind that it is stored as. */
extern void id_block_canonical(IdBlock *block);

/* Writes the low halves of the ids, at most 65,536, ascending; returns how many. */
extern uint32 id_block_lows(const IdBlock *block, uint16 *lows);

/* Sets the bits of the block in a bitmap that has `count` bits; returns how many it has then. */
extern uint32 id_block_set(const IdBlock *block, uint8 *words, uint32 count);

#endif							/* FACTAG_IDSET_BLOCK_H */
