/*
 * id_blocks.h
 *	  A set of ids in memory: its blocks by ascending key, none of them empty.
 *	  Their data lie in the stored set that they came from, or in a memory
 *	  context, and may belong to several sets.
 */
#ifndef FACTAG_ID_BLOCKS_H
#define FACTAG_ID_BLOCKS_H

#include "factag.h"

#include "idset/idset_block.h"

typedef struct IdBlocks
{
	MemoryContext context;		/* of the blocks */
	uint32		n;
	uint32		size;			/* number of blocks that there is room for */
	int64		count;			/* ids */
	IdBlock    *blocks;
} IdBlocks;

/* An empty set in the current memory context. */
extern IdBlocks *id_blocks_make(void);

/* Appends a block, whose key is above all others; 54000 beyond FACTAG_MAX_ID_BLOCKS. */
extern void id_blocks_append(IdBlocks *set, const IdBlock *block);

/* Refuses a set of more blocks (54000). */
pg_noreturn extern void id_blocks_too_many(void);

/* Makes room for further blocks; 54000 likewise. */
extern void id_blocks_reserve(IdBlocks *set, uint32 more);

/* the first block from `from` on whose key is at least `key`; set->n if none is */
extern uint32 id_blocks_find(const IdBlocks *set, uint32 from, int64 key);

/* Sets in the current memory context; the operands are unchanged, and may share blocks with the result. */
extern IdBlocks *id_blocks_and(const IdBlocks *a, const IdBlocks *b);
extern IdBlocks *id_blocks_or(const IdBlocks *a, const IdBlocks *b);
extern IdBlocks *id_blocks_minus(const IdBlocks *a, const IdBlocks *b);

/* Number of ids that both have. */
extern int64 id_blocks_common(const IdBlocks *a, const IdBlocks *b);

extern bool id_blocks_has(const IdBlocks *set, int64 id);

/* Whether both have an id. */
extern bool id_blocks_overlap(const IdBlocks *a, const IdBlocks *b);

/* reads the ids in ascending order; the set must not change meanwhile */
typedef struct IdReader
{
	const IdBlocks *set;
	uint32		block;			/* index of the current block */
	uint32		at;				/* where to go on in it: an index, or a bit of a bitmap */
	int64		next;			/* the first of the ids that were found and not returned yet, */
	uint64		rest;			/* which follow each other, and their number */
} IdReader;

extern void id_reader_init(IdReader *reader, const IdBlocks *set);

/* The next id; false at the end. */
extern bool id_reader_next(IdReader *reader, int64 *id);

/* The next ids up to a gap, as many as there are; false at the end. */
extern bool id_reader_next_run(IdReader *reader, int64 *first, int64 *last);

#endif							/* FACTAG_ID_BLOCKS_H */
