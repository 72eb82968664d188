#pragma GCC diagnostic ignored "-Wunused-parameter"
/*
 * audience_rebuild.c
 *	  SQL: audience_rebuild.
 */
#include "audience/audience.h"

PG_FUNCTION_INFO_V1(audience_rebuild);
Datum
audience_rebuild(PG_FUNCTION_ARGS)
{
	(void) fcinfo;
	elog(ERROR, "not yet");
}

