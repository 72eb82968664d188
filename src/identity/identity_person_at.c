/*
 * identity_person_at.c
 *	  SQL: identity_person_at.
 *
 * The rule is run on the links that lead to the identifier, directly or through others, refused ones included, since
 * a limit that refuses a link follows from all that were taken before. They are collected from the identifier outwards.
 *
 * A link that leads on need not be followed if it is refused whatever comes after it. The rule, run on what was read, takes the link
 * at its place in the order. If the component of the end that was read has no room for the other end alone, it has none for the other
 * end's component, which is not smaller. If all links that lead on are such links, then no other link could have changed a component
 * before them, so these are the components of the whole graph.
 */
#include "identity/identity_rule.h"

#include "catalog/pg_type.h"
#include "miscadmin.h"
#include "utils/hsearch.h"
#include "utils/memutils.h"

#include "identity/identity_array.h"
#include "identity/identity_statement.h"

/* the statements' numbers */
enum
{
	LOOK_AT = 620, LATEST_LINKS, EARLIEST_LINKS
};

/* identifiers in a statement */
#define BATCH 10000

/*
 * Links that the rule may take, in all its runs, for each identifier that was or may be read; and some more. A run is there to save reading, so it
 * must not take longer. Without a limit, a long chain would take the square of its length.
 */
#define RUN_PER_NODE 5
#define RUN_LINKS 1000

static const IdentityStatement look_at = {
	LOOK_AT,
	"SELECT id, kind FROM ONLY {identifier} WHERE id = ANY ($1)",
	SPI_OK_SELECT, 1, {INT8ARRAYOID}
};

/*
 * The links of a batch, those within it twice. Both parts must use an index, whatever the planner expects: it knows neither how many identifiers
 * a batch has, nor, before the first ANALYZE, how few links are theirs. A join with unnest($1) has read all links for each identifier.
 */
#define LINKS_OF_BATCH(time) \
	"(SELECT id, a, b, " time " AS time FROM ONLY {link} WHERE a = ANY ($1) AND ended_at IS NULL AND at <= $2 UNION ALL " \
	"SELECT id, a, b, " time " FROM ONLY {link} WHERE b = ANY ($1) AND ended_at IS NULL AND at <= $2) l "

/* of several links of a pair, only the first that the rule takes can join anything */
static const IdentityStatement latest_links = {
	LATEST_LINKS,
	"SELECT DISTINCT ON (a, b) id, a, b, time FROM " LINKS_OF_BATCH("least(last, $2)") "ORDER BY a, b, time DESC, id DESC",
	SPI_OK_SELECT, 2, {INT8ARRAYOID, TIMESTAMPTZOID}
};

static const IdentityStatement earliest_links = {
	EARLIEST_LINKS,
	"SELECT DISTINCT ON (a, b) id, a, b, time FROM " LINKS_OF_BATCH("at") "ORDER BY a, b, time, id",
	SPI_OK_SELECT, 2, {INT8ARRAYOID, TIMESTAMPTZOID}
};

typedef enum RegionState
{
	REGION_SEEN,				/* an end of a link */
	REGION_BESIDE,				/* an end of a link that may join it to one whose links were read */
	REGION_QUEUED,				/* its links are to be read */
	REGION_CURRENT,				/* they are being read */
	REGION_DONE					/* they were read */
} RegionState;

typedef struct RegionNode
{
	int64		id;				/* the key */
	int			kind;			/* priority; 0 if there is no such identifier */
	bool		shared;			/* known when its links were read */
	RegionState state;
} RegionNode;

/* ids, of which the first ones were dealt with */
typedef struct IdQueue
{
	int64	   *ids;
	int64		n;
	int64		size;
	int64		next;
} IdQueue;

/* links, not in order */
typedef struct EdgeList
{
	IdentityEdge *edges;
	int64		n;
	int64		size;
} EdgeList;

/* a neighbour of a current node */
typedef struct Neighbour
{
	RegionNode *node;
	int64		neighbour;
} Neighbour;

typedef struct Region
{
	const Identity *graph;
	IdentityKinds kinds;
	TimestampTz at;
	HTAB	   *nodes;
	IdQueue		seen;			/* nodes, looked at up to next */
	IdQueue		beside;			/* nodes that were beside others, and perhaps still are */
	IdQueue		reached;		/* nodes whose links are to be read, current or done up to next */
	EdgeList	edges;			/* of nodes whose links were read, to any that may join them */
	int64		taken;			/* links that the rule has taken so far */
} Region;

static void
enqueue(IdQueue *queue, int64 id)
{
	queue->ids = identity_array_reserve(queue->ids, queue->n, &queue->size, sizeof(int64));
	queue->ids[queue->n++] = id;
}

static void
add_edge(EdgeList *list, const IdentityEdge *edge)
{
	list->edges = identity_array_reserve(list->edges, list->n, &list->size, sizeof(IdentityEdge));
	list->edges[list->n++] = *edge;
}

