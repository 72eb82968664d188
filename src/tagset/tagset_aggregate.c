/*
 * tagset_aggregate.c
 *	  Aggregates that make one set of many: tagset_agg of single tags,
 *	  tagset_union of sets. Nothing depends on the order of rows.
 *
 * The state collects elements and merges them by sorting whenever it has grown
 * to twice its distinct paths, so memory is proportional to those and the time
 * to n log n. Between processes it travels as a tagset.
 */
#include "tagset/tagset.h"

#include "miscadmin.h"

#include "text/path.h"

/* below this many elements the state just grows */
#define MERGE_AT_LEAST 1024

typedef struct UnionState
{
	TagsetBuilder builder;
	uint32		merge_at;		/* number of elements that sets off the next merge */
} UnionState;

/* The larger weight and value, the earlier since, the later until; absent since and until win. */
static void
merge_attributes(Attributes *into, const Attributes *from)
{
	AttributeValue one = {.number = 1};
	AttributeValue a = attributes_has(into, ATTRIBUTE_WEIGHT) ? into->value[ATTRIBUTE_WEIGHT] : one;
	AttributeValue b = attributes_has(from, ATTRIBUTE_WEIGHT) ? from->value[ATTRIBUTE_WEIGHT] : one;

	attributes_set(into, ATTRIBUTE_WEIGHT, a.number >= b.number ? a : b);

	if (attributes_has(from, ATTRIBUTE_VALUE) &&
		(!attributes_has(into, ATTRIBUTE_VALUE) ||
		 into->value[ATTRIBUTE_VALUE].number < from->value[ATTRIBUTE_VALUE].number))
		attributes_set(into, ATTRIBUTE_VALUE, from->value[ATTRIBUTE_VALUE]);

	if (!attributes_has(from, ATTRIBUTE_SINCE))
		into->present &= ~(1 << ATTRIBUTE_SINCE);
	else if (attributes_has(into, ATTRIBUTE_SINCE) &&
			 from->value[ATTRIBUTE_SINCE].timestamp < into->value[ATTRIBUTE_SINCE].timestamp)
		into->value[ATTRIBUTE_SINCE] = from->value[ATTRIBUTE_SINCE];

	if (!attributes_has(from, ATTRIBUTE_UNTIL))
		into->present &= ~(1 << ATTRIBUTE_UNTIL);
	else if (attributes_has(into, ATTRIBUTE_UNTIL) &&
			 from->value[ATTRIBUTE_UNTIL].timestamp > into->value[ATTRIBUTE_UNTIL].timestamp)
		into->value[ATTRIBUTE_UNTIL] = from->value[ATTRIBUTE_UNTIL];
}

/* Sorts the elements and makes one of those at the same path. */
static void
merge(UnionState *state)
{
	TagsetBuilder *builder = &state->builder;
	uint32		n = 0;

	tagset_builder_sort(builder);
	for (uint32 i = 0; i < builder->count; i++)
	{
		TagsetElement *e = &builder->elements[i];
		TagsetElement *last = n > 0 ? &builder->elements[n - 1] : NULL;

		if (last && path_compare(last->path, last->len, e->path, e->len) == 0)
		{
			merge_attributes(&last->attributes, &e->attributes);
			pfree(unconstify(char *, e->path));
		}
		else
			builder->elements[n++] = *e;
	}
	builder->count = n;
	/* a builder holds no more; once it is full of different paths the set is too large */
	state->merge_at = Min(Max(MERGE_AT_LEAST, n * 2), FACTAG_MAX_ELEMENTS);
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
	state = palloc(sizeof(UnionState));
	state->merge_at = MERGE_AT_LEAST;
	tagset_builder_init(&state->builder);
	MemoryContextSwitchTo(old);
	return state;
}

/* Adds one element, copied into the current context. */
static void
add_tag(UnionState *state, const char *path, int len, const Attributes *attrs)
{
	tagset_builder_add(&state->builder, path, len, attrs);
	if (state->builder.count >= state->merge_at)
		merge(state);
}

