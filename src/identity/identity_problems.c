/*
 * identity_problems.c
 *	  SQL: identity_problems.
 *
 * Each statement reads whole tables, in the active snapshot. What a row says is compared with the rows that it follows from as they are
 * stored, so that one fault is one problem: persons with links, NAME_person and the history with persons.
 */
#include "identity/identity_kinds.h"
#include "identity/identity_member.h"

#include "catalog/pg_type.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/memutils.h"
#include "utils/tuplestore.h"

enum
{
	COLUMN_PROBLEM, COLUMN_IDENTIFIER, COLUMN_LINK, COLUMN_PERSON, COLUMN_DETAIL, COLUMNS
};

/* identifiers whose person or shared is not what the rule gives, and what it gives; $1 is most, $2 whether the first links are preferred */
static const IdentityStatement wrong_persons = {
	IDENTITY_WHOLE,
	"WITH edge AS MATERIALIZED ("
	"SELECT l.id, l.a, l.b, l.at, l.last, ka.priority AS a_kind, kb.priority AS b_kind, ka.shared_above AS a_above, "
	"kb.shared_above AS b_above, ka.per_person IS NOT NULL AS a_limited, kb.per_person IS NOT NULL AS b_limited "
	"FROM ONLY {link} l JOIN ONLY {identifier} ia ON ia.id = l.a JOIN ONLY {kind} ka ON ka.kind = ia.kind "
	"JOIN ONLY {identifier} ib ON ib.id = l.b JOIN ONLY {kind} kb ON kb.kind = ib.kind WHERE l.ended_at IS NULL"
	"), counted AS NOT MATERIALIZED ("
	"SELECT a AS id, b AS neighbour, a_above AS above FROM edge WHERE a_above IS NOT NULL AND (b_kind <= a_kind OR b_limited) "
	"UNION ALL SELECT b, a, b_above FROM edge WHERE b_above IS NOT NULL AND (a_kind <= b_kind OR a_limited)"
	"), shared AS MATERIALIZED ("
	/* few have so many links, so only theirs are sorted */
	"SELECT id FROM counted WHERE id IN (SELECT id FROM counted GROUP BY id, above HAVING count(*) > above) "
	"GROUP BY id, above HAVING count(DISTINCT neighbour) > above"
	"), component AS ("
	"SELECT identifier, person FROM {schema}.identity_rows(("
	"SELECT {schema}.identity_components(o.a, o.a_kind, o.b, o.b_kind, ("
	"SELECT array_agg(k.per_person ORDER BY p.priority) "
	"FROM generate_series(1, (SELECT max(priority) FROM ONLY {kind})) AS p (priority) LEFT JOIN ONLY {kind} k ON k.priority = p.priority"
	"), $1) FROM ("
	/* sorted here, which takes less time than in the aggregate */
	"SELECT e.a, e.a_kind, e.b, e.b_kind FROM edge e "
	"WHERE NOT EXISTS (SELECT FROM shared s WHERE s.id = e.a) AND NOT EXISTS (SELECT FROM shared s WHERE s.id = e.b) "
	"ORDER BY greatest(e.a_kind, e.b_kind), CASE WHEN $2 THEN e.at END, CASE WHEN NOT $2 THEN e.last END DESC, "
	"e.a_kind + e.b_kind, CASE WHEN $2 THEN e.id ELSE - e.id END) AS o))"
	") SELECT i.id, i.shared, s.id IS NOT NULL, i.person, coalesce(c.person, i.id) "
	"FROM ONLY {identifier} i LEFT JOIN shared s ON s.id = i.id LEFT JOIN component c ON c.identifier = i.id "
	"WHERE i.shared IS DISTINCT FROM (s.id IS NOT NULL) OR i.person IS DISTINCT FROM coalesce(c.person, i.id) ORDER BY i.id",
	SPI_OK_SELECT, 2, {INT4OID, BOOLOID}
};

