/*
 * taxonomy_circle.c
 *	  Arrows that lead in a circle; see taxonomy_circle.h.
 *
 * The sources of links are the vertices of a graph. A link leads to all sources above
 * its target and to all below it, which may be very many. So the graph has two more
 * vertices for each node of the tree: "up", from which edges lead to the parent's, and
 * "down", from which they lead to the children's. Both have an edge to the node itself
 * if it is a source, and a link leads to both vertices of its target. That makes as
 * many edges as there are nodes and links, a few times. On the tree alone there are no
 * circles, so each circle passes a source.
 *
 * Tarjan's algorithm finds the strongly connected components: several sources in one
 * of them are in a circle.
 */
#include "taxonomy/taxonomy_circle.h"

#include "miscadmin.h"

/* numbers of the vertices, n being the number of nodes: sources 0 to n - 1, then up, then down */
#define UP(n, node) ((n) + (node))
#define DOWN(n, node) (2 * (n) + (node))

/* a vertex that is being visited */
typedef struct Visit
{
	uint32		vertex;
	uint32		edge;			/* the next edge to follow; what it is depends on the vertex */
} Visit;

typedef struct Search
{
	const Taxonomy *taxonomy;
	uint32		n;				/* nodes */
	uint32	   *order;			/* when a vertex was first visited, from 1; 0 before */
	uint32	   *low;			/* the earliest vertex of its component that it leads to */
	bool	   *open;			/* it is on the stack */
	uint32	   *stack;			/* vertices whose component is not complete */
	uint32		depth;
	Visit	   *visits;
	uint32		nvisits;
	uint32		visited;
	uint32	   *circle;			/* the result, NULL until there is a circle */
} Search;

static void *
allocate(Size size, int flags)
{
	return palloc_extended(Max(size, 1), MCXT_ALLOC_HUGE | flags);
}

/* Whether the links of a node are followed from it. */
static inline bool
is_source(const Search *search, uint32 node)
{
	return (search->taxonomy->tree.nodes[node].flags & (TREE_ALIAS | TREE_IMPLIES)) != 0;
}

/* Begins to visit a vertex. */
static void
visit(Search *search, uint32 vertex)
{
	search->order[vertex] = search->low[vertex] = ++search->visited;
	search->open[vertex] = true;
	search->stack[search->depth++] = vertex;
	search->visits[search->nvisits++] = (Visit) {vertex, 0};
}

/* The vertex that the next edge leads to, TREE_NONE after the last. */
static uint32
next_edge(const Search *search, Visit *current)
{
	const TreeNode *nodes = search->taxonomy->tree.nodes;
	uint32		n = search->n;
	uint32		edge = current->edge++;
	uint32		node = current->vertex % n;

	if (current->vertex < n)
	{
		const TaxonomyLink *links = search->taxonomy->links;
		uint32		nlinks;

		/* twice the number of a link: of which edge - 1 is left, since 0 is the beginning */
		edge = edge == 0 ? (uint32) (taxonomy_links_from(search->taxonomy, node, &nlinks) - links) * 2 : edge - 1;
		if (edge / 2 >= search->taxonomy->nlinks || links[edge / 2].source != node)
			return TREE_NONE;
		current->edge = edge + 2;
		return edge % 2 ? DOWN(n, links[edge / 2].target) : UP(n, links[edge / 2].target);
	}
	if (edge == 0)
	{
		if (is_source(search, node))
			return node;
		edge = current->edge++;
	}
	if (current->vertex < DOWN(n, 0))
		return edge == 1 && nodes[node].parent != TREE_NONE ? UP(n, nodes[node].parent) : TREE_NONE;
	/* children: the edge becomes the number of the next one */
	if (edge == 1)
		edge = node + 1;
	if (edge >= nodes[node].end)
	{
		current->edge = edge;
		return TREE_NONE;
	}
	current->edge = nodes[edge].end;
	return DOWN(n, edge);
}

/* Takes a complete component from the stack, and notes a circle if it is one. */
static void
complete(Search *search, uint32 vertex)
{
	uint32		from = search->depth;
	uint32		first = TREE_NONE;
	uint32		last = TREE_NONE;

	do
	{
		uint32		other = search->stack[--from];

		search->open[other] = false;
		if (other >= search->n)
			continue;
		if (first == TREE_NONE)
			first = other;
		else
		{
			if (!search->circle)
			{
				search->circle = allocate(sizeof(uint32) * search->n, 0);
				memset(search->circle, 0xFF, sizeof(uint32) * search->n);
			}
			search->circle[last] = other;
		}
		last = other;
	} while (search->stack[from] != vertex);
	if (last != first)
		search->circle[last] = first;
	search->depth = from;
}

/* Visits everything that a source leads to. */
static void
search_from(Search *search, uint32 source)
{
	visit(search, source);
	while (search->nvisits > 0)
	{
		Visit	   *current = &search->visits[search->nvisits - 1];
		uint32		vertex = current->vertex;
		uint32		to = next_edge(search, current);

		if (search->visited % 1024 == 0)
			CHECK_FOR_INTERRUPTS();
		if (to != TREE_NONE)
		{
			if (search->order[to] == 0)
				visit(search, to);
			else if (search->open[to])
				search->low[vertex] = Min(search->low[vertex], search->order[to]);
			continue;
		}
		if (search->low[vertex] == search->order[vertex])
			complete(search, vertex);
		search->nvisits--;
		if (search->nvisits > 0)
		{
			uint32		above = search->visits[search->nvisits - 1].vertex;

			search->low[above] = Min(search->low[above], search->low[vertex]);
		}
	}
}

/* Notes implications into an ancestor, which lead to themselves. */
static void
find_loops(Search *search)
{
	const Taxonomy *taxonomy = search->taxonomy;

	for (uint32 i = 0; i < taxonomy->nlinks; i++)
	{
		uint32		source = taxonomy->links[i].source;

		if ((taxonomy->tree.nodes[source].flags & TREE_ALIAS) ||
			!tree_within(&taxonomy->tree, source, taxonomy->links[i].target))
			continue;
		if (!search->circle)
		{
			search->circle = allocate(sizeof(uint32) * search->n, 0);
			memset(search->circle, 0xFF, sizeof(uint32) * search->n);
		}
		if (search->circle[source] == TREE_NONE)
			search->circle[source] = source;
	}
}

uint32 *
taxonomy_circles(const Taxonomy *taxonomy)
{
	uint32		n = taxonomy->tree.nnodes;
	Search		search = {.taxonomy = taxonomy, .n = n};

	if (taxonomy->nlinks == 0)
		return NULL;
	search.order = allocate(sizeof(uint32) * 3 * (Size) n, MCXT_ALLOC_ZERO);
	search.low = allocate(sizeof(uint32) * 3 * (Size) n, MCXT_ALLOC_ZERO);
	search.open = allocate(3 * (Size) n, MCXT_ALLOC_ZERO);
	search.stack = allocate(sizeof(uint32) * 3 * (Size) n, 0);
	search.visits = allocate(sizeof(Visit) * 3 * (Size) n, 0);
	for (uint32 i = 0; i < taxonomy->nlinks; i++)
	{
		if (search.order[taxonomy->links[i].source] == 0)
			search_from(&search, taxonomy->links[i].source);
	}
	find_loops(&search);
	pfree(search.order);
	pfree(search.low);
	pfree(search.open);
	pfree(search.stack);
	pfree(search.visits);
	return search.circle;
}
