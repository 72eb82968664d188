/*
 * audience_base_counts.c
 *	  How many ids of a set have something at or below each tag.
 *
 * A row of the base has the ids at or below its path. As of a timestamp this is so where no element there has since
 * or until. For the other rows, the dynamic ones, a second pass unites the ids of the elements at
 * that very path that count then with those of the paths below: it walks in preorder, keeps the
 * paths above the current one, and each gives its ids to the one above when it is left.
 */
#include "audience/audience_base_counts.h"

#include "miscadmin.h"
#include "utils/memutils.h"

#include "audience/audience_chunk_list.h"
#include "audience/audience_filter.h"
#include "audience/audience_scan.h"
#include "idset/id_builder.h"
#include "idset/idset_format.h"
#include "text/path.h"

/* ids of a set for which a walk in preorder, which reads a part of the rows, is faster than reading all as they are stored */
#define FEW_IDS		50

/* ids of a block of the set from which on it is made a bitmap, because many arrays are looked up in it */
#define MANY_IDS	16

/* a path at or above the current one, as of a timestamp */
typedef struct Level
{
	int			len;
	bool		skip;			/* none of its rows is dynamic, so none below it is */
	ChunkList	dynamic;		/* the chunks whose ids are united */
	IdBuilder  *ids;			/* in a context of its own; NULL if there are none */
	MemoryContext context;
} Level;

typedef struct CountWalk
{
	const Audience *audience;
	const IdBlocks *set;
	bool		others;
	Tally	   *tally;
	uint32		node;			/* that was counted last */
	AudienceRow row;
	bool		started;		/* a row has been read */
	int64		chunk;			/* of the row before */
	bool		in_chunk;		/* the set has ids in it */
	IdBlocks   *ids;			/* of the current row */
	MemoryContext context;
	MemoryContext scratch;		/* of a row */

	/* the current path, in a walk in preorder */
	char		path[FACTAG_MAX_PATH];
	int			len;

	/* as of a timestamp */
	AudienceFilter live;
	Level	   *levels;
	int			nlevels;
	int			size;
} CountWalk;

/* A set whose larger blocks are bitmaps. */
static IdBlocks *
for_lookups(const IdBlocks *set)
{
	IdBlocks   *copy = id_blocks_make();

	for (uint32 i = 0; i < set->n; i++)
	{
		IdBlock		block = set->blocks[i];

		CHECK_FOR_INTERRUPTS();
		if (block.kind != IDS_BITMAP && block.count >= MANY_IDS && block.count < ID_BLOCK_IDS)
		{
			uint8	   *words = palloc(ID_BITMAP_BYTES);

			id_block_write(&block, IDS_BITMAP, words);
			block.kind = IDS_BITMAP;
			block.n = block.count;
			block.data = words;
		}
		id_blocks_append(copy, &block);
	}
	return copy;
}

/* Whether the set has ids in the current row's chunk. */
static bool
set_has_chunk(CountWalk *walk)
{
	int64		first;
	int64		last;
	uint32		i;

	if (walk->started && walk->row.chunk == walk->chunk)
		return walk->in_chunk;
	audience_chunk_bounds(walk->audience, walk->row.chunk, &first, &last);
	i = id_blocks_find(walk->set, 0, first >> ID_BLOCK_BITS);
	walk->started = true;
	walk->chunk = walk->row.chunk;
	walk->in_chunk = i < walk->set->n && walk->set->blocks[i].key <= last >> ID_BLOCK_BITS;
	return walk->in_chunk;
}

/* Reads the ids at or below the current row's path; they are valid until the next row. In the scratch context. */
static const IdBlocks *
read_ids(CountWalk *walk)
{
	walk->ids->n = 0;
	walk->ids->count = 0;
	idset_append_blocks(walk->ids, DatumGetPackedP(walk->row.ids));
	return walk->ids;
}

