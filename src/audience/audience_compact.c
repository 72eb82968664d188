#pragma GCC diagnostic ignored "-Wunused-parameter"
/*
 * audience_compact.c
 *	  SQL: audience_compact.
 */
#include "audience/audience.h"

PG_FUNCTION_INFO_V1(audience_compact);
Datum
audience_compact(PG_FUNCTION_ARGS)
{
	(void) fcinfo;
	elog(ERROR, "not yet");
}

