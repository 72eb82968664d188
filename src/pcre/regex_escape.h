/*
 * regex_escape.h
 *	  The smaller parts of a pattern: escapes, the numbers of a quantifier. Private to the
 *	  scan of patterns (regex_scan.h).
 */
#ifndef FACTAG_REGEX_ESCAPE_H
#define FACTAG_REGEX_ESCAPE_H

#include "pcre/regex_token.h"

/* Whether the pattern goes on with these characters. */
static inline bool
regex_at(const RegexScan *scan, const char *what)
{
	Size		len = strlen(what);

	return (Size) (scan->end - scan->p) >= len && memcmp(scan->p, what, len) == 0;
}

/* The next byte, 0 at the end. */
static inline char
regex_peek(const RegexScan *scan)
{
	return scan->p < scan->end ? *scan->p : 0;
}

/* Moves past the next c, or to the end if there is none. */
static inline void
regex_skip_past(RegexScan *scan, char c)
{
	const char *found = memchr(scan->p, c, scan->end - scan->p);

	scan->p = found ? found + 1 : scan->end;
}

/* Reads one character of valid UTF-8. */
extern uint32 regex_read_character(RegexScan *scan);

/*
 * Reads {n}, {n,} or {n,m}, or what only later versions of PCRE2 read as one of these: with
 * blanks, or without n. Moves past it only if it is one; *plain tells that it is so in all versions.
 */
extern bool regex_read_repeat(RegexScan *scan, int *min, int *max, bool *plain);

/* Reads what follows a backslash. */
extern void regex_read_escape(RegexScan *scan, RegexToken *token);

#endif							/* FACTAG_REGEX_ESCAPE_H */
