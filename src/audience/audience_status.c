#pragma GCC diagnostic ignored "-Wunused-parameter"
/*
 * audience_status.c
 *	  SQL: audience_status.
 */
#include "audience/audience.h"

PG_FUNCTION_INFO_V1(audience_status);
Datum
audience_status(PG_FUNCTION_ARGS)
{
	(void) fcinfo;
	elog(ERROR, "not yet");
}

