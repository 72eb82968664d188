/*
 * identity_link.c
 *	  Writing the links of an event.
 *
 * All pairs of an event are decided upon on the rows as they were before it, which two statements read; three or four others write.
 *
 * Costs. All reads use indexes: of a pair by (a, b), of a weaker identifier by (b, a). So an event reads the rows of its pairs, and the rows of a
 * weaker identifier up to the first one that decides. What cannot be decided early is whether a run of another pair spans the
 * event: that reads all rows of the weaker identifier. Most have a few. With 100,000 rows, as the cookie of a kiosk may have, an event takes
 * tens of milliseconds. An index on (b, last) would bound that for events that arrive in order, but then each repeated login would write to
 * all indexes of the table, since last is a column of one.
 */
#include "identity/identity_link.h"

#include "catalog/pg_type.h"

#include "identity/identity_move.h"

/* rows of the pair p; rows in force of other pairs with the same weaker identifier */
#define PAIR "FROM ONLY {link} l WHERE l.a = p.a AND l.b = p.b"
#define OTHERS "FROM ONLY {link} l WHERE l.b = p.b AND l.a <> p.a AND l.ended_at IS NULL"

/*
 * The columns of the statement that reads the state of pairs ($1, $2) before an event of a source ($3) at a timestamp ($4). Each is a
 * subquery that stops at its first row: unlike EXISTS, it can never be planned as a hash table of all links.
 */
enum
{
	PAIR_NUMBER = 1,			/* from 1 on */
	PAIR_OVERRULED,				/* the source's evidence was taken back later than the event, whichever end was the stronger one then */
	PAIR_IN_FORCE,				/* there is a link */
	PAIR_BETTER,				/* there is a link that the rule takes before that of the event */
	PAIR_SPANNED,				/* a run of another pair has the event strictly within */
	PAIR_BEFORE,				/* id of the source's last run that ends before */
	PAIR_BEFORE_INTERRUPTED,	/* the weaker identifier was seen with another between that run and the event */
	PAIR_AFTER,					/* id of the source's first run that ends at the event or later */
	PAIR_COVERED,				/* that run has begun already */
	PAIR_AFTER_INTERRUPTED		/* the weaker identifier was seen with another between the event and that run */
};

#define READ_PAIRS(better) \
	"SELECT p.n, " \
	"(SELECT true " PAIR " AND l.source = $3 AND l.ended_at >= $4 LIMIT 1) OR " \
	"(SELECT true FROM ONLY {link} l WHERE l.a = p.b AND l.b = p.a AND l.source = $3 AND l.ended_at >= $4 LIMIT 1), " \
	"(SELECT true " PAIR " AND l.ended_at IS NULL LIMIT 1), " \
	"(SELECT true " PAIR " AND l.ended_at IS NULL AND " better " LIMIT 1), " \
	"(SELECT true " OTHERS " AND l.at < $4 AND l.last > $4 LIMIT 1), " \
	"before.id, " \
	"(SELECT true " OTHERS " AND l.at < $4 AND l.last > before.last LIMIT 1), " \
	"after.id, " \
	"after.at <= $4, " \
	"(SELECT true " OTHERS " AND l.at < after.at AND l.last > $4 LIMIT 1) " \
	"FROM unnest($1, $2) WITH ORDINALITY AS p (a, b, n) " \
	"LEFT JOIN LATERAL (SELECT l.id, l.last " PAIR " AND l.source = $3 AND l.ended_at IS NULL AND l.last < $4 " \
	"ORDER BY l.last DESC LIMIT 1) AS before ON true " \
	"LEFT JOIN LATERAL (SELECT l.id, l.at " PAIR " AND l.source = $3 AND l.ended_at IS NULL AND l.last >= $4 " \
	"ORDER BY l.last LIMIT 1) AS after ON true"

static const IdentityStatement read_pairs_last = {
	440, READ_PAIRS("l.last > $4"), SPI_OK_SELECT, 4, {INT8ARRAYOID, INT8ARRAYOID, TEXTOID, TIMESTAMPTZOID}
};

static const IdentityStatement read_pairs_first = {
	441, READ_PAIRS("l.at < $4"), SPI_OK_SELECT, 4, {INT8ARRAYOID, INT8ARRAYOID, TEXTOID, TIMESTAMPTZOID}
};

static const IdentityStatement read_spanning = {
	442,
	"SELECT l.id, l.a, l.b FROM unnest($1) AS p (b) CROSS JOIN LATERAL "
	"(SELECT l.id, l.a, l.b FROM ONLY {link} l WHERE l.b = p.b AND l.ended_at IS NULL AND l.at < $2 AND l.last > $2 OFFSET 0) AS l",
	SPI_OK_SELECT, 2, {INT8ARRAYOID, TIMESTAMPTZOID}
};

static const IdentityStatement extend_runs = {
	443, "UPDATE ONLY {link} SET at = least(at, $2), last = greatest(last, $2) WHERE id = ANY ($1)",
	SPI_OK_UPDATE, 2, {INT8ARRAYOID, TIMESTAMPTZOID}
};

