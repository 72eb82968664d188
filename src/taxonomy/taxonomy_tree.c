/*
 * taxonomy_tree.c
 *	  The paths of a taxonomy as a tree; see taxonomy_tree.h.
 *
 * While the tree grows its nodes are in the order of their addition. At the end the
 * children of each node are sorted, and the nodes are numbered again in preorder.
 */
#include "taxonomy/taxonomy_tree.h"

#include "miscadmin.h"
#include "port/pg_bitutils.h"

#include "keyed_hash.h"
#include "text/path.h"

/* a node while the tree grows */
typedef struct BuilderNode
{
	uint32		parent;
	uint32		segment;
	uint32		first;			/* its first child, TREE_NONE if it has none */
	uint32		last;
	uint32		next;			/* its next sibling */
	uint16		depth;
	uint8		seglen;
	bool		unsorted;		/* its children are not in order */
} BuilderNode;

struct TreeBuilder
{
	uint32		nnodes;
	uint32		size;
	BuilderNode *nodes;
	BuilderNode top;			/* the parent of those at the top */
	char	   *segments;
	Size		used;
	Size		allocated;
	uint32	   *table;
	uint32		mask;

	/* the path added last, and the numbers and ends of its segments */
	int			len;
	int			depth;
	uint32		numbers[TREE_MAX_PATH];
	int			ends[TREE_MAX_PATH];
	char		path[TREE_MAX_PATH];
};

/* Hashes a segment below a parent. */
static inline uint32
hash_segment(uint32 parent, const char *segment, int len)
{
	return hash_combine(keyed_hash(segment, len), murmurhash32(parent));
}

/* An empty hash table of a power of two. */
static uint32 *
make_table(uint32 size)
{
	uint32	   *table = palloc_extended(sizeof(uint32) * (Size) size, MCXT_ALLOC_HUGE);

	memset(table, 0xFF, sizeof(uint32) * (Size) size);
	return table;
}

/* The size of a hash table that has room for n nodes and some gaps. */
static uint32
table_size(uint32 n)
{
	return pg_nextpower2_32(Max(n + n / 3, 16));
}

TreeBuilder *
tree_begin(uint32 expected)
{
	TreeBuilder *builder = palloc0(sizeof(TreeBuilder));
	uint32		size = table_size(expected);

	builder->size = Max(expected, 16);
	builder->nodes = palloc_extended(sizeof(BuilderNode) * (Size) builder->size, MCXT_ALLOC_HUGE);
	builder->top = (BuilderNode) {.first = TREE_NONE};
	builder->allocated = 1024;
	builder->segments = palloc(builder->allocated);
	builder->table = make_table(size);
	builder->mask = size - 1;
	return builder;
}

/* Doubles the hash table. */
static void
grow_table(TreeBuilder *builder)
{
	uint32		mask = builder->mask * 2 + 1;
	uint32	   *table = make_table(mask + 1);

	for (uint32 i = 0; i < builder->nnodes; i++)
	{
		const BuilderNode *node = &builder->nodes[i];
		uint32		slot = hash_segment(node->parent, builder->segments + node->segment, node->seglen) & mask;

		while (table[slot] != TREE_NONE)
			slot = (slot + 1) & mask;
		table[slot] = i;
	}
	pfree(builder->table);
	builder->table = table;
	builder->mask = mask;
}

/* Appends a node to its parent's children; returns its number. */
static uint32
append_node(TreeBuilder *builder, uint32 parent, const char *segment, int len)
{
	BuilderNode *above = parent == TREE_NONE ? &builder->top : &builder->nodes[parent];
	BuilderNode *node;
	uint32		number = builder->nnodes;

	if (number == builder->size)
	{
		builder->size *= 2;
		builder->nodes = repalloc_huge(builder->nodes, sizeof(BuilderNode) * (Size) builder->size);
		if (parent != TREE_NONE)
			above = &builder->nodes[parent];
	}
	if (builder->used + len > builder->allocated)
	{
		builder->allocated *= 2;
		builder->segments = repalloc_huge(builder->segments, builder->allocated);
	}
	memcpy(builder->segments + builder->used, segment, len);
	node = &builder->nodes[number];
	*node = (BuilderNode) {
		.parent = parent, .segment = builder->used, .first = TREE_NONE, .next = TREE_NONE,
		.depth = above->depth + 1, .seglen = len
	};
	builder->used += len;
	if (above->first == TREE_NONE)
		above->first = number;
	else
	{
		BuilderNode *last = &builder->nodes[above->last];

		above->unsorted |= path_compare(builder->segments + last->segment, last->seglen, segment, len) > 0;
		last->next = number;
	}
	above->last = number;
	builder->nnodes++;
	return number;
}