/* persons whose row is missing, wrong, or one too many */
static const IdentityStatement wrong_members = {
	IDENTITY_WHOLE,
	"WITH found AS ("
	"SELECT coalesce(e.person, p.person) AS person, e.person IS NULL AS no_identifiers, p.person IS NULL AS no_row, concat_ws(', ', "
	"CASE WHEN p.tags OPERATOR({schema}.=) e.tags THEN NULL ELSE 'tags' END, "
	"CASE WHEN p.identifiers = e.identifiers THEN NULL ELSE 'identifiers' END, "
	"CASE WHEN p.known = e.known THEN NULL ELSE 'known' END) AS wrong "
	"FROM (" IDENTITY_PERSON_SELECT_ALL "GROUP BY i.person) AS e "
	"FULL JOIN ONLY {person} p ON p.person = e.person"
	") SELECT person, CASE WHEN no_row THEN 'the person has no row' WHEN no_identifiers THEN 'the row is of no person' "
	"ELSE 'the row is wrong in ' || wrong END FROM found WHERE wrong <> '' ORDER BY person",
	SPI_OK_SELECT, 0, {0}
};

/* identifiers whose last stint is not their person */
static const IdentityStatement wrong_stints = {
	IDENTITY_WHOLE,
	"SELECT coalesce(i.id, h.identifier), h.person, CASE WHEN i.id IS NULL THEN 'the identifier does not exist' "
	"WHEN h.person IS NULL THEN 'the history does not have the person in which the identifier is' "
	"ELSE 'the history has another person than the identifier' END "
	"FROM ONLY {identifier} i FULL JOIN (SELECT identifier, person FROM ONLY {history} WHERE until IS NULL) h ON h.identifier = i.id "
	"WHERE nullif(i.person, i.id) IS DISTINCT FROM h.person ORDER BY 1, 2",
	SPI_OK_SELECT, 0, {0}
};

static const IdentityStatement overlapping_stints = {
	IDENTITY_WHOLE,
	"SELECT identifier, person, CASE WHEN following < until OR until IS NULL AND following IS NOT NULL THEN 'the row overlaps the next one' "
	"WHEN until <= since THEN 'the row ends before it begins' ELSE 'the row has the identifier itself as the person' END "
	"FROM (SELECT identifier, person, since, until, lead(since) OVER (PARTITION BY identifier ORDER BY since) AS following FROM ONLY {history}) AS h "
	"WHERE following < until OR until IS NULL AND following IS NOT NULL OR until <= since OR person = identifier ORDER BY identifier, since",
	SPI_OK_SELECT, 0, {0}
};

static const IdentityStatement wrong_links = {
	IDENTITY_WHOLE,
	"SELECT e.link, e.id, 'an end does not exist' FROM (SELECT id AS link, a AS id FROM ONLY {link} UNION ALL SELECT id, b FROM ONLY {link}) AS e "
	"WHERE NOT EXISTS (SELECT FROM ONLY {identifier} i WHERE i.id = e.id) "
	"UNION ALL SELECT id, a, 'both ends are the same' FROM ONLY {link} WHERE a = b "
	"UNION ALL SELECT id, NULL, 'its timestamps are infinite, or the last is before the first' FROM ONLY {link} "
	"WHERE at > last OR NOT isfinite(at) OR NOT isfinite(last) ORDER BY 1, 2",
	SPI_OK_SELECT, 0, {0}
};

typedef struct Check
{
	const Identity *graph;
	ReturnSetInfo *rsinfo;
	MemoryContext context;		/* of a row */
} Check;

/* Adds a problem. What does not apply is NULL. */
static void
add_problem(const Check *check, const char *problem, const int64 *identifier, const int64 *link, const int64 *person, const char *detail)
{
	MemoryContext old = MemoryContextSwitchTo(check->context);
	Datum		values[COLUMNS] = {0};
	bool		nulls[COLUMNS] = {false};

	CHECK_FOR_INTERRUPTS();
	values[COLUMN_PROBLEM] = CStringGetTextDatum(problem);
	nulls[COLUMN_IDENTIFIER] = identifier == NULL;
	if (identifier)
		values[COLUMN_IDENTIFIER] = Int64GetDatum(*identifier);
	nulls[COLUMN_LINK] = link == NULL;
	if (link)
		values[COLUMN_LINK] = Int64GetDatum(*link);
	nulls[COLUMN_PERSON] = person == NULL;
	if (person)
		values[COLUMN_PERSON] = Int64GetDatum(*person);
	values[COLUMN_DETAIL] = CStringGetTextDatum(detail);
	tuplestore_putvalues(check->rsinfo->setResult, check->rsinfo->setDesc, values, nulls);
	MemoryContextSwitchTo(old);
	MemoryContextReset(check->context);
}

