/*
 * audience_count.c
 *	  SQL: audience_count, audience_ids.
 */
#include "audience/audience.h"

#include "utils/memutils.h"
#include "utils/timestamp.h"

#include "audience/audience_evaluate.h"
#include "idset/idset_format.h"

/* the arguments of both: audience, query, at */
typedef struct Question
{
	Audience	audience;
	QueryPlan  *plan;
	MemoryContext context;		/* of the evaluation */
	MemoryContext caller;
} Question;

/* Begins to answer; false if the answer is NULL. */
static bool
question_begin(Question *question, FunctionCallInfo fcinfo)
{
	bool		has_at = !PG_ARGISNULL(2);

	if (PG_ARGISNULL(0) || PG_ARGISNULL(1))
		return false;
	question->context = AllocSetContextCreate(CurrentMemoryContext, "question to an audience", ALLOCSET_DEFAULT_SIZES);
	question->caller = MemoryContextSwitchTo(question->context);
	audience_open(&question->audience, fcinfo, PG_GETARG_OID(0), AUDIENCE_READ);
	question->plan = query_plan_at(PG_GETARG_PACKED_P(1), has_at, has_at ? PG_GETARG_TIMESTAMPTZ(2) : 0);
	return true;
}

/* Frees all memory but the answer. */
static void
question_end(const Question *question)
{
	MemoryContextSwitchTo(question->caller);
	MemoryContextDelete(question->context);
}

PG_FUNCTION_INFO_V1(audience_count);
Datum
audience_count(PG_FUNCTION_ARGS)
{
	Question	question;
	int64		count;

	if (!question_begin(&question, fcinfo))
		PG_RETURN_NULL();
	count = audience_matching_count(&question.audience, question.plan);
	question_end(&question);
	PG_RETURN_INT64(count);
}

PG_FUNCTION_INFO_V1(audience_ids);
Datum
audience_ids(PG_FUNCTION_ARGS)
{
	Question	question;
	IdBlocks   *set;
	struct varlena *ids;

	if (!question_begin(&question, fcinfo))
		PG_RETURN_NULL();
	set = audience_matching(&question.audience, question.plan);
	MemoryContextSwitchTo(question.caller);
	ids = idset_store(set);
	question_end(&question);
	PG_RETURN_POINTER(ids);
}