/* Finds the node of an identifier; makes one if there is none. */
static RegionNode *
node_of(Region *region, int64 id)
{
	bool		found;
	RegionNode *node = hash_search(region->nodes, &id, HASH_ENTER, &found);

	if (!found)
	{
		node->kind = 0;
		node->shared = false;
		node->state = REGION_SEEN;
		enqueue(&region->seen, id);
	}
	return node;
}

/* Has the links of a node read, once. */
static void
reach(Region *region, RegionNode *node)
{
	if (node->state != REGION_SEEN && node->state != REGION_BESIDE)
		return;
	node->state = REGION_QUEUED;
	enqueue(&region->reached, node->id);
}

/* Finds the kinds of the nodes that were made. */
static void
look_at_nodes(Region *region)
{
	IdQueue    *seen = &region->seen;
	const IdentityKind *kind = NULL;

	while (seen->next < seen->n)
	{
		int			n = Min(BATCH, seen->n - seen->next);
		Datum		ids = identity_ids(seen->ids + seen->next, n);
		uint64		rows = identity_execute(region->graph, &look_at, &ids, NULL, 0);

		for (uint64 row = 0; row < rows; row++)
		{
			char	   *name = identity_text(row, 2);

			CHECK_FOR_INTERRUPTS();
			if (!name)
				continue;
			/* most are of the kind of the one before */
			if (!kind || strcmp(kind->name, name) != 0)
				kind = identity_kind_named(&region->kinds, name);
			node_of(region, identity_int8(row, 1))->kind = kind ? kind->priority : 0;
			pfree(name);
		}
		SPI_freetuptable(SPI_tuptable);
		pfree(DatumGetPointer(ids));
		seen->next += n;
	}
}

/* Reads the links of some nodes. */
static void
read_links(Region *region, const int64 *ids, int n, EdgeList *links)
{
	Datum		values[] = {identity_ids(ids, n), TimestampTzGetDatum(region->at)};
	uint64		rows = identity_execute(region->graph, region->graph->first ? &earliest_links : &latest_links, values, NULL, 0);

	for (uint64 row = 0; row < rows; row++)
	{
		IdentityEdge edge = {.id = identity_int8(row, 1), .a = identity_int8(row, 2), .b = identity_int8(row, 3), .time = identity_timestamp(row, 4)};

		CHECK_FOR_INTERRUPTS();
		(void) node_of(region, edge.a);
		(void) node_of(region, edge.b);
		add_edge(links, &edge);
	}
	SPI_freetuptable(SPI_tuptable);
	pfree(DatumGetPointer(values[0]));
}

/* qsort: by node and neighbour */
static int
compare_neighbours(const void *a, const void *b)
{
	const Neighbour *x = a;
	const Neighbour *y = b;

	CHECK_FOR_INTERRUPTS();
	if (x->node->id != y->node->id)
		return x->node->id < y->node->id ? -1 : 1;
	return x->neighbour < y->neighbour ? -1 : x->neighbour > y->neighbour;
}

/* Whether a neighbour counts for a current node that can be shared. */
static bool
counts_for(const Region *region, const RegionNode *node, const RegionNode *neighbour)
{
	const IdentityKind *kind;

	if (node->state != REGION_CURRENT || neighbour->kind == 0)
		return false;
	kind = identity_kind_of(&region->kinds, node->kind);
	return kind->shared_above > 0 && identity_counts(kind, identity_kind_of(&region->kinds, neighbour->kind));
}

/* Finds out which of the current nodes were shared. */
static void
find_shared(Region *region, const EdgeList *links)
{
	Neighbour  *neighbours = MemoryContextAllocHuge(CurrentMemoryContext, (links->n * 2 + 1) * sizeof(Neighbour));
	int64		n = 0;
	int			distinct = 0;

	for (int64 i = 0; i < links->n; i++)
	{
		RegionNode *a = node_of(region, links->edges[i].a);
		RegionNode *b = node_of(region, links->edges[i].b);

		CHECK_FOR_INTERRUPTS();
		if (counts_for(region, a, b))
			neighbours[n++] = (Neighbour) {a, b->id};
		if (counts_for(region, b, a))
			neighbours[n++] = (Neighbour) {b, a->id};
	}
	qsort(neighbours, n, sizeof(Neighbour), compare_neighbours);
	for (int64 i = 0; i < n; i++)
	{
		const Neighbour *item = &neighbours[i];

		if (i == 0 || item->node != item[-1].node)
			distinct = 1;
		else if (item->neighbour != item[-1].neighbour)
			distinct++;
		if (distinct > identity_kind_of(&region->kinds, item->node->kind)->shared_above)
			item->node->shared = true;
	}
	pfree(neighbours);
}

/* Whether links of the node count, as far as is known. */
static bool
joins(const RegionNode *node)
{
	return node->kind > 0 && !node->shared;
}

/* Notes that links lead to a node. */
static void
note_beside(Region *region, RegionNode *node)
{
	if (node->state != REGION_SEEN)
		return;
	node->state = REGION_BESIDE;
	enqueue(&region->beside, node->id);
}

