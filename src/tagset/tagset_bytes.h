/*
 * tagset_bytes.h
 *	  Header and directory of a tagset, whose layout tagset_reader.h describes: flags,
 *	  and helpers for tagset_reader.h and tagset_search.c, which read the bytes.
 */
#ifndef FACTAG_TAGSET_BYTES_H
#define FACTAG_TAGSET_BYTES_H

#include "factag.h"

#include "text/front_coding.h"

#define TAGSET_ATTRIBUTES	0x01	/* some element has attributes */
#define TAGSET_BLOCKS		0x02	/* more than TAGSET_BLOCK elements: a directory follows */
#define TAGSET_FLAGS		(TAGSET_ATTRIBUTES | TAGSET_BLOCKS)

/* elements of a block; its first path is stored whole, so that a search can start there */
#define TAGSET_BLOCK		64

/* of the byte that tells which attributes are present: since and until */
#define TAGSET_MOMENTS		0x0C

/* bytes of the values of these attributes, by the byte that tells which are present */
#define TAGSET_ATTRIBUTE_BYTES(mask) ((((mask) & 3) << 2) + (((mask) & 4) << 1) + ((mask) & 8))

/* Reads the header; returns what follows it. XX001 where the layout is unknown. */
static inline const uint8 *
tagset_read_header(const struct varlena *set, uint8 *flags, uint32 *count)
{
	const uint8 *p = (const uint8 *) VARDATA_ANY(set);

	if (unlikely(VARSIZE_ANY_EXHDR(set) < 2 || (*p & ~TAGSET_FLAGS) != FACTAG_FORMAT))
		factag_unknown_layout("tagset");
	*flags = *p++;
	return get_varint(p, count);
}

/* Bytes of the directory of blocks. */
static inline uint32
tagset_directory_bytes(uint8 flags, uint32 count)
{
	return (flags & TAGSET_BLOCKS) ? (count - 1) / TAGSET_BLOCK * 4 : 0;
}

/* Offset of a block, counted from 0, from the first element. */
static inline uint32
tagset_block_start(const uint8 *directory, uint32 block)
{
	return block == 0 ? 0 : get_uint32(directory + (block - 1) * 4);
}

#endif							/* FACTAG_TAGSET_BYTES_H */
