/*
 * bitmap.h
 *	  Bitmaps of a fixed number of bits: bit i of word i / 64 stands for number i.
 *
 * They are of plain words, not core's Bitmapset, since a scan sets their bits
 * and must not allocate.
 */
#ifndef FACTAG_BITMAP_H
#define FACTAG_BITMAP_H

#include "factag.h"

/* words of a bitmap of n bits */
#define BITMAP_WORDS(n)			(((n) + 63) / 64)
#define BITMAP_SIZE(n)			(BITMAP_WORDS(n) * sizeof(uint64))

static inline bool
bitmap_has(const uint64 *bitmap, int i)
{
	return (bitmap[(uint32) i / 64] >> ((uint32) i % 64)) & 1;
}

static inline void
bitmap_set(uint64 *bitmap, int i)
{
	bitmap[i / 64] |= UINT64CONST(1) << (i % 64);
}

static inline void
bitmap_clear(uint64 *bitmap, int i)
{
	bitmap[i / 64] &= ~(UINT64CONST(1) << (i % 64));
}

/* Sets the first n bits, and no others of the last word. */
static inline void
bitmap_set_all(uint64 *bitmap, int n)
{
	for (int i = 0; i < BITMAP_WORDS(n); i++)
		bitmap[i] = i < n / 64 ? ~UINT64CONST(0) : (UINT64CONST(1) << (n % 64)) - 1;
}

static inline void
bitmap_clear_all(uint64 *bitmap, int n)
{
	memset(bitmap, 0, BITMAP_SIZE(n));
}

/* Adds the bits of another bitmap of n bits. */
static inline void
bitmap_add(uint64 *bitmap, const uint64 *other, int n)
{
	for (int i = 0; i < BITMAP_WORDS(n); i++)
		bitmap[i] |= other[i];
}

#endif							/* FACTAG_BITMAP_H */
