/*
 * identity_erase.c
 *	  SQL: identity_erase.
 */
#include "identity/identity.h"

PG_FUNCTION_INFO_V1(identity_erase);
Datum
identity_erase(PG_FUNCTION_ARGS)
{
	ereport(ERROR, (errcode(ERRCODE_FEATURE_NOT_SUPPORTED), errmsg("identity_erase is not built yet")));
	PG_RETURN_NULL();
}
