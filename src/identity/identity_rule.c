/*
 * identity_rule.c
 *	  The rule: which persons links make.
 *
 * Links in force are taken in an order, and each joins the persons of its ends unless a limit forbids. What kinds of identifiers a strong
 * source links comes first: a link's layer is the priority of its weaker end. Within a layer the latest link wins, or the earliest
 * if prefer is 'first'.
 */
#include "identity/identity_rule.h"

static inline int
compare_int64(int64 a, int64 b)
{
	return a < b ? -1 : a > b;
}

/* qsort: in the order of the rule if prefer is 'first' */
static int
compare_first(const void *a, const void *b)
{
	const IdentityEdge *x = a;
	const IdentityEdge *y = b;
	int			result = compare_int64(Max(x->a_kind, x->b_kind), Max(y->a_kind, y->b_kind));

	if (result == 0)
		result = compare_int64(x->time, y->time);
	if (result == 0)
		result = compare_int64((int64) x->a_kind + x->b_kind, (int64) y->a_kind + y->b_kind);
	return result != 0 ? result : compare_int64(x->id, y->id);
}

/* The same if it is 'last'. */
static int
compare_last(const void *a, const void *b)
{
	const IdentityEdge *x = a;
	const IdentityEdge *y = b;
	int			result = compare_int64(Max(x->a_kind, x->b_kind), Max(y->a_kind, y->b_kind));

	if (result == 0)
		result = compare_int64(y->time, x->time);
	if (result == 0)
		result = compare_int64((int64) x->a_kind + x->b_kind, (int64) y->a_kind + y->b_kind);
	return result != 0 ? result : compare_int64(y->id, x->id);
}

void
identity_rule_sort(IdentityEdge *edges, int64 n, bool first)
{
	if (n > 1)
		qsort(edges, n, sizeof(IdentityEdge), first ? compare_first : compare_last);
}

Components *
identity_rule_components(const Identity *graph, const IdentityKinds *kinds)
{
	int			nkinds = kinds->n > 0 ? kinds->kinds[kinds->n - 1].priority : 0;
	int		   *per_kind = palloc0(Max(nkinds, 1) * sizeof(int));
	int			n = 0;

	for (int i = 0; i < kinds->n; i++)
	{
		if (kinds->kinds[i].per_person == 0)
			continue;
		n = kinds->kinds[i].priority;
		per_kind[n - 1] = kinds->kinds[i].per_person;
	}
	return components_make(per_kind, n, graph->most);
}
