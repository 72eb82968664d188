/*
 * idset_array.c
 *	  Casts between sets of ids and arrays.
 */
#include "idset/idset.h"

#include "catalog/pg_type.h"
#include "miscadmin.h"
#include "utils/array.h"
#include "utils/memutils.h"

#include "idset/id_builder.h"
#include "idset/idset_format.h"

/* elements that are read or written between two checks for interrupts */
#define INTERRUPT_IDS 65536

/* what the server allows */
#define MAX_ARRAY Min(MaxArraySize, (MaxAllocSize - ARR_OVERHEAD_NONULLS(1)) / sizeof(int64))

/* An element of an array of integers without NULLs. */
static int64
element(const char *data, Oid type, uint32 i)
{
	switch (type)
	{
		case INT2OID:
			return ((const int16 *) data)[i];
		case INT4OID:
			return ((const int32 *) data)[i];
		default:
			return ((const int64 *) data)[i];
	}
}

/* of smallint[], integer[] and bigint[] */
PG_FUNCTION_INFO_V1(idset_from_array);
Datum
idset_from_array(PG_FUNCTION_ARGS)
{
	ArrayType  *array = PG_GETARG_ARRAYTYPE_P(0);
	IdBuilder  *builder = id_builder_make(CurrentMemoryContext);
	uint32		n = ArrayGetNItems(ARR_NDIM(array), ARR_DIMS(array));

	if (array_contains_nulls(array))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("an idset has no NULL"),
				 errhint("Take NULLs out: array_remove(ids, NULL).")));
	for (uint32 i = 0; i < n; i++)
	{
		if (unlikely(i % INTERRUPT_IDS == INTERRUPT_IDS - 1))
			CHECK_FOR_INTERRUPTS();
		id_builder_add(builder, element(ARR_DATA_PTR(array), ARR_ELEMTYPE(array), i));
	}
	PG_RETURN_POINTER(idset_store(id_builder_finish(builder)));
}

PG_FUNCTION_INFO_V1(idset_to_array);
Datum
idset_to_array(PG_FUNCTION_ARGS)
{
	IdBlocks   *set = idset_blocks(PG_GETARG_PACKED_P(0));
	ArrayType  *array;
	IdReader	reader;
	Size		size;
	int64	   *ids;
	int64		more;

	if (set->count == 0)
		PG_RETURN_ARRAYTYPE_P(construct_empty_array(INT8OID));
	if (set->count > (int64) MAX_ARRAY)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("an array holds at most %d ids, and the idset has " INT64_FORMAT,
						(int) MAX_ARRAY, set->count),
				 errhint("idset_ids(ids) returns a row for each id.")));
	size = ARR_OVERHEAD_NONULLS(1) + set->count * sizeof(int64);
	array = palloc(size);
	SET_VARSIZE(array, size);
	array->ndim = 1;
	array->dataoffset = 0;
	array->elemtype = INT8OID;
	ARR_DIMS(array)[0] = (int) set->count;
	ARR_LBOUND(array)[0] = 1;
	ids = (int64 *) ARR_DATA_PTR(array);
	id_reader_init(&reader, set);
	for (int64 i = 0; i < set->count; i++)
	{
		if (unlikely(i % INTERRUPT_IDS == INTERRUPT_IDS - 1))
			CHECK_FOR_INTERRUPTS();
		/* a damaged bitmap may have fewer ids than its count says, or more */
		if (!id_reader_next(&reader, &ids[i]))
			idset_damaged();
	}
	if (id_reader_next(&reader, &more))
		idset_damaged();
	PG_RETURN_ARRAYTYPE_P(array);
}
