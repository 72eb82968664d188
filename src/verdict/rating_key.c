/*
 * rating_key.c
 *	  The key by which ratings are compared; see rating_key.h.
 */
#include "verdict/rating_key.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include "text/fold.h"

/*
 * Whether a character around a rating leaves its meaning as it is. A question
 * mark does not ("true?" is a question), nor does an ellipsis, which leaves
 * something out, nor a symbol, whose meaning is unknown.
 */
static bool
is_surround(UChar32 c)
{
	switch (c)
	{
		case '"':
		case '\'':
		case 0x201A:			/* ‚ and „, in Unicode opening brackets */
		case 0x201E:
		case '!':
		case 0xA1:				/* ¡ */
		case '#':
		case '*':
		case '/':
		case '|':
		case 0x2013:			/* – and — */
		case 0x2014:
		case 0x2022:			/* • */
		case ',':
		case ':':
		case ';':
		case 0x3001:			/* 、 */
		case 0x3002:			/* 。 */
		case 0x060C:			/* Arabic comma, semicolon, full stop */
		case 0x061B:
		case 0x06D4:
		case 0x0964:			/* danda */
			return true;
		default:
			return u_charType(c) == U_INITIAL_PUNCTUATION || u_charType(c) == U_FINAL_PUNCTUATION;
	}
}

/*
 * Whether a character only helps to read or to justify a word, and is left out by
 * most writers: the vowel signs of Arabic and the tatweel, and the nukta of
 * Devanagari, Gurmukhi, Gujarati and Kannada. The nukta of Bengali and Odia makes
 * other letters, so it stays, and so do hamza and madda (U+0653 to U+0655).
 */
static bool
is_optional(UChar32 c)
{
	return (c >= 0x0610 && c <= 0x061A) || c == 0x0640 || (c >= 0x064B && c <= 0x0652) ||
		(c >= 0x0656 && c <= 0x065F) || c == 0x0670 || (c >= 0x06D6 && c <= 0x06DC) ||
		c == 0x093C || c == 0x0A3C || c == 0x0ABC || c == 0x0CBC;
}

/*
 * Makes hyphens blanks and curly apostrophes straight, and drops what is optional.
 * Returns the length, which does not grow.
 */
static int
unify(const char *src, int len, char *dst)
{
	int			n = 0;

	for (int i = 0; i < len;)
	{
		int			start = i;
		UChar32		c;

		U8_NEXT(src, i, len, c);
		if (c == '-' || c == '_' || c == 0x2010 || c == ' ')
		{
			if (n > 0 && dst[n - 1] != ' ')
				dst[n++] = ' ';
		}
		else if (c == 0x2019)
			dst[n++] = '\'';
		else if (!is_optional(c))
		{
			memcpy(dst + n, src + start, i - start);
			n += i - start;
		}
	}
	return n;
}

/* the number of full stops at the end of the part of s from start to end */
static int
final_stops(const char *s, int start, int end)
{
	int			n = 0;

	while (end - n > start && s[end - n - 1] == '.')
		n++;
	return n;
}

/*
 * Removes one surrounding character, or a pair of brackets, from the part of s
 * from *start to *end; false if there is none.
 */
static bool
strip(const char *s, int *start, int *end)
{
	int			after = *start;
	int			before = *end;
	UChar32		first;
	UChar32		last;

	if (*start >= *end)
		return false;
	U8_NEXT(s, after, *end, first);
	U8_PREV(s, *start, before, last);
	if (first == ' ' || is_surround(first))
		*start = after;
	else if (last == ' ' || is_surround(last))
		*end = before;
	else if (last == '.' && final_stops(s, *start, *end) < 3)
		*end = before;
	else if (after <= before && u_charType(first) == U_START_PUNCTUATION && u_charType(last) == U_END_PUNCTUATION)
	{
		*start = after;
		*end = before;
	}
	else
		return false;
	return true;
}

bool
rating_key(const char *rating, int len, char *key)
{
	char		folded[FACTAG_MAX_SEGMENT];
	int			start = 0;
	int			end;

	if (fold_segment(rating, len, 0, folded, &len) != FOLD_OK)
		return false;
	end = unify(folded, len, key);
	while (strip(key, &start, &end))
		;
	memmove(key, key + start, end - start);
	key[end - start] = '\0';
	return end > start;
}
