/*
 * query_cost.c
 *	  The cost of "@@" where the queries are in a column; see query_cost.h.
 */
#include "planner/query_cost.h"

#include "nodes/nodeFuncs.h"
#include "optimizer/cost.h"
#include "optimizer/optimizer.h"

#include "planner/estimate.h"

/*
 * The cost of "@@" with a query that has to be prepared first, in the unit of CREATE
 * FUNCTION's COST. It takes ten times as long as with a query that is prepared already.
 */
#define PREPARING_COST 100

Node *
query_match_cost(FunctionCallInfo fcinfo, SupportRequestCost *request)
{
	List	   *args = NIL;
	int			argno;			/* of the query */

	if (request->node && is_opclause(request->node))
		args = ((OpExpr *) request->node)->args;
	else if (request->node && is_funcclause(request->node))
		args = ((FuncExpr *) request->node)->args;
	if (list_length(args) != 2)
		return NULL;
	argno = exprType(linitial(args)) == factag_type(fcinfo, "tagquery") ? 0 : 1;

	/*
	 * If both are in columns, a query may be compared with many values, or a value with many
	 * queries, as the plan will have it.
	 */
	if (!contain_var_clause(list_nth(args, argno)) || contain_var_clause(list_nth(args, 1 - argno)))
		return NULL;
	request->startup = 0;
	request->per_tuple = PREPARING_COST * cpu_operator_cost;
	return (Node *) request;
}

/* support function of "@@" with a set, a log or a label */
PG_FUNCTION_INFO_V1(tagquery_cost_support);
Datum
tagquery_cost_support(PG_FUNCTION_ARGS)
{
	Node	   *request = (Node *) PG_GETARG_POINTER(0);

	if (!IsA(request, SupportRequestCost))
		PG_RETURN_POINTER(NULL);
	PG_RETURN_POINTER(query_match_cost(fcinfo, (SupportRequestCost *) request));
}
