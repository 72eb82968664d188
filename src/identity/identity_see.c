/*
 * identity_see.c
 *	  SQL: identity_see.
 */
#include "identity/identity.h"

#include "catalog/pg_type.h"
#include "miscadmin.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/timestamp.h"

#include "identity/identity_event.h"
#include "identity/identity_link.h"
#include "identity/identity_settle.h"
#include "identity/identity_statement.h"

/* how often an identifier is looked for, and made if it is not there */
#define MOST_TRIES 10

static const IdentityStatement find_identifiers = {
	460,
	"SELECT e.n, i.id, i.person FROM unnest($1, $2) WITH ORDINALITY AS e (kind, value, n) CROSS JOIN LATERAL "
	"(SELECT id, person FROM ONLY {identifier} i WHERE i.kind = e.kind AND i.value = e.value LIMIT 1) AS i",
	SPI_OK_SELECT, 2, {TEXTARRAYOID, TEXTARRAYOID}
};

/* in the order of the arrays, so that two events with the same new identifiers do not wait for each other */
static const IdentityStatement add_identifiers = {
	461,
	"INSERT INTO {identifier} (kind, value) SELECT e.kind, e.value FROM unnest($1, $2) AS e (kind, value) "
	"ON CONFLICT (kind, value) DO NOTHING RETURNING id, kind, value",
	SPI_OK_INSERT_RETURNING, 2, {TEXTARRAYOID, TEXTARRAYOID}
};

/* the identifiers of an event, in its order */
typedef struct SeenIds
{
	bool		known[IDENTITY_EVENT_MOST];
	int64		ids[IDENTITY_EVENT_MOST];
	int64		persons[IDENTITY_EVENT_MOST];
} SeenIds;

/* The kinds and the values, as arrays, of those identifiers whose ids are not known; returns their number. */
static int
make_arrays(const IdentityEvent *event, const SeenIds *seen, Datum *values)
{
	Datum		kinds[IDENTITY_EVENT_MOST];
	Datum		texts[IDENTITY_EVENT_MOST];
	int			n = 0;

	for (int i = 0; i < event->n; i++)
	{
		if (seen->known[i])
			continue;
		kinds[n] = CStringGetTextDatum(event->seen[i].kind->name);
		texts[n++] = PointerGetDatum(cstring_to_text_with_len(event->seen[i].value, event->seen[i].len));
	}
	values[0] = PointerGetDatum(construct_array(kinds, n, TEXTOID, -1, false, TYPALIGN_INT));
	values[1] = PointerGetDatum(construct_array(texts, n, TEXTOID, -1, false, TYPALIGN_INT));
	return n;
}

/* Finds the ids that are there; returns how many are missing. */
static int
find_ids(const Identity *graph, const IdentityEvent *event, SeenIds *seen)
{
	Datum		values[2];
	uint64		rows;

	memset(seen->known, 0, sizeof(seen->known));
	(void) make_arrays(event, seen, values);
	rows = identity_execute(graph, &find_identifiers, values, NULL, 0);
	for (uint64 row = 0; row < rows; row++)
	{
		int			i = (int) identity_int8(row, 1) - 1;

		seen->known[i] = true;
		seen->ids[i] = identity_int8(row, 2);
		seen->persons[i] = identity_int8(row, 3);
	}
	SPI_freetuptable(SPI_tuptable);
	return event->n - (int) rows;
}

/* Refuses a table of identifiers that does not take them as they are (55000). */
pg_noreturn static void
refuse_changed(const Identity *graph)
{
	const char *table = get_rel_name(graph->tables[IDENTITY_IDENTIFIER]);

	ereport(ERROR,
			(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
			 errmsg("table \"%s\" does not take a new identifier as it is", table),
			 errdetail("A trigger of the table changes it, or keeps it from being inserted."),
			 errhint("Drop the trigger. Change values before identity_see is called, and block them in table \"%s\".",
					 get_rel_name(graph->tables[IDENTITY_KIND]))));
}

