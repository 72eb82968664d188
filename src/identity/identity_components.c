/*
 * identity_components.c
 *	  SQL: identity_components, identity_rows.
 */
#include "identity/identity.h"

PG_FUNCTION_INFO_V1(identity_components_add);
Datum
identity_components_add(PG_FUNCTION_ARGS)
{
	ereport(ERROR, (errcode(ERRCODE_FEATURE_NOT_SUPPORTED), errmsg("identity_components_add is not built yet")));
	PG_RETURN_NULL();
}

PG_FUNCTION_INFO_V1(identity_components_final);
Datum
identity_components_final(PG_FUNCTION_ARGS)
{
	ereport(ERROR, (errcode(ERRCODE_FEATURE_NOT_SUPPORTED), errmsg("identity_components_final is not built yet")));
	PG_RETURN_NULL();
}

PG_FUNCTION_INFO_V1(identity_rows);
Datum
identity_rows(PG_FUNCTION_ARGS)
{
	ereport(ERROR, (errcode(ERRCODE_FEATURE_NOT_SUPPORTED), errmsg("identity_rows is not built yet")));
	PG_RETURN_NULL();
}