/* A column that may be NULL. */
static const int64 *
int8_or_null(uint64 row, int column, int64 *value)
{
	*value = identity_int8(row, column);
	return identity_is_null(row, column) ? NULL : value;
}

static void
check_persons(const Check *check)
{
	Datum		values[] = {Int32GetDatum(check->graph->most), BoolGetDatum(check->graph->first)};
	uint64		rows = identity_execute(check->graph, &wrong_persons, values, NULL, 0);

	for (uint64 row = 0; row < rows; row++)
	{
		int64		id = identity_int8(row, 1);
		int64		person = identity_int8(row, 4);
		int64		right_person = identity_int8(row, 5);

		if (identity_bool(row, 2) != identity_bool(row, 3))
			add_problem(check, "shared", &id, NULL, &person,
						identity_bool(row, 3) ? "the identifier should be shared" : "the identifier should not be shared");
		if (person != right_person)
		{
			char		detail[64];

			snprintf(detail, sizeof(detail), "the person should be " INT64_FORMAT, right_person);
			add_problem(check, "person", &id, NULL, &person, detail);
		}
	}
	SPI_freetuptable(SPI_tuptable);
}

static void
check_members(const Check *check)
{
	uint64		rows = identity_execute(check->graph, &wrong_members, NULL, NULL, 0);

	for (uint64 row = 0; row < rows; row++)
	{
		int64		person = identity_int8(row, 1);

		add_problem(check, "member", NULL, NULL, &person, identity_text(row, 2));
	}
	SPI_freetuptable(SPI_tuptable);
}

/* Adds the faults of the history that a statement finds. */
static void
check_history(const Check *check, const IdentityStatement *statement)
{
	uint64		rows = identity_execute(check->graph, statement, NULL, NULL, 0);

	for (uint64 row = 0; row < rows; row++)
	{
		int64		id = identity_int8(row, 1);
		int64		person;

		add_problem(check, "history", &id, NULL, int8_or_null(row, 2, &person), identity_text(row, 3));
	}
	SPI_freetuptable(SPI_tuptable);
}

static void
check_links(const Check *check)
{
	uint64		rows = identity_execute(check->graph, &wrong_links, NULL, NULL, 0);

	for (uint64 row = 0; row < rows; row++)
	{
		int64		link = identity_int8(row, 1);
		int64		id;

		add_problem(check, "link", int8_or_null(row, 2, &id), &link, NULL, identity_text(row, 3));
	}
	SPI_freetuptable(SPI_tuptable);
}

PG_FUNCTION_INFO_V1(identity_problems);
Datum
identity_problems(PG_FUNCTION_ARGS)
{
	Identity	graph;
	IdentityKinds kinds;
	Check		check = {.graph = &graph};

	InitMaterializedSRF(fcinfo, 0);
	check.rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	identity_open(&graph, fcinfo, PG_GETARG_OID(0), IDENTITY_USE_READ_ALL);
	/* refuses kinds that none of the statements below is made for */
	identity_kinds_read(&graph, &kinds);
	check.context = AllocSetContextCreate(CurrentMemoryContext, "problem of an identity graph", ALLOCSET_SMALL_SIZES);
	if (graph.stale)
		add_problem(&check, "stale", NULL, NULL, NULL, "limits changed since identity_resolve");
	check_persons(&check);
	check_members(&check);
	check_history(&check, &wrong_stints);
	check_history(&check, &overlapping_stints);
	check_links(&check);
	identity_close(&graph);
	return (Datum) 0;
}
