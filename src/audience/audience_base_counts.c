/*
 * audience_base_counts.c
 *	  How many ids of a set have something at or below each tag.
 *
 * A row of the base has the ids at or below its path. As of a timestamp this is so where no element there has since
 * or until. Elsewhere the ids are united from those of the elements at that very path that count then, and
 * those of the paths below it: the walk in preorder keeps the paths above the current one, and
 * each gives its ids to the one above when it is left.
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

/* a path at or above the current one, as of a timestamp */
typedef struct Level
{
	int			len;
	uint32		number;			/* of the path among all */
	ChunkList	dynamic;		/* the chunks whose ids are united */
	IdBuilder  *ids;			/* in a context of its own; NULL if none are */
	MemoryContext context;
} Level;

/* a path whose number is not known before those below it are */
typedef struct PathCount
{
	char	   *path;
	int			len;
	int64		rows;
} PathCount;

typedef struct CountWalk
{
	const Audience *audience;
	const IdBlocks *set;
	bool		others;
	AudienceRow row;
	uint32		at;				/* index into the set, near the current chunk's first block */
	IdBlocks   *ids;			/* of the current row */
	MemoryContext context;
	MemoryContext scratch;		/* of a row */

	/* the current path, without a timestamp */
	char		path[FACTAG_MAX_PATH];
	int			len;
	int64		rows;
	AudienceCountEach each;
	void	   *arg;

	/* as of a timestamp */
	AudienceFilter live;
	Level	   *levels;
	int			nlevels;
	int			size;
	PathCount  *counts;
	uint32		ncounts;
	uint32		counts_size;
} CountWalk;

/* Whether the set has ids of the current row's chunk. The chunks of a path ascend. */
static bool
set_has_chunk(CountWalk *walk)
{
	int64		first;
	int64		last;

	audience_chunk_bounds(walk->audience, walk->row.chunk, &first, &last);
	walk->at = id_blocks_find(walk->set, walk->at, first >> ID_BLOCK_BITS);
	return walk->at < walk->set->n && walk->set->blocks[walk->at].key <= last >> ID_BLOCK_BITS;
}

/* Reads the ids at or below the current row's path; they are valid until the next row. */
static const IdBlocks *
read_ids(CountWalk *walk)
{
	MemoryContext old = MemoryContextSwitchTo(walk->scratch);

	walk->ids->n = 0;
	walk->ids->count = 0;
	idset_append_blocks(walk->ids, DatumGetPackedP(walk->row.ids));
	MemoryContextSwitchTo(old);
	return walk->ids;
}

/* Number of the ids at or below the current row's path that are counted. */
static int64
count_row(CountWalk *walk)
{
	int64		count;

	if (!set_has_chunk(walk))
		return walk->others ? walk->row.rows : 0;
	count = id_blocks_common(read_ids(walk), walk->set);
	MemoryContextReset(walk->scratch);
	return walk->others ? walk->row.rows - count : count;
}

/* Ends the current path. */
static void
end_path(CountWalk *walk)
{
	if (walk->len > 0)
		walk->each(walk->arg, walk->path, walk->len, walk->rows);
}

static bool
same_path(const CountWalk *walk)
{
	return walk->row.len == walk->len && memcmp(walk->row.path, walk->path, walk->len) == 0;
}

static void
begin_path(CountWalk *walk)
{
	memcpy(walk->path, walk->row.path, walk->row.len);
	walk->len = walk->row.len;
	walk->rows = 0;
	walk->at = 0;
}

/* Without a timestamp: each path has its number when its last row is read. */
static void
count_all(CountWalk *walk, AudienceScan *scan)
{
	while (audience_scan_next(scan, &walk->row))
	{
		if (!same_path(walk))
		{
			end_path(walk);
			begin_path(walk);
		}
		walk->rows += count_row(walk);
	}
	end_path(walk);
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

	if (level->ids)
	{
		const IdBlocks *ids = id_builder_finish(level->ids);

		walk->counts[level->number].rows += ids->count;
		if (walk->nlevels > 0)
			unite(walk, level - 1, ids);
		level->ids = NULL;
		MemoryContextReset(level->context);
	}
}

