/*
 * tagset_counts.c
 *	  Aggregate tagset_counts: for every tag and ancestor, the number of sets with
 *	  an element at or below it.
 */
#include "tagset/tagset.h"

#include "libpq/pqformat.h"
#include "miscadmin.h"

#include "rollup/tagset_tally.h"

/* Counts a set once at each of its paths and at each of their ancestors. */
static void
count_set(Tally *tally, const struct varlena *set)
{
	TagsetReader reader;

	tally_begin_set(tally);
	tagset_reader_init(&reader, set);
	while (tagset_reader_next(&reader))
	{
		uint32		node = tally_node(tally, reader.path, reader.len);

		CHECK_FOR_INTERRUPTS();
		while (tally_count(tally, node))
			node = tally->nodes[node].parent;
	}
}

PG_FUNCTION_INFO_V1(tagset_counts_step);
Datum
tagset_counts_step(PG_FUNCTION_ARGS)
{
	MemoryContext context = factag_aggregate_context(fcinfo);
	Tally	   *tally = PG_ARGISNULL(0) ? tally_make(context, false, 0) : (Tally *) PG_GETARG_POINTER(0);

	if (!PG_ARGISNULL(1))
		count_set(tally, PG_GETARG_PACKED_P(1));
	PG_RETURN_POINTER(tally);
}

PG_FUNCTION_INFO_V1(tagset_counts_combine);
Datum
tagset_counts_combine(PG_FUNCTION_ARGS)
{
	return tally_combine(fcinfo, NULL);
}

PG_FUNCTION_INFO_V1(tagset_counts_serialize);
Datum
tagset_counts_serialize(PG_FUNCTION_ARGS)
{
	StringInfoData out;

	(void) factag_aggregate_context(fcinfo);
	pq_begintypsend(&out);
	tally_serialize(&out, (Tally *) PG_GETARG_POINTER(0));
	PG_RETURN_BYTEA_P(pq_endtypsend(&out));
}

PG_FUNCTION_INFO_V1(tagset_counts_deserialize);
Datum
tagset_counts_deserialize(PG_FUNCTION_ARGS)
{
	StringInfoData in = tally_message(PG_GETARG_BYTEA_PP(0));
	Tally	   *tally;

	(void) factag_aggregate_context(fcinfo);
	tally = tally_deserialize(&in);
	pq_getmsgend(&in);
	PG_RETURN_POINTER(tally);
}

PG_FUNCTION_INFO_V1(tagset_counts_final);
Datum
tagset_counts_final(PG_FUNCTION_ARGS)
{
	(void) factag_aggregate_context(fcinfo);
	return tally_result(fcinfo, (Tally *) PG_GETARG_POINTER(0), NULL);
}
