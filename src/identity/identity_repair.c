/*
 * identity_repair.c
 *	  Everything of an identity graph brought right, whatever wrote it.
 */
#include "identity/identity_repair.h"

#include "catalog/pg_type.h"
#include "miscadmin.h"
#include "utils/guc.h"
#include "utils/memutils.h"

#include "identity/identity_array.h"
#include "identity/identity_full.h"
#include "identity/identity_history.h"
#include "identity/identity_move.h"
#include "identity/identity_stream.h"

static const IdentityStatement remove_lost = {
	IDENTITY_WHOLE,
	"DELETE FROM ONLY {history} h WHERE NOT EXISTS (SELECT FROM ONLY {identifier} i WHERE i.id = h.identifier)",
	SPI_OK_DELETE, 0, {0}
};

static const IdentityStatement end_overlapping = {
	IDENTITY_WHOLE,
	"UPDATE ONLY {history} h SET until = n.next FROM ("
	"SELECT identifier, since, until, lead(since) OVER (PARTITION BY identifier ORDER BY since) AS next FROM ONLY {history}) n "
	"WHERE h.identifier = n.identifier AND h.since = n.since AND (n.until > n.next OR n.until IS NULL AND n.next IS NOT NULL)",
	SPI_OK_UPDATE, 0, {0}
};

/* in order, identifiers with the persons that history and their rows name, where they differ */
static const IdentityStatement different_history = {
	IDENTITY_WHOLE,
	"SELECT i.id, coalesce(h.person, i.id), i.person FROM ONLY {identifier} i "
	"LEFT JOIN ONLY {history} h ON h.identifier = i.id AND h.until IS NULL WHERE coalesce(h.person, i.id) <> i.person ORDER BY i.id",
	SPI_OK_SELECT, 0, {0}
};

static const IdentityStatement remove_empty = {
	IDENTITY_WHOLE,
	"DELETE FROM ONLY {person} p WHERE NOT EXISTS (SELECT FROM ONLY {identifier} i WHERE i.person = p.person AND NOT i.shared)",
	SPI_OK_DELETE, 0, {0}
};

static const IdentityStatement write_persons = {
	IDENTITY_WHOLE,
	"INSERT INTO {person} (person, tags, identifiers, known) SELECT c.* FROM ("
	IDENTITY_PERSON_SELECT_ALL "GROUP BY i.person) c "
	"LEFT JOIN ONLY {person} p ON p.person = c.person "
	"WHERE p.person IS NULL OR p.identifiers <> c.identifiers OR p.known <> c.known OR p.tags OPERATOR({schema}.<>) c.tags "
	IDENTITY_PERSON_REPLACE,
	SPI_OK_INSERT, 0, {0}
};

static const IdentityStatement no_longer_stale = {
	840, "UPDATE ONLY {graph} SET stale = false WHERE stale", SPI_OK_UPDATE, 0, {0}
};

/* moves that history lacks */
typedef struct Moves
{
	IdentityMove *moves;
	int			n;
	int64		size;
} Moves;

/* IdentityFullTake */
static void
take_moves(const Identity *graph, const IdentityMove *moves, int n, void *context)
{
	int64	   *moved = context;
	MemoryContext work = AllocSetContextCreate(CurrentMemoryContext, "moves of identifiers", ALLOCSET_DEFAULT_SIZES);
	MemoryContext old = MemoryContextSwitchTo(work);

	*moved += identity_move_identifiers(graph, moves, n);
	identity_history_write(graph, moves, n);
	MemoryContextSwitchTo(old);
	MemoryContextDelete(work);
}

/* IdentityRow */
static void
take_difference(const Datum *values, void *context)
{
	Moves	   *moves = context;

	moves->moves = identity_array_reserve(moves->moves, moves->n, &moves->size, sizeof(IdentityMove));
	moves->moves[moves->n++] = (IdentityMove) {
		.id = DatumGetInt64(values[0]), .from = DatumGetInt64(values[1]), .to = DatumGetInt64(values[2])
	};
}

/* Brings history right for identifiers that were moved by others. */
static void
repair_history(const Identity *graph)
{
	static const Oid types[] = {INT8OID, INT8OID, INT8OID};
	Moves		moves = {0};

	identity_stream(graph, &different_history, types, lengthof(types), take_difference, &moves);
	identity_history_write(graph, moves.moves, moves.n);
}

int64
identity_repair(const Identity *graph, const IdentityKinds *kinds)
{
	int64		moved = 0;

	/* as for other work on whole tables; identity_close undoes it */
	(void) set_config_option("work_mem", GetConfigOption("maintenance_work_mem", false, false), PGC_USERSET, PGC_S_SESSION,
							 GUC_ACTION_SAVE, true, 0, false);
	(void) identity_execute(graph, &remove_lost, NULL, NULL, 0);
	(void) identity_execute(graph, &end_overlapping, NULL, NULL, 0);
	identity_full_run(graph, kinds, take_moves, &moved);
	repair_history(graph);
	(void) identity_execute(graph, &remove_empty, NULL, NULL, 0);
	(void) identity_execute(graph, &write_persons, NULL, NULL, 0);
	(void) identity_execute(graph, &no_longer_stale, NULL, NULL, 0);
	return moved;
}
