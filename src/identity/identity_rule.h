/*
 * identity_rule.h
 *	  The rule: which persons links make.
 */
#ifndef FACTAG_IDENTITY_RULE_H
#define FACTAG_IDENTITY_RULE_H

#include "identity/components.h"
#include "identity/identity_kinds.h"

#include "datatype/timestamp.h"

/* a link in force, neither of whose ends is shared */
typedef struct IdentityEdge
{
	int64		id;				/* of the link */
	int64		a;
	int64		b;
	int			a_kind;			/* priority */
	int			b_kind;
	TimestampTz time;			/* last; at if prefer is 'first' */
} IdentityEdge;

/* Sorts links into the order in which the rule takes them. */
extern void identity_rule_sort(IdentityEdge *edges, int64 n, bool first);

/* Makes components without a link, with the limits of the kinds and of the graph. */
extern Components *identity_rule_components(const Identity *graph, const IdentityKinds *kinds);

#endif							/* FACTAG_IDENTITY_RULE_H */
