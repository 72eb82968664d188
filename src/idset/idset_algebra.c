/*
 * idset_algebra.c
 *	  Operators and counts of sets of ids.
 */
#include "idset/idset.h"

#include "access/detoast.h"
#include "access/xact.h"

#include "idset/idset_format.h"

/*
 * In fn_extra: for each argument the value that was out of line in the last call. A set
 * that is found once, and asked or combined per row, is passed again and again as the
 * same pointer: ids @> (SELECT ...), or the outer row of a join. So it is read once.
 */
typedef struct KeptValue
{
	struct varatt_external pointer;
	TimestampTz transaction;	/* in which it was passed, by its start: beyond, another value may have it */
	struct varlena *value;		/* once the pointer has come twice in a row */
} KeptValue;

#define ARGUMENTS 2

/* larger values are read in each call */
#define MAX_KEPT_BYTES (64 * 1024 * 1024)

/* Whether the pointer is that of the last call; keeps it if it is another one. */
static bool
came_again(KeptValue *kept, const struct varlena *raw)
{
	struct varatt_external pointer;
	TimestampTz transaction = GetCurrentTransactionStartTimestamp();

	VARATT_EXTERNAL_GET_POINTER(pointer, raw);
	if (memcmp(&kept->pointer, &pointer, sizeof(pointer)) == 0 && kept->transaction == transaction)
		return true;
	if (kept->value)
		pfree(kept->value);
	kept->value = NULL;
	kept->pointer = pointer;
	kept->transaction = transaction;
	return false;
}

/* Returns argument n, detoasted if it was the same in the last call, and else as it is. */
static struct varlena *
arg_kept(FunctionCallInfo fcinfo, int n)
{
	struct varlena *raw = (struct varlena *) DatumGetPointer(PG_GETARG_DATUM(n));
	FmgrInfo   *flinfo = fcinfo->flinfo;
	KeptValue  *kept;
	MemoryContext old;

	if (!VARATT_IS_EXTERNAL_ONDISK(raw) || !flinfo)
		return raw;
	if (!flinfo->fn_extra)
		flinfo->fn_extra = MemoryContextAllocZero(flinfo->fn_mcxt, ARGUMENTS * sizeof(KeptValue));
	kept = (KeptValue *) flinfo->fn_extra + n;
	if (!came_again(kept, raw) || toast_raw_datum_size(PointerGetDatum(raw)) > MAX_KEPT_BYTES)
		return raw;
	if (!kept->value)
	{
		old = MemoryContextSwitchTo(flinfo->fn_mcxt);
		kept->value = pg_detoast_datum(raw);
		MemoryContextSwitchTo(old);
	}
	return kept->value;
}

static IdBlocks *
arg_blocks(FunctionCallInfo fcinfo, int n)
{
	return idset_blocks(pg_detoast_datum_packed(arg_kept(fcinfo, n)));
}

typedef IdBlocks *(*SetOperation) (const IdBlocks *a, const IdBlocks *b);

static Datum
combine(FunctionCallInfo fcinfo, SetOperation operation)
{
	PG_RETURN_POINTER(idset_store(operation(arg_blocks(fcinfo, 0), arg_blocks(fcinfo, 1))));
}

PG_FUNCTION_INFO_V1(idset_or);
Datum
idset_or(PG_FUNCTION_ARGS)
{
	if (PG_ARGISNULL(0) && PG_ARGISNULL(1))
		PG_RETURN_NULL();
	/* NULL is the empty set here */
	if (PG_ARGISNULL(0) || PG_ARGISNULL(1))
		PG_RETURN_DATUM(PG_GETARG_DATUM(PG_ARGISNULL(0) ? 1 : 0));
	return combine(fcinfo, id_blocks_or);
}

PG_FUNCTION_INFO_V1(idset_and);
Datum
idset_and(PG_FUNCTION_ARGS)
{
	if (factag_has_null(fcinfo))
		return factag_unchanged(fcinfo);
	return combine(fcinfo, id_blocks_and);
}

PG_FUNCTION_INFO_V1(idset_minus);
Datum
idset_minus(PG_FUNCTION_ARGS)
{
	if (factag_has_null(fcinfo))
		return factag_unchanged(fcinfo);
	return combine(fcinfo, id_blocks_minus);
}

PG_FUNCTION_INFO_V1(idset_contains);
Datum
idset_contains(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(idset_has_datum(PointerGetDatum(arg_kept(fcinfo, 0)), PG_GETARG_INT64(1)));
}

PG_FUNCTION_INFO_V1(idset_contained);
Datum
idset_contained(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(idset_has_datum(PointerGetDatum(arg_kept(fcinfo, 1)), PG_GETARG_INT64(0)));
}

PG_FUNCTION_INFO_V1(idset_overlaps);
Datum
idset_overlaps(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(id_blocks_overlap(arg_blocks(fcinfo, 0), arg_blocks(fcinfo, 1)));
}

PG_FUNCTION_INFO_V1(idset_count);
Datum
idset_count(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64(idset_count_datum(PG_GETARG_DATUM(0)));
}

PG_FUNCTION_INFO_V1(idset_common_count);
Datum
idset_common_count(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64(id_blocks_common(arg_blocks(fcinfo, 0), arg_blocks(fcinfo, 1)));
}
