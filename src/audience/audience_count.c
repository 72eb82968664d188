#pragma GCC diagnostic ignored "-Wunused-parameter"
/*
 * audience_count.c
 *	  SQL: audience_count, audience_ids.
 */
#include "audience/audience.h"

PG_FUNCTION_INFO_V1(audience_count);
Datum
audience_count(PG_FUNCTION_ARGS)
{
	(void) fcinfo;
	elog(ERROR, "not yet");
}

PG_FUNCTION_INFO_V1(audience_ids);
Datum
audience_ids(PG_FUNCTION_ARGS)
{
	(void) fcinfo;
	elog(ERROR, "not yet");
}

