/*
 * identity_person_at.c
 *	  SQL: identity_person_at.
 *
 * The rule is run on all links that lead to the identifier, directly or through others, refused ones included, since
 * a limit that refuses a link follows from all that were taken before. They are collected from the identifier outwards.
 */
#include "identity/identity_rule.h"

#include "catalog/pg_type.h"
#include "miscadmin.h"
#include "utils/hsearch.h"
#include "utils/memutils.h"

#include "identity/identity_statement.h"

/* the statements' numbers */
enum
{
	LOOK_AT = 620, LATEST_LINKS, EARLIEST_LINKS
};

/* identifiers in a statement */
#define BATCH 256

/* items that there is room for at first */
#define FIRST_SIZE 64

/* which of these identifiers exist, and which of them were shared */
static const IdentityStatement look_at = {
	LOOK_AT,
	"SELECT i.id, k.priority, k.shared_above IS NOT NULL AND EXISTS ("
	"SELECT l.b FROM ONLY {link} l JOIN ONLY {identifier} n ON n.id = l.b JOIN ONLY {kind} nk ON nk.kind = n.kind "
	"WHERE l.a = i.id AND l.ended_at IS NULL AND l.at <= $2 AND (nk.priority <= k.priority OR nk.per_person IS NOT NULL) "
	"UNION "
	"SELECT l.a FROM ONLY {link} l JOIN ONLY {identifier} n ON n.id = l.a JOIN ONLY {kind} nk ON nk.kind = n.kind "
	"WHERE l.b = i.id AND l.ended_at IS NULL AND l.at <= $2 AND (nk.priority <= k.priority OR nk.per_person IS NOT NULL) "
	"OFFSET k.shared_above) "
	"FROM ONLY {identifier} i JOIN ONLY {kind} k ON k.kind = i.kind WHERE i.id = ANY ($1)",
	SPI_OK_SELECT, 2, {INT8ARRAYOID, TIMESTAMPTZOID}
};

/* of several links of a pair, only the first that the rule takes can join anything */
static const IdentityStatement latest_links = {
	LATEST_LINKS,
	"SELECT DISTINCT ON (a, b) id, a, b, least(last, $2) FROM ONLY {link} "
	"WHERE (a = ANY ($1) OR b = ANY ($1)) AND ended_at IS NULL AND at <= $2 ORDER BY a, b, least(last, $2) DESC, id DESC",
	SPI_OK_SELECT, 2, {INT8ARRAYOID, TIMESTAMPTZOID}
};

static const IdentityStatement earliest_links = {
	EARLIEST_LINKS,
	"SELECT DISTINCT ON (a, b) id, a, b, at FROM ONLY {link} "
	"WHERE (a = ANY ($1) OR b = ANY ($1)) AND ended_at IS NULL AND at <= $2 ORDER BY a, b, at, id",
	SPI_OK_SELECT, 2, {INT8ARRAYOID, TIMESTAMPTZOID}
};

typedef struct RegionNode
{
	int64		id;				/* the key */
	int			kind;			/* priority; 0 if there is no such identifier */
	bool		shared;
	bool		done;			/* its links were read */
} RegionNode;

typedef struct Region
{
	const Identity *graph;
	TimestampTz at;
	HTAB	   *nodes;
	int64	   *queue;			/* ids of nodes */
	int64		nqueue;
	int64		queue_size;
	int64		looked;			/* the nodes before were looked at, */
	int64		read;			/* and the links of those before were read */
	IdentityEdge *edges;
	int64		nedges;
	int64		edges_size;
} Region;

/* Makes room for one item more in an array. */
static void *
make_room(void *items, int64 n, int64 *size, Size item)
{
	if (n < *size)
		return items;
	*size = *size == 0 ? FIRST_SIZE : *size * 2;
	return items ? repalloc_huge(items, *size * item) : MemoryContextAllocHuge(CurrentMemoryContext, *size * item);
}

/* Finds the node of an identifier; makes one if there is none. */
static RegionNode *
node_of(Region *region, int64 id)
{
	bool		found;
	RegionNode	   *node = hash_search(region->nodes, &id, HASH_ENTER, &found);

	if (!found)
	{
		node->kind = 0;
		node->shared = false;
		node->done = false;
		region->queue = make_room(region->queue, region->nqueue, &region->queue_size, sizeof(int64));
		region->queue[region->nqueue++] = id;
	}
	return node;
}

/* Whether links of the node count. */
static bool
joins(const RegionNode *node)
{
	return node->kind > 0 && !node->shared;
}

