/*
 * id_builder.c
 *	  Makes a set of ids that come in any order; see id_builder.h.
 *
 * Ids and runs are collected in buffers. When one is full it is sorted, and made
 * blocks that are added to the set. New blocks have to be put among those that
 * there are, so a buffer has room for as many entries as there are blocks: then
 * all that is moved is in proportion to what was added.
 */
#include "idset/id_builder.h"

#include "miscadmin.h"
#include "utils/memutils.h"

#include "idset/id_lows.h"
#include "idset/id_runs.h"

/*
 * Entries of a buffer at first; those up to which it grows if they ascend,
 * because then they are appended; and otherwise if there are few blocks.
 */
#define BUFFER_FIRST	64
#define BUFFER_ASCENDING (4 * 1024)
#define BUFFER_LEAST	(64 * 1024)

/* ids from which on a radix sort is faster than a quicksort */
#define RADIX_SORT		500

/* runs of fewer ids are added as ids */
#define LONG_RUN		64

/* blocks of runs that are added at a time, at least */
#define RUN_BLOCKS		1024

/* ids of an array that is made a bitmap when ids are added, which takes at most four times the memory */
#define LONG_ARRAY		1024

typedef struct IdRun
{
	int64		first;
	int64		last;
} IdRun;

struct IdBuilder
{
	MemoryContext context;
	MemoryContext scratch;		/* of blocks that are being added */
	IdBlocks   *set;			/* the data of each block are a chunk of their own, or full_run */
	int64	   *ids;
	uint32		nids;
	uint32		ids_size;
	bool		ids_ascend;
	IdRun	   *runs;
	uint32		nruns;
	uint32		runs_size;
	bool		runs_ascend;
};

/* the data of a block that has every id */
static const uint8 full_run[4] = {0, 0, 0xFF, 0xFF};

IdBuilder *
id_builder_make(MemoryContext context)
{
	IdBuilder  *builder = MemoryContextAllocZero(context, sizeof(IdBuilder));
	MemoryContext old = MemoryContextSwitchTo(context);

	builder->context = context;
	builder->set = id_blocks_make();
	builder->ids_ascend = true;
	builder->runs_ascend = true;
	MemoryContextSwitchTo(old);
	return builder;
}

static IdBlock
full_block(int64 key)
{
	IdBlock		block = {.key = key, .count = ID_BLOCK_IDS, .n = 1, .kind = IDS_RUNS, .data = full_run};

	return block;
}

static void
release(const IdBlock *block)
{
	if (block->data != full_run)
		pfree((uint8 *) block->data);
}

/* the block with data of its own */
static IdBlock
copy_block(IdBuilder *builder, const IdBlock *block)
{
	IdBlock		copy = *block;
	uint32		bytes = id_block_bytes(block);

	if (block->count == ID_BLOCK_IDS)
		return full_block(block->key);
	copy.data = memcpy(MemoryContextAlloc(builder->context, bytes), block->data, bytes);
	return copy;
}

/* Adds the ids of a block to one of the set. */
static void
add_to_block(IdBuilder *builder, IdBlock *block, const IdBlock *more)
{
	IdBlock		both = *block;

	if (block->count == ID_BLOCK_IDS)
		return;
	if (more->count == ID_BLOCK_IDS)
	{
		release(block);
		both = full_block(block->key);
	}
	else if (block->kind == IDS_BITMAP)
		both.count = id_block_set(more, (uint8 *) block->data, block->count);
	else
	{
		MemoryContext old = MemoryContextSwitchTo(builder->context);

		id_block_or(block, more, &both);
		release(block);
		/* to an array of some length, further ids are added in less time as a bitmap */
		if (both.kind == IDS_ARRAY && both.n >= LONG_ARRAY)
		{
			uint8	   *words = palloc0(ID_BITMAP_BYTES);

			id_lows_set(both.data, both.n, words);
			release(&both);
			both.kind = IDS_BITMAP;
			both.data = words;
		}
		MemoryContextSwitchTo(old);
	}
	if (both.kind == IDS_BITMAP)
	{
		both.n = both.count;
		if (both.count == ID_BLOCK_IDS)
		{
			release(&both);
			both = full_block(both.key);
		}
	}
	builder->set->count += (int64) both.count - block->count;
	*block = both;
}

/* Adds blocks, whose data are copied. */
static void
add_blocks(IdBuilder *builder, const IdBlocks *more)
{
	IdBlocks   *set = builder->set;
	uint32		fresh = 0;		/* blocks of keys that the set does not have */
	uint32		i = 0;
	uint32		j;
	uint32		end;

	for (j = 0; j < more->n; j++)
	{
		CHECK_FOR_INTERRUPTS();
		i = id_blocks_find(set, i, more->blocks[j].key);
		if (i < set->n && set->blocks[i].key == more->blocks[j].key)
			add_to_block(builder, &set->blocks[i], &more->blocks[j]);
		else
			fresh++;
	}
	if (fresh == 0)
		return;

	/* merge from the end, so that nothing moves twice */
	id_blocks_reserve(set, fresh);
	i = set->n;
	set->n += fresh;
	end = set->n;
	while (fresh > 0)
	{
		const IdBlock *block = &more->blocks[j - 1];

		if (i > 0 && set->blocks[i - 1].key >= block->key)
		{
			if (set->blocks[i - 1].key == block->key)
				j--;
			set->blocks[--end] = set->blocks[--i];
			continue;
		}
		set->blocks[--end] = copy_block(builder, block);
		set->count += block->count;
		j--;
		fresh--;
	}
}

