/*
 * query_algebra.c
 *	  Evaluation of a query over sets; see query_algebra.h.
 */
#include "query/query_algebra.h"

typedef struct SetWalk
{
	const QuerySetAlgebra *algebra;
	void	   *context;
} SetWalk;

static QuerySet
set_term(const SetWalk *walk, const QueryTerm *term)
{
	return (QuerySet) {walk->algebra->term(walk->context, term), false};
}

static QuerySet
set_not(QuerySet a)
{
	return (QuerySet) {a.set, !a.complement};
}

static QuerySet
set_and(const SetWalk *walk, QuerySet a, QuerySet b)
{
	const QuerySetAlgebra *algebra = walk->algebra;

	if (a.complement && b.complement)
		return (QuerySet) {algebra->unite(walk->context, a.set, b.set), true};
	if (a.complement)
		return (QuerySet) {algebra->subtract(walk->context, b.set, a.set), false};
	if (b.complement)
		return (QuerySet) {algebra->subtract(walk->context, a.set, b.set), false};
	return (QuerySet) {algebra->intersect(walk->context, a.set, b.set), false};
}

/* Whether a set, or the set whose complement is meant, is empty. */
static bool
set_is_empty(const SetWalk *walk, QuerySet a)
{
	return walk->algebra->is_empty(walk->context, a.set);
}

/* De Morgan: a | b is !(!a & !b). */
static QuerySet
set_or(const SetWalk *walk, QuerySet a, QuerySet b)
{
	return set_not(set_and(walk, set_not(a), set_not(b)));
}

#define WALK_NAME walk_sets
#define WALK_CONTEXT const SetWalk
#define WALK_VALUE QuerySet
#define WALK_TERM(walk, term) set_term(walk, term)
#define WALK_NOT(walk, a) set_not(a)
#define WALK_AND(walk, a, b) set_and(walk, a, b)
#define WALK_OR(walk, a, b) set_or(walk, a, b)
#define WALK_IS_NONE(walk, a) (!(a).complement && set_is_empty(walk, a))
#define WALK_IS_ALL(walk, a) ((a).complement && set_is_empty(walk, a))
#include "query/query_walk.h"

QuerySet
query_evaluate_sets(const QuerySetAlgebra *algebra, void *context, const QueryStep *step)
{
	SetWalk		walk = {algebra, context};

	return walk_sets(&walk, step);
}
