/*
 * policy_cache.h
 *	  The compiled policies that a backend used most recently, as many as fit into
 *	  factag.rule_cache_size.
 */
#ifndef FACTAG_POLICY_CACHE_H
#define FACTAG_POLICY_CACHE_H

#include "policy/policy_program.h"

/* The compiled form of the policy in argument argno; valid until the next call. */
extern PolicyProgram *policy_program_argument(FunctionCallInfo fcinfo, int argno);

#endif							/* FACTAG_POLICY_CACHE_H */
