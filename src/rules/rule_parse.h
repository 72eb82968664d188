/*
 * rule_parse.h
 *	  Reading a rule set.
 */
#ifndef FACTAG_RULE_PARSE_H
#define FACTAG_RULE_PARSE_H

#include "rules/rule_text.h"
#include "text/lexer.h"

/*
 * Reads the lexer's whole input; NULL if an error was saved. With check each
 * pattern must compile and each rule needs a name of its own; without it the
 * text has been checked before.
 */
extern RuleText *rule_parse(Lexer *lx, bool check);

#endif							/* FACTAG_RULE_PARSE_H */
