/*
 * dsa_policy.h
 *	  What statements of reasons need of a policy: the codes of the steps of its
 *	  ladders, and the attributes of its rules, by the source of their labels.
 */
#ifndef FACTAG_DSA_POLICY_H
#define FACTAG_DSA_POLICY_H

#include "policy/policy_attribute.h"

/* a step that has codes */
typedef struct DsaStep
{
	const char *path;
	int			len;
	const char *codes;			/* with | between them: policy_next_code */
} DsaStep;

typedef struct DsaRule
{
	const char *source;			/* path */
	int			len;
	int			order;			/* of the rules as they are written, from 0 */
	bool		illegal;		/* names DSA_ILLEGAL */
	bool		incompatible;	/* names DSA_INCOMPATIBLE, or no ground */
	const char *codes;			/* "" for none */
	const char *ground;			/* NULL for none */
	PolicyAttributes notices;	/* the only attributes in it */
} DsaRule;

typedef struct DsaPolicy
{
	int			nsteps;
	DsaStep    *steps;			/* sorted by path */
	int			nrules;
	DsaRule    *rules;			/* sorted by source */
} DsaPolicy;

/* The policy in argument argno; valid until the next call. */
extern DsaPolicy *dsa_policy_argument(FunctionCallInfo fcinfo, int argno);

/* the step with a path that has codes; NULL if there is none */
extern const DsaStep *dsa_policy_step(const DsaPolicy *policy, const char *path, int len);

/* the rule whose labels have a source; NULL if there is none */
extern const DsaRule *dsa_policy_rule(const DsaPolicy *policy, const char *source, int len);

#endif							/* FACTAG_DSA_POLICY_H */
