/*
 * labelpolicy_join.c
 *	  SQL's || and policy_agg.
 */
#include "policy/labelpolicy.h"

#include "utils/memutils.h"

#include "policy/policy_join.h"
#include "text/line_value.h"

/* the policy in an argument; NULL if the argument is NULL */
static PolicyText *
policy_argument(FunctionCallInfo fcinfo, int n)
{
	return PG_ARGISNULL(n) ? NULL : labelpolicy_unpack(PG_GETARG_LABELPOLICY_P(n));
}

/* the policy that text input reads from a text argument; NULL if the argument is NULL */
static PolicyText *
text_argument(FunctionCallInfo fcinfo, int n)
{
	text	   *t;

	if (PG_ARGISNULL(n))
		return NULL;
	t = PG_GETARG_TEXT_PP(n);
	return labelpolicy_unpack(labelpolicy_make(VARDATA_ANY(t), VARSIZE_ANY_EXHDR(t), NULL));
}

/* Joins two policies, of which NULL is the empty one; returns SQL's NULL if both are NULL. */
static Datum
concat(FunctionCallInfo fcinfo, PolicyText *a, PolicyText *b)
{
	PolicyText *texts[2];
	int			n = 0;

	if (a)
		texts[n++] = a;
	if (b)
		texts[n++] = b;
	if (n == 0)
		PG_RETURN_NULL();
	PG_RETURN_POINTER(policy_join(texts, n));
}

PG_FUNCTION_INFO_V1(labelpolicy_concat);
Datum
labelpolicy_concat(PG_FUNCTION_ARGS)
{
	return concat(fcinfo, policy_argument(fcinfo, 0), policy_argument(fcinfo, 1));
}

PG_FUNCTION_INFO_V1(labelpolicy_concat_text);
Datum
labelpolicy_concat_text(PG_FUNCTION_ARGS)
{
	return concat(fcinfo, policy_argument(fcinfo, 0), text_argument(fcinfo, 1));
}

PG_FUNCTION_INFO_V1(labelpolicy_text_concat);
Datum
labelpolicy_text_concat(PG_FUNCTION_ARGS)
{
	return concat(fcinfo, text_argument(fcinfo, 0), policy_argument(fcinfo, 1));
}

/* Returns the state of an aggregate, which a NULL does not change: it is NULL as long as no row counts. */
static Datum
unchanged(FunctionCallInfo fcinfo, void *state)
{
	if (!state)
		PG_RETURN_NULL();
	PG_RETURN_POINTER(state);
}

/* The text gathered by policy_agg(text), one value after the other. */
PG_FUNCTION_INFO_V1(policy_agg_text_step);
Datum
policy_agg_text_step(PG_FUNCTION_ARGS)
{
	MemoryContext context = factag_aggregate_context(fcinfo);
	StringInfo	state = PG_ARGISNULL(0) ? NULL : (StringInfo) PG_GETARG_POINTER(0);
	MemoryContext old;
	text	   *row;

	if (PG_ARGISNULL(1))
		return unchanged(fcinfo, state);
	old = MemoryContextSwitchTo(context);
	row = PG_GETARG_TEXT_PP(1);
	state = line_gather(state, row, "policy", FACTAG_MAX_POLICY_TEXT);
	PG_FREE_IF_COPY(row, 1);
	MemoryContextSwitchTo(old);
	PG_RETURN_POINTER(state);
}

PG_FUNCTION_INFO_V1(policy_agg_text_final);
Datum
policy_agg_text_final(PG_FUNCTION_ARGS)
{
	StringInfo	state;

	(void) factag_aggregate_context(fcinfo);
	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	state = (StringInfo) PG_GETARG_POINTER(0);
	PG_RETURN_POINTER(labelpolicy_make(state->data, state->len, NULL));
}

/* the policies gathered by policy_agg(labelpolicy) */
typedef struct AggState
{
	int			n;
	int			size;
	uint64		text;			/* bytes of them all */
	PolicyText **texts;
} AggState;

PG_FUNCTION_INFO_V1(policy_agg_step);
Datum
policy_agg_step(PG_FUNCTION_ARGS)
{
	MemoryContext context = factag_aggregate_context(fcinfo);
	AggState   *state = PG_ARGISNULL(0) ? NULL : (AggState *) PG_GETARG_POINTER(0);
	MemoryContext old;
	struct varlena *policy;

	if (PG_ARGISNULL(1))
		return unchanged(fcinfo, state);
	old = MemoryContextSwitchTo(context);
	if (!state)
	{
		state = palloc0(sizeof(AggState));
		state->size = 16;
		state->texts = palloc(sizeof(PolicyText *) * state->size);
	}
	policy = PG_GETARG_LABELPOLICY_P(1);
	state->text += VARSIZE_ANY_EXHDR(policy);
	if (state->text > FACTAG_MAX_POLICY_TEXT)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("policies to be joined can have at most %d bytes", FACTAG_MAX_POLICY_TEXT),
				 errhint("Join fewer policies, or shorter ones.")));
	if (state->n == state->size)
		state->texts = repalloc_huge(state->texts, sizeof(PolicyText *) * (state->size *= 2));
	state->texts[state->n++] = labelpolicy_unpack(policy);
	PG_FREE_IF_COPY(policy, 1);
	MemoryContextSwitchTo(old);
	PG_RETURN_POINTER(state);
}

PG_FUNCTION_INFO_V1(policy_agg_final);
Datum
policy_agg_final(PG_FUNCTION_ARGS)
{
	AggState   *state;

	(void) factag_aggregate_context(fcinfo);
	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	state = (AggState *) PG_GETARG_POINTER(0);
	PG_RETURN_POINTER(policy_join(state->texts, state->n));
}
