/*
 * regex_hint.c
 *	  What a pattern that PCRE2 refuses may mean in another language or library, and braces
 *	  that versions of PCRE2 read differently.
 */
#include "pcre/regex_internal.h"

#include <unicode/uchar.h>

#include "ascii.h"
#include "pcre/regex_scan.h"

/* bytes of a pattern that a message quotes at most */
#define MOST_QUOTED 40

bool
regex_has_doubtful_braces(const char *pattern, int len, int flags, RegexError *error)
{
	RegexScan	scan;
	RegexToken	token;

	regex_scan_init(&scan, pattern, len, flags);
	while (regex_scan_next(&scan, &token))
	{
		int			n = Min(token.end - token.start, MOST_QUOTED);

		if (token.kind != REGEX_BRACES)
			continue;
		error->offset = token.start - pattern;
		error->refused = true;
		snprintf(error->message, sizeof(error->message),
				 "%.*s is text in PCRE2 before 10.43, and a quantifier from there on", n, token.start);
		if (token.max < 0)
			snprintf(error->hint, sizeof(error->hint),
					 "For a quantifier write {%d,}, for the text \\%.*s.", token.min, n, token.start);
		else
			snprintf(error->hint, sizeof(error->hint),
					 "For a quantifier write {%d,%d}, for the text \\%.*s.", token.min, token.max,
					 n, token.start);
		return true;
	}
	return false;
}

/* The number of hexadecimal digits at p, all of them; *value gets the number, at most 0x110000. */
static int
read_hex(const char *p, const char *end, uint32 *value)
{
	int			n = 0;

	*value = 0;
	for (; p < end; p++, n++)
	{
		int			small = *p | 0x20;

		if (!ascii_is_digit(*p) && !(small >= 'a' && small <= 'f'))
			break;
		*value = Min(*value * 16 + (ascii_is_digit(*p) ? *p - '0' : small - 'a' + 10), 0x110000);
	}
	return n;
}

/*
 * The character that \u200D, \u{200D}, \U0001F600 or two \u of a surrogate pair stand for in
 * JavaScript, Python and others; 0 if it is none of them.
 */
static uint32
foreign_number(const RegexToken *token, const char *end)
{
	const char *p = token->start + 2;
	bool		braced = p < token->end && *p == '{';
	uint32		c;
	uint32		low;
	int			digits = read_hex(p + braced, token->end, &c);

	if (digits == 0 || (!braced && digits != (token->start[1] == 'u' ? 4 : 8)))
		return 0;
	p = token->end;
	if (c >= 0xD800 && c < 0xDC00 && end - p >= 6 && p[0] == '\\' && p[1] == 'u' &&
		read_hex(p + 2, p + 6, &low) == 4 && low >= 0xDC00 && low < 0xE000)
		return 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
	return c > 0x10FFFF || (c >= 0xD800 && c < 0xE000) ? 0 : c;
}

/* The character of \N{NAME}, 0 if ICU knows none of that name. */
static uint32
named_character(const RegexToken *token)
{
	UErrorCode	status = U_ZERO_ERROR;
	const char *name = token->start + 3;
	char		copy[128];
	UChar32		c;

	if (token->end - name < 2 || token->end - name > (int) sizeof(copy) || token->end[-1] != '}')
		return 0;
	strlcpy(copy, name, token->end - name);
	c = u_charFromName(U_EXTENDED_CHAR_NAME, copy, &status);
	return U_FAILURE(status) ? 0 : (uint32) c;
}

/* Writes a hint at how PCRE2 spells the property of a token such as \p{Letter} or \p{IsGreek}. */
static void
hint_property(const RegexToken *token, char *hint, Size size)
{
	const char *name = token->start + 3;
	char		copy[64];
	int32		value;
	const char *known = NULL;

	if (token->end - name < 2 || token->end - name > (int) sizeof(copy) || token->start[2] != '{')
		return;
	strlcpy(copy, name, token->end - name);
	name = strchr(copy, '=') ? strchr(copy, '=') + 1 : copy;
	value = u_getPropertyValueEnum(UCHAR_GENERAL_CATEGORY_MASK, name);
	if (value != UCHAR_INVALID_CODE)
		known = u_getPropertyValueName(UCHAR_GENERAL_CATEGORY_MASK, value, U_SHORT_PROPERTY_NAME);
	else if ((strncmp(name, "Is", 2) == 0 || strncmp(name, "In", 2) == 0) &&
			 (value = u_getPropertyValueEnum(UCHAR_SCRIPT, name + 2)) != UCHAR_INVALID_CODE)
		known = u_getPropertyValueName(UCHAR_SCRIPT, value, U_LONG_PROPERTY_NAME);
	if (known)
		snprintf(hint, size, "Write \\%c{%s}.", token->start[1], known);
}

/* Writes the hint for the token at which PCRE2 stopped. */
static void
hint_token(const RegexToken *token, const char *end, char *hint, Size size)
{
	char		letter = token->end - token->start >= 2 ? token->start[1] : 0;
	uint32		c = 0;

	if (token->start[0] == '(' && letter == '?')
		strlcpy(hint, "Of the options of other languages i, m, s, x and n can be set; "
				"patterns are always in Unicode mode.", size);
	if (token->start[0] != '\\')
		return;
	switch (letter)
	{
		case 'u':
		case 'U':
			c = foreign_number(token, end);
			break;
		case 'N':
			c = named_character(token);
			break;
		case 'p':
		case 'P':
			hint_property(token, hint, size);
			return;
		case 'm':
		case 'M':
		case 'y':
			strlcpy(hint, "Write \\b for the start or the end of a word.", size);
			return;
		case 'Y':
			strlcpy(hint, "Write \\B for a place within a word or outside of words.", size);
			return;
		default:
			return;
	}
	if (c)
		snprintf(hint, size, "Write the character as \\x{%X}.", c);
	else
		strlcpy(hint, "Write a character by its number as \\x{200D}.", size);
}

void
regex_fill_hint(const char *pattern, int len, int flags, int code, RegexError *error)
{
	RegexScan	scan;
	RegexToken	token = {.start = pattern, .end = pattern};

	error->hint[0] = '\0';
	switch (code)
	{
		case PCRE2_ERROR_MISSING_SQUARE_BRACKET:
			if (memmem(pattern, len, "[^]", 3) || memmem(pattern, len, "[]", 2))
				strlcpy(error->hint, "A bracket right after [ or [^ is a character: "
						"write [\\s\\S] for any character, (?!) for none.", sizeof(error->hint));
			return;
		case PCRE2_ERROR_LOOKBEHIND_NOT_FIXED_LENGTH:
			strlcpy(error->hint, "Write the text before the match itself, and \\K after it: "
					"/a+\\Kb/ for /(?<=a+)b/.", sizeof(error->hint));
			return;
		case PCRE2_ERROR_DUPLICATE_SUBPATTERN_NAME:
			strlcpy(error->hint, "Begin the pattern with (?J) to give several groups a name.",
					sizeof(error->hint));
			return;
		default:
			break;
	}
	/* the token that PCRE2 was reading; versions of it stop at different bytes of one */
	regex_scan_init(&scan, pattern, len, flags);
	while (regex_scan_next(&scan, &token) && token.end - pattern < error->offset)
		;
	if (token.start - pattern <= error->offset)
		hint_token(&token, pattern + len, error->hint, sizeof(error->hint));
}
