/*
 * rating_loose.c
 *	  Keys of ratings without marks; see rating_loose.h. ratings.pl makes the loose
 *	  keys of the map's rows in the same way.
 */
#include "verdict/rating_loose.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/utf8.h>

#include "text/icu.h"

/* code points of a decomposed key; a letter of two bytes decomposes into three at most */
#define MAX_LETTERS (2 * FACTAG_MAX_SEGMENT)

#define DOT_ABOVE 0x0307
#define DIAERESIS 0x0308

typedef struct Letters
{
	int			count;
	UChar32		letter[MAX_LETTERS];
} Letters;

static UScriptCode
script_of(UChar32 c)
{
	UErrorCode	status = U_ZERO_ERROR;
	UScriptCode script = uscript_getScript(c, &status);

	icu_check(status, "finding the script of a character");
	return script;
}

/* Whether marks on a letter of this script may be missing. */
static bool
loses_marks(UScriptCode script)
{
	return script == USCRIPT_LATIN || script == USCRIPT_GREEK || script == USCRIPT_CYRILLIC ||
		script == USCRIPT_HEBREW || script == USCRIPT_ARABIC;
}

/* Decomposes the letters of a key that can lose marks (NFD). */
static void
decompose(const char *key, Letters *letters)
{
	int			len = strlen(key);

	letters->count = 0;
	for (int i = 0; i < len;)
	{
		UChar		units[8];
		UChar32		c;
		int32		n;

		U8_NEXT(key, i, len, c);
		if (!loses_marks(script_of(c)))
		{
			letters->letter[letters->count++] = c;
			continue;
		}
		n = icu_normalize_char(ICU_NFD, c, units, lengthof(units));
		for (int32 k = 0; k < n;)
		{
			U16_NEXT(units, k, n, c);
			letters->letter[letters->count++] = c;
		}
	}
}

/* a letter without what capitals and keyboards lose, other than combining marks */
static UChar32
plain(UChar32 c)
{
	switch (c)
	{
		case 0x0131:			/* ı */
			return 'i';
		case 0x0142:			/* ł */
			return 'l';
		case 0x0111:			/* đ */
			return 'd';
		case 0x00F8:			/* ø */
			return 'o';
		case 0x0671:			/* alef wasla */
			return 0x0627;
		case 0x0649:			/* alef maksura and the yeh of Persian: yeh */
		case 0x06CC:
			return 0x064A;
		case 0x06A9:			/* the kaf of Persian */
			return 0x0643;
		case 0x0629:			/* teh marbuta: heh */
			return 0x0647;
		default:
			return c;
	}
}

/* Whether marks on a letter of this script may be missing or more. */
static bool
ignores_marks(UScriptCode script)
{
	return script == USCRIPT_HEBREW || script == USCRIPT_ARABIC;
}

/* the end of the marks from i on */
static int
marks_end(const Letters *letters, int i)
{
	while (i < letters->count && u_charType(letters->letter[i]) == U_NON_SPACING_MARK)
		i++;
	return i;
}

void
rating_loose_key(const char *key, char *loose)
{
	Letters		letters;
	int			n = 0;

	decompose(key, &letters);
	for (int i = 0; i < letters.count;)
	{
		UChar32		c = plain(letters.letter[i]);

		/* a letter that is decomposed becomes shorter */
		U8_APPEND_UNSAFE(loose, n, c);
		if (loses_marks(script_of(letters.letter[i++])))
			i = marks_end(&letters, i);
	}
	loose[n] = '\0';
}

static bool
has_mark(const Letters *letters, int start, int end, UChar32 mark)
{
	for (int i = start; i < end; i++)
	{
		if (letters->letter[i] == mark)
			return true;
	}
	return false;
}

/*
 * Whether a mark of a key's letter may be there though the row does not have it:
 * the dot that "İ" leaves on the i, and the diaeresis that Greek capitals get where
 * an accent was.
 */
static bool
is_made_by_capitals(UChar32 letter, UChar32 mark)
{
	return (plain(letter) == 'i' && mark == DOT_ABOVE) ||
		((letter == 0x03B9 || letter == 0x03C5) && mark == DIAERESIS);
}

bool
rating_loose_matches(const char *key, const char *row_key)
{
	Letters		ours;
	Letters		theirs;
	int			i = 0;
	int			k = 0;

	decompose(key, &ours);
	decompose(row_key, &theirs);
	while (i < ours.count && k < theirs.count)
	{
		UChar32		our = ours.letter[i++];
		UChar32		their = theirs.letter[k++];
		UScriptCode script = script_of(our);
		int			our_end;
		int			their_end;

		if (our != their && our != plain(their) && plain(our) != 'i' && !ignores_marks(script))
			return false;
		if (!loses_marks(script))
			continue;
		our_end = marks_end(&ours, i);
		their_end = marks_end(&theirs, k);
		for (; i < our_end; i++)
		{
			if (!ignores_marks(script) && !has_mark(&theirs, k, their_end, ours.letter[i]) &&
				!is_made_by_capitals(our, ours.letter[i]))
				return false;
		}
		k = their_end;
	}
	return i == ours.count && k == theirs.count;
}
