/*
 * query_keys.h
 *	  The keys of a query in an index of saved queries: paths at which a value that
 *	  matches the query must have something.
 *
 * The index answers the question "which of these queries does this value match". A value
 * is looked up by the paths of its elements and by all their ancestors; here they are the
 * value's paths. The keys of a query are chosen so that
 *
 *		every value that matches the query has one of the keys among its paths.
 *
 * So the index finds all queries that match, and others, which a recheck removes. If there
 * are no such paths, as for "!a", which the empty set matches, the query is compared with
 * every value.
 *
 *		interest/sport				interest/sport
 *		=interest/sport				interest/sport
 *		interest/sp*				interest: the whole segments before the first wildcard
 *		** /golf						compared with every value
 *		a[path=a/b|a/c]				a/b, a/c
 *		a[value>5] @2026-01-01Z		a: other filters and timestamps make no difference
 *		a/b & c						a/b: one operand is enough
 *		a/b | c						a/b, c: one of each operand
 *		2 of (a/b, c/d, e)			a/b, c/d: whoever matches two of three has one of any two
 *		!a							compared with every value
 *		a & !b						a
 *
 * All operators are "at least k of n operands": "|" is 1 of n, and "&" is n of n. A value
 * that matches k of them matches one of any n - k + 1. So the keys of n - k + 1 operands are
 * the keys of all, and the best ones are chosen: those that the fewest values are expected
 * to have. "!" over an operator is the same over the negated operands: !(k of n) is
 * n - k + 1 of the negated n.
 *
 * Which keys are chosen is free, so another version may choose others: an index finds a
 * query by the keys that it was given when it was written.
 */
#ifndef FACTAG_QUERY_KEYS_H
#define FACTAG_QUERY_KEYS_H

#include "query/query_plan.h"

typedef struct QueryKey
{
	const char *path;
	int			len;
} QueryKey;

typedef struct QueryKeys
{
	bool		every;			/* no keys: compare the query with every value */
	int			count;			/* else 0 if no value matches the query */
	QueryKey   *keys;			/* in preorder, none at or below another */
} QueryKeys;

/*
 * Finds the keys of a query, in the current memory context; their paths are in the plan. A
 * plan that cannot be evaluated without a timestamp is to be compared with every value, so
 * that the comparison raises the error, as in a sequential scan.
 */
extern void query_keys_find(const QueryPlan *plan, QueryKeys *keys);

#endif							/* FACTAG_QUERY_KEYS_H */
