/*
 * identity_see.c
 *	  SQL: identity_see.
 */
#include "identity/identity.h"

PG_FUNCTION_INFO_V1(identity_see);
Datum
identity_see(PG_FUNCTION_ARGS)
{
	ereport(ERROR, (errcode(ERRCODE_FEATURE_NOT_SUPPORTED), errmsg("identity_see is not built yet")));
	PG_RETURN_NULL();
}
