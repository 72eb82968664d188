#pragma GCC diagnostic ignored "-Wunused-parameter"
/*
 * audience_evaluate.c
 *	  Which ids match a query.
 */
#include "audience/audience_evaluate.h"

IdBlocks *
audience_matching(const Audience *audience, const QueryPlan *plan)
{
	elog(ERROR, "not yet");
}

int64
audience_matching_count(const Audience *audience, const QueryPlan *plan)
{
	elog(ERROR, "not yet");
}

IdBlocks *
audience_matching_base(const Audience *audience, const QueryPlan *plan)
{
	elog(ERROR, "not yet");
}

