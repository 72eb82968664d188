#pragma GCC diagnostic ignored "-Wunused-parameter"
/*
 * audience.c
 *	  Opening an audience.
 */
#include "audience/audience.h"

void
audience_open(Audience *audience, FunctionCallInfo fcinfo, Oid relid, AudienceUse use)
{
	elog(ERROR, "not yet");
}

bool
audience_resolve(Audience *audience, Oid relid)
{
	elog(ERROR, "not yet");
}

Oid
audience_function_schema(FunctionCallInfo fcinfo)
{
	elog(ERROR, "not yet");
}