/* Makes an entry for the current row's path. */
static void
add_count(CountWalk *walk)
{
	PathCount  *count;

	if (walk->ncounts == walk->counts_size)
	{
		walk->counts_size = Max(1024, walk->counts_size * 2);
		if (walk->counts)
			walk->counts = repalloc_huge(walk->counts, sizeof(PathCount) * walk->counts_size);
		else
			walk->counts = palloc(sizeof(PathCount) * walk->counts_size);
	}
	count = &walk->counts[walk->ncounts++];
	count->path = memcpy(palloc(walk->row.len), walk->row.path, walk->row.len);
	count->len = walk->row.len;
	count->rows = 0;
}

/* Comes to another path: leaves those that it is not below, and adds it to the rest. */
static void
enter_path(CountWalk *walk)
{
	Level	   *level;

	while (walk->nlevels > 0 &&
		   !path_within(walk->row.path, walk->row.len, walk->path, walk->levels[walk->nlevels - 1].len))
		leave_path(walk);
	begin_path(walk);
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
	level->number = walk->ncounts;
	chunk_list_clear(&level->dynamic);
	add_count(walk);
}

/* Those of some ids that are counted. */
static const IdBlocks *
counted(const CountWalk *walk, const IdBlocks *ids)
{
	return walk->others ? id_blocks_minus(ids, walk->set) : id_blocks_and(ids, walk->set);
}

/* Counts the current row as of the timestamp. */
static void
count_live(CountWalk *walk)
{
	Level	   *level = &walk->levels[walk->nlevels - 1];
	bool		above = walk->nlevels > 1 && chunk_list_has(&level[-1].dynamic, walk->row.chunk);
	MemoryContext old;

	if (!walk->row.dynamic && !above)
	{
		walk->counts[level->number].rows += count_row(walk);
		return;
	}
	if (!set_has_chunk(walk) && !walk->others)
		return;
	old = MemoryContextSwitchTo(walk->scratch);
	if (walk->row.dynamic)
	{
		chunk_list_add(&level->dynamic, walk->row.chunk, walk->context);
		unite(walk, level, counted(walk, audience_filter_row(&walk->live, &walk->row, walk->scratch)));
	}
	else
	{
		const IdBlocks *ids = counted(walk, read_ids(walk));

		walk->counts[level->number].rows += ids->count;
		unite(walk, level - 1, ids);
	}
	MemoryContextSwitchTo(old);
	MemoryContextReset(walk->scratch);
}

/* As of a timestamp. */
static void
count_all_live(CountWalk *walk, AudienceScan *scan, TimestampTz at)
{
	QueryTerm	term = {.has_timestamp = true, .timestamp = at};

	audience_filter_init(&walk->live, &term);
	while (audience_scan_next(scan, &walk->row))
	{
		if (!same_path(walk))
			enter_path(walk);
		count_live(walk);
	}
	while (walk->nlevels > 0)
		leave_path(walk);
	for (uint32 i = 0; i < walk->ncounts; i++)
	{
		CHECK_FOR_INTERRUPTS();
		walk->each(walk->arg, walk->counts[i].path, walk->counts[i].len, walk->counts[i].rows);
	}
}

void
audience_base_counts(const Audience *audience, const IdBlocks *set, bool others,
					 bool has_at, TimestampTz at, AudienceCountEach each, void *arg)
{
	AudienceScan *scan = audience_scan_subtree(audience, NULL, 0);
	CountWalk  *walk = palloc0(sizeof(CountWalk));

	walk->audience = audience;
	walk->set = set;
	walk->others = others;
	walk->each = each;
	walk->arg = arg;
	walk->ids = id_blocks_make();
	walk->context = CurrentMemoryContext;
	walk->scratch = AllocSetContextCreate(CurrentMemoryContext, "row of an audience", ALLOCSET_DEFAULT_SIZES);
	if (has_at)
		count_all_live(walk, scan, at);
	else
		count_all(walk, scan);
	audience_scan_end(scan);
	MemoryContextDelete(walk->scratch);
	pfree(walk);
}
