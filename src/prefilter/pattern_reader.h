/*
 * pattern_reader.h
 *	  Where a pattern is being read, and its simplest parts: words of the syntax,
 *	  comments and blanks.
 *
 * The pattern is valid for PCRE2. Its syntax is read cautiously: anything that is
 * not understood for certain, in this version of PCRE2 and in later ones, makes
 * the whole pattern unreadable. The prefilter then requires nothing of a match.
 */
#ifndef FACTAG_PATTERN_READER_H
#define FACTAG_PATTERN_READER_H

#include "factag.h"

/* options that change the meaning of a pattern's characters */
#define PATTERN_EXTENDED		0x01	/* x: blanks and comments are ignored, */
#define PATTERN_EXTENDED_MORE	0x02	/* xx: blanks also in classes */

typedef struct PatternReader
{
	const uint8 *p;				/* the next byte */
	const uint8 *end;
	bool		quoted;			/* between \Q and \E */
	int			depth;			/* of groups */
} PatternReader;

/* Whether the pattern goes on with these characters. */
extern bool pattern_at(const PatternReader *r, const char *what);

/* Moves past these characters if the pattern goes on with them. */
extern bool pattern_accept(PatternReader *r, const char *what);

/* Moves past the next c; false at the pattern's end if there is none. */
extern bool pattern_skip_past(PatternReader *r, uint8 c);

/*
 * Moves past comments, blanks in extended mode, and \Q and \E without anything
 * between. A quantifier after them belongs to the item before them. Returns
 * false if PCRE2 may see the end of a comment elsewhere.
 */
extern bool pattern_skip_ignored(PatternReader *r, int options);

#endif							/* FACTAG_PATTERN_READER_H */
