/*
 * front_coding.h
 *	  Front coding, in which sorted paths are stored: a varint that counts the
 *	  bytes shared with the path before, a varint that is twice the number of
 *	  bytes that follow, plus a flag, and those bytes.
 */
#ifndef FACTAG_FRONT_CODING_H
#define FACTAG_FRONT_CODING_H

#include "text/bytes.h"

typedef struct FrontCoded
{
	uint32		shared;			/* bytes in common with the path before */
	uint32		len;			/* bytes of the suffix */
	bool		flag;
	const uint8 *suffix;
} FrontCoded;

/* Reads the path at p; returns what follows it. */
static inline const uint8 *
front_get(const uint8 *p, FrontCoded *coded)
{
	uint32		rest;

	p = get_varint(p, &coded->shared);
	p = get_varint(p, &rest);
	coded->flag = rest & 1;
	coded->len = rest >> 1;
	coded->suffix = p;
	return p + coded->len;
}

/* Makes a reader's path the one that was read; returns its length. */
static inline int
front_apply(const FrontCoded *coded, char *path)
{
	memcpy(path + coded->shared, coded->suffix, coded->len);
	return coded->shared + coded->len;
}

static inline void
front_put(StringInfo out, const char *path, int len, int shared, bool flag)
{
	uint8	   *p;

	enlargeStringInfo(out, 2 * VARINT_BYTES + len - shared);
	p = (uint8 *) out->data + out->len;
	p = write_varint(p, shared);
	p = write_varint(p, (uint32) (len - shared) << 1 | flag);
	memcpy(p, path + shared, len - shared);
	out->len = (char *) p + len - shared - out->data;
	out->data[out->len] = '\0';
}

/* Sets the flag of the path that is stored at p. */
static inline void
front_set_flag(uint8 *p)
{
	while (*p & 0x80)
		p++;
	p[1] |= 1;
}

#endif							/* FACTAG_FRONT_CODING_H */