/* Enters the context of blocks that are being added. */
static MemoryContext
enter_scratch(IdBuilder *builder)
{
	if (!builder->scratch)
		builder->scratch = AllocSetContextCreate(builder->context, "ids that are being added", ALLOCSET_DEFAULT_SIZES);
	return MemoryContextSwitchTo(builder->scratch);
}

static void
leave_scratch(IdBuilder *builder, MemoryContext old)
{
	MemoryContextSwitchTo(old);
	MemoryContextReset(builder->scratch);
}

/* qsort */
static int
compare_ids(const void *a, const void *b)
{
	int64		x = *(const int64 *) a;
	int64		y = *(const int64 *) b;

	return x < y ? -1 : x > y;
}

/*
 * Sorts ids, by each byte in which they differ, the lowest first. Returns the
 * ids or the spare, whichever has them.
 */
static int64 *
sort_ids(int64 *ids, uint32 n, int64 *spare)
{
	uint64		differ = 0;

	if (n < RADIX_SORT)
	{
		qsort(ids, n, sizeof(int64), compare_ids);
		return ids;
	}
	for (uint32 i = 1; i < n; i++)
		differ |= (uint64) ids[i] ^ (uint64) ids[0];
	for (int shift = 0; shift < 64; shift += 8)
	{
		/* the highest byte has the sign: negative numbers come first */
		uint64		flip = shift == 56 ? 0x80 : 0;
		uint32		place[257] = {0};
		int64	   *sorted = spare;

		if (((differ >> shift) & 0xFF) == 0)
			continue;
		CHECK_FOR_INTERRUPTS();
		for (uint32 i = 0; i < n; i++)
			place[((((uint64) ids[i] >> shift) & 0xFF) ^ flip) + 1]++;
		for (int i = 1; i < 256; i++)
			place[i] += place[i - 1];
		for (uint32 i = 0; i < n; i++)
			sorted[place[(((uint64) ids[i] >> shift) & 0xFF) ^ flip]++] = ids[i];
		spare = ids;
		ids = sorted;
	}
	return ids;
}

/* Adds the ids in the buffer. */
static void
flush_ids(IdBuilder *builder)
{
	int64	   *ids = builder->ids;
	uint32		nids = builder->nids;
	MemoryContext old;
	IdBlocks   *more;
	uint8	   *lows;

	if (nids == 0)
		return;
	old = enter_scratch(builder);
	if (!builder->ids_ascend)
		ids = sort_ids(ids, nids, MemoryContextAllocHuge(builder->scratch, sizeof(int64) * (Size) nids));
	more = id_blocks_make();
	lows = MemoryContextAllocHuge(builder->scratch, 2 * (Size) nids);
	for (uint32 i = 0; i < nids;)
	{
		IdBlock		block = {.key = ids[i] >> ID_BLOCK_BITS, .kind = IDS_ARRAY, .data = lows};
		int64		last = block.key * ID_BLOCK_IDS + (ID_BLOCK_IDS - 1);
		uint32		n = 0;

		CHECK_FOR_INTERRUPTS();
		for (; i < nids && ids[i] <= last; i++)
		{
			if (i > 0 && ids[i - 1] == ids[i])
				continue;
			id_low_put(lows, n++, (uint16) ids[i]);
		}
		block.n = block.count = n;
		if (n > ID_MAX_ARRAY)
		{
			uint8	   *words = palloc0(ID_BITMAP_BYTES);

			id_lows_set(lows, n, words);
			block.kind = IDS_BITMAP;
			block.data = words;
		}
		else
			lows += 2 * (Size) n;
		id_blocks_append(more, &block);
	}
	add_blocks(builder, more);
	leave_scratch(builder, old);
	builder->nids = 0;
	builder->ids_ascend = true;
}

/* qsort */
static int
compare_runs(const void *a, const void *b)
{
	return compare_ids(&((const IdRun *) a)->first, &((const IdRun *) b)->first);
}

/* Appends the block whose ids are collected in a bitmap, if any, and clears it. */
static void
close_block(IdBlocks *more, IdBlock *block, uint8 *words)
{
	IdBlock		closed = *block;

	if (!block->data)
		return;
	closed.count = closed.n = id_words_count(words);
	id_block_canonical(&closed);
	if (closed.data == words)
		closed.data = memcpy(palloc(ID_BITMAP_BYTES), words, ID_BITMAP_BYTES);
	id_blocks_append(more, &closed);
	memset(words, 0, ID_BITMAP_BYTES);
	block->data = NULL;
}

