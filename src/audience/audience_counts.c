/*
 * audience_counts.c
 *	  SQL: audience_counts.
 */
#include "audience/audience.h"

#include "funcapi.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/memutils.h"
#include "utils/timestamp.h"
#include "utils/tuplestore.h"

#include "audience/audience_base_counts.h"
#include "audience/audience_evaluate.h"
#include "audience/audience_pending.h"
#include "tagset/tagset_format.h"
#include "text/path.h"
#include "text/quote.h"

typedef struct Counting
{
	ReturnSetInfo *rsinfo;
	MemoryContext row;			/* of a row of the result */
	bool		has_at;
	TimestampTz at;
	Tally	   *tally;
} Counting;

/* AudiencePendingEach: counts a row at its paths and their ancestors. */
static void
tally_row(void *arg, int64 id, const struct varlena *tags)
{
	Counting   *counting = arg;
	TagsetReader reader;

	(void) id;
	tally_begin_set(counting->tally);
	tagset_reader_init(&reader, tags);
	while (tagset_reader_next(&reader))
	{
		Attributes	attrs;
		uint32		node;

		CHECK_FOR_INTERRUPTS();
		tagset_reader_attributes(&reader, &attrs);
		if (counting->has_at && !attributes_live(&attrs, counting->at))
			continue;
		node = tally_node(counting->tally, reader.path, reader.len);
		while (tally_count(counting->tally, node))
			node = counting->tally->nodes[node].parent;
	}
}

/* Returns a row, unless it counts nobody. */
static void
put_row(const Counting *counting, const char *path, int len, int depth, int64 rows)
{
	int			parent = path_parent(path, len);
	Datum		values[4] = {0};
	bool		nulls[4] = {false, parent == 0, false, false};
	MemoryContext old;

	if (rows == 0)
		return;
	old = MemoryContextSwitchTo(counting->row);
	values[0] = PointerGetDatum(quote_path_text(path, len, path_specials));
	if (parent > 0)
		values[1] = PointerGetDatum(quote_path_text(path, parent, path_specials));
	values[2] = Int32GetDatum(depth);
	values[3] = Int64GetDatum(rows);
	MemoryContextSwitchTo(old);
	tuplestore_putvalues(counting->rsinfo->setResult, counting->rsinfo->setDesc, values, nulls);
	MemoryContextReset(counting->row);
}

/* Counts those who match a query, or everybody. */
static void
count_tags(Counting *counting, const Audience *audience, const QueryPlan *plan)
{
	AudiencePending pending;
	const IdBlocks *set;
	const uint32 *nodes;

	audience_pending(audience, plan, &pending, tally_row, counting);
	/* everybody: all but those that are pending */
	set = plan ? id_blocks_minus(audience_matching_base(audience, plan), pending.touched) : pending.touched;
	audience_base_counts(audience, set, plan == NULL, counting->has_at, counting->at, counting->tally);
	nodes = tally_preorder(counting->tally);
	for (uint32 i = 0; i < counting->tally->count - 1; i++)
	{
		const TallyNode *node = &counting->tally->nodes[nodes[i]];

		CHECK_FOR_INTERRUPTS();
		put_row(counting, tally_path(counting->tally, nodes[i]), node->len, node->depth, node->rows);
	}
}

PG_FUNCTION_INFO_V1(audience_counts);
Datum
audience_counts(PG_FUNCTION_ARGS)
{
	Counting	counting = {.has_at = !PG_ARGISNULL(2)};
	Audience	audience;
	QueryPlan  *plan = NULL;
	MemoryContext context;
	MemoryContext old;

	InitMaterializedSRF(fcinfo, 0);
	if (PG_ARGISNULL(0))
		return (Datum) 0;
	context = AllocSetContextCreate(CurrentMemoryContext, "question to an audience", ALLOCSET_DEFAULT_SIZES);
	old = MemoryContextSwitchTo(context);
	counting.rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	counting.row = AllocSetContextCreate(context, "row of a result", ALLOCSET_SMALL_SIZES);
	counting.tally = tally_make(context, false, 0);
	counting.at = counting.has_at ? PG_GETARG_TIMESTAMPTZ(2) : 0;
	audience_open(&audience, fcinfo, PG_GETARG_OID(0), AUDIENCE_READ);
	if (!PG_ARGISNULL(1))
		plan = query_plan_at(PG_GETARG_PACKED_P(1), counting.has_at, counting.at);
	count_tags(&counting, &audience, plan);
	MemoryContextSwitchTo(old);
	MemoryContextDelete(context);
	return (Datum) 0;
}
