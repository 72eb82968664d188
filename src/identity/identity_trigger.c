/*
 * identity_trigger.c
 *	  SQL: identity_own_person, identity_note_new, identity_note_tags, identity_note_limits.
 */
#include "identity/identity.h"

PG_FUNCTION_INFO_V1(identity_own_person);
Datum
identity_own_person(PG_FUNCTION_ARGS)
{
	ereport(ERROR, (errcode(ERRCODE_FEATURE_NOT_SUPPORTED), errmsg("identity_own_person is not built yet")));
	PG_RETURN_NULL();
}

PG_FUNCTION_INFO_V1(identity_note_new);
Datum
identity_note_new(PG_FUNCTION_ARGS)
{
	ereport(ERROR, (errcode(ERRCODE_FEATURE_NOT_SUPPORTED), errmsg("identity_note_new is not built yet")));
	PG_RETURN_NULL();
}

PG_FUNCTION_INFO_V1(identity_note_tags);
Datum
identity_note_tags(PG_FUNCTION_ARGS)
{
	ereport(ERROR, (errcode(ERRCODE_FEATURE_NOT_SUPPORTED), errmsg("identity_note_tags is not built yet")));
	PG_RETURN_NULL();
}

PG_FUNCTION_INFO_V1(identity_note_limits);
Datum
identity_note_limits(PG_FUNCTION_ARGS)
{
	ereport(ERROR, (errcode(ERRCODE_FEATURE_NOT_SUPPORTED), errmsg("identity_note_limits is not built yet")));
	PG_RETURN_NULL();
}
