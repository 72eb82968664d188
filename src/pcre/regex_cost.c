/*
 * regex_cost.c
 *	  How long PCRE2 may take without an interrupt check, at most.
 *
 * PCRE2 counts the steps of a match and stops at a limit, but a step can read the rest of the text:
 * an unlimited repeat, a lookaround, a back reference, the check of a script run. So a search that
 * starts at p positions with a limit of s steps each takes up to
 *
 *		p * s * (what one pass over the text takes)
 *
 * and regex_match.c chooses p and s so that this stays within a budget. The times are of machine
 * code on a slow machine; the interpreter takes about eight times as long.
 *
 * Many patterns have no unlimited repeat. A match of theirs, and so a step, reads no further than
 * their reach: /\bcash (?:prize|out)\b.{0,9}now/ at most 100 bytes, however long the text is.
 */
#include "pcre/regex_internal.h"

#include <math.h>

#include "miscadmin.h"

#include "ascii.h"

/* nanoseconds a byte */
#define COST_LITERAL 2
#define COST_CASELESS 4
#define COST_CLASS 10			/* a class, an escape such as \w, a back reference */
#define COST_CLUSTER 30			/* \X */
#define COST_SCRIPT_RUN 60

/* bytes that a match of one character, escape or class can read, \R included, and one beside it for \b */
#define REACH_CHARACTER 8

/* groups within groups that regex_reach follows */
#define REACH_DEPTH 32

/* bytes of text between interrupt checks */
#define SCAN_BYTES (64 * 1024)

/*
 * Characters that caseless ranges may span together: PCRE2 before 10.43 looks up the other case of each,
 * at some 6 ns, and cannot be interrupted.
 */
#define MAX_CASELESS_SPAN (64 * 1024 * 1024)

int
regex_byte_cost(const char *pattern, int len, int flags)
{
	int			cost = (flags & REGEX_CASELESS) ? COST_CASELESS : COST_LITERAL;
	int			lookarounds = 0;

	for (int i = 0; i < len; i++)
	{
		char		next = i + 1 < len ? pattern[i + 1] : '\0';

		if (pattern[i] == '[')
			cost = Max(cost, COST_CLASS);
		else if (pattern[i] == '\\')
			cost = Max(cost, next == 'X' ? COST_CLUSTER : COST_CLASS);
		else if (pattern[i] == '(' && next == '*')
			cost = Max(cost, COST_SCRIPT_RUN);
		/* one step may come through several lookarounds, each of which may read the text */
		if (pattern[i] == '(' && (next == '*' || (next == '?' && i + 2 < len && strchr("=!<", pattern[i + 2]))))
			lookarounds++;
	}
	return cost * (1 + lookarounds);
}

/*
 * Skips a class that begins at p, where it has its bracket; returns its closing bracket, NULL if that
 * is not found.
 */
static const char *
skip_class(const char *p, const char *end)
{
	p++;
	if (p < end && *p == '^')
		p++;
	/* the first character of a class may be a closing bracket */
	for (bool first = true; p < end; p++, first = false)
	{
		if (*p == ']' && !first)
			return p;
		if (*p == '\\')
			p++;
		else if (*p == '[' && p + 1 < end && p[1] == ':')
		{
			const char *q = p + 2;

			/* [:alpha:]; other text after a bracket and a colon is characters of the class */
			while (q < end && (*q == '^' || ascii_is_letter((unsigned char) *q)))
				q++;
			if (q + 1 < end && q[0] == ':' && q[1] == ']')
				p = q + 1;
		}
	}
	return NULL;
}

/*
 * The most repeats of the quantifier in braces at p, and *stop its closing brace; 1 if the brace is
 * literal. Negative if there is no limit.
 */
static double
brace_quantifier(const char *p, const char *end, const char **stop)
{
	const char *q = p + 1;
	bool		comma = false;
	double		most = 0;
	bool		digits = false;

	for (; q < end && *q != '}'; q++)
	{
		if (*q == ',' && !comma)
		{
			comma = true;
			digits = false;
			most = 0;
		}
		else if (ascii_is_digit((unsigned char) *q))
		{
			digits = true;
			most = most * 10 + (*q - '0');
		}
		else if (*q != ' ' && *q != '\t')
			break;
	}
	*stop = p;
	if (q >= end || *q != '}' || (!comma && !digits))
		return 1;
	*stop = q;
	return digits ? most : -1;
}

/*
 * Adds up the characters of the pattern, those of all alternatives, and multiplies by the quantifiers.
 * What it does not know counts as unlimited.
 */
