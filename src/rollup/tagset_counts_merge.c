/*
 * tagset_counts_merge.c
 *	  Aggregate tagset_counts_merge: the sums of results of tagset_counts. Its
 *	  state is that of tagset_counts but flat, because those results already
 *	  count the ancestors.
 */
#include "tagset/tagset.h"

#include "access/htup_details.h"
#include "miscadmin.h"
#include "utils/array.h"
#include "utils/typcache.h"

#include "rollup/tagset_tally.h"
#include "text/path.h"

/* Refuses a row that tagset_counts would not return. */
static void
refuse(const char *detail)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("invalid tagset_tally"),
			 errdetail_internal("%s", detail),
			 errhint("Pass arrays as tagset_counts gives them.")));
}

/* Adds one row. */
static void
add_row(Tally *tally, const Datum *values, const bool *nulls)
{
	struct varlena *tag;
	int64		rows;

	if (nulls[0] || nulls[2])
		refuse("Neither tag nor rows can be NULL.");
	tag = DatumGetTagpathP(values[0]);
	rows = DatumGetInt64(values[2]);
	if (rows < 0)
		refuse("A number of rows cannot be negative.");
	if (!nulls[1] && DatumGetInt32(values[1]) != path_depth(TAGPATH_DATA(tag), TAGPATH_LEN(tag)))
		refuse("The depth is not that of the tag.");
	tally_add(tally, tally_node(tally, TAGPATH_DATA(tag), TAGPATH_LEN(tag)), rows);
}

/* Adds the rows of an array, which may be in any order; NULL elements are skipped. */
static void
add_array(Tally *tally, ArrayType *array)
{
	TupleDesc	desc = lookup_rowtype_tupdesc(ARR_ELEMTYPE(array), -1);
	Datum	   *elements;
	bool	   *absent;
	int			n;

	tally_check_type(desc, 0);
	deconstruct_array(array, ARR_ELEMTYPE(array), -1, false, TYPALIGN_DOUBLE, &elements, &absent, &n);
	for (int i = 0; i < n; i++)
	{
		HeapTupleHeader header;
		HeapTupleData tuple;
		Datum		values[3];
		bool		nulls[3];

		CHECK_FOR_INTERRUPTS();
		if (absent[i])
			continue;
		header = DatumGetHeapTupleHeader(elements[i]);
		tuple.t_len = HeapTupleHeaderGetDatumLength(header);
		ItemPointerSetInvalid(&tuple.t_self);
		tuple.t_tableOid = InvalidOid;
		tuple.t_data = header;
		heap_deform_tuple(&tuple, desc, values, nulls);
		add_row(tally, values, nulls);
	}
	ReleaseTupleDesc(desc);
}

PG_FUNCTION_INFO_V1(tagset_counts_merge_step);
Datum
tagset_counts_merge_step(PG_FUNCTION_ARGS)
{
	MemoryContext context = factag_aggregate_context(fcinfo);
	Tally	   *tally = PG_ARGISNULL(0) ? tally_make(context, true, 0) : (Tally *) PG_GETARG_POINTER(0);

	if (!PG_ARGISNULL(1))
		add_array(tally, PG_GETARG_ARRAYTYPE_P(1));
	PG_RETURN_POINTER(tally);
}
