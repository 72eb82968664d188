/*
 * components.c
 *	  Components under limits: union by size and path halving (R. E. Tarjan, "Efficiency of a Good But Not Linear
 *	  Set Union Algorithm", 1975; J. van Leeuwen and R. E. Tarjan, "Worst-case Analysis of Set Union Algorithms", 1984).
 *
 * A component's root has its size and its first identifier. From there a list leads through the component, in the order of kinds: one
 * identifier of each limited kind, which has the count of that kind. So the counts need no memory of their own, and two
 * lists are compared and merged in one pass. The first identifier begins the list even if its kind has no limit.
 *
 * An identifier takes up to 40 bytes: 24 for its node and 4 for a count, both with a sixteenth to spare, and up to 10 in the table of ids.
 */
#include "identity/components.h"

#include "miscadmin.h"
#include "utils/memutils.h"

#include "keyed_hash.h"

#define FIRST_NODES 64
#define FIRST_SLOTS 128

/* arrays double up to so many nodes, and then grow by a sixteenth, which a realloc by mremap makes cheap */
#define DOUBLED_NODES (64 * 1024)

/* a slot of the table: the number of a node, plus 1, below some bits of its id's hash value; 0: free */
#define SLOT_BITS	26
#define SLOT_NODE	((1U << SLOT_BITS) - 1)

StaticAssertDecl(COMPONENTS_MOST < SLOT_NODE, "every node has a number that fits into a slot");

#define NONE PG_UINT32_MAX

typedef struct ComponentNode
{
	int64		id;
	int32		parent;			/* of a root: minus the size of the component */
	int32		kind;
	uint32		first;			/* of a root: the component's first identifier */
	uint32		next;			/* of the list of limited kinds; NONE at its end */
} ComponentNode;

StaticAssertDecl(sizeof(ComponentNode) == 24, "it has no padding");

struct Components
{
	MemoryContext context;
	ComponentLimits limits;
	int			most;			/* in a component; 0: no limit */
	uint32		n;
	uint32		allocated;
	ComponentNode	   *nodes;
	int32	   *counts;			/* of the kind of a node in a list; NULL if no kind has a limit */
	uint32		mask;			/* slots of the table, minus 1 */
	uint32	   *slots;
};

Components *
components_make_limited(ComponentLimits limits, int most)
{
	Components *components = palloc(sizeof(Components));

	components->context = CurrentMemoryContext;
	components->limits = limits;
	components->most = most;
	components->n = 0;
	components->allocated = FIRST_NODES;
	components->nodes = palloc(FIRST_NODES * sizeof(ComponentNode));
	components->counts = limits.n > 0 ? palloc(FIRST_NODES * sizeof(int32)) : NULL;
	components->mask = FIRST_SLOTS - 1;
	components->slots = palloc0(FIRST_SLOTS * sizeof(uint32));
	return components;
}

Components *
components_make(const int *per_kind, int nkinds, int most)
{
	ComponentLimits limits = {.first = 1, .n = nkinds, .most = NULL};

	if (nkinds > 0)
	{
		limits.most = palloc(nkinds * sizeof(int));
		memcpy(limits.most, per_kind, nkinds * sizeof(int));
	}
	return components_make_limited(limits, most);
}

/* The most identifiers of a kind in a component; 0: no limit. */
static inline int
limit_of(const Components *components, int kind)
{
	int64		i = kind - components->limits.first;

	return i >= 0 && i < components->limits.n ? components->limits.most[i] : 0;
}

static inline uint32
hash_id(int64 id)
{
	return keyed_hash((const char *) &id, sizeof(id));
}

/* The upper bits of a hash value; the table's slots are numbered by the lower ones. */
static inline uint32
slot_tag(uint32 hash)
{
	return hash & ~SLOT_NODE;
}

/* Doubles the table. */
static void
grow_table(Components *components)
{
	uint32		nslots = (components->mask + 1) * 2;

	/* the old one is not read, so both need not be there at once */
	pfree(components->slots);
	components->slots = MemoryContextAllocExtended(components->context, nslots * sizeof(uint32), MCXT_ALLOC_HUGE | MCXT_ALLOC_ZERO);
	components->mask = nslots - 1;
	for (uint32 node = 0; node < components->n; node++)
	{
		uint32		hash = hash_id(components->nodes[node].id);
		uint32		i = hash & components->mask;

		CHECK_FOR_INTERRUPTS();
		while (components->slots[i] != 0)
			i = (i + 1) & components->mask;
		components->slots[i] = slot_tag(hash) | (node + 1);
	}
}

