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

/*
 * None of these joins two tables or an array, nor hashes a table, so that a plan that is made while the tables are small takes no nested loop over
 * all that moves, and does not read whole tables, for ever. The place of an identifier in $1, whose ids are in order, is found by width_bucket, which
 * is a binary search.
 */
static const IdentityStatement move_identifiers = {
	MOVE_IDENTIFIERS,
	"UPDATE ONLY {identifier} SET person = ($2)[width_bucket(id, $1)] WHERE id = ANY ($1)",
	SPI_OK_UPDATE, 2, {INT8ARRAYOID, INT8ARRAYOID}
};

static const IdentityStatement flip_identifiers = {
	MOVE_FLIP, "UPDATE ONLY {identifier} SET shared = NOT shared WHERE id = ANY ($1)", SPI_OK_UPDATE, 1, {INT8ARRAYOID}
};

static const IdentityStatement count_persons = {
	MOVE_COUNT,
	"INSERT INTO {person} (person, tags, identifiers, known) "
	IDENTITY_PERSON_SELECT "AND i.person = ANY ($1) GROUP BY i.person "
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
		Assert(i == 0 || move->id >= moves[i - 1].id);
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
