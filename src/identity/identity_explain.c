/*
 * identity_explain.c
 *	  SQL: identity_explain.
 *
 * A breadth-first search from the second identifier, over the links of the person, until it reaches the first. Each identifier that
 * is reached notes the best of the links that lead one step nearer to the second; followed from the first, these
 * are the chain.
 */
#include "identity/identity_statement.h"

#include "catalog/pg_type.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/hsearch.h"
#include "utils/memutils.h"
#include "utils/tuplestore.h"

/* the statements' numbers */
enum
{
	COMMON_PERSON = 640, LATEST_OF_PERSON, EARLIEST_OF_PERSON, LINKS_OF_CHAIN
};

enum
{
	COLUMN_STEP, COLUMN_IDENTIFIER, COLUMN_LINKED_TO, COLUMN_LINK, COLUMN_SOURCE, COLUMN_AT, COLUMN_LAST, COLUMNS
};

/* steps in a statement */
#define BATCH 1000

/* no edge, or none in this direction */
#define NONE PG_UINT32_MAX

static const IdentityStatement common_person = {
	COMMON_PERSON,
	"SELECT a.person FROM ONLY {identifier} a JOIN ONLY {identifier} b ON b.person = a.person "
	"WHERE a.id = $1 AND b.id = $2 AND NOT a.shared AND NOT b.shared",
	SPI_OK_SELECT, 2, {INT8OID, INT8OID}
};

/*
 * The links of a person, of several links of a pair only the first that the rule takes, in the order in which it takes them. Each link is looked up from
 * its end, and the other end from the link, whatever the size of the tables when the plan was made.
 */
#define PAIRS_OF_PERSON \
	"SELECT a, b, id FROM (" \
	"SELECT DISTINCT ON (l.a, l.b) l.a, l.b, l.id, l.at, l.last, greatest(ka.priority, kb.priority) AS layer, " \
	"ka.priority + kb.priority AS priorities " \
	"FROM ONLY {identifier} ia " \
	"CROSS JOIN LATERAL (SELECT priority FROM ONLY {kind} WHERE kind = ia.kind LIMIT 1) ka " \
	"CROSS JOIN LATERAL (SELECT * FROM ONLY {link} WHERE a = ia.id AND ended_at IS NULL OFFSET 0) l " \
	"CROSS JOIN LATERAL (SELECT * FROM ONLY {identifier} WHERE id = l.b LIMIT 1) ib " \
	"CROSS JOIN LATERAL (SELECT priority FROM ONLY {kind} WHERE kind = ib.kind LIMIT 1) kb " \
	"WHERE ia.person = $1 AND ib.person = $1 AND NOT ia.shared AND NOT ib.shared "

static const IdentityStatement latest_of_person = {
	LATEST_OF_PERSON,
	PAIRS_OF_PERSON "ORDER BY l.a, l.b, l.last DESC, l.id DESC) AS pair ORDER BY layer, last DESC, priorities, id DESC",
	SPI_OK_SELECT, 1, {INT8OID}
};

static const IdentityStatement earliest_of_person = {
	EARLIEST_OF_PERSON,
	PAIRS_OF_PERSON "ORDER BY l.a, l.b, l.at, l.id) AS pair ORDER BY layer, at, priorities, id",
	SPI_OK_SELECT, 1, {INT8OID}
};

static const IdentityStatement links_of_chain = {
	LINKS_OF_CHAIN,
	"SELECT l.id, l.source, l.at, l.last FROM unnest($1) WITH ORDINALITY AS step (link, number) "
	"CROSS JOIN LATERAL (SELECT * FROM ONLY {link} WHERE id = step.link LIMIT 1) l ORDER BY step.number",
	SPI_OK_SELECT, 1, {INT8ARRAYOID}
};

typedef struct Member
{
	int64		id;				/* the key */
	uint32		edges;			/* the best edge; NONE: it has none */
	uint32		last;			/* the least good one */
	uint32		chosen;			/* the edge that leads nearer */
	uint32		distance;		/* from the second identifier; NONE: not reached yet */
} Member;

/* a link, and what follows it among those of each end */
typedef struct Edge
{
	int64		link;
	Member	   *ends[2];
	uint32		next[2];
} Edge;

typedef struct Chain
{
	const Identity *graph;
	HTAB	   *members;
	Edge	   *edges;			/* the best first */
	uint32		nedges;
} Chain;

/* Which end of an edge a member is. */
static int
end_of(const Edge *edge, const Member *member)
{
	return edge->ends[0] == member ? 0 : 1;
}

/* Finds a member by its identifier; makes it if there is none. */
static Member *
member_of(Chain *chain, int64 id)
{
	bool		found;
	Member	   *member = hash_search(chain->members, &id, HASH_ENTER, &found);

	if (!found)
	{
		member->edges = NONE;
		member->last = NONE;
		member->chosen = NONE;
		member->distance = NONE;
	}
	return member;
}

/* Appends an edge to those of one of its ends. */
static void
append_edge(Chain *chain, uint32 number, int end)
{
	Member	   *member = chain->edges[number].ends[end];

	if (member->last == NONE)
		member->edges = number;
	else
	{
		Edge	   *last = &chain->edges[member->last];

		last->next[end_of(last, member)] = number;
	}
	member->last = number;
}