/* Keeps links of current nodes, without those that came with other nodes before, and notes what they lead to. */
static void
follow(Region *region, const EdgeList *links)
{
	for (int64 i = 0; i < links->n; i++)
	{
		IdentityEdge edge = links->edges[i];
		RegionNode *a = node_of(region, edge.a);
		RegionNode *b = node_of(region, edge.b);

		CHECK_FOR_INTERRUPTS();
		if (!joins(a) || !joins(b) || a->state == REGION_DONE || b->state == REGION_DONE)
			continue;
		edge.a_kind = a->kind;
		edge.b_kind = b->kind;
		add_edge(&region->edges, &edge);
		note_beside(region, a);
		note_beside(region, b);
	}
}

/* Reads the links of the next nodes that were reached. */
static void
read_batch(Region *region)
{
	IdQueue    *reached = &region->reached;
	const int64 *ids = reached->ids + reached->next;
	int			n = Min(BATCH, reached->n - reached->next);
	EdgeList	links = {0};

	for (int i = 0; i < n; i++)
		node_of(region, ids[i])->state = REGION_CURRENT;
	read_links(region, ids, n, &links);
	look_at_nodes(region);
	find_shared(region, &links);
	follow(region, &links);
	/* the array may have moved */
	for (int i = 0; i < n; i++)
		node_of(region, reached->ids[reached->next++])->state = REGION_DONE;
	if (links.edges)
		pfree(links.edges);
}

/* Drops the links that lead to what turned out to be shared. */
static void
drop_shared(Region *region)
{
	EdgeList   *list = &region->edges;
	int64		n = 0;

	for (int64 i = 0; i < list->n; i++)
	{
		CHECK_FOR_INTERRUPTS();
		if (joins(node_of(region, list->edges[i].a)) && joins(node_of(region, list->edges[i].b)))
			list->edges[n++] = list->edges[i];
	}
	list->n = n;
}

/* Reaches all nodes beside. */
static void
reach_all(Region *region)
{
	for (int64 i = 0; i < region->beside.n; i++)
	{
		CHECK_FOR_INTERRUPTS();
		reach(region, node_of(region, region->beside.ids[i]));
	}
	region->beside.n = 0;
}

/*
 * Runs the rule on the links that were read, and reaches the nodes beside that they may join. These are joined as if they had no other
 * links, so that of all members that used a device only the last is reached. If none is reached, the components are right.
 */
static Components *
run_rule(Region *region)
{
	Components *components = identity_rule_components(region->graph, &region->kinds);
	EdgeList   *list = &region->edges;

	identity_rule_sort(list->edges, list->n, region->graph->first);
	for (int64 i = 0; i < list->n; i++)
	{
		const IdentityEdge *edge = &list->edges[i];
		RegionNode *a = node_of(region, edge->a);
		RegionNode *b = node_of(region, edge->b);
		RegionNode *inside = a->state == REGION_DONE ? a : b;
		RegionNode *outside = a->state == REGION_DONE ? b : a;

		CHECK_FOR_INTERRUPTS();
		if (outside->state == REGION_DONE)
			(void) components_join(components, a->id, a->kind, b->id, b->kind);
		else
		{
			components_add(components, inside->id, inside->kind);
			if (components_fits(components, inside->id, outside->kind))
			{
				reach(region, outside);
				(void) components_join(components, a->id, a->kind, b->id, b->kind);
			}
		}
	}
	region->taken += list->n;
	return components;
}

/* Finds the person of an identifier; false if there is no such identifier. */
static bool
find_person(const Identity *graph, int64 identifier, TimestampTz at, int64 *person)
{
	Region		region = {.graph = graph, .at = at};
	HASHCTL		info = {.keysize = sizeof(int64), .entrysize = sizeof(RegionNode), .hcxt = CurrentMemoryContext};

	identity_kinds_read(graph, &region.kinds);
	region.nodes = hash_create("identifiers", 64, &info, HASH_ELEM | HASH_BLOBS | HASH_CONTEXT);
	reach(&region, node_of(&region, identifier));
	look_at_nodes(&region);
	if (node_of(&region, identifier)->kind == 0)
		return false;
	for (;;)
	{
		MemoryContext context;
		MemoryContext old;

		while (region.reached.next < region.reached.n)
			read_batch(&region);
		if (region.beside.n > 0 && region.taken > RUN_LINKS + RUN_PER_NODE * (region.reached.n + region.beside.n))
		{
			reach_all(&region);
			continue;
		}
		drop_shared(&region);
		context = AllocSetContextCreate(CurrentMemoryContext, "components", ALLOCSET_DEFAULT_SIZES);
		old = MemoryContextSwitchTo(context);
		*person = components_person(run_rule(&region), identifier);
		MemoryContextSwitchTo(old);
		MemoryContextDelete(context);
		if (region.reached.next == region.reached.n)
			break;
	}
	hash_destroy(region.nodes);
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
