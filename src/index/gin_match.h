/*
 * gin_match.h
 *	  Evaluates the conditions of the GIN operator classes over the presence of their keys.
 */
#ifndef FACTAG_GIN_MATCH_H
#define FACTAG_GIN_MATCH_H

#include "index/gin_keys.h"

/* Whether any of the keys from .. to - 1 is present. */
extern QueryTruth gin_any_of(const GinTernaryValue *check, int from, int to);

/*
 * Evaluates a query over the presence of its keys. The result is QUERY_MAYBE if it
 * depends on a term whose keys are not exact, or on the absence of a key. So it is
 * for a plan that cannot be evaluated, which needs no keys: the recheck of the first
 * row raises the error, as a sequential scan does. extractQuery cannot, because the
 * planner calls it for an estimate.
 */
extern QueryTruth gin_query_matches(const GinQuery *gq, const GinTernaryValue *check);

#endif							/* FACTAG_GIN_MATCH_H */
