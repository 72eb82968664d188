#pragma GCC diagnostic ignored "-Wunused-parameter"
/*
 * audience_fill.c
 *	  Making the base of an audience from its source.
 */
#include "audience/audience_fill.h"

int64
audience_fill(const Audience *audience, int64 *chunks)
{
	elog(ERROR, "not yet");
}

