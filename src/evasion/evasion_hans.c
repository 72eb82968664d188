/*
 * evasion_hans.c
 *	  Converts Traditional to Simplified Chinese, character by character, with
 *	  ICU's transliterator. Its conversions of words (甚麼 to 什么) are not used:
 *	  a character becomes the same one everywhere, so that patterns can rely on it.
 */
#include "evasion/evasion_chars.h"

#include <unicode/uchar.h>
#include <unicode/utrans.h>

#include "miscadmin.h"
#include "utils/memutils.h"

#include "text/icu.h"

#define BMP_PAGES (0x10000 / EVASION_PAGE)

/* the simplified characters, by page, kept for the life of the backend */
static pg_wchar *pages[BMP_PAGES];

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
	UChar		lines[EVASION_PAGE * 4];	/* some become a character of two units */
	int32		len = 0;
	int32		limit;
	int32		at = 0;

	for (int i = 0; i < EVASION_PAGE; i++)
	{
		U16_APPEND_UNSAFE(lines, len, from[i]);
		lines[len++] = '\n';
	}
	limit = len;
	utrans_transUChars(transliterator(), lines, &len, lengthof(lines), 0, &limit, &status);
	icu_check(status, "transliteration");
	for (int i = 0; i < EVASION_PAGE; i++)
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
fill_page(pg_wchar page)
{
	pg_wchar	chars[EVASION_PAGE];
	pg_wchar	once[EVASION_PAGE];
	pg_wchar	twice[EVASION_PAGE];
	pg_wchar   *result;

	for (int i = 0; i < EVASION_PAGE; i++)
		chars[i] = page * EVASION_PAGE + i;
	convert_page(chars, once);
	/* 薴 becomes 苧, and 苧 becomes 苎, but folding twice must change nothing more */
	convert_page(once, twice);
	result = MemoryContextAlloc(TopMemoryContext, sizeof(twice));
	memcpy(result, twice, sizeof(twice));
	pages[page] = result;
}

void
evasion_hans(EvasionChars *chars)
{
	for (Size i = 0; i < chars->n; i++)
	{
		EvasionChar *ch = &chars->at[i];

		CHECK_FOR_INTERRUPTS();
		if (ch->c < 0x2E80 || ch->c > 0xFFFF || !(evasion_facts(ch->c).flags & CHAR_HAN))
			continue;
		if (pages[ch->c / EVASION_PAGE] == NULL)
			fill_page(ch->c / EVASION_PAGE);
		ch->c = pages[ch->c / EVASION_PAGE][ch->c % EVASION_PAGE];
	}
}
