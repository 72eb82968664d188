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

#include "audience/audience_base_counts.h"
#include "audience/audience_evaluate.h"
#include "audience/audience_pending.h"
#include "rollup/tagset_tally.h"
#include "tagset/tagset_format.h"
#include "text/path.h"
#include "text/quote.h"

typedef struct Counting
{
	ReturnSetInfo *rsinfo;
	MemoryContext row;			/* of a row of the result */
	bool		has_at;
	TimestampTz at;

	/* of the pending rows that match */
	Tally	   *tally;
	uint32	   *nodes;			/* in preorder */
	uint32		next;			/* the first node that is not returned yet */
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
put_row(const Counting *counting, const char *path, int len, int64 rows)
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
	values[2] = Int32GetDatum(path_depth(path, len));
	values[3] = Int64GetDatum(rows);
	MemoryContextSwitchTo(old);
	tuplestore_putvalues(counting->rsinfo->setResult, counting->rsinfo->setDesc, values, nulls);
	MemoryContextReset(counting->row);
}

/* Compares the next path of the pending rows with a path; above 0 if there is none. */
static int
compare_next(const Counting *counting, const char *path, int len)
{
	uint32		node;

	if (counting->next == counting->tally->count - 1)
		return 1;
	node = counting->nodes[counting->next];
	return path_compare(tally_path(counting->tally, node), counting->tally->nodes[node].len, path, len);
}

/* Returns the next path of the pending rows, which the base does not have. */
static void
put_next(Counting *counting)
{
	uint32		number = counting->nodes[counting->next++];
	const TallyNode *node = &counting->tally->nodes[number];

	CHECK_FOR_INTERRUPTS();
	put_row(counting, tally_path(counting->tally, number), node->len, node->rows);
}

/* AudienceCountEach: returns a path of the base, after those of the pending rows before it. */
static void
put_base(void *arg, const char *path, int len, int64 rows)
{
	Counting   *counting = arg;

	while (compare_next(counting, path, len) < 0)
		put_next(counting);
	if (compare_next(counting, path, len) == 0)
		rows += counting->tally->nodes[counting->nodes[counting->next++]].rows;
	put_row(counting, path, len, rows);
}

/* Counts those who match a query, or everybody. */
static void
count_tags(Counting *counting, const Audience *audience, const QueryPlan *plan)
{
	AudiencePending pending;
	const IdBlocks *set;

	counting->tally = tally_make(CurrentMemoryContext, false, 0);
	audience_pending(audience, plan, &pending, tally_row, counting);
	counting->nodes = tally_preorder(counting->tally);
	/* everybody: all but those that are pending */
	set = plan ? id_blocks_minus(audience_matching_base(audience, plan), pending.touched) : pending.touched;
	audience_base_counts(audience, set, plan == NULL, counting->has_at, counting->at, put_base, counting);
	while (counting->next < counting->tally->count - 1)
		put_next(counting);
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
	counting.at = counting.has_at ? PG_GETARG_TIMESTAMPTZ(2) : 0;
	audience_open(&audience, fcinfo, PG_GETARG_OID(0), AUDIENCE_READ);
	if (!PG_ARGISNULL(1))
		plan = query_plan_at(PG_GETARG_PACKED_P(1), counting.has_at, counting.at);
	count_tags(&counting, &audience, plan);
	MemoryContextSwitchTo(old);
	MemoryContextDelete(context);
	return (Datum) 0;
}
