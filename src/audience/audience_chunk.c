/*
 * audience_chunk.c
 *	  The rows that the members of one chunk make.
 *
 * A tree has a node for each path of an element and each of its ancestors. While members are added, an element costs one
 * lookup: its id is put into its node alone. At the end, sets of ids are united upwards, from children to parents.
 */
#include "audience/audience_chunk.h"

#include "miscadmin.h"
#include "utils/memutils.h"

#include "idset/id_lows.h"
#include "rollup/tagset_tally.h"
#include "tagset/tagset_reader.h"
#include "text/path.h"

/* ids that a block has room for at first */
#define FIRST_SIZE	4

/* collects ascending ids, block by block */
typedef struct Collector
{
	IdBlocks   *set;			/* without the block that is open; NULL: nothing yet */
	IdBlock		open;			/* an array, or a bitmap of more than ID_MAX_ARRAY ids; no data: none is open */
	uint32		size;			/* ids that the array has room for */
} Collector;

/* a path of an element, or an ancestor of one */
typedef struct TagNode
{
	Collector	own;
	IdBlocks   *ids;			/* at or below it, once children have been united */
	AudienceColumnBuilder *column;	/* NULL: no element has attributes */
	bool		dynamic;
	struct TagNode *child;			/* the first of them, and the next one of its parent */
	struct TagNode *next;
	const char *path;
	int			len;
} TagNode;

struct AudienceChunk
{
	MemoryContext context;
	int64		number;
	Collector	members;
	Tally	   *tree;			/* of whose nodes the extra part is a TagNode *, NULL if there is none yet */
	TagNode	  **nodes;			/* in preorder, once adding has ended */
	uint32		n;
	uint32		read;
	TagsetReader reader;
};

AudienceChunk *
audience_chunk_make(int64 number)
{
	MemoryContext context = AllocSetContextCreate(CurrentMemoryContext, "chunk of an audience", ALLOCSET_DEFAULT_SIZES);
	AudienceChunk *chunk = MemoryContextAllocZero(context, sizeof(AudienceChunk));

	chunk->context = context;
	chunk->number = number;
	chunk->tree = tally_make(context, false, sizeof(TagNode *));
	return chunk;
}

void
audience_chunk_free(AudienceChunk *chunk)
{
	MemoryContextDelete(chunk->context);
}

int64
audience_chunk_number(const AudienceChunk *chunk)
{
	return chunk->number;
}

static void
close_block(Collector *collector)
{
	if (!collector->set)
		collector->set = id_blocks_make();
	if (collector->open.data)
		id_blocks_append(collector->set, &collector->open);
	collector->open.data = NULL;
	collector->size = 0;
}

/* Adds an id, in the current memory context. */
static void
collect(Collector *collector, int64 id)
{
	IdBlock    *block = &collector->open;
	uint8	   *data = unconstify(uint8 *, block->data);
	int64		key = id >> ID_BLOCK_BITS;

	if (!data || block->key != key)
	{
		close_block(collector);
		*block = (IdBlock) {.key = key, .kind = IDS_ARRAY};
		collector->size = FIRST_SIZE;
		block->data = data = palloc(2 * FIRST_SIZE);
	}
	else if (block->kind == IDS_ARRAY && block->n == collector->size)
	{
		if (block->n < ID_MAX_ARRAY)
		{
			collector->size *= 2;
			data = repalloc(data, 2 * (Size) collector->size);
		}
		else
		{
			uint8	   *words = palloc0(ID_BITMAP_BYTES);

			id_lows_set(data, block->n, words);
			pfree(data);
			block->kind = IDS_BITMAP;
			data = words;
		}
		block->data = data;
	}
	if (block->kind == IDS_ARRAY)
		id_low_put(data, block->n, (uint16) id);
	else
		data[(uint16) id / 8] |= 1 << (id & 7);
	block->n++;
	block->count++;
}

static inline TagNode **
tree_node(AudienceChunk *chunk, uint32 number)
{
	return &((TagNode **) chunk->tree->extra)[number];
}

void
audience_chunk_add(AudienceChunk *chunk, int64 id, const struct varlena *tags)
{
	MemoryContext old = MemoryContextSwitchTo(chunk->context);
	TagsetReader *reader = &chunk->reader;

	collect(&chunk->members, id);
	tagset_reader_init(reader, tags);
	while (tagset_reader_next(reader))
	{
		TagNode	  **place = tree_node(chunk, tally_node(chunk->tree, reader->path, reader->len));
		Attributes	attrs;

		CHECK_FOR_INTERRUPTS();
		if (!*place)
			*place = palloc0(sizeof(TagNode));
		collect(&(*place)->own, id);
		if (!reader->attributes)
			continue;
		tagset_reader_attributes(reader, &attrs);
		if (!(*place)->column)
			(*place)->column = audience_column_builder_make(chunk->context);
		audience_column_builder_add((*place)->column, id, &attrs);
		(*place)->dynamic |= (attrs.present & TAGSET_MOMENTS) != 0;
	}
	MemoryContextSwitchTo(old);
}

