/*
 * idset_format.h
 *	  The bytes of an idset, which doc/format.md draws.
 */
#ifndef FACTAG_IDSET_FORMAT_H
#define FACTAG_IDSET_FORMAT_H

#include "factag.h"

#include "idset/id_blocks.h"

/* flag of the first byte */
#define IDSET_DIRECTORY	0x01

/* blocks of a group, which an entry of the directory leads to */
#define IDSET_GROUP		16

/* bytes of an entry of the directory: the key of the group's first block, and its offset */
#define IDSET_ENTRY		(8 + 4)

/*
 * Appends the blocks of a set, whose keys must be above those that are there.
 * They point into it. XX001 if it is damaged or of an unknown layout.
 */
extern void idset_append_blocks(IdBlocks *set, const struct varlena *idset);

/* Refuses a stored value that no function of this library makes (XX001). */
pg_noreturn extern void idset_damaged(void);

/* Makes the one value that has these ids; 54000 if it would print to more than FACTAG_MAX_IDS_TEXT. */
extern struct varlena *idset_store(const IdBlocks *set);

/* Number of ids; whether an id is in the set. Of a value that is out of line they read only the slices that they need. */
extern int64 idset_count_datum(Datum idset);
extern bool idset_has_datum(Datum idset, int64 id);

#endif							/* FACTAG_IDSET_FORMAT_H */
