/*
 * labelset_aggregate.c
 *	  Aggregates that make one log of many: labelset_agg of single labels,
 *	  labelset_union of logs. Nothing depends on the order of rows.
 *
 * The state collects labels and merges them by sorting whenever it has grown
 * to twice its distinct ones, so memory is proportional to those and the time
 * to n log n. Between processes it travels as a labelset.
 */
#include "label/labelset.h"

/* below this many labels the state just grows */
#define MERGE_AT_LEAST 1024

typedef struct UnionState
{
	LabelBuilder builder;
	uint32		merge_at;		/* number of labels that sets off the next merge */
} UnionState;

/* a new state in the current context */
static UnionState *
make_state(void)
{
	UnionState *state = palloc(sizeof(UnionState));

	state->merge_at = MERGE_AT_LEAST;
	label_builder_init(&state->builder, true);
	return state;
}

/* the state in argument 0, made if there is none yet */
static UnionState *
union_state(FunctionCallInfo fcinfo, MemoryContext context)
{
	UnionState *state;
	MemoryContext old;

	if (!PG_ARGISNULL(0))
		return (UnionState *) PG_GETARG_POINTER(0);
	old = MemoryContextSwitchTo(context);
	state = make_state();
	MemoryContextSwitchTo(old);
	return state;
}

static void
merge(UnionState *state)
{
	label_builder_merge(&state->builder);
	state->merge_at = Max(MERGE_AT_LEAST, state->builder.count * 2);
}

/* Adds a label, copied into the current context. */
static void
add_label(UnionState *state, const Label *label)
{
	label_builder_add(&state->builder, label);
	if (state->builder.count >= state->merge_at)
		merge(state);
}

/* Adds every label of a log, copied into the current context. */
static void
add_labels(UnionState *state, const struct varlena *labels)
{
	LabelReader reader;
	Label		label;

	label_reader_init(&reader, labels);
	while (label_reader_next(&reader))
	{
		label_take(&reader, &reader.fields, &label);
		add_label(state, &label);
	}
}

/* of labelset_union, and of labelset_agg: a label is a log of one */
static Datum
step(FunctionCallInfo fcinfo)
{
	MemoryContext context = factag_aggregate_context(fcinfo);
	UnionState *state = union_state(fcinfo, context);

	if (!PG_ARGISNULL(1))
	{
		struct varlena *labels = PG_GETARG_PACKED_P(1);
		MemoryContext old = MemoryContextSwitchTo(context);

		add_labels(state, labels);
		MemoryContextSwitchTo(old);
	}
	PG_RETURN_POINTER(state);
}

PG_FUNCTION_INFO_V1(labelset_union_step);
Datum
labelset_union_step(PG_FUNCTION_ARGS)
{
	return step(fcinfo);
}

PG_FUNCTION_INFO_V1(labelset_agg_step);
Datum
labelset_agg_step(PG_FUNCTION_ARGS)
{
	return step(fcinfo);
}

PG_FUNCTION_INFO_V1(labelset_union_combine);
Datum
labelset_union_combine(PG_FUNCTION_ARGS)
{
	MemoryContext context = factag_aggregate_context(fcinfo);
	UnionState *state = union_state(fcinfo, context);
	MemoryContext old = MemoryContextSwitchTo(context);

	if (!PG_ARGISNULL(1))
	{
		const LabelBuilder *other = &((UnionState *) PG_GETARG_POINTER(1))->builder;

		for (uint32 i = 0; i < other->count; i++)
			add_label(state, &other->labels[i]);
	}
	MemoryContextSwitchTo(old);
	PG_RETURN_POINTER(state);
}

PG_FUNCTION_INFO_V1(labelset_union_final);
Datum
labelset_union_final(PG_FUNCTION_ARGS)
{
	(void) factag_aggregate_context(fcinfo);
	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	PG_RETURN_POINTER(label_builder_finish(&((UnionState *) PG_GETARG_POINTER(0))->builder));
}

PG_FUNCTION_INFO_V1(labelset_union_serialize);
Datum
labelset_union_serialize(PG_FUNCTION_ARGS)
{
	(void) factag_aggregate_context(fcinfo);
	PG_RETURN_BYTEA_P((bytea *) label_builder_finish(&((UnionState *) PG_GETARG_POINTER(0))->builder));
}

PG_FUNCTION_INFO_V1(labelset_union_deserialize);
Datum
labelset_union_deserialize(PG_FUNCTION_ARGS)
{
	struct varlena *labels = PG_GETARG_PACKED_P(0);
	UnionState *state;

	/* a worker's state, in the short-lived context that is current */
	(void) factag_aggregate_context(fcinfo);
	state = make_state();
	add_labels(state, labels);
	PG_RETURN_POINTER(state);
}
