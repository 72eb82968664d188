/*
 * policy_exempt.h
 *	  Option never-exempt: whether an exemption could hold because of a tag that must
 *	  exempt nobody.
 */
#ifndef FACTAG_POLICY_EXEMPT_H
#define FACTAG_POLICY_EXEMPT_H

#include "policy/policy_names.h"
#include "query/query.h"

/* the paths of the option, each also below actor and below context: nothing at or below them may exempt */
typedef struct NeverExempt
{
	PolicyNames option;			/* as they are written */
	PolicyNames paths;			/* those, and those below the sides */
	MemoryContext context;		/* for one term */
} NeverExempt;

extern void never_exempt_init(NeverExempt *never, const PolicyText *text);

/*
 * The path at or below which something can meet a term; NULL if nothing can at any. A part
 * of a pattern that has to match below such a path counts as if it did, and filters but
 * those on the path as if they passed.
 */
extern const PolicyName *never_exempt_find(NeverExempt *never, const QueryNode *term);

/* A filter on the path that excludes such a path wherever it is: [path!=a|actor/a|context/a]; palloc'd. */
extern const char *never_exempt_filter(const NeverExempt *never, const PolicyName *found);

#endif							/* FACTAG_POLICY_EXEMPT_H */
