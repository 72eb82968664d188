#pragma GCC diagnostic ignored "-Wunused-parameter"
/*
 * audience_create.c
 *	  SQL: audience_create.
 */
#include "audience/audience.h"

PG_FUNCTION_INFO_V1(audience_create);
Datum
audience_create(PG_FUNCTION_ARGS)
{
	(void) fcinfo;
	elog(ERROR, "not yet");
}

