/*
 * audience_problems.c
 *	  SQL: audience_problems.
 *
 * It goes through the chunks of the table, of the base and of the pending rows at once, all in the active snapshot.
 */
#include "audience/audience.h"

#include "executor/spi.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/memutils.h"
#include "utils/tuplestore.h"

#include "audience/audience_compare.h"
#include "audience/audience_feed.h"
#include "usertable/table_owner.h"
#include "audience/audience_pending.h"
#include "usertable/table_sql.h"
#include "idset/id_builder.h"
#include "text/quote.h"

/* pending rows that there is room for at first */
#define FIRST_SIZE 64

enum
{
	COLUMN_PROBLEM, COLUMN_TAG, COLUMN_ID, COLUMN_DETAIL, COLUMNS
};

/* a pending row with tags */
typedef struct PendingTags
{
	int64		id;
	const struct varlena *tags;
} PendingTags;

/* a chunk that the base has */
typedef struct BaseChunk
{
	int64		number;
	int64		members;		/* rows of NAME_members; -1: it has none */
} BaseChunk;

typedef struct Check
{
	Audience	audience;
	ReturnSetInfo *rsinfo;
	AudienceFeed *feed;
	AudienceFeedRow row;		/* the next one, */
	bool		ended;			/* unless there is none */
	BaseChunk  *chunks;
	uint64		nchunks;
	uint64		chunk;			/* the next one */
	IdBlocks   *touched;
	uint32		block;			/* the next one of touched */
	PendingTags *pending;
	uint32		npending;
	uint32		size;
	uint32		next;			/* the next one of pending */
} Check;

/* AudienceProblem: adds a row */
static void
add_problem(void *arg, const char *problem, const char *path, int len, const int64 *id, const char *detail)
{
	ReturnSetInfo *rsinfo = ((Check *) arg)->rsinfo;
	Datum		values[COLUMNS] = {0};
	bool		nulls[COLUMNS] = {false};

	values[COLUMN_PROBLEM] = CStringGetTextDatum(problem);
	nulls[COLUMN_TAG] = path == NULL;
	if (path)
		values[COLUMN_TAG] = PointerGetDatum(quote_path_text(path, len, path_specials));
	nulls[COLUMN_ID] = id == NULL;
	if (id)
		values[COLUMN_ID] = Int64GetDatum(*id);
	values[COLUMN_DETAIL] = CStringGetTextDatum(detail);
	tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values, nulls);
}

/* AudiencePendingEach: keeps a row */
static void
keep_pending(void *arg, int64 id, const struct varlena *tags)
{
	Check	   *check = arg;
	MemoryContext old = MemoryContextSwitchTo(GetMemoryChunkContext(check));

	if (check->npending == check->size)
	{
		check->size = check->size == 0 ? FIRST_SIZE : check->size * 2;
		check->pending = check->pending ? repalloc_huge(check->pending, check->size * sizeof(PendingTags)) :
			palloc(check->size * sizeof(PendingTags));
	}
	check->pending[check->npending].id = id;
	check->pending[check->npending++].tags = memcpy(palloc(VARSIZE_ANY(tags)), tags, VARSIZE_ANY(tags));
	MemoryContextSwitchTo(old);
}

/* qsort: by id */
static int
compare_pending(const void *a, const void *b)
{
	int64		x = ((const PendingTags *) a)->id;
	int64		y = ((const PendingTags *) b)->id;

	return x < y ? -1 : x > y;
}

/* Reads all pending rows. */
static void
read_pending(Check *check)
{
	AudiencePending all;

	audience_pending(&check->audience, NULL, &all, keep_pending, check);
	check->touched = all.touched;
	if (check->npending > 0)
		qsort(check->pending, check->npending, sizeof(PendingTags), compare_pending);
}

/* Finds the chunks of the base. */
static void
read_chunks(Check *check)
{
	const char *members = table_sql_name(check->audience.members);
	char	   *statement = psprintf("SELECT c.chunk, m.rows FROM (SELECT chunk FROM ONLY %s UNION SELECT chunk FROM ONLY %s) AS c "
									 "LEFT JOIN ONLY %s AS m ON m.chunk OPERATOR(pg_catalog.=) c.chunk ORDER BY c.chunk",
									 table_sql_name(check->audience.tags), members, members);

	if (SPI_execute(statement, true, 0) != SPI_OK_SELECT)
		elog(ERROR, "a statement of an audience failed");
	check->chunks = MemoryContextAllocHuge(CurrentMemoryContext, Max(SPI_processed, 1) * sizeof(BaseChunk));
	for (uint64 i = 0; i < SPI_processed; i++)
	{
		HeapTuple	tuple = SPI_tuptable->vals[i];
		BaseChunk  *chunk = &check->chunks[check->nchunks];
		Datum		value;
		bool		isnull;

		value = SPI_getbinval(tuple, SPI_tuptable->tupdesc, 1, &isnull);
		if (isnull)
		{
			add_problem(check, "rows", NULL, 0, NULL, "the audience has rows without a chunk");
			continue;
		}
		chunk->number = DatumGetInt64(value);
		value = SPI_getbinval(tuple, SPI_tuptable->tupdesc, 2, &isnull);
		chunk->members = isnull ? -1 : DatumGetInt32(value);
		check->nchunks++;
	}
	SPI_freetuptable(SPI_tuptable);
	MemoryContextSwitchTo(GetMemoryChunkContext(check));
}