static const IdentityStatement add_runs = {
	444, "INSERT INTO {link} (a, b, at, last, source) SELECT p.a, p.b, $3, $3, $4 FROM unnest($1, $2) AS p (a, b)",
	SPI_OK_INSERT, 4, {INT8ARRAYOID, INT8ARRAYOID, TIMESTAMPTZOID, TEXTOID}
};

/*
 * A run is split into a part that ends 1 µs before the event ($2), and its last timestamp. The row that the rule takes keeps its id, and with
 * it its place among links of the same time, so that no person changes: the part at the end if prefer is 'last', the one at the beginning if it
 * is 'first'. The other part is inserted first.
 */
static const IdentityStatement add_heads = {
	445,
	"INSERT INTO {link} (a, b, at, last, source) "
	"SELECT a, b, at, $2, source FROM ONLY {link} WHERE id = ANY ($1) ORDER BY id",
	SPI_OK_INSERT, 2, {INT8ARRAYOID, TIMESTAMPTZOID}
};

static const IdentityStatement cut_heads = {
	446, "UPDATE ONLY {link} SET at = last WHERE id = ANY ($1)", SPI_OK_UPDATE, 1, {INT8ARRAYOID}
};

static const IdentityStatement add_tails = {
	447,
	"INSERT INTO {link} (a, b, at, last, source) "
	"SELECT a, b, last, last, source FROM ONLY {link} WHERE id = ANY ($1) ORDER BY id",
	SPI_OK_INSERT, 1, {INT8ARRAYOID}
};

static const IdentityStatement cut_tails = {
	448, "UPDATE ONLY {link} SET last = $2 WHERE id = ANY ($1)", SPI_OK_UPDATE, 2, {INT8ARRAYOID, TIMESTAMPTZOID}
};

/* an event; its pairs are numbered in the order (0, 1), (0, 2) … of its members, the stronger one first */
typedef struct Event
{
	const Identity *graph;
	int			n;
	IdentityMember *members;	/* the strongest first */
	TimestampTz at;
	Datum		source;
	int			npairs;
	int64	   *a;
	int64	   *b;
	bool	   *counts;			/* by pair: it is not overruled */
	bool	   *spanned;		/* by member: runs of other pairs may have the event within */
	bool	   *changed;		/* by member: rows in which it is the weaker one have changed, or it has a new neighbour */
	int			nextended;
	int64	   *extended;		/* rows */
	int			nadded;
	int64	   *added_a;
	int64	   *added_b;
	int			nchanges;
	IdentityChange *changes;
} Event;

/* Compares two members: by the priorities of their kinds, then by id. */
static int
compare_strength(const void *x, const void *y)
{
	const IdentityMember *a = x;
	const IdentityMember *b = y;

	if (a->kind != b->kind)
		return a->kind < b->kind ? -1 : 1;
	return a->id < b->id ? -1 : a->id > b->id ? 1 : 0;
}

/* The number of a pair of members. */
static int
pair_number(const Event *event, int i, int j)
{
	return i * (2 * event->n - i - 1) / 2 + j - i - 1;
}

/* The number of a member; -1 if an identifier is none. */
static int
find_member(const Event *event, int64 id)
{
	for (int i = 0; i < event->n; i++)
	{
		if (event->members[i].id == id)
			return i;
	}
	return -1;
}

static void
make_event(Event *event, const Identity *graph, const IdentityMember *members, int n, TimestampTz at, Datum source)
{
	int			pair = 0;

	memset(event, 0, sizeof(Event));
	event->graph = graph;
	event->n = n;
	event->members = palloc(n * sizeof(IdentityMember));
	memcpy(event->members, members, n * sizeof(IdentityMember));
	qsort(event->members, n, sizeof(IdentityMember), compare_strength);
	event->at = at;
	event->source = source;
	event->npairs = n * (n - 1) / 2;
	event->a = palloc(event->npairs * sizeof(int64));
	event->b = palloc(event->npairs * sizeof(int64));
	event->counts = palloc0(event->npairs * sizeof(bool));
	event->spanned = palloc0(n * sizeof(bool));
	event->changed = palloc0(n * sizeof(bool));
	event->extended = palloc(event->npairs * sizeof(int64));
	event->added_a = palloc(event->npairs * sizeof(int64));
	event->added_b = palloc(event->npairs * sizeof(int64));
	event->changes = palloc(event->npairs * sizeof(IdentityChange));
	for (int i = 0; i < n; i++)
	{
		for (int j = i + 1; j < n; j++, pair++)
		{
			event->a[pair] = event->members[i].id;
			event->b[pair] = event->members[j].id;
		}
	}
}

