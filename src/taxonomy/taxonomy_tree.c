/*
 * taxonomy_tree.c
 *	  The paths of a taxonomy as a tree; see taxonomy_tree.h.
 *
 * While the tree grows its nodes are in the order of their addition. At the end the
 * children of each node are sorted, and the nodes are numbered again in preorder. A node's
 * new number follows from its parent's, the sizes of subtrees and the order of siblings, so
 * that the nodes need not be visited in preorder, from one cache line to another.
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
	uint32		hash;			/* of its segment */
	uint32		first;			/* its first child, TREE_NONE if it has none */
	uint32		last;
	uint32		next;			/* its next sibling */
	uint32		size;			/* at the end: nodes of its subtree */
	uint32		place;			/* at the end: its number, less that of its parent */
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
	TreeNames	names;
	Size		used;			/* of the other names */
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

/* Hashes a child, given the hash value of its segment. */
static inline uint32
hash_child(uint32 parent, uint32 segment)
{
	return hash_combine(segment, murmurhash32(parent));
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
tree_begin(uint32 expected, const char *text, uint32 textlen)
{
	TreeBuilder *builder = palloc0(sizeof(TreeBuilder));
	uint32		size = table_size(expected);

	builder->size = Max(expected, 16);
	builder->nodes = palloc_extended(sizeof(BuilderNode) * (Size) builder->size, MCXT_ALLOC_HUGE);
	builder->top = (BuilderNode) {.first = TREE_NONE};
	builder->allocated = 1024;
	builder->names = (TreeNames) {text, textlen, palloc(builder->allocated)};
	builder->table = make_table(size);
	builder->mask = size - 1;
	return builder;
}

/* Puts a node into a hash table that has a gap. */
static inline void
put(uint32 *table, uint32 mask, uint32 hash, uint32 number)
{
	uint32		slot = hash & mask;

	while (table[slot] != TREE_NONE)
		slot = (slot + 1) & mask;
	table[slot] = number;
}

/* Doubles the hash table. */
static void
grow_table(TreeBuilder *builder)
{
	pfree(builder->table);
	builder->mask = builder->mask * 2 + 1;
	builder->table = make_table(builder->mask + 1);
	for (uint32 i = 0; i < builder->nnodes; i++)
		put(builder->table, builder->mask, hash_child(builder->nodes[i].parent, builder->nodes[i].hash), i);
}

/* Whether the text has a quoted segment at a place. */
static inline bool
is_quoted(const TreeNames *names, uint32 at)
{
	return at < names->textlen && names->text[at] == '"';
}

/* Returns the place of a segment that is written at a place of the text, or that of a copy. */
static uint32
add_name(TreeBuilder *builder, const char *segment, int len, uint32 at)
{
	TreeNames  *names = &builder->names;
	Size		used = builder->used;

	at += is_quoted(names, at);
	if ((uint64) at + len <= names->textlen && memcmp(names->text + at, segment, len) == 0)
		return at;
	if (used + len > builder->allocated)
	{
		builder->allocated *= 2;
		names->others = repalloc_huge(names->others, builder->allocated);
	}
	memcpy(names->others + used, segment, len);
	builder->used += len;
	return names->textlen + used;
}

/* Appends a node to its parent's children; returns its number. */
static uint32
append_node(TreeBuilder *builder, uint32 parent, uint32 hash, const char *segment, int len, uint32 at)
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
	node = &builder->nodes[number];
	*node = (BuilderNode) {
		.parent = parent, .segment = add_name(builder, segment, len, at), .hash = hash,
		.first = TREE_NONE, .next = TREE_NONE, .size = 1, .depth = above->depth + 1, .seglen = len
	};
	if (above->first == TREE_NONE)
		above->first = number;
	else
	{
		BuilderNode *last = &builder->nodes[above->last];

		above->unsorted |= path_compare(tree_name(&builder->names, last->segment), last->seglen, segment, len) > 0;
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
	return !above->unsorted && path_compare(tree_name(&builder->names, last->segment), last->seglen, segment, len) < 0;
}

/* The child of a node, added if there was none. */
static uint32
add_child(TreeBuilder *builder, uint32 parent, const char *segment, int len, uint32 at)
{
	bool		new = comes_last(builder, parent, segment, len);
	uint32		hash = keyed_hash(segment, len);
	uint32		slot = hash_child(parent, hash) & builder->mask;
	uint32		number;

	for (; (number = builder->table[slot]) != TREE_NONE; slot = (slot + 1) & builder->mask)
	{
		const BuilderNode *node = &builder->nodes[number];

		if (!new && node->hash == hash && node->parent == parent && node->seglen == len &&
			memcmp(tree_name(&builder->names, node->segment), segment, len) == 0)
			return number;
	}
	number = append_node(builder, parent, hash, segment, len, at);
	builder->table[slot] = number;
	if (table_size(builder->nnodes) > builder->mask + 1)
		grow_table(builder);
	return number;
}

/* The place in the text after a segment and a slash. */
static inline uint32
after_segment(const TreeNames *names, uint32 at, int len)
{
	return at + (is_quoted(names, at) ? 2 : 0) + len + 1;
}

uint32
tree_add(TreeBuilder *builder, const char *path, int len, uint32 at)
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
		const char *stop = path + builder->ends[depth];

		parent = builder->numbers[depth++];
		at = after_segment(&builder->names, at, stop - p);
		p = stop + 1;
	}
	for (; p < end; depth++)
	{
		const char *stop = path_segment_end(p, end);

		parent = add_child(builder, parent, p, stop - p, at);
		builder->numbers[depth] = parent;
		builder->ends[depth] = stop - path;
		at = after_segment(&builder->names, at, stop - p);
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
	return path_compare(tree_name(&builder->names, x->segment), x->seglen,
						tree_name(&builder->names, y->segment), y->seglen);
}

