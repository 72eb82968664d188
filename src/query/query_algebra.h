/*
 * query_algebra.h
 *	  Algebras to evaluate a query over, besides true and false: three truth
 *	  values, and sets of whatever elements, such as rows of a bitmap.
 */
#ifndef FACTAG_QUERY_ALGEBRA_H
#define FACTAG_QUERY_ALGEBRA_H

#include "query/query_plan.h"

/* Kleene's three truth values, numbered as GIN's are */
typedef enum QueryTruth
{
	QUERY_FALSE = 0,
	QUERY_TRUE = 1,
	QUERY_MAYBE = 2
} QueryTruth;

static inline QueryTruth
query_truth_not(QueryTruth a)
{
	return a == QUERY_MAYBE ? a : a == QUERY_TRUE ? QUERY_FALSE : QUERY_TRUE;
}

static inline QueryTruth
query_truth_and(QueryTruth a, QueryTruth b)
{
	return a == QUERY_FALSE || b == QUERY_FALSE ? QUERY_FALSE : a == QUERY_MAYBE ? a : b;
}

static inline QueryTruth
query_truth_or(QueryTruth a, QueryTruth b)
{
	return a == QUERY_TRUE || b == QUERY_TRUE ? QUERY_TRUE : a == QUERY_MAYBE ? a : b;
}

/* At least "least" of some operands, of which so many are true, and so many true or maybe. */
static inline QueryTruth
query_truth_at_least(int least, int certain, int possible)
{
	return certain >= least ? QUERY_TRUE : possible >= least ? QUERY_MAYBE : QUERY_FALSE;
}

/*
 * A result over sets: these elements or, if complement, all others. With the
 * complement as a flag nothing needs the set of all elements, which may be
 * large or not even known: a & !b subtracts b from a, !a | !b is the complement
 * of the intersection, and only a result such as that of !a leaves it to the
 * caller to tell what else there is. The flag is set just when an element that
 * no term's set contains matches the query.
 */
typedef struct QuerySet
{
	void	   *set;
	bool		complement;
} QuerySet;

/*
 * The operations of an algebra of sets. Intersect, unite and subtract may change
 * or free both their operands, which are not used afterwards.
 */
typedef struct QuerySetAlgebra
{
	void	   *(*term) (void *context, const QueryTerm *term);
	void	   *(*intersect) (void *context, void *a, void *b);
	void	   *(*unite) (void *context, void *a, void *b);
	void	   *(*subtract) (void *context, void *a, void *b);	/* b from a */
	bool		(*is_empty) (void *context, const void *a);
	void	   *(*copy) (void *context, const void *a);
	void		(*free) (void *context, void *a);
} QuerySetAlgebra;

/* Evaluates a query, or a part of one, over sets. */
extern QuerySet query_evaluate_sets(const QuerySetAlgebra *algebra, void *context,
									const QueryStep *step);

#endif							/* FACTAG_QUERY_ALGEBRA_H */
