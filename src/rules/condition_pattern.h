/*
 * condition_pattern.h
 *	  A pattern between slashes, with its flags: /pattern/flags.
 */
#ifndef FACTAG_CONDITION_PATTERN_H
#define FACTAG_CONDITION_PATTERN_H

#include "rules/condition.h"
#include "text/lexer.h"

/* what an error about flags suggests */
#define CONDITION_FLAG_HINT \
	"Flags are i (either case), m (lines), s (. takes newlines), x (extended), n (no captures). Unicode needs no flag."

/* Makes a pattern, without flags, of what stands between slashes: each \/ becomes a plain slash. */
extern Condition *condition_pattern_make(const char *from, const char *to);

/*
 * Reads a pattern and its flags; the lexer stands at the opening slash. NULL
 * if an error was saved. With check the pattern must compile, as it is
 * written and as it is folded.
 */
extern Condition *condition_pattern_parse(Lexer *lx, bool check, EvasionOptions fold);

#endif							/* FACTAG_CONDITION_PATTERN_H */
