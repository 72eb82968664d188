/*
 * identity_full.c
 *	  The rule on all links of an identity graph.
 *
 * The identifiers are read first, so that a link needs no join to tell the kinds of its ends. With a link, memory keeps its place in the
 * order and the numbers of its ends: 32 bytes.
 */
#include "identity/identity_full.h"

#include "catalog/pg_type.h"
#include "miscadmin.h"

#include "identity/identity_array.h"
#include "identity/identity_rule.h"
#include "identity/identity_shared.h"
#include "identity/identity_stream.h"

/* moves that are taken at a time */
#define MOVES 8192

static const IdentityStatement read_identifiers = {
	IDENTITY_WHOLE,
	"SELECT i.id, k.priority, i.person, i.shared FROM ONLY {identifier} i JOIN ONLY {kind} k ON k.kind = i.kind",
	SPI_OK_SELECT, 0, {0}
};

static const IdentityStatement read_links = {
	IDENTITY_WHOLE, "SELECT id, a, b, at, last FROM ONLY {link} WHERE ended_at IS NULL", SPI_OK_SELECT, 0, {0}
};

/* what the graph has of an identifier */
typedef struct Stored
{
	int64		person;
	uint32		neighbours;		/* links with neighbours that count towards sharing */
	bool		was_shared;
	bool		shared;
} Stored;

/* a link, in the order of the rule if time, sum and id are ascending within each layer */
typedef struct Edge
{
	int64		time;
	int64		id;
	uint32		a;
	uint32		b;
	int			layer;
	int			sum;
} Edge;

typedef struct Full
{
	const Identity *graph;
	const IdentityKinds *kinds;
	bool		limited[IDENTITY_PRIORITY_MAX + 1]; /* kinds with a per_person */
	Components *components;
	Stored	   *stored;			/* of each identifier, as the components number them */
	int64		allocated;
	Edge	   *edges;
	int64		nedges;
	int64		allocated_edges;
} Full;

static inline int
compare_edges(const Edge *a, const Edge *b)
{
	if (a->layer != b->layer)
		return a->layer < b->layer ? -1 : 1;
	if (a->time != b->time)
		return a->time < b->time ? -1 : 1;
	if (a->sum != b->sum)
		return a->sum < b->sum ? -1 : 1;
	return a->id < b->id ? -1 : a->id > b->id;
}

#define ST_SORT sort_edges
#define ST_ELEMENT_TYPE Edge
#define ST_COMPARE(a, b) compare_edges(a, b)
#define ST_SCOPE static
#define ST_CHECK_FOR_INTERRUPTS
#define ST_DEFINE
#include "lib/sort_template.h"

/* IdentityRow */
static void
take_identifier(const Datum *values, void *context)
{
	Full	   *full = context;
	int64		n = components_count(full->components);
	int			kind = DatumGetInt32(values[1]);

	/* a trigger of the owner's may have changed it since the kinds were read and checked */
	if (kind < 1 || kind > IDENTITY_PRIORITY_MAX)
		ereport(ERROR,
				(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
				 errmsg("a kind of an identity graph has no priority between 1 and %d", IDENTITY_PRIORITY_MAX),
				 errhint("Put it right, and give the table of kinds its constraints back.")));
	components_add(full->components, DatumGetInt64(values[0]), kind);
	if (components_count(full->components) == n)
		return;
	full->stored = identity_array_reserve(full->stored, n, &full->allocated, sizeof(Stored));
	full->stored[n] = (Stored) {.person = DatumGetInt64(values[2]), .was_shared = DatumGetBool(values[3])};
}

/* Counts a neighbour of an identifier if it counts towards sharing. */
static inline void
count_neighbour(Full *full, int64 i, int kind, int other_kind)
{
	if (other_kind <= kind || full->limited[other_kind])
		full->stored[i].neighbours++;
}

