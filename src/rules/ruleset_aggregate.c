/*
 * ruleset_aggregate.c
 *	  Aggregate ruleset_agg: rules kept a row each, or a few, become one set.
 */
#include "rules/ruleset.h"

#include "rules/rule_join.h"

typedef struct RulesetState
{
	int			n;
	int			size;
	RuleText  **texts;
} RulesetState;

PG_FUNCTION_INFO_V1(ruleset_agg_step);
Datum
ruleset_agg_step(PG_FUNCTION_ARGS)
{
	MemoryContext context = factag_aggregate_context(fcinfo);
	RulesetState *state = PG_ARGISNULL(0) ? NULL : (RulesetState *) PG_GETARG_POINTER(0);
	MemoryContext old = MemoryContextSwitchTo(context);

	if (!state)
	{
		state = palloc(sizeof(RulesetState));
		state->n = 0;
		state->size = 64;
		state->texts = palloc(sizeof(RuleText *) * state->size);
	}
	if (!PG_ARGISNULL(1))
	{
		text	   *t = PG_GETARG_TEXT_P_COPY(1);

		if (state->n == state->size)
			state->texts = repalloc_huge(state->texts, sizeof(RuleText *) * (state->size *= 2));
		state->texts[state->n] = ruleset_read(VARDATA_ANY(t), VARSIZE_ANY_EXHDR(t), NULL);
		state->n++;
		if (state->n > FACTAG_MAX_RULES)
			ereport(ERROR,
					(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
					 errmsg("cannot join more than %d rule sets", FACTAG_MAX_RULES)));
	}
	MemoryContextSwitchTo(old);
	PG_RETURN_POINTER(state);
}

/* the set of them all; of no rows the empty one */
PG_FUNCTION_INFO_V1(ruleset_agg_final);
Datum
ruleset_agg_final(PG_FUNCTION_ARGS)
{
	RulesetState *state = PG_ARGISNULL(0) ? NULL : (RulesetState *) PG_GETARG_POINTER(0);

	(void) factag_aggregate_context(fcinfo);
	PG_RETURN_POINTER(ruleset_pack(rule_join(state ? state->texts : NULL, state ? state->n : 0), NULL));
}
