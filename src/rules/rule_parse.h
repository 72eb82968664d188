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

/* Reads the labels after the arrow up to the lexer's end; false if an error was saved. */
extern bool rule_parse_labels(Lexer *lx, Rule *rule);

#endif							/* FACTAG_RULE_PARSE_H */
