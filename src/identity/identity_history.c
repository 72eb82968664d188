/*
 * identity_history.c
 *	  Since when, and until when, identifiers were in others' persons.
 *
 * A stint begins when an identifier comes into a person that is not its own. Others see what a transaction did only in the end, so several
 * moves in one transaction leave what a single one would: a stint that began in this transaction gets another
 * person or vanishes, and one that the transaction ended goes on if the identifier comes back.
 */
#include "identity/identity_history.h"

#include "access/transam.h"
#include "access/xact.h"
#include "catalog/pg_type.h"
#include "miscadmin.h"
#include "utils/array.h"
#include "utils/timestamp.h"

enum
{
	HISTORY_LATEST = 780,
	HISTORY_END,
	HISTORY_CHANGE,
	HISTORY_REMOVE,
	HISTORY_REOPEN,
	HISTORY_BEGIN
};

/* the last two stints of identifiers, the latest first */
static const IdentityStatement read_latest = {
	HISTORY_LATEST,
	"SELECT h.identifier, h.person, h.since, h.until, h.xmin FROM unnest($1) m (id) CROSS JOIN LATERAL ("
	"SELECT identifier, person, since, until, xmin FROM ONLY {history} WHERE identifier = m.id ORDER BY since DESC LIMIT 2) h",
	SPI_OK_SELECT, 1, {INT8ARRAYOID}
};

/*
 * Each takes identifiers in their order, persons, when the stints began, when they end, and the first and the last time at which one began. The place
 * of an identifier in $1 is found by width_bucket, which is a binary search: a join with the arrays could be planned as a nested loop while the
 * table is small, and would stay one. The last two parameters keep the stints of long ago from being read.
 */
#define OF_STINT(n) "($" n ")[width_bucket(identifier, $1)]"
#define THIS_STINT "WHERE identifier = ANY ($1) AND since BETWEEN $5 AND $6 AND since = " OF_STINT("3")
#define STINT_TYPES 6, {INT8ARRAYOID, INT8ARRAYOID, TIMESTAMPTZARRAYOID, TIMESTAMPTZARRAYOID, TIMESTAMPTZOID, TIMESTAMPTZOID}

static const IdentityStatement statements[] = {
	{HISTORY_END, "UPDATE ONLY {history} SET until = " OF_STINT("4") " " THIS_STINT, SPI_OK_UPDATE, STINT_TYPES},
	{HISTORY_CHANGE, "UPDATE ONLY {history} SET person = " OF_STINT("2") " " THIS_STINT, SPI_OK_UPDATE, STINT_TYPES},
	{HISTORY_REMOVE, "DELETE FROM ONLY {history} " THIS_STINT, SPI_OK_DELETE, STINT_TYPES},
	{HISTORY_REOPEN, "UPDATE ONLY {history} SET until = NULL " THIS_STINT, SPI_OK_UPDATE, STINT_TYPES},
	{HISTORY_BEGIN, "INSERT INTO {history} (identifier, person, since) SELECT * FROM unnest($1, $2, $3)", SPI_OK_INSERT, STINT_TYPES}
};

#define STATEMENTS ((int) lengthof(statements))

typedef struct Stint
{
	int64		identifier;
	int64		person;
	TimestampTz since;
	TimestampTz until;
	bool		open;
	bool		written;		/* by this transaction */
} Stint;

/* the stints that a statement writes */
typedef struct Batch
{
	Stint	   *stints;
	int			n;
} Batch;

typedef struct Writing
{
	Batch		batches[STATEMENTS];
	int			most;			/* in a batch */
	TimestampTz now;
} Writing;

/* Notes a stint for a statement. */
static void
note(Writing *writing, int statement, int64 identifier, int64 person, TimestampTz since, TimestampTz until)
{
	Batch	   *batch = &writing->batches[statement - HISTORY_END];

	if (!batch->stints)
		batch->stints = MemoryContextAllocHuge(CurrentMemoryContext, writing->most * sizeof(Stint));
	batch->stints[batch->n++] = (Stint) {.identifier = identifier, .person = person, .since = since, .until = until};
}

/* Whether a stint that is open began in this transaction. */
static bool
began_here(const Stint *stint)
{
	return stint->written && stint->since >= GetCurrentTransactionStartTimestamp();
}

/*
 * Whether this transaction ended a stint and can let it go on. One that another transaction began after the start of this
 * one could then not be told from those that began here.
 */
static bool
can_reopen(const Stint *stint, int64 person)
{
	return !stint->open && stint->written && stint->person == person && stint->since < GetCurrentTransactionStartTimestamp();
}

/* Notes what happens to the stints of an identifier, of which the last two are known or NULL. */
static void
note_move(Writing *writing, const IdentityMove *move, const Stint *last, const Stint *before)
{
	bool		joins = move->to != move->id;
	TimestampTz since = writing->now;

	if (last && !last->open)
	{
		if (joins && can_reopen(last, move->to))
		{
			note(writing, HISTORY_REOPEN, move->id, 0, last->since, 0);
			return;
		}
		since = Max(since, last->until);
	}
	else if (last && began_here(last))
	{
		bool		back = joins && before && can_reopen(before, move->to);

		if (joins && !back)
			note(writing, HISTORY_CHANGE, move->id, move->to, last->since, 0);
		else
			note(writing, HISTORY_REMOVE, move->id, 0, last->since, 0);
		if (back)
			note(writing, HISTORY_REOPEN, move->id, 0, before->since, 0);
		return;
	}
	else if (last)
	{
		if (joins && last->person == move->to)
			return;
		since = Max(since, last->since + 1);
		note(writing, HISTORY_END, move->id, 0, last->since, since);
	}
	if (joins)
		note(writing, HISTORY_BEGIN, move->id, move->to, since, 0);
}

