/*
 * query_needle.c
 *	  The text at the end of a pattern; see query_needle.h.
 */
#include "query/query_needle.h"

#include "text/path.h"

/* Prepares the quick test. */
static void
prepare_windows(QueryNeedle *needle)
{
	for (int i = 0; i < NEEDLE_BYTES; i++)
	{
		uint8		byte[NEEDLE_WINDOW] = {0};
		uint8		first[NEEDLE_WINDOW] = {0};
		uint8		rest[NEEDLE_WINDOW] = {0};

		if (i < needle->len)
		{
			memset(byte, needle->bytes[needle->len - 1 - i], sizeof(byte));
			/* i places before one of the first i bytes of a suffix is not in the suffix */
			memset(first + i, 0xFF, sizeof(first) - i);
			memset(rest, 0xFF, sizeof(rest));
		}
		needle_load(&needle->byte[i], byte);
		needle_load(&needle->first[i], first);
		needle_load(&needle->rest[i], rest);
	}
}

QueryNeedle *
query_needle(const char *pattern, int len, bool exact)
{
	const char *end = pattern + len;
	const char *start = pattern;
	bool		globstar = false;	/* the needle follows one */
	bool		ends = true;
	QueryNeedle *needle;

	for (const char *p = pattern; p < end;)
	{
		const char *stop = path_segment_end(p, end);

		if (*p == FACTAG_REGEX || *p == FACTAG_GLOBSTAR)
		{
			start = stop;
			globstar = *p == FACTAG_GLOBSTAR;
		}
		else
		{
			for (const char *c = p; c < stop; c++)
			{
				/* a star at the end of the pattern follows the needle */
				if (*c != FACTAG_STAR || c + 1 == end)
					continue;
				start = c + 1;
				globstar = false;
			}
		}
		p = stop + 1;
	}
	if (start < end && end[-1] == FACTAG_STAR)
	{
		end--;
		ends = false;
	}
	/* a globstar can stand for no segments, and then the separator after it for the beginning of the path */
	if (start == end || (globstar && start + 1 == end) || (exact && !ends))
		return NULL;
	needle = palloc(sizeof(QueryNeedle));
	needle->bytes = start;
	needle->len = end - start;
	needle->ends = ends;
	needle->alone = globstar && start == pattern + 1 && ends && !exact;
	prepare_windows(needle);
	return needle;
}

NeedleFound
needle_in_suffix(const QueryNeedle *needle, const uint8 *suffix, uint32 len)
{
	const char *last = needle->bytes + needle->len - 1;
	uint32		rest = needle->len - 1;
	NeedleFound found = NEEDLE_NO;

	for (uint32 i = 0; i < len; i++)
	{
		uint32		before = Min(i, rest);

		if (suffix[i] == (uint8) *last &&
			(!needle->ends || i + 1 == len || suffix[i + 1] == FACTAG_SEPARATOR) &&
			memcmp(suffix + i - before, last - before, before) == 0)
		{
			if (before == rest)
				return NEEDLE_WHOLE;
			found = NEEDLE_PART;
		}
	}
	return found;
}