/* Makes room for another node (54000). */
static void
grow_nodes(Components *components)
{
	Size		n = components->allocated;

	if (n >= COMPONENTS_MOST)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("too many identifiers"),
				 errdetail("Components can have at most %zu identifiers in all.", (Size) COMPONENTS_MOST)));
	n = Min(n < DOUBLED_NODES ? n * 2 : n + n / 16, COMPONENTS_MOST);
	components->nodes = repalloc_huge(components->nodes, n * sizeof(ComponentNode));
	if (components->counts)
		components->counts = repalloc_huge(components->counts, n * sizeof(int32));
	components->allocated = (uint32) n;
}

/* Returns the slot of an id, or the free slot for it. */
static inline uint32
find_slot(const Components *components, int64 id, uint32 hash)
{
	uint32		i = hash & components->mask;

	for (;; i = (i + 1) & components->mask)
	{
		uint32		value = components->slots[i];

		if (value == 0 ||
			(slot_tag(value) == slot_tag(hash) && components->nodes[(value & SLOT_NODE) - 1].id == id))
			return i;
	}
}

/* Makes the node of an id that has none, and whose slot is known. */
static uint32
make_node(Components *components, int64 id, int kind, uint32 hash, uint32 slot)
{
	uint32		node = components->n;

	if (node == components->allocated)
		grow_nodes(components);
	components->nodes[node] = (ComponentNode) {.id = id, .parent = -1, .kind = kind, .first = node, .next = NONE};
	if (components->counts)
		components->counts[node] = 1;
	components->slots[slot] = slot_tag(hash) | (node + 1);
	components->n++;
	/* four slots of five are used at most */
	if (components->n > (components->mask + 1) / 5 * 4)
		grow_table(components);
	return node;
}

/* The node of an id, made if there is none. */
static inline uint32
find_or_make(Components *components, int64 id, int kind, uint32 hash)
{
	uint32		slot = find_slot(components, id, hash);
	uint32		value = components->slots[slot];

	return value == 0 ? make_node(components, id, kind, hash, slot) : (value & SLOT_NODE) - 1;
}

/* The root of a node's component. Each node on the way gets its grandparent as its parent. */
static inline uint32
find_root(Components *components, uint32 node)
{
	ComponentNode	   *nodes = components->nodes;

	for (;;)
	{
		int32		parent = nodes[node].parent;
		int32		grandparent;

		if (parent < 0)
			return node;
		grandparent = nodes[parent].parent;
		if (grandparent < 0)
			return (uint32) parent;
		nodes[node].parent = grandparent;
		node = (uint32) grandparent;
	}
}

/* Whether a list, from its first node on, begins with a kind that has no limit. */
static inline bool
starts_unlimited(const Components *components, uint32 list)
{
	return limit_of(components, components->nodes[list].kind) == 0;
}

/* Whether two components together, given their lists, have too many of a kind. */
static bool
too_many_of_a_kind(const Components *components, uint32 a, uint32 b)
{
	const ComponentNode *nodes = components->nodes;

	if (starts_unlimited(components, a))
		a = nodes[a].next;
	if (starts_unlimited(components, b))
		b = nodes[b].next;
	while (a != NONE && b != NONE)
	{
		if (nodes[a].kind < nodes[b].kind)
			a = nodes[a].next;
		else if (nodes[a].kind > nodes[b].kind)
			b = nodes[b].next;
		else
		{
			if ((int64) components->counts[a] + components->counts[b] > limit_of(components, nodes[a].kind))
				return true;
			a = nodes[a].next;
			b = nodes[b].next;
		}
	}
	return false;
}