/* Reads the links of a person. */
static void
read_edges(Chain *chain, int64 person)
{
	Datum		values[] = {Int64GetDatum(person)};
	uint64		rows = identity_execute(chain->graph, chain->graph->first ? &earliest_of_person : &latest_of_person, values, NULL, 0);

	if (rows >= NONE)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("the person has too many links")));
	chain->edges = MemoryContextAllocHuge(CurrentMemoryContext, Max(rows, 1) * sizeof(Edge));
	for (uint64 row = 0; row < rows; row++)
	{
		Edge	   *edge = &chain->edges[chain->nedges];

		CHECK_FOR_INTERRUPTS();
		edge->ends[0] = member_of(chain, identity_int8(row, 1));
		edge->ends[1] = member_of(chain, identity_int8(row, 2));
		edge->link = identity_int8(row, 3);
		edge->next[0] = edge->next[1] = NONE;
		if (edge->ends[0] == edge->ends[1])
			continue;
		append_edge(chain, chain->nedges, 0);
		append_edge(chain, chain->nedges++, 1);
	}
	SPI_freetuptable(SPI_tuptable);
}

/* Searches from one member for another one; false if no links lead there. */
static bool
search(Chain *chain, Member *from, const Member *to)
{
	Member	  **queue = MemoryContextAllocHuge(CurrentMemoryContext, (hash_get_num_entries(chain->members) + 1) * sizeof(Member *));
	uint32		end = 0;

	from->distance = 0;
	queue[end++] = from;
	/* a link that leads to it may still come from any member that is nearer */
	for (uint32 i = 0; i < end && queue[i]->distance < to->distance; i++)
	{
		const Member *member = queue[i];

		for (uint32 number = member->edges; number != NONE;)
		{
			const Edge *edge = &chain->edges[number];
			int			here = end_of(edge, member);
			Member	   *other = edge->ends[1 - here];

			CHECK_FOR_INTERRUPTS();
			if (other->distance == NONE)
			{
				other->distance = member->distance + 1;
				other->chosen = number;
				queue[end++] = other;
			}
			else if (other->distance == member->distance + 1)
				other->chosen = Min(other->chosen, number);
			number = edge->next[here];
		}
	}
	pfree(queue);
	return to->distance != NONE;
}

/* Adds the next steps of the chain, at least one, with memory of a context of its own, and returns the member that they lead to. */
static const Member *
add_steps(const Chain *chain, const Member *member, int *step, ReturnSetInfo *rsinfo, MemoryContext context)
{
	MemoryContext old = MemoryContextSwitchTo(context);
	int64		ids[BATCH + 1];
	int64		links[BATCH];
	int			n = 0;
	Datum		link_ids;
	uint64		rows;

	ids[0] = member->id;
	do
	{
		const Edge *edge = &chain->edges[member->chosen];

		member = edge->ends[1 - end_of(edge, member)];
		links[n++] = edge->link;
		ids[n] = member->id;
	} while (member->chosen != NONE && n < BATCH);
	link_ids = identity_ids(links, n);
	rows = identity_execute(chain->graph, &links_of_chain, &link_ids, NULL, 0);
	MemoryContextSwitchTo(context);
	if (rows != (uint64) n)
		elog(ERROR, "a chain of links has " UINT64_FORMAT " links instead of %d", rows, n);
	for (int i = 0; i < n; i++)
	{
		Datum		values[COLUMNS] = {0};
		bool		nulls[COLUMNS] = {false};
		char	   *source = identity_text(i, 2);

		values[COLUMN_STEP] = Int32GetDatum(++*step);
		values[COLUMN_IDENTIFIER] = Int64GetDatum(ids[i]);
		values[COLUMN_LINKED_TO] = Int64GetDatum(ids[i + 1]);
		values[COLUMN_LINK] = Int64GetDatum(links[i]);
		values[COLUMN_SOURCE] = source ? CStringGetTextDatum(source) : (Datum) 0;
		nulls[COLUMN_SOURCE] = source == NULL;
		values[COLUMN_AT] = TimestampTzGetDatum(identity_timestamp(i, 3));
		values[COLUMN_LAST] = TimestampTzGetDatum(identity_timestamp(i, 4));
		tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values, nulls);
	}
	SPI_freetuptable(SPI_tuptable);
	MemoryContextSwitchTo(old);
	MemoryContextReset(context);
	return member;
}

/* Adds the chain from a to b, which are of one person. */
static void
add_chain(const Identity *graph, int64 person, int64 a, int64 b, ReturnSetInfo *rsinfo)
{
	Chain		chain = {.graph = graph};
	HASHCTL		info = {.keysize = sizeof(int64), .entrysize = sizeof(Member), .hcxt = CurrentMemoryContext};
	const Member *member;
	Member	   *target;
	MemoryContext context;
	int			step = 0;

	chain.members = hash_create("members", 64, &info, HASH_ELEM | HASH_BLOBS | HASH_CONTEXT);
	read_edges(&chain, person);
	target = member_of(&chain, b);
	member = member_of(&chain, a);
	if (!search(&chain, target, member))
		return;
	context = AllocSetContextCreate(CurrentMemoryContext, "steps of a chain", ALLOCSET_DEFAULT_SIZES);
	while (member != target)
		member = add_steps(&chain, member, &step, rsinfo, context);
	MemoryContextDelete(context);
}

PG_FUNCTION_INFO_V1(identity_explain);
Datum
identity_explain(PG_FUNCTION_ARGS)
{
	int64		a = PG_GETARG_INT64(1);
	int64		b = PG_GETARG_INT64(2);
	Datum		values[] = {PG_GETARG_DATUM(1), PG_GETARG_DATUM(2)};
	Identity	graph;

	InitMaterializedSRF(fcinfo, 0);
	identity_open(&graph, fcinfo, PG_GETARG_OID(0), IDENTITY_USE_READ);
	if (a != b && identity_execute(&graph, &common_person, values, NULL, 1) > 0)
		add_chain(&graph, identity_int8(0, 1), a, b, (ReturnSetInfo *) fcinfo->resultinfo);
	identity_close(&graph);
	return (Datum) 0;
}
