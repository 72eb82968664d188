#pragma GCC diagnostic ignored "-Wunused-parameter"
/*
 * audience_note.c
 *	  SQL: audience_note, audience_hold, audience_empty.
 */
#include "audience/audience.h"

PG_FUNCTION_INFO_V1(audience_note);
Datum
audience_note(PG_FUNCTION_ARGS)
{
	(void) fcinfo;
	elog(ERROR, "not yet");
}

PG_FUNCTION_INFO_V1(audience_hold);
Datum
audience_hold(PG_FUNCTION_ARGS)
{
	(void) fcinfo;
	elog(ERROR, "not yet");
}

PG_FUNCTION_INFO_V1(audience_empty);
Datum
audience_empty(PG_FUNCTION_ARGS)
{
	(void) fcinfo;
	elog(ERROR, "not yet");
}