/* Puts the list that begins with b into the list that begins with a, which comes before b. */
static void
merge_lists(Components *components, uint32 a, uint32 b)
{
	ComponentNode	   *nodes = components->nodes;
	int32	   *counts = components->counts;
	uint32		last = a;

	if (starts_unlimited(components, b))
		b = nodes[b].next;
	else if (nodes[b].kind == nodes[a].kind)
	{
		counts[a] += counts[b];
		b = nodes[b].next;
	}
	a = nodes[a].next;
	while (a != NONE && b != NONE)
	{
		if (nodes[a].kind == nodes[b].kind)
		{
			counts[a] += counts[b];
			b = nodes[b].next;
		}
		else
		{
			uint32	   *lower = nodes[a].kind < nodes[b].kind ? &a : &b;

			nodes[last].next = *lower;
			last = *lower;
			*lower = nodes[last].next;
		}
	}
	nodes[last].next = a != NONE ? a : b;
}

/* Whether a node comes before another, by kind and id. */
static inline bool
comes_first(const ComponentNode *a, const ComponentNode *b)
{
	return a->kind < b->kind || (a->kind == b->kind && a->id < b->id);
}

/* Joins the components of two roots unless a limit forbids. */
static bool
join_roots(Components *components, uint32 a, uint32 b)
{
	ComponentNode	   *nodes = components->nodes;
	uint32		first = nodes[a].first;
	uint32		second = nodes[b].first;

	/* the sizes are negative */
	if (components->most > 0 && -((int64) nodes[a].parent + nodes[b].parent) > components->most)
		return false;
	if (components->counts && too_many_of_a_kind(components, first, second))
		return false;
	if (comes_first(&nodes[second], &nodes[first]))
	{
		uint32		swap = first;

		first = second;
		second = swap;
	}
	if (components->counts)
		merge_lists(components, first, second);
	if (nodes[b].parent < nodes[a].parent)
	{
		uint32		swap = a;

		a = b;
		b = swap;
	}
	nodes[a].parent += nodes[b].parent;
	nodes[a].first = first;
	nodes[b].parent = (int32) a;
	return true;
}

void
components_add(Components *components, int64 id, int kind)
{
	(void) find_or_make(components, id, kind, hash_id(id));
}

bool
components_join_numbers(Components *components, int64 a, int64 b)
{
	uint32		a_root = find_root(components, (uint32) a);
	uint32		b_root = find_root(components, (uint32) b);

	return a_root == b_root || join_roots(components, a_root, b_root);
}

bool
components_join(Components *components, int64 a, int a_kind, int64 b, int b_kind)
{
	uint32		a_hash = hash_id(a);
	uint32		b_hash = hash_id(b);
	uint32		a_node = find_or_make(components, a, a_kind, a_hash);
	uint32		b_node = find_or_make(components, b, b_kind, b_hash);

	return components_join_numbers(components, a_node, b_node);
}

bool
components_fits(Components *components, int64 id, int kind)
{
	const ComponentNode *nodes = components->nodes;
	uint32		value = components->slots[find_slot(components, id, hash_id(id))];
	uint32		root;
	int			limit = limit_of(components, kind);

	Assert(value != 0);
	root = find_root(components, (value & SLOT_NODE) - 1);
	if (components->most > 0 && 1 - (int64) nodes[root].parent > components->most)
		return false;
	if (limit == 0)
		return true;
	for (uint32 i = nodes[root].first; i != NONE; i = nodes[i].next)
	{
		if (nodes[i].kind == kind)
			return components->counts[i] < limit;
	}
	return true;
}

int64
components_person_of(Components *components, int64 i)
{
	uint32		root = find_root(components, (uint32) i);

	return components->nodes[components->nodes[root].first].id;
}

int64
components_person(Components *components, int64 id)
{
	uint32		value = components->slots[find_slot(components, id, hash_id(id))];

	return value == 0 ? id : components_person_of(components, (value & SLOT_NODE) - 1);
}

int64
components_count(const Components *components)
{
	return components->n;
}

int64
components_id(const Components *components, int64 i)
{
	return components->nodes[i].id;
}

int
components_kind(const Components *components, int64 i)
{
	return components->nodes[i].kind;
}

int64
components_find(const Components *components, int64 id)
{
	return (int64) (components->slots[find_slot(components, id, hash_id(id))] & SLOT_NODE) - 1;
}
