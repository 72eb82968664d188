/*
 * audience_blocks.h
 *	  The ids of rows as blocks.
 */
#ifndef FACTAG_AUDIENCE_BLOCKS_H
#define FACTAG_AUDIENCE_BLOCKS_H

#include "factag.h"

#include "idset/id_blocks.h"

/* A memory context for the work on a row, to be reset after each: it keeps some memory then. */
extern MemoryContext audience_scratch(void);

/* The blocks of a toasted idset, which point into a copy in the current memory context; appended to a set. */
extern void audience_append_ids(IdBlocks *set, Datum ids);

/* Appends the blocks of a row, which share their data. Both refuse blocks that are not above those before (XX001). */
extern void audience_append_blocks(IdBlocks *set, const IdBlocks *more);

/* A copy of a set with data of its own; and the bytes of the data. */
extern IdBlocks *audience_copy_blocks(const IdBlocks *set);
extern Size audience_blocks_bytes(const IdBlocks *set);

#endif							/* FACTAG_AUDIENCE_BLOCKS_H */
