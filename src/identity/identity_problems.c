/*
 * identity_problems.c
 *	  SQL: identity_problems.
 */
#include "identity/identity.h"

PG_FUNCTION_INFO_V1(identity_problems);
Datum
identity_problems(PG_FUNCTION_ARGS)
{
	ereport(ERROR, (errcode(ERRCODE_FEATURE_NOT_SUPPORTED), errmsg("identity_problems is not built yet")));
	PG_RETURN_NULL();
}
