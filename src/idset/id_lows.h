/*
 * id_lows.h
 *	  Ascending arrays of 16-bit numbers, as they are stored: little-endian and
 *	  unaligned. They are the low halves of ids.
 */
#ifndef FACTAG_ID_LOWS_H
#define FACTAG_ID_LOWS_H

#include "factag.h"

#include "port/pg_bswap.h"

static inline uint16
id_low(const uint8 *lows, uint32 i)
{
	uint16		low;

	memcpy(&low, lows + 2 * (Size) i, sizeof(low));
#ifdef WORDS_BIGENDIAN
	low = pg_bswap16(low);
#endif
	return low;
}

static inline void
id_low_put(uint8 *lows, uint32 i, uint16 low)
{
#ifdef WORDS_BIGENDIAN
	low = pg_bswap16(low);
#endif
	memcpy(lows + 2 * (Size) i, &low, sizeof(low));
}

/* the first index from `from` on whose number is at least `low`; n if none is */
extern uint32 id_lows_find(const uint8 *lows, uint32 n, uint32 from, uint16 low);

/*
 * Each writes an array, which must not overlap its operands, and returns its
 * length. There must be room for the shorter operand (and), for both (or), or
 * for the first (minus).
 */
extern uint32 id_lows_and(const uint8 *a, uint32 na, const uint8 *b, uint32 nb, uint8 *out);
extern uint32 id_lows_or(const uint8 *a, uint32 na, const uint8 *b, uint32 nb, uint8 *out);
extern uint32 id_lows_minus(const uint8 *a, uint32 na, const uint8 *b, uint32 nb, uint8 *out);
extern uint32 id_lows_common(const uint8 *a, uint32 na, const uint8 *b, uint32 nb);

/*
 * Writes the numbers whose bit in a bitmap is the given one; returns how many.
 * There must be room for all.
 */
extern uint32 id_lows_probe(const uint8 *lows, uint32 n, const uint8 *words, bool bit, uint8 *out);
extern uint32 id_lows_common_words(const uint8 *lows, uint32 n, const uint8 *words);

/* Sets or clears their bits in a bitmap. */
extern void id_lows_set(const uint8 *lows, uint32 n, uint8 *words);
extern void id_lows_clear(const uint8 *lows, uint32 n, uint8 *words);

/* number of runs */
extern uint32 id_lows_runs(const uint8 *lows, uint32 n);

/* Writes the bits of a bitmap, of which there are so many, as an array. */
extern void id_lows_from_words(const uint8 *words, uint32 count, uint8 *lows);

#endif							/* FACTAG_ID_LOWS_H */