/* Adds every element of a set, copied into the current context. */
static void
add_set(UnionState *state, const struct varlena *set)
{
	TagsetReader reader;
	Attributes	attrs;

	tagset_reader_init(&reader, set);
	while (tagset_reader_next(&reader))
	{
		tagset_reader_attributes(&reader, &attrs);
		add_tag(state, reader.path, reader.len, &attrs);
	}
}

PG_FUNCTION_INFO_V1(tagset_union_step);
Datum
tagset_union_step(PG_FUNCTION_ARGS)
{
	MemoryContext context = factag_aggregate_context(fcinfo);
	UnionState *state = union_state(fcinfo, context);

	if (!PG_ARGISNULL(1))
	{
		struct varlena *set = PG_GETARG_PACKED_P(1);
		MemoryContext old = MemoryContextSwitchTo(context);

		add_set(state, set);
		MemoryContextSwitchTo(old);
	}
	PG_RETURN_POINTER(state);
}

/* with attributes in arguments 2 to 5, or without */
PG_FUNCTION_INFO_V1(tagset_agg_step);
Datum
tagset_agg_step(PG_FUNCTION_ARGS)
{
	MemoryContext context = factag_aggregate_context(fcinfo);
	UnionState *state = union_state(fcinfo, context);

	if (!PG_ARGISNULL(1))
	{
		struct varlena *path = PG_GETARG_TAGPATH_P(1);
		Attributes	attrs = {0};
		MemoryContext old;

		if (PG_NARGS() > 2)
			tagset_attribute_args(fcinfo, 2, &attrs);
		old = MemoryContextSwitchTo(context);
		add_tag(state, TAGPATH_DATA(path), TAGPATH_LEN(path), &attrs);
		MemoryContextSwitchTo(old);
	}
	PG_RETURN_POINTER(state);
}

PG_FUNCTION_INFO_V1(tagset_union_combine);
Datum
tagset_union_combine(PG_FUNCTION_ARGS)
{
	MemoryContext context = factag_aggregate_context(fcinfo);
	UnionState *state = union_state(fcinfo, context);
	MemoryContext old = MemoryContextSwitchTo(context);

	if (!PG_ARGISNULL(1))
	{
		const TagsetBuilder *other = &((UnionState *) PG_GETARG_POINTER(1))->builder;

		for (uint32 i = 0; i < other->count; i++)
		{
			const TagsetElement *e = &other->elements[i];

			add_tag(state, e->path, e->len, &e->attributes);
		}
	}
	MemoryContextSwitchTo(old);
	PG_RETURN_POINTER(state);
}

/* the state's set; the state stays as good as it was */
static struct varlena *
state_set(UnionState *state)
{
	merge(state);
	return tagset_builder_finish(&state->builder);
}

PG_FUNCTION_INFO_V1(tagset_union_final);
Datum
tagset_union_final(PG_FUNCTION_ARGS)
{
	(void) factag_aggregate_context(fcinfo);
	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	PG_RETURN_POINTER(state_set((UnionState *) PG_GETARG_POINTER(0)));
}

PG_FUNCTION_INFO_V1(tagset_union_serialize);
Datum
tagset_union_serialize(PG_FUNCTION_ARGS)
{
	(void) factag_aggregate_context(fcinfo);
	PG_RETURN_BYTEA_P((bytea *) state_set((UnionState *) PG_GETARG_POINTER(0)));
}

PG_FUNCTION_INFO_V1(tagset_union_deserialize);
Datum
tagset_union_deserialize(PG_FUNCTION_ARGS)
{
	struct varlena *set = PG_GETARG_PACKED_P(0);
	UnionState *state;

	/* a worker's state, in the short-lived context that is current */
	(void) factag_aggregate_context(fcinfo);
	state = palloc(sizeof(UnionState));
	state->merge_at = MERGE_AT_LEAST;
	tagset_builder_init(&state->builder);
	add_set(state, set);
	PG_RETURN_POINTER(state);
}
