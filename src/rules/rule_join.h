/*
 * rule_join.h
 *	  Joining rule sets.
 */
#ifndef FACTAG_RULE_JOIN_H
#define FACTAG_RULE_JOIN_H

#include "rules/rule_text.h"

/*
 * Joins n rule sets in their order, options first. Fails if two rules have the
 * same name (42710), if rule sets set an option differently (22023), or if a
 * pattern does not compile when folded as another of the sets says (2201B).
 */
extern RuleText *rule_join(RuleText *const *texts, int n);

#endif							/* FACTAG_RULE_JOIN_H */