/* Executes a statement for identifiers. */
static uint64
execute(const Region *region, const IdentityStatement *statement, const int64 *ids, int n)
{
	Datum		values[] = {identity_ids(ids, n), TimestampTzGetDatum(region->at)};
	uint64		rows = identity_execute(region->graph, statement, values, NULL, 0);

	pfree(DatumGetPointer(values[0]));
	return rows;
}

/* Looks at the nodes that were made. */
static void
look_at_nodes(Region *region)
{
	while (region->looked < region->nqueue)
	{
		int			n = Min(BATCH, region->nqueue - region->looked);
		uint64		rows = execute(region, &look_at, region->queue + region->looked, n);

		for (uint64 row = 0; row < rows; row++)
		{
			RegionNode	   *node = node_of(region, identity_int8(row, 1));

			node->kind = identity_int4(row, 2);
			node->shared = identity_bool(row, 3);
		}
		SPI_freetuptable(SPI_tuptable);
		region->looked += n;
	}
}

/* Adds the links of some nodes, without those that came with other nodes before. */
static void
add_links(Region *region, const int64 *ids, int n)
{
	uint64		rows = execute(region, region->graph->first ? &earliest_links : &latest_links, ids, n);

	for (uint64 row = 0; row < rows; row++)
	{
		IdentityEdge edge = {.id = identity_int8(row, 1), .a = identity_int8(row, 2), .b = identity_int8(row, 3), .time = identity_timestamp(row, 4)};

		CHECK_FOR_INTERRUPTS();
		if (node_of(region, edge.a)->done || node_of(region, edge.b)->done)
			continue;
		region->edges = make_room(region->edges, region->nedges, &region->edges_size, sizeof(IdentityEdge));
		region->edges[region->nedges++] = edge;
	}
	SPI_freetuptable(SPI_tuptable);
}

/* Keeps those links from a number on that have both ends, neither of them shared. */
static void
keep_links(Region *region, int64 from)
{
	int64		n = from;

	for (int64 i = from; i < region->nedges; i++)
	{
		IdentityEdge *edge = &region->edges[i];
		const RegionNode *a = node_of(region, edge->a);
		const RegionNode *b = node_of(region, edge->b);

		CHECK_FOR_INTERRUPTS();
		if (!joins(a) || !joins(b))
			continue;
		edge->a_kind = a->kind;
		edge->b_kind = b->kind;
		region->edges[n++] = *edge;
	}
	region->nedges = n;
}

/* Reads the links of the next nodes. */
static void
read_batch(Region *region)
{
	int64		ids[BATCH];
	int			n = 0;
	int64		from = region->nedges;

	while (n < BATCH && region->read < region->looked)
	{
		int64		id = region->queue[region->read++];

		if (joins(node_of(region, id)))
			ids[n++] = id;
	}
	if (n == 0)
		return;
	add_links(region, ids, n);
	for (int i = 0; i < n; i++)
		node_of(region, ids[i])->done = true;
	look_at_nodes(region);
	keep_links(region, from);
}

/* Finds the person of an identifier; false if there is no such identifier. */
static bool
find_person(const Identity *graph, int64 identifier, TimestampTz at, int64 *person)
{
	Region		region = {.graph = graph, .at = at};
	HASHCTL		info = {.keysize = sizeof(int64), .entrysize = sizeof(RegionNode), .hcxt = CurrentMemoryContext};
	IdentityKinds kinds;

	region.nodes = hash_create("identifiers", FIRST_SIZE, &info, HASH_ELEM | HASH_BLOBS | HASH_CONTEXT);
	(void) node_of(&region, identifier);
	look_at_nodes(&region);
	if (node_of(&region, identifier)->kind == 0)
		return false;
	while (region.read < region.looked)
		read_batch(&region);
	*person = identifier;
	if (region.nedges == 0)
		return true;
	hash_destroy(region.nodes);
	pfree(region.queue);
	identity_kinds_read(graph, &kinds);
	*person = components_person(identity_rule_run(graph, &kinds, region.edges, region.nedges), identifier);
	return true;
}

PG_FUNCTION_INFO_V1(identity_person_at);
Datum
identity_person_at(PG_FUNCTION_ARGS)
{
	Identity	graph;
	int64		person = 0;
	bool		found;

	if (PG_ARGISNULL(0) || PG_ARGISNULL(1))
		PG_RETURN_NULL();
	identity_open(&graph, fcinfo, PG_GETARG_OID(0), IDENTITY_USE_READ);
	found = find_person(&graph, PG_GETARG_INT64(1), PG_ARGISNULL(2) ? DT_NOEND : PG_GETARG_TIMESTAMPTZ(2), &person);
	identity_close(&graph);
	if (!found)
		PG_RETURN_NULL();
	PG_RETURN_INT64(person);
}