/* IdentityRow */
static void
take_link(const Datum *values, void *context)
{
	Full	   *full = context;
	int64		id = DatumGetInt64(values[0]);
	int64		a = components_find(full->components, DatumGetInt64(values[1]));
	int64		b = components_find(full->components, DatumGetInt64(values[2]));
	TimestampTz time = DatumGetTimestampTz(values[full->graph->first ? 3 : 4]);
	int			a_kind;
	int			b_kind;

	if (a < 0 || b < 0)
		return;
	a_kind = components_kind(full->components, a);
	b_kind = components_kind(full->components, b);
	count_neighbour(full, a, a_kind, b_kind);
	count_neighbour(full, b, b_kind, a_kind);
	full->edges = identity_array_reserve(full->edges, full->nedges, &full->allocated_edges, sizeof(Edge));
	/* of finite timestamps and positive ids, and so with a negative of their own */
	full->edges[full->nedges++] = (Edge) {
		.time = full->graph->first ? time : -time,
		.id = full->graph->first ? id : -id,
		.a = (uint32) a,
		.b = (uint32) b,
		.layer = Max(a_kind, b_kind),
		.sum = a_kind + b_kind
	};
}

/* Finds the shared identifiers. */
static void
find_shared(Full *full)
{
	for (int64 i = 0; i < components_count(full->components); i++)
	{
		int			priority = components_kind(full->components, i);
		const IdentityKind *kind = identity_kind_of(full->kinds, priority);
		IdentityMember member = {.id = components_id(full->components, i), .kind = priority};

		CHECK_FOR_INTERRUPTS();
		if (kind && kind->shared_above > 0 && full->stored[i].neighbours > (uint32) kind->shared_above)
			full->stored[i].shared = identity_shared_count(full->graph, full->kinds, &member);
	}
}

/* Takes the links in their order. */
static void
run_rule(Full *full)
{
	int64		n = 0;

	for (int64 i = 0; i < full->nedges; i++)
	{
		const Edge *edge = &full->edges[i];

		CHECK_FOR_INTERRUPTS();
		if (!full->stored[edge->a].shared && !full->stored[edge->b].shared)
			full->edges[n++] = *edge;
	}
	if (n > 1)
		sort_edges(full->edges, n);
	for (int64 i = 0; i < n; i++)
	{
		CHECK_FOR_INTERRUPTS();
		(void) components_join_numbers(full->components, full->edges[i].a, full->edges[i].b);
	}
	if (full->edges)
		pfree(full->edges);
}

/* qsort: by id */
static int
compare_moves(const void *a, const void *b)
{
	int64		x = ((const IdentityMove *) a)->id;
	int64		y = ((const IdentityMove *) b)->id;

	return x < y ? -1 : x > y;
}

/* Calls take for some moves. */
static void
give(const Full *full, IdentityMove *moves, int n, IdentityFullTake take, void *context)
{
	if (n == 0)
		return;
	qsort(moves, n, sizeof(IdentityMove), compare_moves);
	take(full->graph, moves, n, context);
}

/* Calls take for the identifiers whose row is not as the rule has it. */
static void
give_moves(Full *full, IdentityFullTake take, void *context)
{
	IdentityMove *moves = palloc(MOVES * sizeof(IdentityMove));
	int			n = 0;

	for (int64 i = 0; i < components_count(full->components); i++)
	{
		const Stored *stored = &full->stored[i];
		int64		id = components_id(full->components, i);
		int64		person = stored->shared ? id : components_person_of(full->components, i);

		CHECK_FOR_INTERRUPTS();
		if (person == stored->person && stored->shared == stored->was_shared)
			continue;
		moves[n++] = (IdentityMove) {
			.id = id, .from = stored->person, .to = person, .was_shared = stored->was_shared, .shared = stored->shared
		};
		if (n == MOVES)
		{
			give(full, moves, n, take, context);
			n = 0;
		}
	}
	give(full, moves, n, take, context);
}

void
identity_full_run(const Identity *graph, const IdentityKinds *kinds, IdentityFullTake take, void *context)
{
	static const Oid identifier_types[] = {INT8OID, INT4OID, INT8OID, BOOLOID};
	static const Oid link_types[] = {INT8OID, INT8OID, INT8OID, TIMESTAMPTZOID, TIMESTAMPTZOID};
	Full	   *full = palloc0(sizeof(Full));

	full->graph = graph;
	full->kinds = kinds;
	for (int i = 0; i < kinds->n; i++)
		full->limited[kinds->kinds[i].priority] = kinds->kinds[i].per_person > 0;
	full->components = identity_rule_components(graph, kinds);
	identity_stream(graph, &read_identifiers, identifier_types, lengthof(identifier_types), take_identifier, full);
	identity_stream(graph, &read_links, link_types, lengthof(link_types), take_link, full);
	find_shared(full);
	run_rule(full);
	give_moves(full, take, context);
}
