/*
 * pattern_escape.h
 *	  Escapes of a pattern: what follows a backslash.
 */
#ifndef FACTAG_PATTERN_ESCAPE_H
#define FACTAG_PATTERN_ESCAPE_H

#include "prefilter/char_class.h"
#include "prefilter/pattern_reader.h"

typedef enum EscapeKind
{
	ESCAPE_CHARACTER,
	ESCAPE_CLASS,
	ESCAPE_NEWLINE,				/* \R: \r\n or a character of a class */
	ESCAPE_CLUSTER,				/* \X: one or more characters */
	ESCAPE_BOUNDARY,			/* \b */
	ESCAPE_NOTHING,				/* matches no characters */
	ESCAPE_ANYTHING,			/* a back reference or subroutine call */
	ESCAPE_UNREADABLE
} EscapeKind;

typedef struct Escape
{
	EscapeKind	kind;
	uint32		character;		/* of ESCAPE_CHARACTER */
	CharClass	set;			/* of ESCAPE_CLASS and ESCAPE_NEWLINE */
} Escape;

/* Reads what follows a backslash. \Q and \E are left to the caller. */
extern void pattern_escape(PatternReader *r, bool in_class, Escape *e);

#endif							/* FACTAG_PATTERN_ESCAPE_H */
