/*
 * identity_components.c
 *	  SQL: identity_components, identity_rows.
 */
#include "identity/components.h"

#include "catalog/pg_type.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "utils/array.h"
#include "utils/memutils.h"
#include "utils/tuplestore.h"

typedef struct ComponentsState
{
	Components *components;
	ComponentLimits limits;
	struct varlena *per_kind;	/* as it was in the first row; NULL: NULL */
	int			most;			/* 0: NULL */
} ComponentsState;

/* Refuses an argument (22023). */
pg_noreturn static void
refuse(const char *message, const char *hint)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg_internal("%s", message),
			 errhint("%s", hint)));
}

/* Reads per_kind. The limits that stand at its end and are NULL are left out. */
static ComponentLimits
read_limits(struct varlena *per_kind)
{
	ArrayType  *array = DatumGetArrayTypeP(PointerGetDatum(per_kind));
	ComponentLimits limits = {0};
	ArrayIterator iterator;
	Datum		value;
	bool		isnull;

	if (ARR_NDIM(array) == 0)
		return limits;
	if (ARR_NDIM(array) != 1)
		refuse("argument \"per_kind\" of identity_components must have one dimension",
			   "Use an array such as ARRAY[1, NULL, 5], for at most one identifier of kind 1 and five of kind 3.");
	limits.first = ARR_LBOUND(array)[0];
	limits.most = MemoryContextAllocHuge(CurrentMemoryContext, ARR_DIMS(array)[0] * sizeof(int));
	iterator = array_create_iterator(array, 0, NULL);
	for (int64 i = 0; array_iterate(iterator, &value, &isnull); i++)
	{
		CHECK_FOR_INTERRUPTS();
		limits.most[i] = isnull ? 0 : DatumGetInt32(value);
		if (!isnull && limits.most[i] < 1)
			refuse("limits in argument \"per_kind\" of identity_components must be at least 1", "Use NULL for no limit.");
		if (!isnull)
			limits.n = i + 1;
	}
	array_free_iterator(iterator);
	return limits;
}

/* Whether two arrays have the same bytes. */
static inline bool
same_bytes(const struct varlena *a, const struct varlena *b)
{
	return VARSIZE_ANY_EXHDR(a) == VARSIZE_ANY_EXHDR(b) && memcmp(VARDATA_ANY(a), VARDATA_ANY(b), VARSIZE_ANY_EXHDR(a)) == 0;
}

/* Makes the state of an aggregate, in its context. */
static ComponentsState *
make_state(struct varlena *per_kind, int most)
{
	ComponentsState *state = palloc0(sizeof(ComponentsState));

	if (per_kind)
	{
		state->per_kind = memcpy(palloc(VARSIZE_ANY(per_kind)), per_kind, VARSIZE_ANY(per_kind));
		state->limits = read_limits(state->per_kind);
	}
	state->most = most;
	state->components = components_make_limited(state->limits, most);
	return state;
}

/* A kind of a row (22023). */
static int
kind_argument(FunctionCallInfo fcinfo, int argno)
{
	int			kind = PG_ARGISNULL(argno) ? 0 : PG_GETARG_INT32(argno);

	if (kind < 1)
		refuse("the kind of an identifier must be at least 1", "Number kinds from 1 on, the strongest first.");
	return kind;
}

/* The state after the checks of the limits of a row (22023). */
static ComponentsState *
state_of(FunctionCallInfo fcinfo)
{
	MemoryContext context = factag_aggregate_context(fcinfo);
	struct varlena *per_kind = PG_ARGISNULL(5) ? NULL : PG_GETARG_PACKED_P(5);
	int			most = PG_ARGISNULL(6) ? 0 : PG_GETARG_INT32(6);
	ComponentsState *state = PG_ARGISNULL(0) ? NULL : (ComponentsState *) PG_GETARG_POINTER(0);

	if (most < 1 && !PG_ARGISNULL(6))
		refuse("argument \"most\" of identity_components must be at least 1", "Use NULL for no limit.");
	if (!state)
	{
		MemoryContext old = MemoryContextSwitchTo(context);

		state = make_state(per_kind, most);
		MemoryContextSwitchTo(old);
	}
	else if (most != state->most || (per_kind != NULL) != (state->per_kind != NULL) ||
			 (per_kind && !same_bytes(per_kind, state->per_kind)))
		refuse("arguments \"per_kind\" and \"most\" of identity_components must be the same in all rows",
			   "Use GROUP BY, so that rows with other limits are other groups.");
	return state;
}

PG_FUNCTION_INFO_V1(identity_components_add);
Datum
identity_components_add(PG_FUNCTION_ARGS)
{
	ComponentsState *state;

	if (PG_ARGISNULL(1))
		return factag_aggregate_unchanged(fcinfo);
	state = state_of(fcinfo);
	if (PG_ARGISNULL(3))
		components_add(state->components, PG_GETARG_INT64(1), kind_argument(fcinfo, 2));
	else
		(void) components_join(state->components, PG_GETARG_INT64(1), kind_argument(fcinfo, 2),
							   PG_GETARG_INT64(3), kind_argument(fcinfo, 4));
	PG_RETURN_POINTER(state);
}

PG_FUNCTION_INFO_V1(identity_components_final);
Datum
identity_components_final(PG_FUNCTION_ARGS)
{
	Components *components;
	int64		n;
	Size		size;
	ArrayType  *result;
	int64	   *out;

	(void) factag_aggregate_context(fcinfo);
	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	components = ((ComponentsState *) PG_GETARG_POINTER(0))->components;
	n = components_count(components);
	size = ARR_OVERHEAD_NONULLS(1) + n * 2 * sizeof(int64);
	result = palloc(size);
	SET_VARSIZE(result, size);
	result->ndim = 1;
	result->dataoffset = 0;
	result->elemtype = INT8OID;
	ARR_DIMS(result)[0] = (int) (n * 2);
	ARR_LBOUND(result)[0] = 1;
	out = (int64 *) ARR_DATA_PTR(result);
	for (int64 i = 0; i < n; i++)
	{
		CHECK_FOR_INTERRUPTS();
		*out++ = components_id(components, i);
		*out++ = components_person_of(components, i);
	}
	PG_RETURN_ARRAYTYPE_P(result);
}

PG_FUNCTION_INFO_V1(identity_rows);
Datum
identity_rows(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	ArrayType  *array = PG_GETARG_ARRAYTYPE_P(0);
	int64		n = ArrayGetNItems(ARR_NDIM(array), ARR_DIMS(array));
	const int64 *in = (const int64 *) ARR_DATA_PTR(array);
	MemoryContext context;
	MemoryContext old;

	if (ARR_NDIM(array) > 1 || n % 2 != 0 || array_contains_nulls(array))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("not a result of identity_components"),
				 errdetail("The array must have one dimension, an even number of elements, and no NULL."),
				 errhint("Use identity_rows with what identity_components returned.")));
	InitMaterializedSRF(fcinfo, 0);
	/* on 32 bits each bigint is allocated */
	context = AllocSetContextCreate(CurrentMemoryContext, "rows of components", ALLOCSET_SMALL_SIZES);
	old = MemoryContextSwitchTo(context);
	for (int64 i = 0; i < n; i += 2)
	{
		Datum		values[2] = {Int64GetDatum(in[i]), Int64GetDatum(in[i + 1])};
		bool		nulls[2] = {false, false};

		CHECK_FOR_INTERRUPTS();
		tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values, nulls);
		if (i % 1024 == 0)
			MemoryContextReset(context);
	}
	MemoryContextSwitchTo(old);
	MemoryContextDelete(context);
	return (Datum) 0;
}
