/*
 * id_words.c
 *	  Bitmaps; see id_words.h.
 */
#include "idset/id_words.h"

#include "port/pg_bitutils.h"

#define WORDS ID_BITMAP_WORDS

/* the bits from first to last of a word */
static inline uint64
word_mask(uint32 first, uint32 last)
{
	return (~UINT64CONST(0) << first) & (~UINT64CONST(0) >> (63 - last));
}

uint32
id_words_count(const uint8 *words)
{
	uint32		count = 0;

	for (uint32 i = 0; i < WORDS; i++)
		count += pg_popcount64(id_words_raw(words, i));
	return count;
}

uint32
id_words_and(const uint8 *a, const uint8 *b, uint8 *out)
{
	for (uint32 i = 0; i < WORDS; i++)
		id_words_put_raw(out, i, id_words_raw(a, i) & id_words_raw(b, i));
	return id_words_count(out);
}

uint32
id_words_or(const uint8 *a, const uint8 *b, uint8 *out)
{
	for (uint32 i = 0; i < WORDS; i++)
		id_words_put_raw(out, i, id_words_raw(a, i) | id_words_raw(b, i));
	return id_words_count(out);
}

uint32
id_words_minus(const uint8 *a, const uint8 *b, uint8 *out)
{
	for (uint32 i = 0; i < WORDS; i++)
		id_words_put_raw(out, i, id_words_raw(a, i) & ~id_words_raw(b, i));
	return id_words_count(out);
}

uint32
id_words_common(const uint8 *a, const uint8 *b)
{
	uint32		count = 0;

	for (uint32 i = 0; i < WORDS; i++)
		count += pg_popcount64(id_words_raw(a, i) & id_words_raw(b, i));
	return count;
}

uint32
id_words_range(const uint8 *words, uint32 first, uint32 last)
{
	uint32		i = first / 64;
	uint32		count = 0;

	for (; i < last / 64; i++, first = 0)
		count += pg_popcount64(id_words_at(words, i) & word_mask(first % 64, 63));
	return count + pg_popcount64(id_words_at(words, i) & word_mask(first % 64, last % 64));
}

uint32
id_words_runs(const uint8 *words)
{
	uint64		before = 0;
	uint32		runs = 0;

	for (uint32 i = 0; i < WORDS; i++)
	{
		uint64		word = id_words_at(words, i);

		runs += pg_popcount64(word & ~(word << 1 | before));
		before = word >> 63;
	}
	return runs;
}

/* the first bit from `from` on that is set in the words, or in their complement; one beyond the last if none is */
static uint32
next_bit(const uint8 *words, uint32 from, uint64 complement)
{
	uint32		i = from / 64;
	uint64		word;

	if (i == WORDS)
		return from;
	word = (id_words_at(words, i) ^ complement) & word_mask(from % 64, 63);
	while (word == 0)
	{
		if (++i == WORDS)
			return 64 * WORDS;
		word = id_words_at(words, i) ^ complement;
	}
	return 64 * i + pg_rightmost_one_pos64(word);
}

bool
id_words_next_run(const uint8 *words, uint32 from, uint32 *first, uint32 *last)
{
	*first = next_bit(words, from, 0);
	if (*first == 64 * WORDS)
		return false;
	*last = next_bit(words, *first, ~UINT64CONST(0)) - 1;
	return true;
}

void
id_words_set(uint8 *words, uint32 first, uint32 last)
{
	uint8		head = 0xFF << (first & 7);
	uint8		tail = 0xFF >> (7 - (last & 7));

	if (first >> 3 == last >> 3)
	{
		words[first >> 3] |= head & tail;
		return;
	}
	words[first >> 3] |= head;
	memset(words + (first >> 3) + 1, 0xFF, (last >> 3) - (first >> 3) - 1);
	words[last >> 3] |= tail;
}
