/*
 * identity_drop.c
 *	  SQL: identity_drop.
 */
#include "identity/identity.h"

PG_FUNCTION_INFO_V1(identity_drop);
Datum
identity_drop(PG_FUNCTION_ARGS)
{
	ereport(ERROR, (errcode(ERRCODE_FEATURE_NOT_SUPPORTED), errmsg("identity_drop is not built yet")));
	PG_RETURN_NULL();
}
