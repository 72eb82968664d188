/*
 * dsa_decision.h
 *	  What a policy's decision says in a statement of reasons.
 */
#ifndef FACTAG_DSA_DECISION_H
#define FACTAG_DSA_DECISION_H

#include "exchange/dsa_policy.h"
#include "exchange/dsa_statement.h"

/*
 * Sets the fields of a statement that are not given from the labels that a decision
 * asserts, without a moment:
 *	  the codes of the steps, whoever asserts them, and when that began and ends;
 *	  codes, grounds and notices of the rules by which they are asserted.
 * A label counts if its path is a step with codes. If there is none, labels of rules count.
 * A field that would have two values gets a problem. language is that of the notices, NULL
 * for any. The policy must stay in memory.
 */
extern void dsa_decision_apply(DsaStatement *statement, const struct varlena *decision, const DsaPolicy *policy,
							   const char *language);

#endif							/* FACTAG_DSA_DECISION_H */
