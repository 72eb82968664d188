/*
 * audience_drop.c
 *	  SQL: audience_drop.
 */
#include "audience/audience.h"

PG_FUNCTION_INFO_V1(audience_drop);
Datum
audience_drop(PG_FUNCTION_ARGS)
{
	(void) fcinfo;
	elog(ERROR, "not yet");
}
