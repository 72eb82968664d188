#pragma GCC diagnostic ignored "-Wunused-parameter"
/*
 * audience_pending.c
 *	  The rows that changed since the last compaction.
 */
#include "audience/audience_pending.h"

void
audience_pending(const Audience *audience, const QueryPlan *plan, AudiencePending *result, AudiencePendingEach each, void *arg)
{
	elog(ERROR, "not yet");
}

