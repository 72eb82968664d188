/*
 * evasion_name.c
 *	  The letters of ASCII that Unicode's names of characters tell of: hooked, crossed,
 *	  turned and enclosed letters, which neither decompositions nor UTS #39 connect with
 *	  them.
 */
#include "evasion/evasion_chars.h"

#include <unicode/uchar.h>

#include "ascii.h"

/* longer than any name of a character that has a letter of ASCII in it */
#define MAX_NAME 128

/* Reads the name of a character; returns false if ICU knows none. */
static bool
read_name(pg_wchar c, char *name)
{
	UErrorCode	status = U_ZERO_ERROR;

	return u_charName(c, U_UNICODE_CHAR_NAME, name, MAX_NAME, &status) > 0 && U_SUCCESS(status);
}

char
evasion_named_letter(pg_wchar c)
{
	char		name[MAX_NAME];
	char	   *latin;
	char	   *letter;
	char	   *with;
	int			len;

	if (!read_name(c, name))
		return 0;
	if (strncmp(name, "REGIONAL INDICATOR SYMBOL LETTER ", 33) == 0)
		return name[33];
	/* LATIN SMALL LETTER B WITH HOOK, PARENTHESIZED LATIN SMALL LETTER A */
	latin = strstr(name, "LATIN ");
	letter = latin ? strstr(latin, "LETTER ") : NULL;
	if (!letter)
		return 0;
	letter += strlen("LETTER ");
	with = strstr(letter, " WITH ");
	if (with)
		*with = '\0';
	/* the last word, as in LATIN SMALL LETTER TURNED A; ß is a letter of its own */
	len = strlen(letter);
	if (strcmp(letter, "SHARP S") == 0)
		return 0;
	if (len == 0 || !ascii_is_upper(letter[len - 1]) || (len > 1 && letter[len - 2] != ' '))
		return 0;
	return strstr(latin, "CAPITAL LETTER ") ? letter[len - 1] : letter[len - 1] - 'A' + 'a';
}

int
evasion_named_word(pg_wchar c, pg_wchar *out)
{
	char		name[MAX_NAME];
	const char *word;
	int			n = 0;

	/* SQUARED FREE, NEGATIVE SQUARED AB */
	if ((c < 0x1F191 || c > 0x1F19A) && c != 0x1F18E)
		return 0;
	if (!read_name(c, name) || (word = strstr(name, "SQUARED ")) == NULL)
		return 0;
	for (word += strlen("SQUARED "); ascii_is_upper(*word) && n < EVASION_EXPANSION; word++)
		out[n++] = *word;
	return n;
}
