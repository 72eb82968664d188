/*
 * pattern.h
 *	  A cautious reading of pcre2's patterns.
 */
#ifndef FACTAG_PATTERN_H
#define FACTAG_PATTERN_H

#include "factag.h"

#include "prefilter/requirement.h"

/* groups within groups; pcre2's own default is 250 */
#define PATTERN_MAX_DEPTH	250

/* options that change what a pattern's characters mean */
#define PATTERN_EXTENDED		0x01	/* x: blanks and comments are skipped */
#define PATTERN_EXTENDED_MORE	0x02	/* xx: and blanks in classes */

typedef struct PatternReader
{
	const uint8 *p;
	const uint8 *end;
	bool		quoted;			/* between \Q and \E */
	int			depth;
} PatternReader;

typedef enum EscapeKind
{
	ESCAPE_CHARACTER,
	ESCAPE_CLASS,
	ESCAPE_NEWLINE,				/* \R: \r\n or one of a class */
	ESCAPE_CLUSTER,				/* \X: characters, at least one */
	ESCAPE_BOUNDARY,			/* \b */
	ESCAPE_NOTHING,				/* takes no characters */
	ESCAPE_ANYTHING,			/* a back reference, a call */
	ESCAPE_UNREADABLE
} EscapeKind;

typedef struct Escape
{
	EscapeKind	kind;
	uint32		character;
	CharClass	set;
} Escape;

/* Reads what follows a backslash; \Q and \E are the caller's business. */
extern void pattern_escape(PatternReader *r, bool in_class, Escape *e);

/* Reads what follows the bracket that opens a class; false if it is not understood. */
extern bool pattern_class(PatternReader *r, int options, CharClass *c);

/*
 * What every match of a pattern, valid for pcre2 in UTF and UCP mode with
 * line feed as newline, must hold. false if it is not understood: then
 * nothing is known, and d is not set.
 */
extern bool pattern_requirement(const char *pattern, int len, int options, Requirement *d);

#endif							/* FACTAG_PATTERN_H */
