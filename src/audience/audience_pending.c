/*
 * audience_pending.c
 *	  The rows that changed since the last compaction.
 */
#include "audience/audience_pending.h"

#include "access/genam.h"
#include "access/htup_details.h"
#include "access/relscan.h"
#include "access/table.h"
#include "access/xact.h"
#include "executor/tuptable.h"
#include "miscadmin.h"
#include "utils/memutils.h"
#include "utils/rel.h"
#include "utils/snapmgr.h"

#include "audience/audience_scan.h"
#include "idset/id_builder.h"
#include "tagset/tagset_query.h"

/* which rows a pass reads */
typedef enum PendingPass
{
	PASS_ALL,
	PASS_OWN,					/* those that the current transaction wrote */
	PASS_OTHERS					/* the others, but for ids that have an own row */
} PendingPass;

typedef struct PendingRead
{
	const QueryPlan *plan;
	IdBuilder  *touched;
	IdBuilder  *matching;
	const IdBlocks *own;		/* ids of the rows that the current transaction wrote */
	AudiencePendingEach each;
	void	   *arg;
	MemoryContext row;			/* of the work on a row */
} PendingRead;

/* Whether a row's tags, which are not NULL, match. */
static bool
row_matches(const PendingRead *read, const struct varlena *tags)
{
	TagsetSubject subject;

	if (!read->plan)
		return true;
	tagset_subject_init(&subject, tags);
	return query_matches(read->plan, &subject.subject);
}

/* Counts a row in. */
static void
read_row(PendingRead *read, int64 id, Datum tags, bool isnull)
{
	MemoryContext old;
	const struct varlena *set;

	id_builder_add(read->touched, id);
	if (isnull)
		return;
	old = MemoryContextSwitchTo(read->row);
	set = DatumGetPackedP(tags);
	if (row_matches(read, set))
	{
		id_builder_add(read->matching, id);
		if (read->each)
			read->each(read->arg, id, set);
	}
	MemoryContextSwitchTo(old);
	MemoryContextReset(read->row);
}

/* Reads the rows of a pass. */
static void
read_pass(PendingRead *read, Relation heap, PendingPass pass)
{
	/* not by the index: it is read from end to end */
	SysScanDesc scan = systable_beginscan(heap, InvalidOid, false, GetActiveSnapshot(), 0, NULL);
	HeapTuple	tuple;

	while (HeapTupleIsValid(tuple = systable_getnext(scan)))
	{
		TupleTableSlot *row = scan->slot;	/* the scan has just put the tuple there */
		int64		id;

		CHECK_FOR_INTERRUPTS();
		if (pass != PASS_ALL &&
			TransactionIdIsCurrentTransactionId(HeapTupleHeaderGetXmin(tuple->t_data)) != (pass == PASS_OWN))
			continue;
		slot_getsomeattrs(row, AUDIENCE_PENDING_COLUMNS);
		if (row->tts_isnull[AUDIENCE_PENDING_ID - 1])
			ereport(ERROR,
					(errcode(ERRCODE_DATA_CORRUPTED),
					 errmsg("a pending row of an audience has no id"),
					 errhint("Call audience_rebuild.")));
		id = DatumGetInt64(row->tts_values[AUDIENCE_PENDING_ID - 1]);
		if (pass == PASS_OTHERS && id_blocks_has(read->own, id))
			continue;
		read_row(read, id, row->tts_values[AUDIENCE_PENDING_TAGS - 1], row->tts_isnull[AUDIENCE_PENDING_TAGS - 1]);
	}
	systable_endscan(scan);
}

/* The set of a builder, which goes on to be used. */
static const IdBlocks *
copy_of_set(IdBuilder *builder)
{
	IdBuilder  *copy = id_builder_make(CurrentMemoryContext);

	id_builder_add_set(copy, id_builder_finish(builder));
	return id_builder_finish(copy);
}

void
audience_pending(const Audience *audience, const QueryPlan *plan, AudiencePending *result,
				 AudiencePendingEach each, void *arg)
{
	PendingRead read = {.plan = plan, .each = each, .arg = arg};
	Relation	heap = table_open(audience->pending, NoLock);

	read.touched = id_builder_make(CurrentMemoryContext);
	read.matching = id_builder_make(CurrentMemoryContext);
	read.row = AllocSetContextCreate(CurrentMemoryContext, "pending row of an audience", ALLOCSET_DEFAULT_SIZES);

	/* a transaction without an xid has written nothing; one that has may see two rows of an id at any isolation level */
	if (!TransactionIdIsValid(GetTopTransactionIdIfAny()))
		read_pass(&read, heap, PASS_ALL);
	else
	{
		read_pass(&read, heap, PASS_OWN);
		read.own = copy_of_set(read.touched);
		read_pass(&read, heap, PASS_OTHERS);
	}
	table_close(heap, NoLock);
	MemoryContextDelete(read.row);
	if (result)
	{
		result->touched = id_builder_finish(read.touched);
		result->matching = id_builder_finish(read.matching);
	}
}