/* qsort: by path */
static int
compare_nodes(const void *a, const void *b)
{
	const TagNode *x = *(TagNode *const *) a;
	const TagNode *y = *(TagNode *const *) b;

	CHECK_FOR_INTERRUPTS();
	return path_compare(x->path, x->len, y->path, y->len);
}

/* Appends the union of the blocks of a key that a node's own set and its children have. */
static void
unite_key(TagNode *node, int64 key, uint8 *words)
{
	const IdBlock *only = NULL;
	IdBlock		all = {.key = key, .kind = IDS_BITMAP};
	const TagNode *child = NULL;
	const IdBlocks *set = node->own.set;

	for (;;)
	{
		uint32		i = id_blocks_find(set, 0, key);

		if (i < set->n && set->blocks[i].key == key)
		{
			const IdBlock *block = &set->blocks[i];

			if (!only)
				only = block;
			else
			{
				if (all.count == 0)
				{
					memset(words, 0, ID_BITMAP_BYTES);
					all.count = id_block_set(only, words, 0);
				}
				all.count = id_block_set(block, words, all.count);
			}
		}
		child = child ? child->next : node->child;
		if (!child)
			break;
		set = child->ids;
	}
	if (!only)
		return;
	if (all.count == 0)
	{
		id_blocks_append(node->ids, only);
		return;
	}
	all.n = all.count;
	all.data = words;
	id_block_canonical(&all);
	if (all.data == words)
		all.data = memcpy(palloc(ID_BITMAP_BYTES), words, ID_BITMAP_BYTES);
	id_blocks_append(node->ids, &all);
}

/* Unites the ids of a node's children with its own. */
static void
unite(AudienceChunk *chunk, TagNode *node, uint8 *words)
{
	close_block(&node->own);
	if (!node->child)
	{
		node->ids = node->own.set;
		return;
	}
	if (!node->child->next && node->own.set->count == 0)
	{
		node->ids = node->child->ids;
		return;
	}
	/* the keys of a chunk are those of its members */
	node->ids = id_blocks_make();
	for (uint32 i = 0; i < chunk->members.set->n; i++)
		unite_key(node, chunk->members.set->blocks[i].key, words);
	/* children have no ids that their parent itself lacks */
	if (node->ids->count == node->own.set->count)
		node->ids = node->own.set;
}

void
audience_chunk_finish(AudienceChunk *chunk)
{
	MemoryContext old = MemoryContextSwitchTo(chunk->context);
	const Tally *tree = chunk->tree;
	uint8		words[ID_BITMAP_BYTES];

	close_block(&chunk->members);
	chunk->n = tree->count - 1;
	chunk->nodes = palloc_extended(Max(chunk->n, 1) * sizeof(TagNode *), MCXT_ALLOC_HUGE);
	for (uint32 i = 1; i < tree->count; i++)
	{
		TagNode	  **place = tree_node(chunk, i);

		CHECK_FOR_INTERRUPTS();
		if (!*place)
			*place = palloc0(sizeof(TagNode));
		(*place)->path = tree->paths + tree->nodes[i].path;
		(*place)->len = tree->nodes[i].len;
		chunk->nodes[i - 1] = *place;
	}
	/* a parent was made before its children */
	for (uint32 i = tree->count - 1; i > 0; i--)
	{
		TagNode	   *node = *tree_node(chunk, i);
		TagNode	   *parent = *tree_node(chunk, tree->nodes[i].parent);

		CHECK_FOR_INTERRUPTS();
		unite(chunk, node, words);
		if (!parent)
			continue;
		node->next = parent->child;
		parent->child = node;
		parent->dynamic |= node->dynamic;
	}
	qsort(chunk->nodes, chunk->n, sizeof(TagNode *), compare_nodes);
	MemoryContextSwitchTo(old);
}

bool
audience_chunk_next(AudienceChunk *chunk, AudienceChunkRow *row)
{
	MemoryContext old;
	const TagNode *node;

	if (chunk->read == chunk->n)
		return false;
	node = chunk->nodes[chunk->read++];
	row->path = node->path;
	row->len = node->len;
	row->ids = node->ids;
	row->own = node->own.set;
	row->dynamic = node->dynamic;
	memset(row->columns, 0, sizeof(row->columns));
	if (!node->column)
		return true;
	old = MemoryContextSwitchTo(chunk->context);
	audience_column_builder_finish(node->column, row->columns);
	MemoryContextSwitchTo(old);
	return true;
}

IdBlocks *
audience_chunk_members(AudienceChunk *chunk)
{
	return chunk->members.set;
}
