/*
 * identity_create.c
 *	  SQL: identity_create.
 */
#include "identity/identity.h"

PG_FUNCTION_INFO_V1(identity_create);
Datum
identity_create(PG_FUNCTION_ARGS)
{
	ereport(ERROR, (errcode(ERRCODE_FEATURE_NOT_SUPPORTED), errmsg("identity_create is not built yet")));
	PG_RETURN_NULL();
}