double
regex_reach(const char *pattern, int len)
{
	const char *end = pattern + len;
	double		sums[REACH_DEPTH] = {0};	/* a group each: the bytes of its items so far */
	double		item = 0;		/* the last item, which a quantifier repeats */
	int			depth = 0;

	for (const char *p = pattern; p < end; p++)
	{
		double		most = 1;

		switch (*p)
		{
			case '*':
			case '+':
			case '#':			/* a comment may have parentheses */
				return INFINITY;
			case '?':
				continue;		/* once at most, lazy, or after a parenthesis */
			case '|':
				item = 0;
				continue;
			case '(':
				if (++depth >= REACH_DEPTH || (p + 1 < end && p[1] == '*'))
					return INFINITY;
				sums[depth] = 0;
				item = 0;
				/* conditions, calls of groups and of the pattern, back references by name */
				if (p + 2 < end && p[1] == '?' && !strchr(":=!<>|imnsxJ^-'P", p[2]))
					return INFINITY;
				if (p + 3 < end && p[1] == '?' &&
					((p[2] == 'P' && p[3] != '<') || (p[2] == '-' && ascii_is_digit((unsigned char) p[3]))))
					return INFINITY;
				continue;
			case ')':
				if (depth == 0)
					return INFINITY;
				item = sums[depth--];
				sums[depth] += item;
				continue;
			case '{':
				most = brace_quantifier(p, end, &p);
				if (most < 0)
					return INFINITY;
				sums[depth] += item * Max(0, most - 1);
				item *= most;
				continue;
			case '[':
				p = skip_class(p, end);
				if (!p)
					return INFINITY;
				break;
			case '\\':
				p++;
				/* what reads one character, one line end, or none */
				if (p >= end || (ascii_is_alnum((unsigned char) *p) && !strchr("AbBdDhHnNpPrRsStuUvVwWxzZaefo0", *p)))
					return INFINITY;
				break;
			default:
				break;
		}
		sums[depth] += REACH_CHARACTER;
		/* the flag x ignores blanks, so a quantifier after one repeats what stands before it */
		if (strchr(" \t\n\v\f\r", *p) || (*p & 0x80) != 0)
			item = Max(item, REACH_CHARACTER);
		else
			item = REACH_CHARACTER;
	}
	return depth == 0 ? sums[0] + REACH_CHARACTER : INFINITY;
}

/* Whether a regional indicator, U+1F1E6 to U+1F1FF, is at p. */
static inline bool
is_regional_indicator(const uint8 *p, const uint8 *end)
{
	return end - p >= 4 && p[0] == 0xF0 && p[1] == 0x9F && p[2] == 0x87 && p[3] >= 0xA6;
}

double
regex_pass_cost(const Regex *regex, const char *text, int len)
{
	double		cost = Min((double) Max(len, 1), regex->reach) * regex->byte_cost;
	const uint8 *p = (const uint8 *) text;
	const uint8 *end = p + len;
	double		run = 0;

	if (!regex->clusters)
		return cost;

	/* \X counts the regional indicators before each, back to the first of its run */
	for (int n = 0; p < end; n++)
	{
		if (unlikely(n % SCAN_BYTES == 0))
			CHECK_FOR_INTERRUPTS();
		if (is_regional_indicator(p, end))
		{
			cost += 2 * run++;
			p += 4;
		}
		else
		{
			run = 0;
			p++;
		}
	}
	return cost;
}

/* The code point of a number in braces at p, which an escape may have: \x{10ffff}. 0 if there is none. */
static uint32
braced_number(const char *p, const char *end, int base)
{
	uint32		value = 0;

	if (p >= end || *p != '{')
		return 0;
	for (p++; p < end && *p != '}' && value < 0x110000; p++)
	{
		int			digit = *p >= '0' && *p <= '9' ? *p - '0' : ((*p | 0x20) - 'a' + 10);

		if (digit < 0 || digit >= base)
			continue;			/* blanks, and the U+ of \N{U+...} */
		value = value * base + digit;
	}
	return value;
}

/*
 * The code point that ends a range whose hyphen is before p, or a greater one; one of
 * a byte counts as 0. Before it there may be blanks, which the option xx ignores, and
 * marks of quoting, which do not end a range.
 */
static uint32
range_end(const char *p, const char *end)
{
	unsigned char c;

	for (;;)
	{
		if (p < end && (*p == ' ' || *p == '\t'))
			p++;
		else if (p + 1 < end && *p == '\\' && (p[1] == 'Q' || p[1] == 'E'))
			p += 2;
		else
			break;
	}
	if (p >= end)
		return 0;
	c = *p;
	if (c == '\\' && p + 1 < end)
		return braced_number(p + 2, end, p[1] == 'o' ? 8 : 16);
	if (c >= 0xF0)
		return 0x110000;
	return c >= 0xE0 ? 0x10000 : c >= 0xC0 ? 0x800 : 0;
}

bool
regex_compiles_slowly(const char *pattern, int len, int flags, int *offset)
{
	const char *end = pattern + len;
	int64		span = 0;

	/* an option setting within the pattern may be (?i) */
	if (!(flags & REGEX_CASELESS) && !memmem(pattern, len, "(?", 2))
		return false;
	for (const char *p = pattern; p < end; p++)
	{
		if (*p != '-')
			continue;
		span += range_end(p + 1, end);
		if (span > MAX_CASELESS_SPAN)
		{
			*offset = p - pattern;
			return true;
		}
	}
	return false;
}
