/*
 * labelset_aggregate.c
 *	  labelset_agg of single labels and labelset_union of logs; see
 *	  union_aggregate.h.
 */
#include "label/label_builder.h"
#include "union_aggregate.h"

typedef struct LabelsetState
{
	UnionState	state;			/* first */
	LabelBuilder builder;
} LabelsetState;

static const UnionMethods methods;

static LabelBuilder *
builder_of(UnionState *state)
{
	return &((LabelsetState *) state)->builder;
}

static void
init(UnionState *state)
{
	label_builder_init(builder_of(state), true);
}

static uint32
merge(UnionState *state)
{
	LabelBuilder *builder = builder_of(state);

	label_builder_merge(builder);
	return builder->count;
}

static void
add_label(UnionState *state, const Label *label)
{
	LabelBuilder *builder = builder_of(state);

	label_builder_add(builder, label);
	union_added(state, &methods, builder->count);
}

static void
add_set(UnionState *state, const struct varlena *labels)
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

static void
add_state(UnionState *state, const UnionState *other)
{
	const LabelBuilder *builder = &((const LabelsetState *) other)->builder;

	for (uint32 i = 0; i < builder->count; i++)
		add_label(state, &builder->labels[i]);
}

static struct varlena *
finish(UnionState *state)
{
	return label_builder_finish(builder_of(state));
}

static const UnionMethods methods = {
	.state_size = sizeof(LabelsetState),
	.most = 2 * FACTAG_MAX_LABELS,
	.init = init,
	.merge = merge,
	.add_set = add_set,
	.add_state = add_state,
	.finish = finish
};

UNION_AGGREGATE(labelset_union, &methods);

/* A label is a log of one. */
PG_FUNCTION_INFO_V1(labelset_agg_step);
Datum
labelset_agg_step(PG_FUNCTION_ARGS)
{
	return union_step(fcinfo, &methods);
}
