/*
 * consensus_rows.c
 *	  Arrays of a composite type; see consensus_rows.h.
 */
#include "consensus/consensus_rows.h"

#include "access/htup_details.h"
#include "access/tupmacs.h"
#include "miscadmin.h"
#include "utils/array.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/typcache.h"

/* columns of the widest row */
#define MOST_COLUMNS 4

void
consensus_rows_begin(ConsensusRows *rows, FunctionCallInfo fcinfo, int columns, const Oid *types)
{
	bool		known;

	rows->type = get_element_type(get_func_rettype(fcinfo->flinfo->fn_oid));
	rows->desc = lookup_rowtype_tupdesc_copy(rows->type, -1);
	rows->count = 0;
	known = rows->desc->natts == columns;
	for (int i = 0; known && i < columns; i++)
		known = TupleDescAttr(rows->desc, i)->atttypid == types[i];
	if (!known)
		ereport(ERROR,
				(errcode(ERRCODE_DATATYPE_MISMATCH),
				 errmsg("the attributes of a consensus's type were altered"),
				 errhint("Undo the ALTER TYPE, or make the extension anew.")));
	initStringInfo(&rows->array);
	rows->array.len = ARR_OVERHEAD_NONULLS(1);
}

void
consensus_rows_add(ConsensusRows *rows, Datum *values)
{
	bool		nulls[MOST_COLUMNS] = {false};
	HeapTuple	tuple = heap_form_tuple(rows->desc, values, nulls);
	Size		at = att_align_nominal((Size) rows->array.len, TYPALIGN_DOUBLE);

	CHECK_FOR_INTERRUPTS();
	if (at + tuple->t_len >= MaxAllocSize)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("the consensus would be larger than 1 GB"),
				 errdetail("It has %u rows already.", rows->count),
				 errhint("Aggregate a part at a time, with GROUP BY.")));
	enlargeStringInfo(&rows->array, at + tuple->t_len - rows->array.len);
	memset(rows->array.data + rows->array.len, 0, at - rows->array.len);
	memcpy(rows->array.data + at, tuple->t_data, tuple->t_len);
	rows->array.len = at + tuple->t_len;
	rows->count++;
	heap_freetuple(tuple);
}

Datum
consensus_rows_finish(ConsensusRows *rows)
{
	ArrayType  *array;

	/* as construct_array pads the last element */
	enlargeStringInfo(&rows->array, MAXIMUM_ALIGNOF);
	array = (ArrayType *) rows->array.data;
	while (rows->array.len % ALIGNOF_DOUBLE != 0)
		rows->array.data[rows->array.len++] = 0;
	SET_VARSIZE(array, rows->array.len);
	array->ndim = 1;
	array->dataoffset = 0;
	array->elemtype = rows->type;
	ARR_DIMS(array)[0] = rows->count;
	ARR_LBOUND(array)[0] = 1;
	return PointerGetDatum(array);
}
