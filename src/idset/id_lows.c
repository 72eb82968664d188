/*
 * id_lows.c
 *	  Ascending arrays; see id_lows.h.
 */
#include "idset/id_lows.h"

#include "port/pg_bitutils.h"

#include "idset/id_words.h"

/* how much longer an array is than another, so that looking for each number is faster than merging */
#define GALLOP 32

uint32
id_lows_find(const uint8 *lows, uint32 n, uint32 from, uint16 low)
{
	uint32		step = 1;
	uint32		end;

	/* gallop to a range that has the place, then halve it */
	while (from + step <= n && id_low(lows, from + step - 1) < low)
	{
		from += step;
		step *= 2;
	}
	end = Min(from + step - 1, n);
	while (from < end)
	{
		uint32		middle = (from + end) / 2;

		if (id_low(lows, middle) < low)
			from = middle + 1;
		else
			end = middle;
	}
	return from;
}

/* id_lows_and where b is much longer */
static uint32
and_gallop(const uint8 *a, uint32 na, const uint8 *b, uint32 nb, uint8 *out)
{
	uint32		n = 0;

	for (uint32 i = 0, j = 0; i < na && j < nb; i++)
	{
		uint16		low = id_low(a, i);

		j = id_lows_find(b, nb, j, low);
		if (j < nb && id_low(b, j) == low)
			id_low_put(out, n++, low);
	}
	return n;
}

uint32
id_lows_and(const uint8 *a, uint32 na, const uint8 *b, uint32 nb, uint8 *out)
{
	uint32		n = 0;

	if (nb / GALLOP >= na)
		return and_gallop(a, na, b, nb, out);
	if (na / GALLOP >= nb)
		return and_gallop(b, nb, a, na, out);
	for (uint32 i = 0, j = 0; i < na && j < nb;)
	{
		uint16		x = id_low(a, i);
		uint16		y = id_low(b, j);

		if (x == y)
			id_low_put(out, n++, x);
		i += x <= y;
		j += y <= x;
	}
	return n;
}

uint32
id_lows_common(const uint8 *a, uint32 na, const uint8 *b, uint32 nb)
{
	uint32		n = 0;

	for (uint32 i = 0, j = 0; i < na && j < nb;)
	{
		uint16		x = id_low(a, i);
		uint16		y = id_low(b, j);

		n += x == y;
		i += x <= y;
		j += y <= x;
	}
	return n;
}

uint32
id_lows_or(const uint8 *a, uint32 na, const uint8 *b, uint32 nb, uint8 *out)
{
	uint32		n = 0;
	uint32		i = 0;
	uint32		j = 0;

	while (i < na && j < nb)
	{
		uint16		x = id_low(a, i);
		uint16		y = id_low(b, j);

		id_low_put(out, n++, Min(x, y));
		i += x <= y;
		j += y <= x;
	}
	memcpy(out + 2 * n, a + 2 * i, 2 * (na - i));
	n += na - i;
	memcpy(out + 2 * n, b + 2 * j, 2 * (nb - j));
	return n + nb - j;
}

uint32
id_lows_minus(const uint8 *a, uint32 na, const uint8 *b, uint32 nb, uint8 *out)
{
	uint32		n = 0;
	uint32		i = 0;
	uint32		j = 0;

	while (i < na && j < nb)
	{
		uint16		x = id_low(a, i);
		uint16		y = id_low(b, j);

		if (x < y)
			id_low_put(out, n++, x);
		i += x <= y;
		j += y <= x;
	}
	memcpy(out + 2 * n, a + 2 * i, 2 * (na - i));
	return n + na - i;
}

uint32
id_lows_probe(const uint8 *lows, uint32 n, const uint8 *words, bool bit, uint8 *out)
{
	uint32		found = 0;

	for (uint32 i = 0; i < n; i++)
	{
		uint16		low = id_low(lows, i);

		id_low_put(out, found, low);
		found += id_words_has(words, low) == bit;
	}
	return found;
}

uint32
id_lows_common_words(const uint8 *lows, uint32 n, const uint8 *words)
{
	uint32		found = 0;

	for (uint32 i = 0; i < n; i++)
		found += id_words_has(words, id_low(lows, i));
	return found;
}

uint32
id_lows_set(const uint8 *lows, uint32 n, uint8 *words)
{
	uint32		changed = 0;

	for (uint32 i = 0; i < n; i++)
	{
		uint16		low = id_low(lows, i);

		changed += !id_words_has(words, low);
		words[low >> 3] |= 1 << (low & 7);
	}
	return changed;
}

uint32
id_lows_clear(const uint8 *lows, uint32 n, uint8 *words)
{
	uint32		changed = 0;

	for (uint32 i = 0; i < n; i++)
	{
		uint16		low = id_low(lows, i);

		changed += id_words_has(words, low);
		words[low >> 3] &= ~(1 << (low & 7));
	}
	return changed;
}

uint32
id_lows_runs(const uint8 *lows, uint32 n)
{
	uint32		runs = n;

	for (uint32 i = 1; i < n; i++)
		runs -= id_low(lows, i - 1) + 1 == id_low(lows, i);
	return runs;
}

void
id_lows_from_words(const uint8 *words, uint8 *lows)
{
	uint32		n = 0;

	for (uint32 i = 0; i < ID_BITMAP_WORDS; i++)
	{
		for (uint64 word = id_words_at(words, i); word; word &= word - 1)
			id_low_put(lows, n++, (uint16) (64 * i + pg_rightmost_one_pos64(word)));
	}
}
