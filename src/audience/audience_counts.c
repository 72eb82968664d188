#pragma GCC diagnostic ignored "-Wunused-parameter"
/*
 * audience_counts.c
 *	  SQL: audience_counts.
 */
#include "audience/audience.h"

PG_FUNCTION_INFO_V1(audience_counts);
Datum
audience_counts(PG_FUNCTION_ARGS)
{
	(void) fcinfo;
	elog(ERROR, "not yet");
}

