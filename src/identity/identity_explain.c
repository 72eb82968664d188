/*
 * identity_explain.c
 *	  SQL: identity_explain.
 */
#include "identity/identity.h"

PG_FUNCTION_INFO_V1(identity_explain);
Datum
identity_explain(PG_FUNCTION_ARGS)
{
	ereport(ERROR, (errcode(ERRCODE_FEATURE_NOT_SUPPORTED), errmsg("identity_explain is not built yet")));
	PG_RETURN_NULL();
}