/* An array of timestamps as a parameter. */
static Datum
timestamps(Datum *values, int n)
{
	return PointerGetDatum(construct_array(values, n, TIMESTAMPTZOID, sizeof(TimestampTz), FLOAT8PASSBYVAL, TYPALIGN_DOUBLE));
}

/* Writes the stints of a statement. */
static void
write_batch(const Identity *graph, const IdentityStatement *statement, const Batch *batch)
{
	int64	   *identifiers = MemoryContextAllocHuge(CurrentMemoryContext, batch->n * sizeof(int64));
	int64	   *persons = MemoryContextAllocHuge(CurrentMemoryContext, batch->n * sizeof(int64));
	Datum	   *since = MemoryContextAllocHuge(CurrentMemoryContext, batch->n * sizeof(Datum));
	Datum	   *until = MemoryContextAllocHuge(CurrentMemoryContext, batch->n * sizeof(Datum));
	TimestampTz first = PG_INT64_MAX;
	TimestampTz last = PG_INT64_MIN;
	Datum		values[6];

	for (int i = 0; i < batch->n; i++)
	{
		first = Min(first, batch->stints[i].since);
		last = Max(last, batch->stints[i].since);
		identifiers[i] = batch->stints[i].identifier;
		persons[i] = batch->stints[i].person;
		since[i] = TimestampTzGetDatum(batch->stints[i].since);
		until[i] = TimestampTzGetDatum(batch->stints[i].until);
	}
	values[0] = identity_ids(identifiers, batch->n);
	values[1] = identity_ids(persons, batch->n);
	values[2] = timestamps(since, batch->n);
	values[3] = timestamps(until, batch->n);
	values[4] = TimestampTzGetDatum(first);
	values[5] = TimestampTzGetDatum(last);
	(void) identity_execute(graph, statement, values, NULL, 0);
}

/* qsort: by identifier, the latest first */
static int
compare_stints(const void *a, const void *b)
{
	const Stint *x = a;
	const Stint *y = b;

	if (x->identifier != y->identifier)
		return x->identifier < y->identifier ? -1 : 1;
	return x->since > y->since ? -1 : x->since < y->since;
}

/* Reads the last two stints of each identifier that moves, in the order of the identifiers, the latest first. */
static Stint *
read_stints(const Identity *graph, const IdentityMove *moves, int n, int *nstints)
{
	int64	   *ids = MemoryContextAllocHuge(CurrentMemoryContext, n * sizeof(int64));
	Datum		values[1];
	uint64		rows;
	Stint	   *stints;

	for (int i = 0; i < n; i++)
		ids[i] = moves[i].id;
	values[0] = identity_ids(ids, n);
	rows = identity_execute(graph, &read_latest, values, NULL, 0);
	stints = MemoryContextAllocHuge(CurrentMemoryContext, Max(rows, 1) * sizeof(Stint));
	for (uint64 row = 0; row < rows; row++)
		stints[row] = (Stint) {
			.identifier = identity_int8(row, 1),
			.person = identity_int8(row, 2),
			.since = identity_timestamp(row, 3),
			.until = identity_timestamp(row, 4),
			.open = identity_is_null(row, 4),
			.written = TransactionIdIsCurrentTransactionId(DatumGetTransactionId(identity_datum(row, 5, XIDOID)))
		};
	SPI_freetuptable(SPI_tuptable);
	if (rows > 1)
		qsort(stints, rows, sizeof(Stint), compare_stints);
	*nstints = (int) rows;
	return stints;
}

/* Returns the place of the first stint whose identifier is not lower; the number of stints if there is none. */
static int
first_stint(const Stint *stints, int n, int64 identifier)
{
	int			low = 0;
	int			high = n;

	while (low < high)
	{
		int			middle = low + (high - low) / 2;

		if (stints[middle].identifier < identifier)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

void
identity_history_write(const Identity *graph, const IdentityMove *moves, int n)
{
	Writing		writing = {.most = n, .now = GetCurrentTimestamp()};
	int			nstints;
	Stint	   *stints;

	if (n == 0)
		return;
	stints = read_stints(graph, moves, n, &nstints);
	for (int i = 0; i < n; i++)
	{
		int			at = first_stint(stints, nstints, moves[i].id);
		const Stint *last = at < nstints && stints[at].identifier == moves[i].id ? &stints[at] : NULL;
		const Stint *before = last && at + 1 < nstints && stints[at + 1].identifier == moves[i].id ? &stints[at + 1] : NULL;

		CHECK_FOR_INTERRUPTS();
		if (moves[i].to != moves[i].from)
			note_move(&writing, &moves[i], last, before);
	}
	/* removals come before what takes their place */
	for (int i = 0; i < STATEMENTS; i++)
	{
		if (writing.batches[i].n > 0)
			write_batch(graph, &statements[i], &writing.batches[i]);
	}
}
