/*
 * factag.c
 *	  Helpers that every room shares.
 */
#include "factag.h"

#include "nodes/primnodes.h"

MemoryContext
factag_aggregate_context(FunctionCallInfo fcinfo)
{
	MemoryContext context;

	if (!AggCheckCallContext(fcinfo, &context))
		ereport(ERROR,
				(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
				 errmsg("called outside an aggregate")));
	return context;
}

Datum
factag_aggregate_unchanged(FunctionCallInfo fcinfo)
{
	(void) factag_aggregate_context(fcinfo);
	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	PG_RETURN_DATUM(PG_GETARG_DATUM(0));
}

bool
factag_has_null(FunctionCallInfo fcinfo)
{
	for (int i = 0; i < PG_NARGS(); i++)
	{
		if (PG_ARGISNULL(i))
			return true;
	}
	return false;
}

Datum
factag_unchanged(FunctionCallInfo fcinfo)
{
	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	PG_RETURN_DATUM(PG_GETARG_DATUM(0));
}

bool
factag_argument_is_constant(FmgrInfo *flinfo, int argno)
{
	Node	   *expr = flinfo->fn_expr;
	List	   *args = NIL;

	if (expr && IsA(expr, FuncExpr))
		args = ((FuncExpr *) expr)->args;
	else if (expr && IsA(expr, OpExpr))
		args = ((OpExpr *) expr)->args;
	return argno < list_length(args) && IsA(list_nth(args, argno), Const);
}

void
factag_append_va(StringInfo out, const char *fmt, va_list args)
{
	for (;;)
	{
		va_list		copy;
		int			needed;

		va_copy(copy, args);
		needed = appendStringInfoVA(out, fmt, copy);
		va_end(copy);
		if (needed == 0)
			return;
		enlargeStringInfo(out, needed);
	}
}