#define ST_SORT sort_children
#define ST_ELEMENT_TYPE SortedChild
#define ST_COMPARE(a, b, builder) compare_children(a, b, builder)
#define ST_COMPARE_ARG_TYPE TreeBuilder
#define ST_CHECK_FOR_INTERRUPTS
#define ST_SCOPE static
#define ST_DEFINE
#include "lib/sort_template.h"

/* Gives a child its place, and moves the place to after its subtree. */
static inline void
place_child(TreeBuilder *builder, uint32 number, uint32 *place)
{
	builder->nodes[number].place = *place;
	*place += builder->nodes[number].size;
}

/* Sorts the children of a node, and places them. */
static void
place_unsorted(TreeBuilder *builder, const BuilderNode *above)
{
	uint32		n = 0;
	uint32		size = 64;
	uint32		place = 1;
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
		memcpy(head, tree_name(&builder->names, node->segment), Min(node->seglen, 8));
		children[n].number = i;
		children[n].head = 0;
		for (int j = 0; j < 8; j++)
			children[n].head = children[n].head << 8 | head[j];
		n++;
	}
	sort_children(children, n, builder);
	for (uint32 i = 0; i < n; i++)
		place_child(builder, children[i].number, &place);
	pfree(children);
}

/* Places the children of a node. */
static void
place_children(TreeBuilder *builder, const BuilderNode *above)
{
	uint32		place = 1;

	if (above->unsorted)
		place_unsorted(builder, above);
	else
	{
		for (uint32 i = above->first; i != TREE_NONE; i = builder->nodes[i].next)
			place_child(builder, i, &place);
	}
}

/* Numbers the nodes in preorder: map gets the numbers. */
static void
number_nodes(TreeBuilder *builder, uint32 *map)
{
	BuilderNode *nodes = builder->nodes;

	/* a node was added after its parent */
	for (uint32 i = builder->nnodes; i-- > 0;)
	{
		if (nodes[i].parent != TREE_NONE)
			nodes[nodes[i].parent].size += nodes[i].size;
	}
	CHECK_FOR_INTERRUPTS();
	place_children(builder, &builder->top);
	for (uint32 i = 0; i < builder->nnodes; i++)
	{
		if (i % FACTAG_INTERRUPT_BYTES == 0)
			CHECK_FOR_INTERRUPTS();
		map[i] = (nodes[i].parent == TREE_NONE ? 0 : map[nodes[i].parent] + 1) + nodes[i].place - 1;
		place_children(builder, &nodes[i]);
	}
}

void
tree_finish(TreeBuilder *builder, TaxonomyTree *tree, uint32 **nodes)
{
	uint32	   *map = palloc_extended(sizeof(uint32) * Max(builder->nnodes, 1), MCXT_ALLOC_HUGE);
	uint32		size = table_size(builder->nnodes);

	number_nodes(builder, map);
	tree->nnodes = builder->nnodes;
	tree->nodes = palloc_extended(sizeof(TreeNode) * Max(builder->nnodes, 1), MCXT_ALLOC_HUGE);
	tree->names = builder->names;
	tree->names.others = palloc_extended(Max(builder->used, 1), MCXT_ALLOC_HUGE);
	memcpy(tree->names.others, builder->names.others, builder->used);
	tree->table = make_table(size);
	tree->mask = size - 1;
	for (uint32 i = 0; i < tree->nnodes; i++)
	{
		const BuilderNode *from = &builder->nodes[i];
		uint32		parent;

		if (i % FACTAG_INTERRUPT_BYTES == 0)
			CHECK_FOR_INTERRUPTS();
		parent = from->parent == TREE_NONE ? TREE_NONE : map[from->parent];
		tree->nodes[map[i]] = (TreeNode) {
			.parent = parent,
			.segment = from->segment, .end = map[i] + from->size, .seglen = from->seglen,
			.depth = from->depth, .alias = TREE_NONE, .implies = TREE_NONE, .exclusive = TREE_NONE
		};
		put(tree->table, tree->mask, hash_child(parent, from->hash), map[i]);
	}
	*nodes = map;
}

uint32
tree_child(const TaxonomyTree *tree, uint32 parent, const char *segment, int len)
{
	uint32		slot = hash_child(parent, keyed_hash(segment, len)) & tree->mask;
	uint32		number;

	for (; (number = tree->table[slot]) != TREE_NONE; slot = (slot + 1) & tree->mask)
	{
		const TreeNode *node = &tree->nodes[number];

		if (node->parent == parent && node->seglen == len &&
			memcmp(tree_segment(tree, node), segment, len) == 0)
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
		memcpy(to, tree_segment(tree, n), n->seglen);
		if (to > buf)
			*--to = FACTAG_SEPARATOR;
	}
	return len;
}
