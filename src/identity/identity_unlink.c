/*
 * identity_unlink.c
 *	  SQL: identity_unlink.
 */
#include "identity/identity.h"

#include "catalog/pg_type.h"
#include "utils/lsyscache.h"
#include "utils/timestamp.h"

#include "identity/identity_move.h"
#include "identity/identity_settle.h"

static const IdentityStatement read_link = {
	480, "SELECT a, b, source, ended_at IS NOT NULL FROM ONLY {link} WHERE id = $1", SPI_OK_SELECT, 1, {INT8OID}
};

/* rows that were inserted when the kinds had another order have their ends the other way round */
#define PAIR "((a = $1 AND b = $2) OR (a = $2 AND b = $1)) AND ended_at IS NULL"

static const IdentityStatement end_links = {
	481, "UPDATE ONLY {link} SET ended_at = $4, reason = $5 WHERE " PAIR " AND source = $3",
	SPI_OK_UPDATE, 5, {INT8OID, INT8OID, TEXTOID, TIMESTAMPTZOID, TEXTOID}
};

/* the number of links that still join two identifiers; no rows if they are two persons */
static const IdentityStatement read_rest = {
	483,
	"SELECT (SELECT count(*) FROM ONLY {link} WHERE " PAIR ") FROM ONLY {identifier} x JOIN ONLY {identifier} y ON y.person = x.person "
	"WHERE x.id = $1 AND y.id = $2",
	SPI_OK_SELECT, 2, {INT8OID, INT8OID}
};

typedef struct Link
{
	int64		a;
	int64		b;
	Datum		source;
	bool		ended;
} Link;

/* Reads a link; refuses one that does not exist (42704). */
static void
get_link(const Identity *graph, int64 id, Link *link)
{
	Datum		values[] = {Int64GetDatum(id)};

	if (identity_execute(graph, &read_link, values, NULL, 1) != 1)
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_OBJECT),
				 errmsg("link " INT64_FORMAT " of identity graph \"%s\" does not exist", id, get_rel_name(graph->graph)),
				 errhint("Links are in table \"%s\"; identity_explain shows those that join two identifiers.",
						 get_rel_name(graph->tables[IDENTITY_LINK]))));
	link->a = identity_int8(0, 1);
	link->b = identity_int8(0, 2);
	/* the rows of SPI live until identity_close */
	link->source = identity_datum(0, 3, TEXTOID);
	link->ended = identity_bool(0, 4);
}

/* Tells if the two ends of a link are one person although it was taken back. */
static void
notice_rest(const Identity *graph, const Link *link)
{
	Datum		values[] = {Int64GetDatum(link->a), Int64GetDatum(link->b)};
	int64		rest;

	if (identity_execute(graph, &read_rest, values, NULL, 1) == 0)
		return;
	rest = identity_int8(0, 1);
	ereport(NOTICE,
			(errmsg("identifiers " INT64_FORMAT " and " INT64_FORMAT " are still one person", link->a, link->b),
			 rest == 0 ? errdetail("Links by way of other identifiers join them.") :
			 errdetail("Links between them that are in force: " INT64_FORMAT ".", rest),
			 errhint("identity_explain shows why.")));
}

/* Ends what a source says of a pair, and returns the number of identifiers that got another person. */
static int64
end_pair(Identity *graph, const Link *link, Datum reason, bool no_reason)
{
	Datum		values[] = {
		Int64GetDatum(link->a), Int64GetDatum(link->b), link->source, TimestampTzGetDatum(GetCurrentTimestamp()), reason
	};
	char		nulls[] = {' ', ' ', ' ', ' ', no_reason ? 'n' : ' '};
	const int64 ends[] = {link->a, link->b};
	IdentityChange change = {IDENTITY_CHANGE_ENDED, link->a, link->b};
	IdentityKinds kinds;
	int64		moved;

	(void) identity_execute(graph, &end_links, values, nulls, 0);
	identity_move_touch_identifiers(graph, ends, lengthof(ends));
	identity_kinds_read(graph, &kinds);
	moved = identity_settle(graph, &kinds, &change, 1);
	notice_rest(graph, link);
	return moved;
}

PG_FUNCTION_INFO_V1(identity_unlink);
Datum
identity_unlink(PG_FUNCTION_ARGS)
{
	static const char *const names[] = {"graph", "link"};
	Identity	graph;
	Link		link;
	int64		moved = 0;
	int			found;

	for (int i = 0; i < (int) lengthof(names); i++)
	{
		if (PG_ARGISNULL(i))
			ereport(ERROR,
					(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
					 errmsg("argument \"%s\" of identity_unlink must not be null", names[i])));
	}
	identity_open(&graph, fcinfo, PG_GETARG_OID(0), IDENTITY_USE_UNLINK);
	get_link(&graph, PG_GETARG_INT64(1), &link);
	if (!link.ended)
	{
		int64		ends[] = {link.a, link.b};

		(void) identity_lock(&graph, ends, lengthof(ends), &found);
		/* another transaction may have ended it, or erased it, meanwhile */
		get_link(&graph, PG_GETARG_INT64(1), &link);
		if (found < (int) lengthof(ends))
			ereport(ERROR,
					(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
					 errmsg("an identifier of link " INT64_FORMAT " does not exist", PG_GETARG_INT64(1)),
					 errdetail("The link is from " INT64_FORMAT " to " INT64_FORMAT ".", link.a, link.b),
					 errhint("Delete the link from table \"%s\".", get_rel_name(graph.tables[IDENTITY_LINK]))));
		if (!link.ended)
			moved = end_pair(&graph, &link, PG_ARGISNULL(2) ? (Datum) 0 : PG_GETARG_DATUM(2), PG_ARGISNULL(2));
	}
	identity_close(&graph);
	PG_RETURN_INT64(moved);
}
