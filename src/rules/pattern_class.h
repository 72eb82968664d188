/*
 * pattern_class.h
 *	  The classes of a pattern for folded text. Private to the folding of patterns
 *	  (pattern_fold.h).
 */
#ifndef FACTAG_PATTERN_CLASS_H
#define FACTAG_PATTERN_CLASS_H

#include "factag.h"

#include "lib/stringinfo.h"

#include "evasion/evasion_options.h"
#include "pcre/regex_scan.h"
#include "rules/pattern_error.h"

typedef enum PatternClassResult
{
	PATTERN_CLASS_FAILED,		/* *error is filled */
	PATTERN_CLASS_SAME,			/* nothing changed */
	PATTERN_CLASS_CHANGED,
	PATTERN_CLASS_OPTIONAL,		/* changed; as some member is dropped from the text, |) ends it */
	PATTERN_CLASS_DROPPED		/* changed; nothing of it is left in the text */
} PatternClassResult;

/*
 * Appends a class for folded text; open is its bracket, and the scan stands after it.
 */
extern PatternClassResult pattern_class_fold(StringInfo out, const char *pattern, RegexScan *scan,
											 const RegexToken *open, bool caseless,
											 EvasionOptions options, PatternFoldError *error);

/* Appends an escape such as \p{L}, in a class or outside, for folded text; whether it changed. */
extern bool pattern_set_fold(StringInfo out, const RegexToken *token, EvasionOptions options);

#endif							/* FACTAG_PATTERN_CLASS_H */
