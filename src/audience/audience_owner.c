#pragma GCC diagnostic ignored "-Wunused-parameter"
/*
 * audience_owner.c
 *	  Work as an audience's owner.
 */
#include "audience/audience_owner.h"

void
audience_as_owner(OwnerContext *saved, Oid owner)
{
	elog(ERROR, "not yet");
}

void
audience_as_caller(const OwnerContext *saved)
{
	elog(ERROR, "not yet");
}