/* Decides what a pair changes, from a row of its state. */
static void
decide(Event *event, uint64 row)
{
	int			pair = (int) identity_int8(row, PAIR_NUMBER) - 1;
	int			weaker = find_member(event, event->b[pair]);
	IdentityChangeType type = identity_bool(row, PAIR_IN_FORCE) ? IDENTITY_CHANGE_LATER : IDENTITY_CHANGE_NEW;

	if (identity_bool(row, PAIR_OVERRULED))
		return;
	event->counts[pair] = true;
	event->spanned[weaker] |= identity_bool(row, PAIR_SPANNED);
	if (identity_bool(row, PAIR_COVERED))
		return;
	if (!identity_is_null(row, PAIR_BEFORE) && !identity_bool(row, PAIR_BEFORE_INTERRUPTED))
		event->extended[event->nextended++] = identity_int8(row, PAIR_BEFORE);
	else if (!identity_is_null(row, PAIR_AFTER) && !identity_bool(row, PAIR_AFTER_INTERRUPTED))
		event->extended[event->nextended++] = identity_int8(row, PAIR_AFTER);
	else
	{
		event->added_a[event->nadded] = event->a[pair];
		event->added_b[event->nadded++] = event->b[pair];
	}
	event->changed[weaker] = true;
	/* a new neighbour may make the stronger one shared, too */
	if (type == IDENTITY_CHANGE_NEW)
		event->changed[find_member(event, event->a[pair])] = true;
	/* of two links of the same time, the order may have changed, too */
	if (!identity_bool(row, PAIR_BETTER))
		event->changes[event->nchanges++] = (IdentityChange) {type, event->a[pair], event->b[pair]};
}

/* Reads the state of all pairs, and decides. */
static void
read_pairs(Event *event)
{
	Datum		values[] = {
		identity_ids(event->a, event->npairs), identity_ids(event->b, event->npairs), event->source, TimestampTzGetDatum(event->at)
	};
	uint64		rows = identity_execute(event->graph, event->graph->first ? &read_pairs_first : &read_pairs_last, values, NULL, 0);

	for (uint64 row = 0; row < rows; row++)
		decide(event, row);
	SPI_freetuptable(SPI_tuptable);
}

/* Finds the runs of other pairs that have the event within, and returns their ids. */
static int64 *
find_spanning(Event *event, int *found)
{
	int64	   *weaker = palloc(event->n * sizeof(int64));
	int			n = 0;
	Datum		values[2];
	uint64		rows;
	int64	   *ids;

	*found = 0;
	for (int i = 0; i < event->n; i++)
	{
		if (event->spanned[i])
			weaker[n++] = event->members[i].id;
	}
	if (n == 0)
		return NULL;
	values[0] = identity_ids(weaker, n);
	values[1] = TimestampTzGetDatum(event->at);
	rows = identity_execute(event->graph, &read_spanning, values, NULL, 0);
	ids = palloc(Max(rows, 1) * sizeof(int64));
	for (uint64 row = 0; row < rows; row++)
	{
		int			a = find_member(event, identity_int8(row, 2));
		int			b = find_member(event, identity_int8(row, 3));

		/* pairs of one event do not interrupt each other */
		if (a >= 0 && a < b && event->counts[pair_number(event, a, b)])
			continue;
		ids[(*found)++] = identity_int8(row, 1);
		event->changed[b] = true;
	}
	SPI_freetuptable(SPI_tuptable);
	return ids;
}

/* Splits runs that have the event within. */
static void
split_runs(const Event *event, const int64 *ids, int n)
{
	Datum		values[] = {identity_ids(ids, n), TimestampTzGetDatum(event->at - 1)};

	(void) identity_execute(event->graph, event->graph->first ? &add_tails : &add_heads, values, NULL, 0);
	(void) identity_execute(event->graph, event->graph->first ? &cut_tails : &cut_heads, values, NULL, 0);
}

/* Writes what was decided. */
static void
write_event(Event *event)
{
	int			nspanning;
	int64	   *spanning = find_spanning(event, &nspanning);
	int64	   *changed = palloc(event->n * sizeof(int64));
	int			n = 0;

	if (nspanning > 0)
		split_runs(event, spanning, nspanning);
	if (event->nextended > 0)
	{
		Datum		values[] = {identity_ids(event->extended, event->nextended), TimestampTzGetDatum(event->at)};

		(void) identity_execute(event->graph, &extend_runs, values, NULL, 0);
	}
	if (event->nadded > 0)
	{
		Datum		values[] = {
			identity_ids(event->added_a, event->nadded), identity_ids(event->added_b, event->nadded),
			TimestampTzGetDatum(event->at), event->source
		};

		(void) identity_execute(event->graph, &add_runs, values, NULL, 0);
	}
	for (int i = 0; i < event->n; i++)
	{
		if (event->changed[i])
			changed[n++] = event->members[i].id;
	}
	/* under REPEATABLE READ, a concurrent event would not notice a row that was only locked */
	identity_move_touch_identifiers(event->graph, changed, n);
}

IdentityChange *
identity_link(const Identity *graph, const IdentityMember *members, int n, TimestampTz at, Datum source, int *changed)
{
	Event		event;

	*changed = 0;
	if (n < 2)
		return NULL;
	make_event(&event, graph, members, n, at, source);
	read_pairs(&event);
	write_event(&event);
	*changed = event.nchanges;
	return event.changes;
}
