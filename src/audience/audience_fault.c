/*
 * audience_fault.c
 *	  What is wrong with an audience.
 */
#include "audience/audience_fault.h"

void
audience_fault_set(AudienceFault *fault, int sqlstate, char *message, char *detail, const char *hint)
{
	if (fault->message)
		return;
	fault->sqlstate = sqlstate;
	fault->message = message;
	fault->detail = detail;
	fault->hint = hint ? pstrdup(hint) : NULL;
}

void
audience_fault_raise(const AudienceFault *fault)
{
	if (!fault->message)
		return;
	ereport(ERROR,
			(errcode(fault->sqlstate),
			 errmsg_internal("%s", fault->message),
			 fault->detail ? errdetail_internal("%s", fault->detail) : 0,
			 fault->hint ? errhint("%s", fault->hint) : 0));
}
