/*
 * pattern_error.h
 *	  Why a pattern cannot be folded.
 */
#ifndef FACTAG_PATTERN_ERROR_H
#define FACTAG_PATTERN_ERROR_H

#include "factag.h"

typedef struct PatternFoldError
{
	int			offset;			/* in bytes of the pattern */
	const char *message;		/* a clause, as PCRE2's messages are; palloc'd */
	const char *hint;
} PatternFoldError;

#endif							/* FACTAG_PATTERN_ERROR_H */
