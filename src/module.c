/*
 * module.c
 *	  What the library has once: its magic, its settings' prefix, the one thing
 *	  it asks of a database, and refusals that every type shares.
 */
#include "factag.h"

#include "mb/pg_wchar.h"
#include "nodes/primnodes.h"
#include "utils/guc.h"

#include "pcre/regex.h"
#include "rules/rule_run.h"

PG_MODULE_MAGIC;

void		_PG_init(void);

/* Defines the settings and reserves their prefix, so that a mistyped factag.* is an error. */
void
_PG_init(void)
{
	regex_define_settings();
	rule_define_settings();
	MarkGUCPrefixReserved("factag");
}

void
factag_unknown_layout(const char *type)
{
	ereport(ERROR,
			(errcode(ERRCODE_DATA_CORRUPTED),
			 errmsg("unknown layout of a %s", type),
			 errhint("It was written by a newer version of factag, or is damaged.")));
}

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

/* Refuses a database that is not UTF-8; called once, by the install script. */
PG_FUNCTION_INFO_V1(factag_require_utf8);
Datum
factag_require_utf8(PG_FUNCTION_ARGS)
{
	(void) fcinfo;
	if (GetDatabaseEncoding() != PG_UTF8)
		ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("factag needs a database whose encoding is UTF8"),
				 errdetail("This database's encoding is %s. Tags are Unicode text, folded by Unicode's rules.",
						   GetDatabaseEncodingName()),
				 errhint("Create one with CREATE DATABASE name ENCODING 'UTF8' TEMPLATE template0, and move the data with pg_dump.")));
	PG_RETURN_VOID();
}
