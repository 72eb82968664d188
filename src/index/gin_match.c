/*
 * gin_match.c
 *	  Evaluates conditions over the presence of their keys; see gin_match.h.
 */
#include "index/gin_match.h"

/* what term_matches_keys needs */
typedef struct GinCheck
{
	const GinQuery *gq;
	const GinTernaryValue *check;
} GinCheck;

StaticAssertDecl(GIN_FALSE == QUERY_FALSE && GIN_TRUE == QUERY_TRUE && GIN_MAYBE == QUERY_MAYBE,
				 "QueryTruth must have the values of GinTernaryValue");

QueryTruth
gin_any_of(const GinTernaryValue *check, int from, int to)
{
	QueryTruth	result = QUERY_FALSE;

	for (int i = from; i < to; i++)
	{
		if (check[i] == GIN_TRUE)
			return QUERY_TRUE;
		if (check[i] == GIN_MAYBE)
			result = QUERY_MAYBE;
	}
	return result;
}

/*
 * The truth of a term by its keys.
 *
 * The presence of a key is certain, but its absence is not. GIN moves the pending
 * list into the tree key by key. Meanwhile, and after a crash until that is done
 * again, some keys of a row may be in the tree and the others in the list only. A
 * search visits both, so the row is found, but its part in the tree lacks keys. That
 * matters only to a condition which requires that a key be absent. So under a NOT
 * an absent key means QUERY_MAYBE, and the row is rechecked.
 */
static QueryTruth
term_matches_keys(const GinCheck *c, const QueryTerm *term)
{
	const GinTermKeys *keys = &c->gq->terms[term->index];
	QueryTruth	sure = gin_any_of(c->check, keys->surely, keys->any_of);
	QueryTruth	t;

	if (sure == QUERY_TRUE)
		return QUERY_TRUE;
	t = gin_any_of(c->check, keys->any_of, keys->and_any_of);
	if (keys->and_any_of < keys->end &&
		gin_any_of(c->check, keys->and_any_of, keys->end) == QUERY_FALSE)
		t = QUERY_FALSE;
	if (t == QUERY_FALSE)
		return term->negative ? QUERY_MAYBE : sure;
	return keys->exact ? t : QUERY_MAYBE;
}

static QueryTruth walk_keys(const GinCheck *c, const QueryStep *step);

/* At least so many of the children of a step. */
static QueryTruth
count_matches_keys(const GinCheck *c, const QueryStep *step)
{
	int			certain = 0;
	int			possible = 0;

	/* until enough are true, or too few are left */
	for (int i = 0; i < step->nchildren && certain < step->least &&
		 possible + step->nchildren - i >= step->least; i++)
	{
		QueryTruth	t = walk_keys(c, &step->children[i]);

		certain += t == QUERY_TRUE;
		possible += t != QUERY_FALSE;
	}
	return query_truth_at_least(step->least, certain, possible);
}

#define WALK_NAME walk_keys
#define WALK_CONTEXT const GinCheck
#define WALK_VALUE QueryTruth
#define WALK_TERM(c, term) term_matches_keys(c, term)
#define WALK_NOT(c, a) query_truth_not(a)
#define WALK_AND(c, a, b) query_truth_and(a, b)
#define WALK_OR(c, a, b) query_truth_or(a, b)
#define WALK_IS_NONE(c, a) ((a) == QUERY_FALSE)
#define WALK_IS_ALL(c, a) ((a) == QUERY_TRUE)
#define WALK_COUNT(c, step) count_matches_keys(c, step)
#include "query/query_walk.h"

QueryTruth
gin_query_matches(const GinQuery *gq, const GinTernaryValue *check)
{
	GinCheck	c = {.gq = gq, .check = check};

	if (gq->plan->unanchored)
		return QUERY_MAYBE;
	return walk_keys(&c, &gq->plan->root);
}
