/*
 * consensus_dawid_skene.c
 *	  Aggregates consensus_dawid_skene and consensus_dawid_skene_raters: the labels
 *	  that items have most probably, and how often raters give them.
 */
#include "consensus/dawid_skene.h"

#include "catalog/pg_type.h"
#include "miscadmin.h"

#include "consensus/consensus_rows.h"

PG_FUNCTION_INFO_V1(consensus_dawid_skene_step);
Datum
consensus_dawid_skene_step(PG_FUNCTION_ARGS)
{
	VoteList   *list;
	struct varlena *label;

	/* the state apart, nothing may be NULL */
	if (PG_ARGISNULL(1) || PG_ARGISNULL(2) || PG_ARGISNULL(3))
		return factag_aggregate_unchanged(fcinfo);
	list = vote_list_state(fcinfo);
	label = PG_GETARG_PACKED_P(3);
	vote_list_add(list, PG_GETARG_PACKED_P(1), PG_GETARG_PACKED_P(2), VARDATA_ANY(label), VARSIZE_ANY_EXHDR(label));
	PG_RETURN_POINTER(list);
}

PG_FUNCTION_INFO_V1(consensus_dawid_skene_final);
Datum
consensus_dawid_skene_final(PG_FUNCTION_ARGS)
{
	const VoteList *list = (VoteList *) PG_GETARG_POINTER(0);
	VoteTable  *table;
	DawidSkene *fit;
	ConsensusRows rows;

	(void) factag_aggregate_context(fcinfo);
	consensus_rows_begin(&rows, fcinfo, 4, (Oid[]) {TEXTOID, TEXTOID, FLOAT8OID, INT8OID});
	table = vote_table_make(list);
	fit = dawid_skene_fit(table);
	for (uint32 item = 0; item < table->items; item++)
	{
		uint32		label = dawid_skene_label(fit, item);
		Datum		values[4] = {
			vote_table_name(list, table, VOTE_ITEM, item),
			vote_table_name(list, table, VOTE_LABEL, label),
			Float8GetDatum(fit->truth[(Size) item * table->labels + label]),
			Int64GetDatum((int64) table->first[item + 1] - table->first[item])
		};

		consensus_rows_add(&rows, values);
		pfree(DatumGetPointer(values[0]));
		pfree(DatumGetPointer(values[1]));
	}
	dawid_skene_free(fit);
	vote_table_free(table);
	return consensus_rows_finish(&rows);
}

PG_FUNCTION_INFO_V1(consensus_dawid_skene_raters_final);
Datum
consensus_dawid_skene_raters_final(PG_FUNCTION_ARGS)
{
	const VoteList *list = (VoteList *) PG_GETARG_POINTER(0);
	VoteTable  *table;
	DawidSkene *fit;
	double	   *right;
	uint32	   *votes;
	ConsensusRows rows;

	(void) factag_aggregate_context(fcinfo);
	consensus_rows_begin(&rows, fcinfo, 3, (Oid[]) {TEXTOID, INT8OID, FLOAT8OID});
	table = vote_table_make(list);
	fit = dawid_skene_fit(table);
	right = vote_table_alloc(table->raters, sizeof(double));
	votes = vote_table_alloc(table->raters, sizeof(uint32));
	for (uint32 item = 0; item < table->items; item++)
	{
		for (uint32 i = table->first[item]; i < table->first[item + 1]; i++)
		{
			const VotePair *pair = &table->pairs[table->pair_of[i]];

			CHECK_FOR_INTERRUPTS();
			right[pair->rater] += fit->truth[(Size) item * table->labels + pair->label];
			votes[pair->rater]++;
		}
	}
	for (uint32 rater = 0; rater < table->raters; rater++)
	{
		Datum		values[3] = {
			vote_table_name(list, table, VOTE_RATER, rater),
			Int64GetDatum((int64) votes[rater]),
			Float8GetDatum(right[rater] / votes[rater])
		};

		consensus_rows_add(&rows, values);
		pfree(DatumGetPointer(values[0]));
	}
	pfree(right);
	pfree(votes);
	dawid_skene_free(fit);
	vote_table_free(table);
	return consensus_rows_finish(&rows);
}
