/*
 * pattern_fold.h
 *	  A pattern as it must be to match folded text.
 */
#ifndef FACTAG_PATTERN_FOLD_H
#define FACTAG_PATTERN_FOLD_H

#include "evasion/evasion_options.h"
#include "rules/pattern_error.h"

/*
 * Returns a pattern, valid for PCRE2, as it must be for text folded with these options:
 * palloc'd, or the pattern itself if nothing changes. NULL with *error filled if there is
 * none. flags are RegexFlag.
 */
extern const char *pattern_fold(const char *pattern, int *len, int flags, EvasionOptions options,
								PatternFoldError *error);

#endif							/* FACTAG_PATTERN_FOLD_H */
