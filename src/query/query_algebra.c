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

static QuerySet
set_copy(const SetWalk *walk, QuerySet a)
{
	return (QuerySet) {walk->algebra->copy(walk->context, a.set), a.complement};
}

static QuerySet walk_sets(const SetWalk *walk, const QueryStep *step);

/* binary digits of the number of a query's terms */
#define MAX_DIGITS 14

StaticAssertDecl(FACTAG_MAX_TERMS < 1 << MAX_DIGITS, "the terms of a query must be countable");

/*
 * Adds one to the number of children that the elements of a set match. The numbers
 * are binary: digits[i] has the elements whose number has the digit 2^i. Count is
 * the largest number that is possible now.
 */
static void
add_child(const SetWalk *walk, QuerySet *digits, QuerySet carry, int count)
{
	int			top = 0;		/* the highest digit */
	int			i;

	while (2 << top <= count)
		top++;
	for (i = 0; i < top && (carry.complement || !set_is_empty(walk, carry)); i++)
	{
		QuerySet	both = set_and(walk, set_copy(walk, digits[i]), set_copy(walk, carry));
		digits[i] = set_and(walk, set_or(walk, digits[i], carry), set_not(set_copy(walk, both)));
		carry = both;
	}
	if (1 << top == count)
		digits[top] = carry;	/* there was no such digit; if the loop ended early, it is 0 for all */
	else
		digits[i] = set_or(walk, digits[i], carry);
}

/* At least so many of the children of a step. */
static QuerySet
set_count(const SetWalk *walk, const QueryStep *step)
{
	QuerySet	digits[MAX_DIGITS];
	QuerySet	enough = {NULL, false};
	bool		started = false;

	for (int i = 0; i < step->nchildren; i++)
		add_child(walk, digits, walk_sets(walk, &step->children[i]), i + 1);

	/* compares by the digits from the lowest up; without any, all numbers are equal and so enough */
	for (int i = 0; (1 << i) <= step->nchildren; i++)
	{
		if (step->least & (1 << i))
			enough = started ? set_and(walk, digits[i], enough) : digits[i];
		else if (started)
			enough = set_or(walk, digits[i], enough);
		else
			walk->algebra->free(walk->context, digits[i].set);
		started = started || (step->least & (1 << i));
	}
	return enough;
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
#define WALK_COUNT(walk, step) set_count(walk, step)
#include "query/query_walk.h"

QuerySet
query_evaluate_sets(const QuerySetAlgebra *algebra, void *context, const QueryStep *step)
{
	SetWalk		walk = {algebra, context};

	return walk_sets(&walk, step);
}
