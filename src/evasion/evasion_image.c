/*
 * evasion_image.c
 *	  What becomes of a single character, for patterns that must match folded text.
 */
#include "evasion/evasion.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/utf8.h>

#include "evasion/evasion_chars.h"

/* options whose effect on a character may depend on the characters beside it */
#define EVASION_OF_WORDS (EVASION_SPACED | EVASION_LEET | EVASION_REPEATS | EVASION_HANS)

int
evasion_image(pg_wchar c, EvasionOptions options, pg_wchar *out)
{
	uint8		text[U8_MAX_LENGTH];
	int			len = 0;
	int			n = 0;
	EvasionText folded;

	out[0] = c;
	options &= ~EVASION_OF_WORDS;
	if (options == 0 || (c >= ' ' && c < 0x7F))
		return 1;
	/* a mark is noise or not by the letter that it is on, unless it can be composed with none */
	if (evasion_facts(c).flags & CHAR_MARK && !(evasion_facts(c).flags & CHAR_INVISIBLE))
		return options & EVASION_CONFUSABLES && evasion_facts(c).flags & CHAR_GENERAL &&
			u_getIntPropertyValue(c, UCHAR_NFC_QUICK_CHECK) == UNORM_YES ? 0 : 1;
	U8_APPEND_UNSAFE(text, len, c);
	evasion_fold((char *) text, len, options, &folded);
	for (int i = 0; i < folded.len && n < EVASION_EXPANSION; n++)
		U8_NEXT_UNSAFE((uint8 *) folded.text, i, out[n]);
	pfree(folded.text);
	if (folded.start)
	{
		pfree(folded.start);
		pfree(folded.end);
	}
	return n;
}

pg_wchar
evasion_look(pg_wchar c, EvasionOptions options)
{
	EvasionFacts facts;

	if (!(options & EVASION_CONFUSABLES) || c < 0x80)
		return 0;
	facts = evasion_facts(c);
	return facts.flags & LOOK_LETTER ? facts.look : 0;
}

bool
evasion_shortens(pg_wchar c, EvasionOptions options)
{
	return options & EVASION_REPEATS && evasion_facts(c).flags & CHAR_LETTER;
}
