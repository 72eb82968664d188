/*
 * policy_check.h
 *	  What the lines of a policy must be together.
 */
#ifndef FACTAG_POLICY_CHECK_H
#define FACTAG_POLICY_CHECK_H

#include "policy/policy_text.h"
#include "text/lexer.h"

/*
 * Checks the lines that the lexer has read: names and roots, the outputs of rules, the rules that
 * exemptions name, attributes and conditions. False if an error was saved.
 */
extern bool policy_check(Lexer *lx, const PolicyText *text);

#endif							/* FACTAG_POLICY_CHECK_H */
