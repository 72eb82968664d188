/*
 * ruleset_aggregate.c
 *	  Aggregate ruleset_agg: rules kept a row each, or a few, become one set.
 */
#include "rules/ruleset.h"

#include "rules/rule_join.h"

typedef struct RulesetState
{
	int64		rows;			/* of the aggregate, NULLs included */
	int			n;
	int			size;
	RuleText  **texts;
} RulesetState;

/* Returns the state in argument 0 after one more row, made in the aggregate's context if it is NULL. */
static RulesetState *
next_row(FunctionCallInfo fcinfo)
{
	RulesetState *state = PG_ARGISNULL(0) ? NULL : (RulesetState *) PG_GETARG_POINTER(0);

	if (!state)
	{
		state = palloc(sizeof(RulesetState));
		state->rows = 0;
		state->n = 0;
		state->size = 64;
		state->texts = palloc(sizeof(RuleText *) * state->size);
	}
	state->rows++;
	return state;
}

static void
add_text(RulesetState *state, RuleText *text)
{
	if (state->n == FACTAG_MAX_RULES)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("cannot join more than %d rule sets", FACTAG_MAX_RULES),
				 errhint("Keep the rules in several rule sets, and classify with each of them.")));
	if (state->n == state->size)
		state->texts = repalloc_huge(state->texts, sizeof(RuleText *) * (state->size *= 2));
	state->texts[state->n++] = text;
}

/* transition function for texts that are rule sets */
PG_FUNCTION_INFO_V1(ruleset_agg_step);
Datum
ruleset_agg_step(PG_FUNCTION_ARGS)
{
	MemoryContext context = factag_aggregate_context(fcinfo);
	MemoryContext old = MemoryContextSwitchTo(context);
	RulesetState *state = next_row(fcinfo);

	if (!PG_ARGISNULL(1))
	{
		text	   *t = PG_GETARG_TEXT_P_COPY(1);

		add_text(state, ruleset_read(VARDATA_ANY(t), VARSIZE_ANY_EXHDR(t), state->rows));
	}
	MemoryContextSwitchTo(old);
	PG_RETURN_POINTER(state);
}

/* transition function for rule sets */
PG_FUNCTION_INFO_V1(ruleset_agg_set_step);
Datum
ruleset_agg_set_step(PG_FUNCTION_ARGS)
{
	MemoryContext context = factag_aggregate_context(fcinfo);
	MemoryContext old = MemoryContextSwitchTo(context);
	RulesetState *state = next_row(fcinfo);

	if (!PG_ARGISNULL(1))
	{
		RuleText   *text = ruleset_unpack(DatumGetRulesetP(PointerGetDatum(PG_DETOAST_DATUM_COPY(PG_GETARG_DATUM(1)))));

		text->row = state->rows;
		add_text(state, text);
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
