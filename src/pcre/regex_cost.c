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

#include "pcre/regex_scan.h"

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

/* Whether a token that stands for no text has a known effect: an anchor, \b, or options such as (?i). */
static bool
reads_no_further(const RegexToken *token)
{
	Size		len = token->end - token->start;

	switch (*token->start)
	{
		case '^':
		case '$':
			return true;
		case '\\':
			return len == 2 && strchr("bBAzZ", token->start[1]) != NULL;
		case '(':
			return len > 3 && token->start[1] == '?' && token->end[-1] == ')' &&
				strspn(token->start + 2, "imnsxJ^-") == len - 3;
		default:
			return false;
	}
}

/*
 * Adds up the characters of the pattern, those of all alternatives, and multiplies by the quantifiers.
 * What it does not know counts as unlimited.
 */
double
regex_reach(const char *pattern, int len, int flags)
{
	double		sums[REACH_DEPTH] = {0};	/* a group each: the bytes of its items so far */
	double		item = 0;		/* the last item, which a quantifier repeats */
	int			depth = 0;
	RegexScan	scan;
	RegexToken	token;

	regex_scan_init(&scan, pattern, len, flags);
	while (regex_scan_next(&scan, &token))
	{
		switch (token.kind)
		{
			case REGEX_SET:
			case REGEX_CHARACTER:
			case REGEX_CLASS_END:
				if (token.kind == REGEX_SET && token.start[0] == '\\' && token.start[1] == 'X')
					return INFINITY;
				item = REACH_CHARACTER;
				sums[depth] += item;
				break;
			case REGEX_QUANTIFIER:
			case REGEX_BRACES:
				if (token.max < 0)
					return INFINITY;
				sums[depth] += item * Max(0, token.max - 1);
				item *= token.max;
				/* braces that are text before PCRE2 10.43 */
				if (token.kind == REGEX_BRACES)
					sums[depth] += (double) REACH_CHARACTER * (token.end - token.start);
				break;
			case REGEX_OPEN:
				/* a condition, a script run, and assertions by name count as unlimited */
				if (++depth >= REACH_DEPTH || (token.end - token.start >= 2 && token.start[1] == '*') ||
					(token.end - token.start >= 3 && token.start[1] == '?' && token.start[2] == '('))
					return INFINITY;
				sums[depth] = 0;
				item = 0;
				break;
			case REGEX_CLOSE:
				if (depth == 0)
					return INFINITY;
				item = sums[depth--];
				sums[depth] += item;
				break;
			case REGEX_OTHER:
				if (!reads_no_further(&token))
					return INFINITY;
				break;
			case REGEX_OR:
			case REGEX_CLASS:
			case REGEX_MEMBER:
			case REGEX_MEMBER_SET:
			case REGEX_IGNORED:
				break;
		}
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