/* Adds the runs in the buffer. */
static void
flush_runs(IdBuilder *builder)
{
	MemoryContext old;
	IdBlocks   *more;
	uint8		words[ID_BITMAP_BYTES] = {0};
	IdBlock		open = {.kind = IDS_BITMAP};	/* the block whose ids are collected, if it has data */

	if (builder->nruns == 0)
		return;
	if (!builder->runs_ascend)
		qsort(builder->runs, builder->nruns, sizeof(IdRun), compare_runs);
	old = enter_scratch(builder);
	more = id_blocks_make();
	for (uint32 i = 0; i < builder->nruns;)
	{
		int64		first = builder->runs[i].first;
		int64		last = builder->runs[i].last;
		int64		key = first >> ID_BLOCK_BITS;

		/* with all runs that begin within it, or next to it */
		for (i++; i < builder->nruns && (last == PG_INT64_MAX || builder->runs[i].first <= last + 1); i++)
			last = Max(last, builder->runs[i].last);
		for (; key <= last >> ID_BLOCK_BITS; key++)
		{
			uint32		from = key == first >> ID_BLOCK_BITS ? (uint16) first : 0;
			uint32		to = key == last >> ID_BLOCK_BITS ? (uint16) last : ID_BLOCK_IDS - 1;

			CHECK_FOR_INTERRUPTS();
			if (open.key != key)
				close_block(more, &open, words);
			if (more->n >= Max(RUN_BLOCKS, builder->set->n))
			{
				add_blocks(builder, more);
				MemoryContextReset(builder->scratch);
				more = id_blocks_make();
			}
			if (from == 0 && to == ID_BLOCK_IDS - 1)
			{
				IdBlock		full = full_block(key);

				id_blocks_append(more, &full);
				continue;
			}
			id_words_set(words, from, to);
			open.key = key;
			open.data = words;
		}
	}
	close_block(more, &open, words);
	add_blocks(builder, more);
	leave_scratch(builder, old);
	builder->nruns = 0;
	builder->runs_ascend = true;
}

/* Makes room for an entry of a buffer, by growing or flushing it. */
static void
make_room(IdBuilder *builder, void **buffer, uint32 *size, Size entry, bool ascend,
		  void (*flush) (IdBuilder *builder))
{
	if (*size == 0)
	{
		*size = BUFFER_FIRST;
		*buffer = MemoryContextAlloc(builder->context, *size * entry);
	}
	else if (*size < (ascend ? BUFFER_ASCENDING : Max(BUFFER_LEAST, builder->set->n)))
	{
		*size *= 2;
		*buffer = repalloc_huge(*buffer, *size * entry);
	}
	else
		flush(builder);
}

void
id_builder_add(IdBuilder *builder, int64 id)
{
	if (unlikely(builder->nids == builder->ids_size))
		make_room(builder, (void **) &builder->ids, &builder->ids_size, sizeof(int64), builder->ids_ascend, flush_ids);
	if (builder->nids > 0 && builder->ids[builder->nids - 1] > id)
		builder->ids_ascend = false;
	builder->ids[builder->nids++] = id;
}

void
id_builder_add_run(IdBuilder *builder, int64 first, int64 last)
{
	uint64		more = (uint64) last - (uint64) first;	/* ids after the first */

	if (more < LONG_RUN)
	{
		for (uint64 i = 0; i <= more; i++)
			id_builder_add(builder, first + (int64) i);
		return;
	}
	if ((last >> ID_BLOCK_BITS) - (first >> ID_BLOCK_BITS) >= FACTAG_MAX_ID_BLOCKS)
		id_blocks_too_many();
	if (unlikely(builder->nruns == builder->runs_size))
		make_room(builder, (void **) &builder->runs, &builder->runs_size, sizeof(IdRun), builder->runs_ascend, flush_runs);
	if (builder->nruns > 0 && builder->runs[builder->nruns - 1].first > first)
		builder->runs_ascend = false;
	builder->runs[builder->nruns].first = first;
	builder->runs[builder->nruns++].last = last;
}

void
id_builder_add_set(IdBuilder *builder, const IdBlocks *set)
{
	IdReader	reader;
	uint64		entries = 0;
	int64		first;
	int64		last;

	for (uint32 i = 0; i < set->n; i++)
		entries += set->blocks[i].kind == IDS_RUNS ? set->blocks[i].n : set->blocks[i].count;
	if (entries >= builder->set->n)
	{
		add_blocks(builder, set);
		return;
	}
	/* to put few ids among many blocks, they are collected first */
	id_reader_init(&reader, set);
	while (id_reader_next_run(&reader, &first, &last))
		id_builder_add_run(builder, first, last);
}

IdBlocks *
id_builder_finish(IdBuilder *builder)
{
	flush_ids(builder);
	flush_runs(builder);
	return builder->set;
}
