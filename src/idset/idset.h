/*
 * idset.h
 *	  What the SQL functions of type idset share.
 */
#ifndef FACTAG_IDSET_H
#define FACTAG_IDSET_H

#include "factag.h"

#include "idset/id_blocks.h"
#include "text/lexer.h"

/*
 * Reads a number as an id. Returns false if an error was saved: 22P02, or 22003
 * beyond bigint.
 */
extern bool idset_read_id(Lexer *lx, int64 *id);

/* Returns the blocks of a value, which point into it; in the current memory context. */
extern IdBlocks *idset_blocks(const struct varlena *idset);

#endif							/* FACTAG_IDSET_H */
