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

/* Makes hyphens blanks and curly apostrophes straight. Returns the length, which does not grow. */
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
		else
		{
			memcpy(dst + n, src + start, i - start);
			n += i - start;
		}
	}
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
	else if (last == '.' && (before == *start || s[before - 1] != '.'))
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