/* Makes the identifiers whose ids are not known; returns how many others made meanwhile. */
static int
add_missing(const Identity *graph, const IdentityEvent *event, SeenIds *seen)
{
	Datum		values[2];
	int			missing = make_arrays(event, seen, values);
	uint64		rows = identity_execute(graph, &add_identifiers, values, NULL, 0);

	for (uint64 row = 0; row < rows; row++)
	{
		char	   *kind = identity_text(row, 2);
		char	   *value = identity_text(row, 3);
		int			i = 0;

		while (i < event->n && (seen->known[i] || !kind || strcmp(event->seen[i].kind->name, kind) != 0 ||
								!value || strcmp(event->seen[i].value, value) != 0))
			i++;
		if (i == event->n)
			refuse_changed(graph);
		seen->known[i] = true;
		seen->ids[i] = seen->persons[i] = identity_int8(row, 1);
	}
	SPI_freetuptable(SPI_tuptable);
	return missing - (int) rows;
}

/* Finds or makes the identifiers of an event. */
static void
find_or_add(const Identity *graph, const IdentityEvent *event, SeenIds *seen)
{
	int			tries = 0;

	while (find_ids(graph, event, seen) > 0 && add_missing(graph, event, seen) > 0)
	{
		CHECK_FOR_INTERRUPTS();
		/* others would have to make one, and erase it, each time */
		if (++tries == MOST_TRIES)
			refuse_changed(graph);
	}
}

/* The strongest of some identifiers. */
static const IdentityMember *
find_strongest(const IdentityMember *members, int n)
{
	const IdentityMember *strongest = members;

	for (int i = 1; i < n; i++)
	{
		if (members[i].kind < strongest->kind || (members[i].kind == strongest->kind && members[i].id < strongest->id))
			strongest = &members[i];
	}
	return strongest;
}

/* The person of an identifier, as it now is. */
static int64
person_now(const Identity *graph, int64 id)
{
	int			found;
	const IdentityMember *member = identity_member_read(graph, &id, 1, &found);

	/* it is locked, so only a trigger can have deleted it */
	if (found == 0)
		refuse_changed(graph);
	return member->person;
}

/* Records an event of at least one identifier, and returns the person of the strongest. */
static int64
record(Identity *graph, const IdentityKinds *kinds, const IdentityEvent *event, TimestampTz at, Datum source)
{
	SeenIds		seen;
	IdentityMember *members;
	int			found;
	IdentityChange *changes;
	int			changed;
	int			tries = 0;
	const IdentityMember *strongest;

	find_or_add(graph, event, &seen);
	if (event->n == 1)
		return seen.persons[0];
	/* an identifier that was erased meanwhile is made anew */
	while (members = identity_lock(graph, seen.ids, event->n, &found), found < event->n)
	{
		CHECK_FOR_INTERRUPTS();
		if (++tries == MOST_TRIES)
			refuse_changed(graph);
		find_or_add(graph, event, &seen);
	}
	strongest = find_strongest(members, event->n);
	changes = identity_link(graph, members, event->n, at, source, &changed);
	if (changed > 0 && identity_settle(graph, kinds, changes, changed) > 0)
		return person_now(graph, strongest->id);
	return strongest->person;
}

PG_FUNCTION_INFO_V1(identity_see);
Datum
identity_see(PG_FUNCTION_ARGS)
{
	static const char *const names[] = {"graph", NULL, "at", "source"};
	Identity	graph;
	IdentityKinds kinds;
	IdentityEvent event;
	TimestampTz at;
	int64		person = 0;

	for (int i = 0; i < (int) lengthof(names); i++)
	{
		if (names[i] && PG_ARGISNULL(i))
			ereport(ERROR,
					(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
					 errmsg("argument \"%s\" of identity_see must not be null", names[i])));
	}
	at = PG_GETARG_TIMESTAMPTZ(2);
	if (TIMESTAMP_NOT_FINITE(at))
		ereport(ERROR,
				(errcode(ERRCODE_DATETIME_VALUE_OUT_OF_RANGE),
				 errmsg("an event cannot have been seen at infinity"),
				 errhint("Give the time at which the identifiers were seen together.")));
	if (PG_ARGISNULL(1))
		PG_RETURN_NULL();
	identity_open(&graph, fcinfo, PG_GETARG_OID(0), IDENTITY_USE_SEE);
	identity_kinds_read(&graph, &kinds);
	identity_event_read(&graph, &kinds, PG_GETARG_JSONB_P(1), &event);
	if (event.n > 0)
		person = record(&graph, &kinds, &event, at, PG_GETARG_DATUM(3));
	identity_close(&graph);
	if (event.n == 0)
		PG_RETURN_NULL();
	PG_RETURN_INT64(person);
}
