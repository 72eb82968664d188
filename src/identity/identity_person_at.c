/*
 * identity_person_at.c
 *	  SQL: identity_person_at.
 */
#include "identity/identity.h"

PG_FUNCTION_INFO_V1(identity_person_at);
Datum
identity_person_at(PG_FUNCTION_ARGS)
{
	ereport(ERROR, (errcode(ERRCODE_FEATURE_NOT_SUPPORTED), errmsg("identity_person_at is not built yet")));
	PG_RETURN_NULL();
}
