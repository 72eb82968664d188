/*
 * condition_pattern.h
 *	  A pattern between slashes, with its flags: /pattern/flags.
 */
#ifndef FACTAG_CONDITION_PATTERN_H
#define FACTAG_CONDITION_PATTERN_H

#include "rules/condition.h"
#include "text/lexer.h"

/* The closing slash of a pattern, given where its text begins; NULL if there is none. */
extern const char *condition_pattern_end(const char *p, const char *end);

/*
 * Reads a pattern and its flags; the lexer stands at the opening slash. NULL
 * if an error was saved. With check the pattern must compile, as it is
 * written and as it is folded.
 */
extern Condition *condition_pattern_parse(Lexer *lx, bool check, EvasionOptions fold);

#endif							/* FACTAG_CONDITION_PATTERN_H */