/* Number of the ids at or below the current row's path that are counted. */
static int64
count_row(CountWalk *walk)
{
	MemoryContext old;
	int64		count;

	if (!set_has_chunk(walk))
		return walk->others ? walk->row.rows : 0;
	old = MemoryContextSwitchTo(walk->scratch);
	count = id_blocks_common(read_ids(walk), walk->set);
	MemoryContextSwitchTo(old);
	MemoryContextReset(walk->scratch);
	return walk->others ? walk->row.rows - count : count;
}

static void
add_count(CountWalk *walk, const char *path, int len, int64 count)
{
	if (count == 0)
		return;
	/* the rows of a chunk are mostly stored in the same order as those of the chunk before */
	walk->node = tally_node_after(walk->tally, walk->node, path, len);
	tally_add(walk->tally, walk->node, count);
}

/* Whether the current row's path is the one of before. */
static inline bool
at_path(const CountWalk *walk)
{
	return walk->row.len == walk->len && memcmp(walk->row.path, walk->path, walk->len) == 0;
}

static inline void
set_path(CountWalk *walk)
{
	memcpy(walk->path, walk->row.path, walk->row.len);
	walk->len = walk->row.len;
}

/* Counts all rows or, as of a timestamp, those that are not dynamic. Returns whether there are others. */
static bool
count_rows(CountWalk *walk, bool has_at)
{
	AudienceScan *scan = audience_scan_all(walk->audience);
	bool		dynamic = false;

	while (audience_scan_next(scan, &walk->row))
	{
		if (has_at && walk->row.dynamic)
			dynamic = true;
		else
			add_count(walk, walk->row.path, walk->row.len, count_row(walk));
	}
	audience_scan_end(scan);
	return dynamic;
}

/*
 * The same for a set of few ids, in preorder: where none of them has a path, none has those below it,
 * which are passed by.
 */
static bool
count_rows_of_few(CountWalk *walk, bool has_at)
{
	AudienceScan *scan = audience_scan_subtree(walk->audience, NULL, 0);
	bool		dynamic = false;
	int64		found = 0;		/* ids at or below the current path, at any time */

	while (audience_scan_next(scan, &walk->row))
	{
		int64		count;

		if (!at_path(walk))
		{
			if (found == 0 && walk->len > 0 && path_within(walk->row.path, walk->row.len, walk->path, walk->len))
			{
				audience_scan_skip(scan, walk->path, walk->len);
				continue;
			}
			set_path(walk);
			found = 0;
		}
		count = count_row(walk);
		found += count;
		if (has_at && walk->row.dynamic)
			dynamic = dynamic || count > 0;
		else
			add_count(walk, walk->row.path, walk->row.len, count);
	}
	audience_scan_end(scan);
	walk->len = 0;
	return dynamic;
}

/* Adds ids to those that are united for a path. */
static void
unite(CountWalk *walk, Level *level, const IdBlocks *ids)
{
	if (ids->count == 0)
		return;
	if (!level->context)
		level->context = AllocSetContextCreate(walk->context, "ids of a path of an audience", ALLOCSET_DEFAULT_SIZES);
	if (!level->ids)
		level->ids = id_builder_make(level->context);
	id_builder_add_set(level->ids, ids);
}

/* Leaves the lowest path: its ids are counted, and added to those of the path above it. */
static void
leave_path(CountWalk *walk)
{
	Level	   *level = &walk->levels[--walk->nlevels];
	const IdBlocks *ids;

	if (!level->ids)
		return;
	ids = id_builder_finish(level->ids);
	add_count(walk, walk->path, level->len, ids->count);
	if (walk->nlevels > 0)
		unite(walk, level - 1, ids);
	level->ids = NULL;
	MemoryContextReset(level->context);
}

