/*
 * consensus_bridging.c
 *	  Aggregate consensus_bridging: what people who usually disagree agree about.
 */
#include "consensus/bridging.h"

#include "catalog/pg_type.h"

#include "consensus/consensus_check.h"
#include "consensus/consensus_rows.h"

PG_FUNCTION_INFO_V1(consensus_bridging_step);
Datum
consensus_bridging_step(PG_FUNCTION_ARGS)
{
	VoteList   *list;
	double		rating;

	/* the state apart, nothing may be NULL */
	if (PG_ARGISNULL(1) || PG_ARGISNULL(2) || PG_ARGISNULL(3))
		return factag_aggregate_unchanged(fcinfo);
	list = vote_list_state(fcinfo);
	rating = consensus_check_rating(PG_GETARG_FLOAT8(3));
	vote_list_add(list, PG_GETARG_PACKED_P(1), PG_GETARG_PACKED_P(2), (const char *) &rating, sizeof(rating));
	PG_RETURN_POINTER(list);
}

PG_FUNCTION_INFO_V1(consensus_bridging_final);
Datum
consensus_bridging_final(PG_FUNCTION_ARGS)
{
	const VoteList *list = (VoteList *) PG_GETARG_POINTER(0);
	VoteTable  *table;
	double	   *values;
	Bridging   *fit;
	ConsensusRows rows;

	(void) factag_aggregate_context(fcinfo);
	consensus_rows_begin(&rows, fcinfo, 4, (Oid[]) {TEXTOID, FLOAT8OID, FLOAT8OID, INT8OID});
	table = vote_table_make(list);
	values = vote_table_alloc(table->labels, sizeof(double));
	for (uint32 label = 0; label < table->labels; label++)
		memcpy(&values[label], name_table_bytes(&list->names[VOTE_LABEL], table->order[VOTE_LABEL][label]), sizeof(double));
	fit = bridging_fit(table, values);
	for (uint32 item = 0; item < table->items; item++)
	{
		/* not -0 */
		Datum		row[4] = {
			vote_table_name(list, table, VOTE_ITEM, item),
			Float8GetDatum(fit->items[item].intercept + 0.0),
			Float8GetDatum(fit->items[item].factor + 0.0),
			Int64GetDatum((int64) table->first[item + 1] - table->first[item])
		};

		consensus_rows_add(&rows, row);
		pfree(DatumGetPointer(row[0]));
	}
	bridging_free(fit);
	pfree(values);
	vote_table_free(table);
	return consensus_rows_finish(&rows);
}