/* Goes to the table's next row with an id. */
static void
next_row(Check *check)
{
	check->ended = !audience_feed_next(check->feed, &check->row);
	if (check->ended || !check->row.no_id)
		return;
	add_problem(check, "missing", NULL, 0, NULL, "the table has rows with tags whose id is NULL");
	check->ended = true;
}

/* Finds the number of the next chunk that the table, the base or the pending rows have; false if there is none. */
static bool
next_chunk(const Check *check, int64 *number)
{
	bool		found = false;

	*number = PG_INT64_MAX;
	if (!check->ended)
	{
		*number = audience_chunk_of(&check->audience, check->row.id);
		found = true;
	}
	if (check->chunk < check->nchunks)
	{
		*number = Min(*number, check->chunks[check->chunk].number);
		found = true;
	}
	if (check->block < check->touched->n)
	{
		*number = Min(*number, audience_chunk_of(&check->audience, check->touched->blocks[check->block].key * ID_BLOCK_IDS));
		found = true;
	}
	return found;
}

/* Compares the next chunk, in the current memory context. */
static void
check_chunk(Check *check, int64 number)
{
	AudienceChunk *source = audience_chunk_make(number);
	AudienceChunk *pending = audience_chunk_make(number);
	IdBlocks   *touched = id_blocks_make();
	int64		members = -1;
	int64		before = 0;
	bool		any = false;

	for (; !check->ended && audience_chunk_of(&check->audience, check->row.id) == number; next_row(check))
	{
		int64		id = check->row.id;

		if (any && id == before)
			add_problem(check, "duplicate", NULL, 0, &id, "more than one row of the table has the id");
		else
			audience_chunk_add(source, id, check->row.tags);
		before = id;
		any = true;
	}
	for (; check->next < check->npending && audience_chunk_of(&check->audience, check->pending[check->next].id) == number; check->next++)
	{
		const PendingTags *row = &check->pending[check->next];

		if (check->next > 0 && row->id == row[-1].id)
			add_problem(check, "duplicate", NULL, 0, &row->id, "more than one pending row has the id");
		else
			audience_chunk_add(pending, row->id, row->tags);
	}
	for (; check->block < check->touched->n; check->block++)
	{
		const IdBlock *block = &check->touched->blocks[check->block];

		if (audience_chunk_of(&check->audience, block->key * ID_BLOCK_IDS) != number)
			break;
		id_blocks_append(touched, block);
	}
	if (check->chunk < check->nchunks && check->chunks[check->chunk].number == number)
		members = check->chunks[check->chunk++].members;
	audience_chunk_finish(source);
	audience_chunk_finish(pending);
	audience_compare(&check->audience, source, pending, touched, members, add_problem, check);
}

PG_FUNCTION_INFO_V1(audience_problems);
Datum
audience_problems(PG_FUNCTION_ARGS)
{
	Check	   *check = palloc0(sizeof(Check));
	OwnerContext saved;
	MemoryContext context;
	MemoryContext old;
	int64		number;

	audience_open(&check->audience, fcinfo, PG_GETARG_OID(0), AUDIENCE_CHECK);
	InitMaterializedSRF(fcinfo, 0);
	check->rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	read_pending(check);
	SPI_connect();
	/* the caller may read all this; but functions that the tables' owners put there must not run with the caller's rights */
	table_as_owner(&saved, check->audience.owner);
	read_chunks(check);
	table_as_caller(&saved);
	table_as_owner(&saved, table_owner_of(check->audience.source));
	check->feed = audience_feed_open(&check->audience, true);
	context = AllocSetContextCreate(CurrentMemoryContext, "check of a chunk", ALLOCSET_DEFAULT_SIZES);
	next_row(check);
	while (next_chunk(check, &number))
	{
		old = MemoryContextSwitchTo(context);
		check_chunk(check, number);
		MemoryContextSwitchTo(old);
		MemoryContextReset(context);
	}
	MemoryContextDelete(context);
	audience_feed_close(check->feed);
	table_as_caller(&saved);
	SPI_finish();
	return (Datum) 0;
}
