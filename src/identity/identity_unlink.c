/*
 * identity_unlink.c
 *	  SQL: identity_unlink.
 */
#include "identity/identity.h"

PG_FUNCTION_INFO_V1(identity_unlink);
Datum
identity_unlink(PG_FUNCTION_ARGS)
{
	ereport(ERROR, (errcode(ERRCODE_FEATURE_NOT_SUPPORTED), errmsg("identity_unlink is not built yet")));
	PG_RETURN_NULL();
}