/* Whether a segment comes after all children of a node, so that it is not among them. */
static bool
comes_last(const TreeBuilder *builder, uint32 parent, const char *segment, int len)
{
	const BuilderNode *above = parent == TREE_NONE ? &builder->top : &builder->nodes[parent];
	const BuilderNode *last;

	if (above->first == TREE_NONE)
		return true;
	last = &builder->nodes[above->last];
	return !above->unsorted && path_compare(builder->segments + last->segment, last->seglen, segment, len) < 0;
}

/* The child of a node, added if there was none. */
static uint32
add_child(TreeBuilder *builder, uint32 parent, const char *segment, int len)
{
	bool		new = comes_last(builder, parent, segment, len);
	uint32		slot = hash_segment(parent, segment, len) & builder->mask;
	uint32		number;

	for (; (number = builder->table[slot]) != TREE_NONE; slot = (slot + 1) & builder->mask)
	{
		const BuilderNode *node = &builder->nodes[number];

		if (!new && node->parent == parent && node->seglen == len &&
			memcmp(builder->segments + node->segment, segment, len) == 0)
			return number;
	}
	number = append_node(builder, parent, segment, len);
	builder->table[slot] = number;
	if (table_size(builder->nnodes) > builder->mask + 1)
		grow_table(builder);
	return number;
}

uint32
tree_add(TreeBuilder *builder, const char *path, int len)
{
	int			shared = path_shared(builder->path, builder->len, path, len);
	int			depth = 0;
	uint32		parent = TREE_NONE;
	const char *p = path;
	const char *end = path + len;

	/* go on below the segments that it has in common with the path before */
	while (depth < builder->depth && builder->ends[depth] <= shared &&
		   (builder->ends[depth] == len || path[builder->ends[depth]] == FACTAG_SEPARATOR))
	{
		parent = builder->numbers[depth];
		p = path + builder->ends[depth] + 1;
		depth++;
	}
	for (; p < end; depth++)
	{
		const char *stop = path_segment_end(p, end);

		parent = add_child(builder, parent, p, stop - p);
		builder->numbers[depth] = parent;
		builder->ends[depth] = stop - path;
		p = stop + 1;
	}
	builder->depth = depth;
	memcpy(builder->path + shared, path + shared, len - shared);
	builder->len = len;
	return parent;
}

uint32
tree_builder_count(const TreeBuilder *builder)
{
	return builder->nnodes;
}

/* a child to be sorted: the first bytes of its segment as a number, which compares fast */
typedef struct SortedChild
{
	uint64		head;
	uint32		number;
} SortedChild;

static inline int
compare_children(const SortedChild *a, const SortedChild *b, TreeBuilder *builder)
{
	const BuilderNode *x = &builder->nodes[a->number];
	const BuilderNode *y = &builder->nodes[b->number];

	if (a->head != b->head)
		return a->head < b->head ? -1 : 1;
	return path_compare(builder->segments + x->segment, x->seglen, builder->segments + y->segment, y->seglen);
}

#define ST_SORT sort_children
#define ST_ELEMENT_TYPE SortedChild
#define ST_COMPARE(a, b, builder) compare_children(a, b, builder)
#define ST_COMPARE_ARG_TYPE TreeBuilder
#define ST_CHECK_FOR_INTERRUPTS
#define ST_SCOPE static
#define ST_DEFINE
#include "lib/sort_template.h"

/* Puts the children of a node in order. */
static void
sort_siblings(TreeBuilder *builder, BuilderNode *above)
{
	uint32		n = 0;
	uint32		size = 64;
	SortedChild *children = palloc(sizeof(SortedChild) * size);

	for (uint32 i = above->first; i != TREE_NONE; i = builder->nodes[i].next)
	{
		const BuilderNode *node = &builder->nodes[i];
		unsigned char head[8] = {0};

		if (n == size)
		{
			size *= 2;
			children = repalloc_huge(children, sizeof(SortedChild) * (Size) size);
		}
		memcpy(head, builder->segments + node->segment, Min(node->seglen, 8));
		children[n].number = i;
		children[n].head = 0;
		for (int j = 0; j < 8; j++)
			children[n].head = children[n].head << 8 | head[j];
		n++;
	}
	sort_children(children, n, builder);
	above->first = children[0].number;
	above->last = children[n - 1].number;
	for (uint32 i = 0; i < n; i++)
		builder->nodes[children[i].number].next = i + 1 < n ? children[i + 1].number : TREE_NONE;
	above->unsorted = false;
	pfree(children);
}

