/*
 * identity_resolve.c
 *	  SQL: identity_resolve.
 */
#include "identity/identity.h"

PG_FUNCTION_INFO_V1(identity_resolve);
Datum
identity_resolve(PG_FUNCTION_ARGS)
{
	ereport(ERROR, (errcode(ERRCODE_FEATURE_NOT_SUPPORTED), errmsg("identity_resolve is not built yet")));
	PG_RETURN_NULL();
}
