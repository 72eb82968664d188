/*
 * regex_escape.c
 *	  The smaller parts of a pattern; see regex_escape.h.
 */
#include "pcre/regex_escape.h"

#include <limits.h>

#include "mb/pg_wchar.h"

#include "ascii.h"

uint32
regex_read_character(RegexScan *scan)
{
	uint32		c = utf8_to_unicode((const unsigned char *) scan->p);

	scan->p += pg_utf_mblen((const unsigned char *) scan->p);
	return c;
}

static int
digit_value(char c)
{
	if (ascii_is_digit(c))
		return c - '0';
	c |= 0x20;
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : 16;
}

/* Reads at most max digits of a base; what is too large for a character becomes 0x110000. */
static uint32
read_number(RegexScan *scan, int base, int max)
{
	uint32		value = 0;

	for (; max > 0 && scan->p < scan->end && digit_value(*scan->p) < base; max--, scan->p++)
	{
		value = value * base + digit_value(*scan->p);
		value = Min(value, 0x110000);
	}
	return value;
}

static void
skip_blanks(RegexScan *scan)
{
	while (regex_peek(scan) == ' ' || regex_peek(scan) == '\t')
		scan->p++;
}

/* Reads {number}, which may have blanks; false if there is anything else. */
static bool
read_braced(RegexScan *scan, const char *open, int base, uint32 *value)
{
	if (!regex_at(scan, open))
		return false;
	scan->p += strlen(open);
	skip_blanks(scan);
	*value = read_number(scan, base, INT_MAX);
	skip_blanks(scan);
	if (regex_peek(scan) != '}')
		return false;
	scan->p++;
	return true;
}

bool
regex_read_repeat(RegexScan *scan, int *min, int *max, bool *plain)
{
	RegexScan	next = *scan;
	const char *start = scan->p;
	bool		blanks = false;
	bool		has_min;
	bool		has_max = false;

	if (regex_peek(&next) != '{')
		return false;
	next.p++;
	skip_blanks(&next);
	has_min = ascii_is_digit(regex_peek(&next));
	*min = *max = read_number(&next, 10, INT_MAX);
	skip_blanks(&next);
	if (regex_peek(&next) == ',')
	{
		next.p++;
		skip_blanks(&next);
		has_max = ascii_is_digit(regex_peek(&next));
		*max = has_max ? (int) read_number(&next, 10, INT_MAX) : -1;
		skip_blanks(&next);
	}
	if (regex_peek(&next) != '}' || (!has_min && !has_max))
		return false;
	scan->p = next.p + 1;
	for (const char *p = start; p < scan->p; p++)
		blanks = blanks || *p == ' ' || *p == '\t';
	*plain = has_min && !blanks;
	return true;
}

/* Reads the name of \g, \k, \p or \P in its delimiters, or a number. */
static void
read_name(RegexScan *scan)
{
	switch (regex_peek(scan))
	{
		case '{':
			regex_skip_past(scan, '}');
			break;
		case '<':
			regex_skip_past(scan, '>');
			break;
		case '\'':
			scan->p++;
			regex_skip_past(scan, '\'');
			break;
		default:
			if (regex_peek(scan) == '+' || regex_peek(scan) == '-')
				scan->p++;
			while (ascii_is_digit(regex_peek(scan)))
				scan->p++;
	}
}

/* Reads an escape that stands for one character, by its letter; false if it is another one. */
static bool
read_character_escape(RegexScan *scan, char letter, uint32 *code)
{
	static const char letters[] = "aefnrt";
	static const char controls[] = "\a\033\f\n\r\t";
	const char *known = letter ? strchr(letters, letter) : NULL;

	if (known)
	{
		*code = controls[known - letters];
		return true;
	}
	switch (letter)
	{
		case '0':
			*code = read_number(scan, 8, 2);
			return true;
		case '1':
		case '2':
		case '3':
		case '4':
		case '5':
		case '6':
		case '7':
		case '8':
		case '9':
			/* outside a class it is a reference */
			if (!scan->in_class)
				return false;
			scan->p--;
			*code = letter >= '8' ? (uint32) *scan->p++ : read_number(scan, 8, 3);
			return true;
		case 'b':
			*code = '\b';
			return scan->in_class;
		case 'c':
			if (scan->p == scan->end)
				return false;
			*code = (unsigned char) *scan->p++;
			if (*code >= 'a' && *code <= 'z')
				*code -= 'a' - 'A';
			*code ^= 0x40;
			return true;
		case 'o':
			return read_braced(scan, "{", 8, code);
		case 'x':
			if (regex_peek(scan) == '{')
				return read_braced(scan, "{", 16, code);
			*code = read_number(scan, 16, 2);
			return true;
		case 'N':
			return regex_at(scan, "{U+") && read_braced(scan, "{U+", 16, code);
		default:
			return false;
	}
}

void
regex_read_escape(RegexScan *scan, RegexToken *token)
{
	int			min;
	int			max;
	bool		plain;
	RegexScan	next;
	char		letter;

	token->kind = REGEX_OTHER;
	if (scan->p == scan->end)
		return;
	token->kind = REGEX_CHARACTER;
	token->first = regex_read_character(scan);
	if (token->first >= 0x80 || !ascii_is_alnum(token->first))
		return;
	letter = token->first;
	next = *scan;
	if (read_character_escape(&next, letter, &token->first))
	{
		*scan = next;
		return;
	}
	token->kind = REGEX_OTHER;
	switch (letter)
	{
		case 'N':
			next = *scan;
			if (regex_peek(scan) == '{' && !regex_read_repeat(&next, &min, &max, &plain))
				regex_skip_past(scan, '}');	/* a name, which PCRE2 does not know */
			else
				token->kind = REGEX_SET;
			break;
		case 'p':
		case 'P':
			token->kind = REGEX_SET;
			if (regex_peek(scan) == '{')
				read_name(scan);
			else if (scan->p < scan->end)
				(void) regex_read_character(scan);
			break;
		case 'd':
		case 'D':
		case 'h':
		case 'H':
		case 's':
		case 'S':
		case 'v':
		case 'V':
		case 'w':
		case 'W':
		case 'C':
		case 'R':
		case 'X':
			token->kind = REGEX_SET;
			break;
		case 'g':
		case 'k':
			read_name(scan);
			break;
		case 'u':				/* of other languages */
		case 'U':
			if (regex_peek(scan) == '{')
				regex_skip_past(scan, '}');
			else
				(void) read_number(scan, 16, letter == 'u' ? 4 : 8);
			break;
		default:
			while (ascii_is_digit(letter) && ascii_is_digit(regex_peek(scan)))
				scan->p++;
	}
}
