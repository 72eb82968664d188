#pragma GCC diagnostic ignored "-Wunused-parameter"
/*
 * audience_problems.c
 *	  SQL: audience_problems.
 */
#include "audience/audience.h"

PG_FUNCTION_INFO_V1(audience_problems);
Datum
audience_problems(PG_FUNCTION_ARGS)
{
	(void) fcinfo;
	elog(ERROR, "not yet");
}

