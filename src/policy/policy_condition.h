/*
 * policy_condition.h
 *	  What the conditions of a policy may be.
 */
#ifndef FACTAG_POLICY_CONDITION_H
#define FACTAG_POLICY_CONDITION_H

#include "policy/policy_text.h"
#include "text/lexer.h"

/*
 * Checks the conditions of rules and exemptions: a rule has no "!", none has a timestamp,
 * something can meet each term, and none exempts what must never be. False if an error
 * was saved.
 */
extern bool policy_check_conditions(Lexer *lx, const PolicyText *text);

#endif							/* FACTAG_POLICY_CONDITION_H */
