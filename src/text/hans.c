/*
 * hans.c
 *	  Traditional and Simplified Chinese; see hans.h. ICU's transliterator also converts
 *	  words (甚麼 to 什么). That is not used: a character becomes the same one everywhere, so
 *	  that patterns can rely on it.
 */
#include "text/hans.h"

#include <unicode/uchar.h>
#include <unicode/utrans.h>

#include "miscadmin.h"
#include "utils/memutils.h"

#include "text/icu.h"

/* only characters of the basic plane have a Simplified form, which may be of another */
#define FIRST_HAN	0x2E80
#define PAGE_SIZE	256
#define PAGES		(0x10000 / PAGE_SIZE)

/* the Simplified characters, by page, kept for the life of the backend */
static pg_wchar *pages[PAGES];

/* Returns ICU's transliterator, which is opened once; 0A000 if ICU has none. */
static UTransliterator *
transliterator(void)
{
	static UTransliterator *opened = NULL;

	if (opened == NULL)
	{
		static const UChar id[] = u"Hant-Hans";
		UErrorCode	status = U_ZERO_ERROR;
		UTransliterator *t = utrans_openU(id, -1, UTRANS_FORWARD, NULL, 0, NULL, &status);

		if (U_FAILURE(status))
			ereport(ERROR,
					(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
					 errmsg("ICU on this server cannot convert Traditional to Simplified Chinese"),
					 errdetail("Opening the transliterator Hant-Hans failed: %s.",
							   u_errorName(status)),
					 errhint("Install ICU with its full data, or fold without the option hans.")));
		opened = t;
	}
	return opened;
}

/* Converts the characters of a page, each in a line of its own. */
static void
convert_page(const pg_wchar *from, pg_wchar *to)
{
	UErrorCode	status = U_ZERO_ERROR;
	UChar		lines[PAGE_SIZE * 4];	/* some become a character of two units */
	int32		len = 0;
	int32		limit;
	int32		at = 0;

	for (int i = 0; i < PAGE_SIZE; i++)
	{
		U16_APPEND_UNSAFE(lines, len, from[i]);
		lines[len++] = '\n';
	}
	limit = len;
	utrans_transUChars(transliterator(), lines, &len, lengthof(lines), 0, &limit, &status);
	icu_check(status, "transliteration");
	for (int i = 0; i < PAGE_SIZE; i++)
	{
		UChar32		c = '\n';

		if (at < len)
			U16_NEXT(lines, at, len, c);
		/* a character that becomes several, or none, stays as it is */
		to[i] = c != '\n' && at < len && lines[at] == '\n' ? (pg_wchar) c : from[i];
		while (c != '\n' && at < len && lines[at++] != '\n')
			;
	}
}

/* Converts a page and keeps the result. */
static void
fill_page(int page)
{
	pg_wchar	chars[PAGE_SIZE];
	pg_wchar	once[PAGE_SIZE];
	pg_wchar	twice[PAGE_SIZE];
	pg_wchar   *result;

	/* what is no Chinese character stays as it is */
	for (int i = 0; i < PAGE_SIZE; i++)
	{
		chars[i] = page * PAGE_SIZE + i;
		if (!u_hasBinaryProperty(chars[i], UCHAR_UNIFIED_IDEOGRAPH))
			chars[i] = ' ';
	}
	convert_page(chars, once);
	/* 薴 becomes 苧, and 苧 becomes 苎, but folding twice must change nothing more */
	convert_page(once, twice);
	for (int i = 0; i < PAGE_SIZE; i++)
	{
		if (chars[i] == ' ')
			twice[i] = page * PAGE_SIZE + i;
	}
	result = MemoryContextAlloc(TopMemoryContext, sizeof(twice));
	memcpy(result, twice, sizeof(twice));
	pages[page] = result;
}

pg_wchar
hans_simplified(pg_wchar c)
{
	if (c < FIRST_HAN || c > 0xFFFF)
		return c;
	if (unlikely(pages[c / PAGE_SIZE] == NULL))
		fill_page(c / PAGE_SIZE);
	return pages[c / PAGE_SIZE][c % PAGE_SIZE];
}

/* qsort: by Simplified, then by Traditional character */
static int
compare_pairs(const void *a, const void *b)
{
	const HansPair *x = a;
	const HansPair *y = b;

	if (x->simplified != y->simplified)
		return x->simplified < y->simplified ? -1 : 1;
	return x->traditional < y->traditional ? -1 : x->traditional > y->traditional;
}

/* Finds all pairs, for the life of the backend. */
static HansPair *
find_pairs(int *count)
{
	int			n = 0;
	HansPair   *found;

	for (pg_wchar c = FIRST_HAN; c <= 0xFFFF; c++)
	{
		CHECK_FOR_INTERRUPTS();
		n += hans_simplified(c) != c;
	}
	found = MemoryContextAlloc(TopMemoryContext, Max(n, 1) * sizeof(HansPair));
	n = 0;
	for (pg_wchar c = FIRST_HAN; c <= 0xFFFF; c++)
	{
		if (hans_simplified(c) != c)
			found[n++] = (HansPair) {hans_simplified(c), c};
	}
	qsort(found, n, sizeof(HansPair), compare_pairs);
	*count = n;
	return found;
}

int
hans_pairs(const HansPair **pairs)
{
	static HansPair *known = NULL;
	static int	n = 0;

	if (!known)
		known = find_pairs(&n);
	*pairs = known;
	return n;
}

int
hans_variants(pg_wchar c, pg_wchar *out)
{
	const HansPair *pairs;
	int			npairs;
	int			low = 0;
	int			high;
	int			n = 0;

	out[n++] = c;
	if (c < FIRST_HAN)
		return n;
	if (hans_simplified(c) != c)
	{
		out[n++] = hans_simplified(c);
		return n;
	}
	npairs = high = hans_pairs(&pairs);
	while (low < high)
	{
		int			middle = (low + high) / 2;

		if (pairs[middle].simplified < c)
			low = middle + 1;
		else
			high = middle;
	}
	for (; low < npairs && pairs[low].simplified == c && n < HANS_VARIANTS; low++)
		out[n++] = pairs[low].traditional;
	return n;
}
