/*
 * idset_aggregate.c
 *	  idset_agg of single ids and idset_union of sets; see union_aggregate.h. The
 *	  builder merges by itself.
 */
#include "idset/idset.h"

#include "idset/id_builder.h"
#include "idset/idset_format.h"
#include "union_aggregate.h"

typedef struct IdsetState
{
	UnionState	state;			/* first */
	IdBuilder  *builder;
} IdsetState;

static IdBuilder *
builder_of(UnionState *state)
{
	return ((IdsetState *) state)->builder;
}

static void
init(UnionState *state)
{
	((IdsetState *) state)->builder = id_builder_make(state->context);
}

static void
add_set(UnionState *state, const struct varlena *set)
{
	IdBlocks   *blocks = idset_blocks(set);

	id_builder_add_set(builder_of(state), blocks);
	/* they are in the state's context */
	if (blocks->blocks)
		pfree(blocks->blocks);
	pfree(blocks);
}

static void
add_state(UnionState *state, const UnionState *other)
{
	id_builder_add_set(builder_of(state), id_builder_finish(((const IdsetState *) other)->builder));
}

static struct varlena *
finish(UnionState *state)
{
	return idset_store(id_builder_finish(builder_of(state)));
}

static const UnionMethods methods = {
	.state_size = sizeof(IdsetState),
	.init = init,
	.add_set = add_set,
	.add_state = add_state,
	.finish = finish
};

UNION_AGGREGATE(idset_union, &methods);

PG_FUNCTION_INFO_V1(idset_agg_step);
Datum
idset_agg_step(PG_FUNCTION_ARGS)
{
	UnionState *state = union_state(fcinfo, &methods);

	if (!PG_ARGISNULL(1))
		id_builder_add(builder_of(state), PG_GETARG_INT64(1));
	PG_RETURN_POINTER(state);
}

/* the transition and combine function of idset_intersect, which is strict */
PG_FUNCTION_INFO_V1(idset_intersect_step);
Datum
idset_intersect_step(PG_FUNCTION_ARGS)
{
	PG_RETURN_POINTER(idset_store(id_blocks_and(idset_blocks(PG_GETARG_PACKED_P(0)),
												idset_blocks(PG_GETARG_PACKED_P(1)))));
}
