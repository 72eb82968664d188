/*
 * identity_find.c
 *	  SQL: identity_find.
 */
#include "identity/identity.h"

PG_FUNCTION_INFO_V1(identity_find);
Datum
identity_find(PG_FUNCTION_ARGS)
{
	ereport(ERROR, (errcode(ERRCODE_FEATURE_NOT_SUPPORTED), errmsg("identity_find is not built yet")));
	PG_RETURN_NULL();
}