/* Adds the current row's path to the levels. */
static void
push_level(CountWalk *walk)
{
	Level	   *level;

	if (walk->nlevels == walk->size)
	{
		int			size = Max(16, walk->size * 2);

		walk->levels = walk->levels ? repalloc(walk->levels, sizeof(Level) * size) : palloc(sizeof(Level) * size);
		memset(walk->levels + walk->size, 0, sizeof(Level) * (size - walk->size));
		walk->size = size;
	}
	if (walk->nlevels > 0)
		chunk_list_rewind(&walk->levels[walk->nlevels - 1].dynamic);
	level = &walk->levels[walk->nlevels++];
	level->len = walk->len;
	level->skip = false;
	chunk_list_clear(&level->dynamic);
}

/* Comes to another path; false if it and what is below it are passed by. */
static bool
enter_path(CountWalk *walk, AudienceScan *scan)
{
	const AudienceRow *row = &walk->row;

	/* the path before has no further rows */
	if (walk->nlevels > 0)
	{
		Level	   *last = &walk->levels[walk->nlevels - 1];

		last->skip = last->dynamic.n == 0;
	}
	while (walk->nlevels > 0 && !path_within(row->path, row->len, walk->path, walk->levels[walk->nlevels - 1].len))
		leave_path(walk);
	set_path(walk);
	if (walk->nlevels > 0 && walk->levels[walk->nlevels - 1].skip)
	{
		audience_scan_skip(scan, walk->path, walk->levels[walk->nlevels - 1].len);
		return false;
	}
	push_level(walk);
	return true;
}

/* Those of some ids that are counted. */
static const IdBlocks *
counted(const CountWalk *walk, const IdBlocks *ids)
{
	return walk->others ? id_blocks_minus(ids, walk->set) : id_blocks_and(ids, walk->set);
}

/* Unites the ids of the current row, if it is dynamic, or the one above it is. */
static void
unite_row(CountWalk *walk)
{
	Level	   *level = &walk->levels[walk->nlevels - 1];
	bool		above = walk->nlevels > 1 && chunk_list_has(&level[-1].dynamic, walk->row.chunk);
	MemoryContext old;

	if ((!walk->row.dynamic && !above) || (!walk->others && !set_has_chunk(walk)))
		return;
	old = MemoryContextSwitchTo(walk->scratch);
	if (walk->row.dynamic)
	{
		chunk_list_add(&level->dynamic, walk->row.chunk, walk->context);
		unite(walk, level, counted(walk, audience_filter_row(&walk->live, &walk->row, walk->scratch)));
	}
	else
		unite(walk, level - 1, counted(walk, read_ids(walk)));
	MemoryContextSwitchTo(old);
	MemoryContextReset(walk->scratch);
}

/* Counts the dynamic rows, as of a timestamp. */
static void
count_dynamic(CountWalk *walk, TimestampTz at)
{
	QueryTerm	term = {.has_timestamp = true, .timestamp = at};
	AudienceScan *scan = audience_scan_subtree(walk->audience, NULL, 0);
	bool		entered = false;

	audience_filter_init(&walk->live, &term);
	while (audience_scan_next(scan, &walk->row))
	{
		if (!at_path(walk))
			entered = enter_path(walk, scan);
		if (entered)
			unite_row(walk);
	}
	while (walk->nlevels > 0)
		leave_path(walk);
	audience_scan_end(scan);
}

void
audience_base_counts(const Audience *audience, const IdBlocks *set, bool others,
					 bool has_at, TimestampTz at, Tally *tally)
{
	CountWalk  *walk = palloc0(sizeof(CountWalk));

	walk->audience = audience;
	walk->set = for_lookups(set);
	walk->others = others;
	walk->tally = tally;
	walk->ids = id_blocks_make();
	walk->context = CurrentMemoryContext;
	walk->scratch = audience_scratch();
	if (!others && set->count <= FEW_IDS ? count_rows_of_few(walk, has_at) : count_rows(walk, has_at))
		count_dynamic(walk, at);
	MemoryContextDelete(walk->scratch);
	pfree(walk);
}
