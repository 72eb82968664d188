/*
 * condition_parse.h
 *	  Reading the condition of a rule.
 */
#ifndef FACTAG_CONDITION_PARSE_H
#define FACTAG_CONDITION_PARSE_H

#include "rules/condition.h"
#include "text/lexer.h"

/*
 * Reads a condition up to the lexer's end; NULL if an error was saved. With
 * check each pattern must compile, as it is written and as it is folded.
 */
extern Condition *condition_parse(Lexer *lx, bool check, EvasionOptions fold);

/*
 * Where the condition at the lexer's place ends: at its arrow, of *arrow
 * bytes, or at the lexer's end with *arrow = 0. NULL if an error was saved.
 */
extern const char *condition_end(Lexer *lx, int *arrow);

#endif							/* FACTAG_CONDITION_PARSE_H */
