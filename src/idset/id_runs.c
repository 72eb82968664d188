/*
 * id_runs.c
 *	  Runs; see id_runs.h.
 */
#include "idset/id_runs.h"

#include "port/pg_bitutils.h"

#include "idset/id_words.h"

uint32
id_runs_count(const uint8 *runs, uint32 n)
{
	uint32		count = n;
	uint32		beyond = 0;

	for (uint32 i = 0; i < n; i++)
	{
		count += id_low(runs, 2 * i + 1);
		beyond |= id_run_last(runs, i);
	}
	return beyond >= ID_BITMAP_BYTES * 8 ? 0 : count;
}

/* the first run, from `from` on, that ends at low or later; n if none does */
static uint32
find(const uint8 *runs, uint32 n, uint32 low)
{
	uint32		from = 0;

	while (from < n)
	{
		uint32		middle = (from + n) / 2;

		if (id_run_last(runs, middle) < low)
			from = middle + 1;
		else
			n = middle;
	}
	return from;
}

bool
id_runs_has(const uint8 *runs, uint32 n, uint16 low)
{
	uint32		i = find(runs, n, low);

	return i < n && id_run_first(runs, i) <= low;
}

uint32
id_runs_and(const uint8 *a, uint32 na, const uint8 *b, uint32 nb, uint8 *out, uint32 *count)
{
	uint32		n = 0;

	*count = 0;
	for (uint32 i = 0, j = 0; i < na && j < nb;)
	{
		uint32		a_last = id_run_last(a, i);
		uint32		b_last = id_run_last(b, j);
		uint32		first = Max(id_run_first(a, i), id_run_first(b, j));
		uint32		last = Min(a_last, b_last);

		/* without branches, which would be mispredicted; what is no run is overwritten */
		id_run_put(out, n, first, last);
		n += first <= last;
		*count += first <= last ? last - first + 1 : 0;
		i += a_last <= b_last;
		j += b_last <= a_last;
	}
	return n;
}

uint32
id_runs_common(const uint8 *a, uint32 na, const uint8 *b, uint32 nb)
{
	uint32		count = 0;

	for (uint32 i = 0, j = 0; i < na && j < nb;)
	{
		uint32		a_last = id_run_last(a, i);
		uint32		b_last = id_run_last(b, j);
		uint32		first = Max(id_run_first(a, i), id_run_first(b, j));
		uint32		last = Min(a_last, b_last);

		count += first <= last ? last - first + 1 : 0;
		i += a_last <= b_last;
		j += b_last <= a_last;
	}
	return count;
}

uint32
id_runs_or(const uint8 *a, uint32 na, const uint8 *b, uint32 nb, uint8 *out, uint32 *count)
{
	uint32		n = 0;
	uint32		i = 0;
	uint32		j = 0;

	*count = 0;
	while (i < na || j < nb)
	{
		bool		from_a = j == nb || (i < na && id_run_first(a, i) <= id_run_first(b, j));
		const uint8 *runs = from_a ? a : b;
		uint32		at = from_a ? i++ : j++;
		uint32		first = id_run_first(runs, at);
		uint32		last = id_run_last(runs, at);

		/* one that meets the last one, or begins next to it, extends it */
		if (n > 0 && first <= id_run_last(out, n - 1) + 1)
		{
			uint32		end = id_run_last(out, n - 1);

			if (last > end)
			{
				*count += last - end;
				id_run_put(out, n - 1, id_run_first(out, n - 1), last);
			}
		}
		else
		{
			*count += last - first + 1;
			id_run_put(out, n++, first, last);
		}
	}
	return n;
}

uint32
id_runs_minus(const uint8 *a, uint32 na, const uint8 *b, uint32 nb, uint8 *out, uint32 *count)
{
	uint32		n = 0;
	uint32		j = 0;

	*count = 0;
	for (uint32 i = 0; i < na; i++)
	{
		uint32		first = id_run_first(a, i);
		uint32		last = id_run_last(a, i);

		while (j < nb && id_run_last(b, j) < first)
			j++;
		/* a run of b that ends beyond this run may cut the next one too */
		for (; j < nb && id_run_first(b, j) <= last && first <= last; j++)
		{
			uint32		cut = id_run_first(b, j);
			uint32		end = id_run_last(b, j);

			if (cut > first)
			{
				id_run_put(out, n++, first, cut - 1);
				*count += cut - first;
			}
			first = end + 1;
			if (end > last)
				break;
		}
		if (first <= last)
		{
			id_run_put(out, n++, first, last);
			*count += last - first + 1;
		}
	}
	return n;
}

uint32
id_runs_filter(const uint8 *lows, uint32 nlows, const uint8 *runs, uint32 nruns,
			   bool within, uint8 *out)
{
	uint32		found = 0;

	for (uint32 i = 0, j = 0; i < nlows; i++)
	{
		uint16		low = id_low(lows, i);

		while (j < nruns && id_run_last(runs, j) < low)
			j++;
		if ((j < nruns && id_run_first(runs, j) <= low) == within)
		{
			if (out)
				id_low_put(out, found, low);
			found++;
		}
	}
	return found;
}

uint32
id_runs_common_words(const uint8 *runs, uint32 n, const uint8 *words)
{
	uint32		count = 0;

	for (uint32 i = 0; i < n; i++)
		count += id_words_range(words, id_run_first(runs, i), id_run_last(runs, i));
	return count;
}

void
id_runs_set(const uint8 *runs, uint32 n, uint8 *words)
{
	for (uint32 i = 0; i < n; i++)
		id_words_set(words, id_run_first(runs, i), id_run_last(runs, i));
}

void
id_runs_to_lows(const uint8 *runs, uint32 n, uint8 *lows)
{
	uint32		count = 0;

	for (uint32 i = 0; i < n; i++)
	{
		uint32		last = id_run_last(runs, i);

		for (uint32 low = id_run_first(runs, i); low <= last; low++)
			id_low_put(lows, count++, (uint16) low);
	}
}

uint32
id_runs_from_lows(const uint8 *lows, uint32 n, uint8 *runs)
{
	uint32		count = 0;

	for (uint32 i = 0, next; i < n; i = next)
	{
		for (next = i + 1; next < n && id_low(lows, next - 1) + 1 == id_low(lows, next);)
			next++;
		id_run_put(runs, count++, id_low(lows, i), id_low(lows, next - 1));
	}
	return count;
}

uint32
id_runs_from_words(const uint8 *words, uint8 *runs)
{
	uint32		n = 0;
	uint32		first = 0;
	uint64		inside = 0;		/* 1 within a run */

	for (uint32 i = 0; i < ID_BITMAP_WORDS; i++)
	{
		uint64		word = id_words_at(words, i);

		/* the bits that differ from the bit before: runs begin there, and gaps */
		for (uint64 change = word ^ (word << 1 | inside); change; change &= change - 1)
		{
			uint32		at = 64 * i + pg_rightmost_one_pos64(change);

			if (inside)
				id_run_put(runs, n++, first, at - 1);
			else
				first = at;
			inside ^= 1;
		}
	}
	if (inside)
		id_run_put(runs, n++, first, 64 * ID_BITMAP_WORDS - 1);
	return n;
}
