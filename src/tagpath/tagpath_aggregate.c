/*
 * tagpath_aggregate.c
 *	  Aggregate tagpath_common: the deepest path at or above all paths.
 */
#include "tagpath/tagpath.h"

#include "libpq/pqformat.h"

#include "text/path.h"

/* the deepest path at or above all so far, of length 0 if none is; it only gets shorter */
typedef struct CommonState
{
	int			len;
	char		path[FLEXIBLE_ARRAY_MEMBER];
} CommonState;

static CommonState *
make_state(MemoryContext context, const char *path, int len)
{
	CommonState *state = MemoryContextAlloc(context, offsetof(CommonState, path) + len);

	state->len = len;
	memcpy(state->path, path, len);
	return state;
}

/* Adds a path, which may be another state's, to the state in argument 0, made if there is none. */
static Datum
take_in(FunctionCallInfo fcinfo, MemoryContext context, const char *path, int len)
{
	CommonState *state;

	if (PG_ARGISNULL(0))
		state = make_state(context, path, len);
	else
	{
		state = (CommonState *) PG_GETARG_POINTER(0);
		state->len = path_common(state->path, state->len, path, len);
	}
	PG_RETURN_POINTER(state);
}

PG_FUNCTION_INFO_V1(tagpath_common_step);
Datum
tagpath_common_step(PG_FUNCTION_ARGS)
{
	MemoryContext context = factag_aggregate_context(fcinfo);
	struct varlena *path;

	if (PG_ARGISNULL(1))
		return factag_aggregate_unchanged(fcinfo);
	path = PG_GETARG_TAGPATH_P(1);
	return take_in(fcinfo, context, TAGPATH_DATA(path), TAGPATH_LEN(path));
}

PG_FUNCTION_INFO_V1(tagpath_common_combine);
Datum
tagpath_common_combine(PG_FUNCTION_ARGS)
{
	MemoryContext context = factag_aggregate_context(fcinfo);
	const CommonState *other;

	if (PG_ARGISNULL(1))
		return factag_aggregate_unchanged(fcinfo);
	other = (CommonState *) PG_GETARG_POINTER(1);
	return take_in(fcinfo, context, other->path, other->len);
}

PG_FUNCTION_INFO_V1(tagpath_common_serialize);
Datum
tagpath_common_serialize(PG_FUNCTION_ARGS)
{
	const CommonState *state = (CommonState *) PG_GETARG_POINTER(0);
	StringInfoData out;

	(void) factag_aggregate_context(fcinfo);
	pq_begintypsend(&out);
	appendBinaryStringInfo(&out, state->path, state->len);
	PG_RETURN_BYTEA_P(pq_endtypsend(&out));
}

PG_FUNCTION_INFO_V1(tagpath_common_deserialize);
Datum
tagpath_common_deserialize(PG_FUNCTION_ARGS)
{
	bytea	   *bytes = PG_GETARG_BYTEA_PP(0);

	(void) factag_aggregate_context(fcinfo);
	PG_RETURN_POINTER(make_state(CurrentMemoryContext, VARDATA_ANY(bytes), VARSIZE_ANY_EXHDR(bytes)));
}

PG_FUNCTION_INFO_V1(tagpath_common_final);
Datum
tagpath_common_final(PG_FUNCTION_ARGS)
{
	const CommonState *state = (CommonState *) PG_GETARG_POINTER(0);

	(void) factag_aggregate_context(fcinfo);
	if (state->len == 0)
		PG_RETURN_NULL();
	PG_RETURN_POINTER(tagpath_form(state->path, state->len));
}
