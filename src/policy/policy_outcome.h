/*
 * policy_outcome.h
 *	  What the rules that fire decide.
 */
#ifndef FACTAG_POLICY_OUTCOME_H
#define FACTAG_POLICY_OUTCOME_H

#include "policy/policy_run.h"

/*
 * Finds the outputs that are decided after a run: marks them with its number, and sets
 * the ends of those that have a duration. *decided gets them in the order of their labels,
 * palloc'd; returns their number. 22008 for an end beyond all timestamps, 22023 where a
 * duration has nothing to count from.
 */
extern uint32 policy_outcome(PolicyRun *run, CompiledOutput ***decided);

#endif							/* FACTAG_POLICY_OUTCOME_H */
