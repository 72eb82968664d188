/*
 * audience_compact.c
 *	  SQL: audience_compact.
 *
 * Each transaction takes chunks until it has moved enough rows or lasted long enough, so no writer waits longer for a pending
 * row than such a transaction lasts. The pending rows are deleted first: a writer that meets a row that is being deleted waits
 * and inserts it anew, while one that meets a row that is only locked would fail under REPEATABLE READ.
 *
 * A chunk is locked under a tag that SQL cannot name, and never waited for. Pending rows that a
 * writer has locked are left for the next call. So compactions wait for nobody but DDL.
 */
#include "audience/audience.h"

#include "access/xact.h"
#include "catalog/pg_type.h"
#include "common/hashfn.h"
#include "miscadmin.h"
#include "nodes/parsenodes.h"
#include "portability/instr_time.h"
#include "storage/lock.h"
#include "utils/guc.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/snapmgr.h"
#include "utils/timestamp.h"

#include "usertable/table_owner.h"
#include "audience/audience_patch.h"
#include "usertable/table_sql.h"
#include "idset/id_builder.h"

/* a transaction ends after so many rows, milliseconds or chunks; the last one bounds its locks */
#define MOST_ROWS	8192
#define MOST_MS		50
#define MOST_CHUNKS	64

/* the fourth field of the locks of chunks; those of pg_advisory_lock have 1 and 2 there */
#define LOCK_CLASS	0xFAC7

/* the statements, by number */
enum
{
	COMPACT_FIND = 200,
	COMPACT_TAKE
};

/* a pending row that was taken */
typedef struct Taken
{
	int64		id;
	Datum		tags;			/* as it is stored */
	bool		gone;			/* tags are NULL */
} Taken;

/* TableSqlText: the first pending id that is at least $1 */
static char *
find_text(Oid relid, Oid schema)
{
	(void) schema;
	return psprintf("SELECT id FROM ONLY %s WHERE id OPERATOR(pg_catalog.>=) $1 ORDER BY id LIMIT 1",
					table_sql_name(relid));
}

/* TableSqlText: deletes pending rows from $1 to $2, at most $3, and returns them; without a join, see table_sql_plan_made */
static char *
take_text(Oid relid, Oid schema)
{
	const char *name = table_sql_name(relid);

	(void) schema;
	return psprintf("DELETE FROM ONLY %s WHERE id OPERATOR(pg_catalog.=) ANY (ARRAY(SELECT id FROM ONLY %s "
					"WHERE id OPERATOR(pg_catalog.>=) $1 AND id OPERATOR(pg_catalog.<=) $2 "
					"ORDER BY id LIMIT $3 FOR UPDATE SKIP LOCKED)) RETURNING id, tags", name, name);
}

/* Finds the first pending id from one on; false if there is none. */
static bool
find_pending(const Audience *audience, int64 from, int64 *id)
{
	const Oid	types[1] = {INT8OID};
	Datum		values[1] = {Int64GetDatum(from)};
	SPIPlanPtr	plan = table_sql_plan(audience->pending, COMPACT_FIND, audience->schema, find_text, 1, types);
	bool		isnull;

	if (table_sql_execute(plan, values, NULL, 1, SPI_OK_SELECT) == 0)
		return false;
	*id = DatumGetInt64(SPI_getbinval(SPI_tuptable->vals[0], SPI_tuptable->tupdesc, 1, &isnull));
	SPI_freetuptable(SPI_tuptable);
	return true;
}

/* Locks a chunk until the end of the transaction; false if another transaction has it. */
static bool
lock_chunk(const Audience *audience, int64 chunk)
{
	uint32		hash = hash_bytes((const unsigned char *) &chunk, sizeof(chunk));
	LOCKTAG		tag;

	SET_LOCKTAG_ADVISORY(tag, MyDatabaseId, audience->audience, hash, LOCK_CLASS);
	return LockAcquire(&tag, ExclusiveLock, false, true) != LOCKACQUIRE_NOT_AVAIL;
}

