/*
 * evasion_hans.c
 *	  Traditional to Simplified Chinese, by character, as ICU's transliterator
 *	  has them. Its words (甚麼 is 什么) are left out: what a character becomes
 *	  does not depend on its neighbours, so that a pattern sees the same one
 *	  everywhere.
 */
#include "evasion_chars.h"

#include <unicode/uchar.h>
#include <unicode/utrans.h>

#include "miscadmin.h"
#include "utils/memutils.h"

#define BMP_PAGES (0x10000 / CHAR_PAGE)

/* what the characters of a page become, kept for the life of the backend */
static uint16 *pages[BMP_PAGES];

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
					 errdetail("Opening the transliterator Hant-Hans failed: %s.", u_errorName(status)),
					 errhint("Install ICU with its full data, or fold without the option hans.")));
		opened = t;
	}
	return opened;
}

/* Converts every character of a page, each in a line of its own. */
static void
convert_page(const uint16 *from, uint16 *to)
{
	UErrorCode	status = U_ZERO_ERROR;
	UChar		lines[CHAR_PAGE * 2];
	int32		len = lengthof(lines);
	int32		limit = len;

	for (int i = 0; i < CHAR_PAGE; i++)
	{
		lines[i * 2] = from[i];
		lines[i * 2 + 1] = '\n';
	}
	utrans_transUChars(transliterator(), lines, &len, lengthof(lines), 0, &limit, &status);
	fold_check_icu(status, "transliteration");
	for (int i = 0; i < CHAR_PAGE; i++)
	{
		/* one for one, as all of ICU's data is; otherwise the page stays as it is */
		if (len != lengthof(lines) || lines[i * 2 + 1] != '\n')
		{
			memcpy(to, from, CHAR_PAGE * sizeof(*to));
			return;
		}
		to[i] = lines[i * 2];
	}
}

static void
fill_page(pg_wchar page)
{
	uint16		chars[CHAR_PAGE];
	uint16		once[CHAR_PAGE];
	uint16		twice[CHAR_PAGE];
	uint16	   *result;

	for (int i = 0; i < CHAR_PAGE; i++)
		chars[i] = page * CHAR_PAGE + i;
	convert_page(chars, once);
	/* 薴 becomes 苧, and 苧 苎: folding again shall change nothing */
	convert_page(once, twice);
	result = MemoryContextAlloc(TopMemoryContext, sizeof(twice));
	memcpy(result, twice, sizeof(twice));
	pages[page] = result;
}

void
fold_hans(FoldChars *chars)
{
	for (Size i = 0; i < chars->n; i++)
	{
		FoldChar   *ch = &chars->at[i];

		CHECK_FOR_INTERRUPTS();
		if (ch->c < 0x2E80 || ch->c > 0xFFFF || !(char_facts(ch->c).flags & CHAR_HAN))
			continue;
		if (pages[ch->c / CHAR_PAGE] == NULL)
			fill_page(ch->c / CHAR_PAGE);
		ch->c = pages[ch->c / CHAR_PAGE][ch->c % CHAR_PAGE];
	}
}
