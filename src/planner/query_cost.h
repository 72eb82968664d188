/*
 * query_cost.h
 *	  The cost of "@@" where the queries are in a column.
 */
#ifndef FACTAG_QUERY_COST_H
#define FACTAG_QUERY_COST_H

#include "factag.h"

#include "nodes/supportnodes.h"

/*
 * Sets the cost of a function of "@@" if it compares the queries of a column with one value;
 * returns the request then, else NULL, which leaves the function's own cost.
 */
extern Node *query_match_cost(FunctionCallInfo fcinfo, SupportRequestCost *request);

#endif							/* FACTAG_QUERY_COST_H */