/* qsort: by id */
static int
compare_taken(const void *a, const void *b)
{
	int64		x = ((const Taken *) a)->id;
	int64		y = ((const Taken *) b)->id;

	return x < y ? -1 : x > y;
}

/* Puts rows that were taken, in the order of their ids, into the base. */
static void
patch_taken(const Audience *audience, int64 number, const Taken *rows, uint64 n)
{
	AudienceChunk *chunk = audience_chunk_make(number);
	IdBuilder  *touched = id_builder_make(CurrentMemoryContext);

	for (uint64 i = 0; i < n; i++)
	{
		struct varlena *tags;

		CHECK_FOR_INTERRUPTS();
		/* the owner has dropped its primary key */
		if (i > 0 && rows[i].id == rows[i - 1].id)
			ereport(ERROR,
					(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
					 errmsg("table \"%s\" of an audience has more than one row with id " INT64_FORMAT,
							get_rel_name(audience->pending), rows[i].id),
					 errhint("Call audience_rebuild.")));
		id_builder_add(touched, rows[i].id);
		if (rows[i].gone)
			continue;
		tags = DatumGetPackedP(rows[i].tags);
		audience_chunk_add(chunk, rows[i].id, tags);
		if ((Pointer) tags != DatumGetPointer(rows[i].tags))
			pfree(tags);
	}
	audience_chunk_finish(chunk);
	audience_patch(audience, id_builder_finish(touched), chunk);
}

/*
 * Moves at most `most` pending rows of a chunk that is locked, those with the lowest ids, into the base. Returns their
 * number, and *last gets the last id.
 */
static uint64
compact_chunk(const Audience *audience, int64 chunk, int64 most, int64 *last)
{
	const Oid	types[3] = {INT8OID, INT8OID, INT8OID};
	SPIPlanPtr	plan = table_sql_plan(audience->pending, COMPACT_TAKE, audience->schema, take_text, 3, types);
	MemoryContext context = AllocSetContextCreate(CurrentMemoryContext, "compaction of a chunk", ALLOCSET_DEFAULT_SIZES);
	MemoryContext old = CurrentMemoryContext;
	SPITupleTable *table;
	uint64		n;
	int64		first;
	Datum		values[3];
	Taken	   *rows;

	audience_chunk_bounds(audience, chunk, &first, last);
	values[0] = Int64GetDatum(first);
	values[1] = Int64GetDatum(*last);
	values[2] = Int64GetDatum(most);
	n = table_sql_execute(plan, values, NULL, 0, SPI_OK_DELETE_RETURNING);
	table = SPI_tuptable;
	/* SPI leaves its own context behind */
	MemoryContextSwitchTo(context);
	rows = palloc(Max(n, 1) * sizeof(Taken));
	for (uint64 i = 0; i < n; i++)
	{
		bool		isnull;

		rows[i].id = DatumGetInt64(SPI_getbinval(table->vals[i], table->tupdesc, 1, &isnull));
		rows[i].tags = SPI_getbinval(table->vals[i], table->tupdesc, 2, &rows[i].gone);
	}
	if (n > 0)
	{
		qsort(rows, n, sizeof(Taken), compare_taken);
		*last = rows[n - 1].id;
		/* taken after the lock of the chunk, so it has all that was written to the chunk's rows */
		PushActiveSnapshot(GetTransactionSnapshot());
		patch_taken(audience, chunk, rows, n);
		PopActiveSnapshot();
	}
	SPI_freetuptable(table);
	MemoryContextSwitchTo(old);
	MemoryContextDelete(context);
	return n;
}

static double
ms_since(instr_time start)
{
	instr_time	now;

	INSTR_TIME_SET_CURRENT(now);
	INSTR_TIME_SUBTRACT(now, start);
	return INSTR_TIME_GET_MILLISEC(now);
}

