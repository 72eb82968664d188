/*
 * union_aggregate.c
 *	  Aggregates that make one set of many; see union_aggregate.h.
 */
#include "union_aggregate.h"

/* a state with fewer elements is not merged */
#define MERGE_AT_LEAST 1024

static UnionState *
make_state(const UnionMethods *methods, MemoryContext context)
{
	MemoryContext old = MemoryContextSwitchTo(context);
	UnionState *state = palloc(methods->state_size);

	state->context = context;
	state->merge_at = MERGE_AT_LEAST;
	methods->init(state);
	MemoryContextSwitchTo(old);
	return state;
}

UnionState *
union_state(FunctionCallInfo fcinfo, const UnionMethods *methods)
{
	MemoryContext context = factag_aggregate_context(fcinfo);

	return PG_ARGISNULL(0) ? make_state(methods, context) : (UnionState *) PG_GETARG_POINTER(0);
}

void
union_merge(UnionState *state, const UnionMethods *methods)
{
	uint32		left = methods->merge(state);

	/* a state full of distinct elements does not grow: the next one to be added is refused */
	state->merge_at = Min(Max(MERGE_AT_LEAST, left * 2), methods->most);
}

Datum
union_step(FunctionCallInfo fcinfo, const UnionMethods *methods)
{
	UnionState *state = union_state(fcinfo, methods);

	if (!PG_ARGISNULL(1))
	{
		struct varlena *set = PG_GETARG_PACKED_P(1);
		MemoryContext old = MemoryContextSwitchTo(state->context);

		methods->add_set(state, set);
		MemoryContextSwitchTo(old);
	}
	PG_RETURN_POINTER(state);
}

Datum
union_combine(FunctionCallInfo fcinfo, const UnionMethods *methods)
{
	UnionState *state = union_state(fcinfo, methods);

	if (!PG_ARGISNULL(1))
	{
		MemoryContext old = MemoryContextSwitchTo(state->context);

		methods->add_state(state, (UnionState *) PG_GETARG_POINTER(1));
		MemoryContextSwitchTo(old);
	}
	PG_RETURN_POINTER(state);
}

Datum
union_final(FunctionCallInfo fcinfo, const UnionMethods *methods)
{
	(void) factag_aggregate_context(fcinfo);
	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	PG_RETURN_POINTER(methods->finish((UnionState *) PG_GETARG_POINTER(0)));
}

Datum
union_serialize(FunctionCallInfo fcinfo, const UnionMethods *methods)
{
	(void) factag_aggregate_context(fcinfo);
	PG_RETURN_BYTEA_P((bytea *) methods->finish((UnionState *) PG_GETARG_POINTER(0)));
}

Datum
union_deserialize(FunctionCallInfo fcinfo, const UnionMethods *methods)
{
	struct varlena *set = PG_GETARG_PACKED_P(0);
	UnionState *state;

	/*
	 * The combine function copies this state, so it may live in the short-lived
	 * context that is current.
	 */
	(void) factag_aggregate_context(fcinfo);
	state = make_state(methods, CurrentMemoryContext);
	methods->add_set(state, set);
	PG_RETURN_POINTER(state);
}