/* Gives the nodes their numbers in preorder, from the first at the top on. */
static void
number_nodes(TreeBuilder *builder, TaxonomyTree *tree, uint32 *map)
{
	uint32		i = builder->top.first;
	uint32		parent = TREE_NONE;
	uint32		n = 0;

	while (i != TREE_NONE)
	{
		const BuilderNode *from = &builder->nodes[i];
		TreeNode   *to = &tree->nodes[n];

		*to = (TreeNode) {
			.parent = parent, .segment = from->segment, .end = n + 1, .seglen = from->seglen,
			.depth = from->depth, .alias = TREE_NONE, .implies = TREE_NONE, .exclusive = TREE_NONE
		};
		map[i] = n;
		if (from->first != TREE_NONE)
		{
			parent = n++;
			i = from->first;
			continue;
		}
		n++;
		/* go up until a node has a sibling; those left behind are complete */
		while (builder->nodes[i].next == TREE_NONE && parent != TREE_NONE)
		{
			tree->nodes[parent].end = n;
			i = builder->nodes[i].parent;
			parent = tree->nodes[parent].parent;
		}
		i = builder->nodes[i].next;
	}
	Assert(n == builder->nnodes);
}

void
tree_finish(TreeBuilder *builder, TaxonomyTree *tree, uint32 **nodes)
{
	uint32	   *map = palloc_extended(sizeof(uint32) * Max(builder->nnodes, 1), MCXT_ALLOC_HUGE);
	uint32		size = table_size(builder->nnodes);

	if (builder->top.unsorted)
		sort_siblings(builder, &builder->top);
	for (uint32 i = 0; i < builder->nnodes; i++)
	{
		if (builder->nodes[i].unsorted)
			sort_siblings(builder, &builder->nodes[i]);
	}
	tree->nnodes = builder->nnodes;
	tree->nodes = palloc_extended(sizeof(TreeNode) * Max(builder->nnodes, 1), MCXT_ALLOC_HUGE);
	tree->segments = palloc_extended(Max(builder->used, 1), MCXT_ALLOC_HUGE);
	memcpy(tree->segments, builder->segments, builder->used);
	tree->table = make_table(size);
	tree->mask = size - 1;
	number_nodes(builder, tree, map);
	for (uint32 i = 0; i < tree->nnodes; i++)
	{
		const TreeNode *node = &tree->nodes[i];
		uint32		slot = hash_segment(node->parent, tree->segments + node->segment, node->seglen) & tree->mask;

		if (i % FACTAG_INTERRUPT_BYTES == 0)
			CHECK_FOR_INTERRUPTS();
		while (tree->table[slot] != TREE_NONE)
			slot = (slot + 1) & tree->mask;
		tree->table[slot] = i;
	}
	*nodes = map;
}

uint32
tree_child(const TaxonomyTree *tree, uint32 parent, const char *segment, int len)
{
	uint32		slot = hash_segment(parent, segment, len) & tree->mask;
	uint32		number;

	for (; (number = tree->table[slot]) != TREE_NONE; slot = (slot + 1) & tree->mask)
	{
		const TreeNode *node = &tree->nodes[number];

		if (node->parent == parent && node->seglen == len &&
			memcmp(tree->segments + node->segment, segment, len) == 0)
			return number;
	}
	return TREE_NONE;
}

uint32
tree_find(const TaxonomyTree *tree, const char *path, int len, int *matched)
{
	const char *p = path;
	const char *end = path + len;
	uint32		node = TREE_NONE;

	*matched = 0;
	while (p < end)
	{
		const char *stop = path_segment_end(p, end);
		uint32		child = tree_child(tree, node, p, stop - p);

		if (child == TREE_NONE)
			break;
		node = child;
		*matched = stop - path;
		p = stop + 1;
	}
	return node;
}

int
tree_path(const TaxonomyTree *tree, uint32 node, char *buf)
{
	int			len = tree->nodes[node].depth - 1;
	char	   *to;

	for (uint32 i = node; i != TREE_NONE; i = tree->nodes[i].parent)
		len += tree->nodes[i].seglen;
	Assert(len <= TREE_MAX_PATH);
	to = buf + len;
	for (uint32 i = node; i != TREE_NONE; i = tree->nodes[i].parent)
	{
		const TreeNode *n = &tree->nodes[i];

		to -= n->seglen;
		memcpy(to, tree->segments + n->segment, n->seglen);
		if (to > buf)
			*--to = FACTAG_SEPARATOR;
	}
	return len;
}
