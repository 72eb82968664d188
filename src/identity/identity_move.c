/*
 * identity_move.c
 *	  Writing of identifiers that get another person, and of the persons.
 */
#include "identity/identity_move.h"

#include "catalog/pg_type.h"
#include "miscadmin.h"

#include "identity/identity_history.h"

enum
{
	MOVE_IDENTIFIERS = 800,
	MOVE_FLIP,
	MOVE_COUNT,
	MOVE_REMOVE,
	MOVE_TOUCH_PERSONS,
	MOVE_TOUCH_IDENTIFIERS
};

/* in all of these, neither a join of two tables nor a hash of one, so that a plan that is made while the tables are small does not read all of them for ever */
static const IdentityStatement move_identifiers = {
	MOVE_IDENTIFIERS,
	"UPDATE ONLY {identifier} i SET person = m.person FROM unnest($1, $2) m (id, person) WHERE i.id = ANY ($1) AND i.id = m.id",
	SPI_OK_UPDATE, 2, {INT8ARRAYOID, INT8ARRAYOID}
};

static const IdentityStatement flip_identifiers = {
	MOVE_FLIP, "UPDATE ONLY {identifier} SET shared = NOT shared WHERE id = ANY ($1)", SPI_OK_UPDATE, 1, {INT8ARRAYOID}
};

static const IdentityStatement count_persons = {
	MOVE_COUNT,
	"INSERT INTO {person} (person, tags, identifiers, known) "
	"SELECT i.person, {schema}.tagset_union(i.tags), count(*), bool_or(i.known) FROM ("
	"SELECT person, tags, (SELECT k.per_person IS NOT NULL FROM ONLY {kind} k WHERE k.kind = i.kind LIMIT 1) AS known "
	"FROM ONLY {identifier} i WHERE person = ANY ($1) AND NOT shared) AS i GROUP BY i.person "
	IDENTITY_PERSON_REPLACE,
	SPI_OK_INSERT, 1, {INT8ARRAYOID}
};

static const IdentityStatement remove_persons = {
	MOVE_REMOVE,
	"DELETE FROM ONLY {person} p WHERE p.person = ANY ($1) "
	"AND (SELECT true FROM ONLY {identifier} i WHERE i.person = p.person AND NOT i.shared LIMIT 1) IS NULL",
	SPI_OK_DELETE, 1, {INT8ARRAYOID}
};

static const IdentityStatement touch_persons = {
	MOVE_TOUCH_PERSONS, "UPDATE ONLY {person} SET identifiers = identifiers WHERE person = ANY ($1)", SPI_OK_UPDATE, 1,
	{INT8ARRAYOID}
};

static const IdentityStatement touch_identifiers = {
	MOVE_TOUCH_IDENTIFIERS, "UPDATE ONLY {identifier} SET shared = shared WHERE id = ANY ($1)", SPI_OK_UPDATE, 1, {INT8ARRAYOID}
};

/* Executes a statement whose parameter is an array of ids, if there are any. */
static void
execute(const Identity *graph, const IdentityStatement *statement, const int64 *ids, int n)
{
	Datum		values[1];

	if (n == 0)
		return;
	values[0] = identity_ids(ids, n);
	(void) identity_execute(graph, statement, values, NULL, 0);
}

void
identity_move_persons(const Identity *graph, const int64 *persons, int n)
{
	execute(graph, &remove_persons, persons, n);
	execute(graph, &count_persons, persons, n);
}

void
identity_move_touch_persons(const Identity *graph, const int64 *persons, int n)
{
	execute(graph, &touch_persons, persons, n);
}

void
identity_move_touch_identifiers(const Identity *graph, const int64 *ids, int n)
{
	execute(graph, &touch_identifiers, ids, n);
}

int64
identity_move_identifiers(const Identity *graph, const IdentityMove *moves, int nmoves)
{
	int64	   *ids = MemoryContextAllocHuge(CurrentMemoryContext, Max(nmoves, 1) * sizeof(int64));
	int64	   *to = MemoryContextAllocHuge(CurrentMemoryContext, Max(nmoves, 1) * sizeof(int64));
	int64	   *flips = MemoryContextAllocHuge(CurrentMemoryContext, Max(nmoves, 1) * sizeof(int64));
	int			n = 0;
	int			nflips = 0;

	for (int i = 0; i < nmoves; i++)
	{
		const IdentityMove *move = &moves[i];

		CHECK_FOR_INTERRUPTS();
		if (move->shared != move->was_shared)
			flips[nflips++] = move->id;
		if (move->to == move->from)
			continue;
		ids[n] = move->id;
		to[n++] = move->to;
	}
	execute(graph, &flip_identifiers, flips, nflips);
	if (n > 0)
	{
		Datum		values[2] = {identity_ids(ids, n), identity_ids(to, n)};

		(void) identity_execute(graph, &move_identifiers, values, NULL, 0);
	}
	return n;
}

int64
identity_move_write(const Identity *graph, const IdentityRegion *region)
{
	int64	   *persons = MemoryContextAllocHuge(CurrentMemoryContext, (2 * region->nmoves + 1) * sizeof(int64));
	int			n = 0;
	int64		moved = identity_move_identifiers(graph, region->moves, region->nmoves);

	for (int i = 0; i < region->nmoves; i++)
	{
		persons[n++] = region->moves[i].from;
		persons[n++] = region->moves[i].to;
	}
	identity_history_write(graph, region->moves, region->nmoves);
	identity_move_persons(graph, persons, identity_member_sort_ids(persons, n));
	return moved;
}
