/*
 * policy_until.h
 *	  When decisions end: a duration counts from the evidence.
 */
#ifndef FACTAG_POLICY_UNTIL_H
#define FACTAG_POLICY_UNTIL_H

#include "policy/policy_run.h"

/*
 * Whether each term of a rule that fired is evidence, in the order written: it is met,
 * and every part of the condition around it holds. palloc'd.
 */
extern bool *policy_evidence(const PolicyProgram *program, const CompiledRule *rule);

/*
 * Sets the ends of the outputs that have a duration, of n rules that fired. 22008 for an
 * end beyond all timestamps, 22023 where a duration has nothing to count from.
 */
extern void policy_until(PolicyRun *run, const uint32 *rules, uint32 n);

#endif							/* FACTAG_POLICY_UNTIL_H */
