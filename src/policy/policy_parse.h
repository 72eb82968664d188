/*
 * policy_parse.h
 *	  Reading a policy.
 */
#ifndef FACTAG_POLICY_PARSE_H
#define FACTAG_POLICY_PARSE_H

#include "policy/policy_text.h"
#include "text/lexer.h"

/*
 * Reads the lexer's whole input, each line by itself; NULL if an error was saved.
 * policy_check.h checks them together.
 */
extern PolicyText *policy_parse(Lexer *lx);

#endif							/* FACTAG_POLICY_PARSE_H */
