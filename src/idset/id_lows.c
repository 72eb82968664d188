/*
 * id_lows.c
 *	  Ascending arrays; see id_lows.h.
 */
#include "idset/id_lows.h"

#include "port/pg_bitutils.h"

#include "idset/id_words.h"

/*
 * Two arrays are merged, unless
 *	- one is at least GALLOP times as long as the other: then the place of each
 *	  number of the shorter one is looked for in the longer one;
 *	- they have at least PROBE numbers together: then those of one are put into a
 *	  bitmap, where those of the other are looked up. A merge takes longer,
 *	  because each of its steps waits for the comparison before.
 */
#define GALLOP	32
#define PROBE	64

static inline bool
gallops(uint32 shorter, uint32 longer)
{
	return longer / GALLOP >= shorter;
}

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

/* Appends numbers of one array to another; returns the new length. */
static inline uint32
append(uint8 *out, uint32 n, const uint8 *lows, uint32 from, uint32 to)
{
	memcpy(out + 2 * n, lows + 2 * from, 2 * (to - from));
	return n + to - from;
}

/* The numbers of an array in a bitmap. */
static const uint8 *
as_words(const uint8 *lows, uint32 n, uint8 *words)
{
	memset(words, 0, ID_BITMAP_BYTES);
	id_lows_set(lows, n, words);
	return words;
}

/* id_lows_and, or the length of what it would write if out is NULL */
static pg_attribute_always_inline uint32
intersect(const uint8 *a, uint32 na, const uint8 *b, uint32 nb, uint8 *out)
{
	uint32		n = 0;

	if (gallops(na, nb))
	{
		for (uint32 i = 0, j = 0; i < na && j < nb; i++)
		{
			uint16		low = id_low(a, i);

			j = id_lows_find(b, nb, j, low);
			if (j < nb && id_low(b, j) == low)
			{
				if (out)
					id_low_put(out, n, low);
				n++;
			}
		}
		return n;
	}
	if (na + nb >= PROBE)
	{
		uint8		words[ID_BITMAP_BYTES];

		if (out)
			return id_lows_probe(a, na, as_words(b, nb, words), true, out);
		return id_lows_common_words(b, nb, as_words(a, na, words));
	}
	for (uint32 i = 0, j = 0; i < na && j < nb;)
	{
		uint16		x = id_low(a, i);
		uint16		y = id_low(b, j);

		if (out)
			id_low_put(out, n, x);
		n += x == y;
		i += x <= y;
		j += y <= x;
	}
	return n;
}

uint32
id_lows_and(const uint8 *a, uint32 na, const uint8 *b, uint32 nb, uint8 *out)
{
	return na <= nb ? intersect(a, na, b, nb, out) : intersect(b, nb, a, na, out);
}

uint32
id_lows_common(const uint8 *a, uint32 na, const uint8 *b, uint32 nb)
{
	return na <= nb ? intersect(a, na, b, nb, NULL) : intersect(b, nb, a, na, NULL);
}

uint32
id_lows_or(const uint8 *a, uint32 na, const uint8 *b, uint32 nb, uint8 *out)
{
	uint32		n = 0;
	uint32		i = 0;
	uint32		j = 0;

	if (na > nb)
		return id_lows_or(b, nb, a, na, out);
	if (gallops(na, nb))
	{
		for (; i < na; i++)
		{
			uint16		low = id_low(a, i);
			uint32		at = id_lows_find(b, nb, j, low);

			n = append(out, n, b, j, at);
			id_low_put(out, n++, low);
			j = at + (at < nb && id_low(b, at) == low);
		}
	}
	while (i < na && j < nb)
	{
		uint16		x = id_low(a, i);
		uint16		y = id_low(b, j);

		id_low_put(out, n++, Min(x, y));
		i += x <= y;
		j += y <= x;
	}
	n = append(out, n, a, i, na);
	return append(out, n, b, j, nb);
}

uint32
id_lows_minus(const uint8 *a, uint32 na, const uint8 *b, uint32 nb, uint8 *out)
{
	uint32		n = 0;
	uint32		i = 0;
	uint32		j = 0;

	if (gallops(nb, na))
	{
		for (; j < nb; j++)
		{
			uint16		low = id_low(b, j);
			uint32		at = id_lows_find(a, na, i, low);

			n = append(out, n, a, i, at);
			i = at + (at < na && id_low(a, at) == low);
		}
	}
	else if (gallops(na, nb))
	{
		for (; i < na; i++)
		{
			uint16		low = id_low(a, i);

			j = id_lows_find(b, nb, j, low);
			if (j == nb || id_low(b, j) != low)
				id_low_put(out, n++, low);
		}
	}
	else if (na + nb >= PROBE)
	{
		uint8		words[ID_BITMAP_BYTES];

		return id_lows_probe(a, na, as_words(b, nb, words), false, out);
	}
	while (i < na && j < nb)
	{
		uint16		x = id_low(a, i);
		uint16		y = id_low(b, j);

		id_low_put(out, n, x);
		n += x < y;
		i += x <= y;
		j += y <= x;
	}
	return append(out, n, a, i, na);
}

uint32
id_lows_probe(const uint8 *lows, uint32 n, const uint8 *words, bool bit, uint8 *out)
{
	uint32		found = 0;
	uint32		flip = bit ? 0 : 1;

	for (uint32 i = 0; i < n; i++)
	{
		uint16		low = id_low(lows, i);

		id_low_put(out, found, low);
		found += id_words_has(words, low) ^ flip;
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

void
id_lows_set(const uint8 *lows, uint32 n, uint8 *words)
{
	for (uint32 i = 0; i < n; i++)
	{
		uint16		low = id_low(lows, i);

		words[low >> 3] |= 1 << (low & 7);
	}
}

void
id_lows_clear(const uint8 *lows, uint32 n, uint8 *words)
{
	for (uint32 i = 0; i < n; i++)
	{
		uint16		low = id_low(lows, i);

		words[low >> 3] &= ~(1 << (low & 7));
	}
}

uint32
id_lows_runs(const uint8 *lows, uint32 n)
{
	uint32		runs = n;

	for (uint32 i = 1; i < n; i++)
		runs -= id_low(lows, i - 1) + 1 == id_low(lows, i);
	return runs;
}

/* four at a time, as branches that depend on each bit would be mispredicted */
void
id_lows_from_words(const uint8 *words, uint32 count, uint8 *lows)
{
	uint32		n = 0;

	for (uint32 i = 0; i < ID_BITMAP_WORDS && n < count; i++)
	{
		uint64		word = id_words_at(words, i);
		uint32		end = n + id_word_count(word);

		for (; n + 4 <= count && word; n += 4)
		{
			for (uint32 j = 0; j < 4; j++)
			{
				/* beyond the last bit this writes the highest one, which is overwritten */
				id_low_put(lows, n + j, (uint16) (64 * i + pg_rightmost_one_pos64(word | UINT64CONST(1) << 63)));
				word &= word - 1;
			}
		}
		/* near the end there is no room for four */
		for (; word && n < count; word &= word - 1)
			id_low_put(lows, n++, (uint16) (64 * i + pg_rightmost_one_pos64(word)));
		n = end;
	}
}