/* Compacts some chunks, from an id on, which it advances; false if there is nothing beyond. */
static bool
compact_chunks(const Audience *audience, int64 *from)
{
	instr_time	start;
	int64		rows = 0;
	int			chunks = 0;
	int64		id;

	INSTR_TIME_SET_CURRENT(start);
	while (rows < MOST_ROWS && chunks < MOST_CHUNKS && ms_since(start) < MOST_MS)
	{
		int64		most = MOST_ROWS - rows;
		int64		chunk;
		int64		first;
		int64		last;

		CHECK_FOR_INTERRUPTS();
		if (!find_pending(audience, *from, &id))
			return false;
		chunk = audience_chunk_of(audience, id);
		audience_chunk_bounds(audience, chunk, &first, &last);
		if (lock_chunk(audience, chunk))
		{
			int64		last_taken;
			int64		n = (int64) compact_chunk(audience, chunk, most, &last_taken);

			if (n == most)
				last = last_taken;
			rows += n;
			chunks++;
		}
		if (last == PG_INT64_MAX)
			return false;
		*from = last + 1;
	}
	return true;
}

/* Compacts within one transaction, and ends it; false if there is nothing left to do. The context is reset. */
static bool
compact_transaction(FunctionCallInfo fcinfo, Oid relid, MemoryContext context, int64 *from)
{
	MemoryContext old = MemoryContextSwitchTo(context);
	Audience	audience;
	OwnerContext saved;
	bool		more;

	/* whatever the session's default, an audience needs no more than this, and a serializable transaction could fail */
	(void) set_config_option("transaction_isolation", "read committed", PGC_USERSET, PGC_S_SESSION,
							 GUC_ACTION_LOCAL, true, 0, false);
	PushActiveSnapshot(GetTransactionSnapshot());
	audience_open(&audience, fcinfo, relid, AUDIENCE_COMPACT);
	PopActiveSnapshot();
	table_as_owner(&saved, audience.owner);
	more = compact_chunks(&audience, from);
	/* the owner's code must not run at the end of the transaction with the caller's rights */
	table_as_caller(&saved);
	MemoryContextSwitchTo(old);
	SPI_commit();
	MemoryContextReset(context);
	return more;
}

/* The milliseconds of an interval. */
static double
interval_ms(const Interval *interval)
{
	return (double) interval->time / 1000 +
		((double) interval->month * DAYS_PER_MONTH + interval->day) * SECS_PER_DAY * 1000;
}

PG_FUNCTION_INFO_V1(audience_compact);
Datum
audience_compact(PG_FUNCTION_ARGS)
{
	Oid			relid = PG_ARGISNULL(0) ? InvalidOid : PG_GETARG_OID(0);
	bool		limited = !PG_ARGISNULL(1);
	double		most = limited ? interval_ms(PG_GETARG_INTERVAL_P(1)) : 0;
	int64		from = PG_INT64_MIN;
	MemoryContext context;
	instr_time	start;

	if (!fcinfo->context || !IsA(fcinfo->context, CallContext) || castNode(CallContext, fcinfo->context)->atomic)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_TRANSACTION_TERMINATION),
				 errmsg("audience_compact cannot run inside a transaction block"),
				 errdetail("It ends transactions, so that writers wait only briefly."),
				 errhint("Call it by itself, with autocommit, and not from a function.")));
	if (PG_ARGISNULL(0))
		PG_RETURN_VOID();
	INSTR_TIME_SET_CURRENT(start);
	SPI_connect_ext(SPI_OPT_NONATOMIC);
	context = AllocSetContextCreate(CurrentMemoryContext, "transaction of a compaction", ALLOCSET_DEFAULT_SIZES);
	SPI_commit();
	while (compact_transaction(fcinfo, relid, context, &from) && (!limited || ms_since(start) < most))
		CHECK_FOR_INTERRUPTS();
	SPI_finish();
	PG_RETURN_VOID();
}
