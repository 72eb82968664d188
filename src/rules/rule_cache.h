/*
 * rule_cache.h
 *	  The programs of the rule sets that a backend used most recently, as many as
 *	  fit into factag.rule_cache_size.
 */
#ifndef FACTAG_RULE_CACHE_H
#define FACTAG_RULE_CACHE_H

#include "rules/rule_program.h"

/* The program of the rule set in argument argno; valid until the next call. */
extern RuleProgram *rule_program_argument(FunctionCallInfo fcinfo, int argno);

#endif							/* FACTAG_RULE_CACHE_H */
