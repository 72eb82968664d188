/*
 * id_words.h
 *	  Bitmaps of 65,536 bits, as they are stored: bit j is bit j % 8 of byte j / 8,
 *	  so they are little-endian words of 64 bits. They need no alignment.
 */
#ifndef FACTAG_ID_WORDS_H
#define FACTAG_ID_WORDS_H

#include "factag.h"

#include "port/pg_bswap.h"

#define ID_BITMAP_BYTES	8192
#define ID_BITMAP_WORDS	(ID_BITMAP_BYTES / 8)

/* a word as it lies, for what depends on no order of bits */
static inline uint64
id_words_raw(const uint8 *words, uint32 i)
{
	uint64		word;

	memcpy(&word, words + 8 * (Size) i, sizeof(word));
	return word;
}

static inline void
id_words_put_raw(uint8 *words, uint32 i, uint64 word)
{
	memcpy(words + 8 * (Size) i, &word, sizeof(word));
}

/* a word whose lowest bit is the first */
static inline uint64
id_words_at(const uint8 *words, uint32 i)
{
#ifdef WORDS_BIGENDIAN
	return pg_bswap64(id_words_raw(words, i));
#else
	return id_words_raw(words, i);
#endif
}

/* the number of bits of each byte; Henry S. Warren, Hacker's Delight, 5-1 */
static inline uint64
id_word_bytes(uint64 word)
{
	word -= (word >> 1) & UINT64CONST(0x5555555555555555);
	word = (word & UINT64CONST(0x3333333333333333)) + ((word >> 2) & UINT64CONST(0x3333333333333333));
	return (word + (word >> 4)) & UINT64CONST(0x0F0F0F0F0F0F0F0F);
}

/* the sum of the bytes */
static inline uint32
id_word_sum(uint64 bytes)
{
	bytes = (bytes & UINT64CONST(0x00FF00FF00FF00FF)) + ((bytes >> 8) & UINT64CONST(0x00FF00FF00FF00FF));
	return (uint32) ((bytes * UINT64CONST(0x0001000100010001)) >> 48);
}

static inline uint32
id_word_count(uint64 word)
{
	return id_word_sum(id_word_bytes(word));
}

/* 1 if the bit is set, otherwise 0 */
static inline uint32
id_words_has(const uint8 *words, uint32 bit)
{
	return (uint32) (id_words_at(words, bit / 64) >> (bit % 64)) & 1;
}

/* Each writes a bitmap, which may be an operand, and returns the number of its bits. */
extern uint32 id_words_and(const uint8 *a, const uint8 *b, uint8 *out);
extern uint32 id_words_or(const uint8 *a, const uint8 *b, uint8 *out);
extern uint32 id_words_minus(const uint8 *a, const uint8 *b, uint8 *out);

/* number of bits; of those that both have; of those from first to last */
extern uint32 id_words_count(const uint8 *words);
extern uint32 id_words_common(const uint8 *a, const uint8 *b);
extern uint32 id_words_range(const uint8 *words, uint32 first, uint32 last);

/* number of runs of bits */
extern uint32 id_words_runs(const uint8 *words);

/* The next run of bits from bit `from` on, which may be one beyond the last; false if there is none. */
extern bool id_words_next_run(const uint8 *words, uint32 from, uint32 *first, uint32 *last);

/* Sets the bits from first to last. */
extern void id_words_set(uint8 *words, uint32 first, uint32 last);

#endif							/* FACTAG_ID_WORDS_H */
