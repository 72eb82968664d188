/*
 * id_blocks.c
 *	  Sets of ids in memory; see id_blocks.h.
 */
#include "idset/id_blocks.h"

#include "miscadmin.h"
#include "port/pg_bitutils.h"

#include "idset/id_lows.h"
#include "idset/id_runs.h"

/* blocks between two checks for interrupts */
#define INTERRUPT_BLOCKS 64

static inline void
check_interrupts(uint32 i)
{
	if (i % INTERRUPT_BLOCKS == 0)
		CHECK_FOR_INTERRUPTS();
}

IdBlocks *
id_blocks_make(void)
{
	IdBlocks   *set = palloc0(sizeof(IdBlocks));

	set->context = CurrentMemoryContext;
	return set;
}

void
id_blocks_reserve(IdBlocks *set, uint32 more)
{
	uint32		size = Max(set->size, 4);

	if (more <= set->size - set->n)
		return;
	if (more > FACTAG_MAX_ID_BLOCKS - set->n)
		id_blocks_too_many();
	while (size < set->n + more)
		size *= 2;
	if (set->blocks)
		set->blocks = repalloc_huge(set->blocks, sizeof(IdBlock) * size);
	else
		set->blocks = MemoryContextAllocHuge(set->context, sizeof(IdBlock) * size);
	set->size = size;
}

void
id_blocks_append(IdBlocks *set, const IdBlock *block)
{
	Assert(set->n == 0 || set->blocks[set->n - 1].key < block->key);
	id_blocks_reserve(set, 1);
	set->blocks[set->n++] = *block;
	set->count += block->count;
}

void
id_blocks_too_many(void)
{
	ereport(ERROR,
			(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
			 errmsg("the ids of an idset are too far apart"),
			 errdetail("They may be in at most %d blocks of %d ids.",
					   FACTAG_MAX_ID_BLOCKS, ID_BLOCK_IDS)));
}

uint32
id_blocks_find(const IdBlocks *set, uint32 from, int64 key)
{
	uint32		step = 1;
	uint32		end;

	/* gallop to a range that has the place, then halve it */
	while (from + step <= set->n && set->blocks[from + step - 1].key < key)
	{
		from += step;
		step *= 2;
	}
	end = Min(from + step - 1, set->n);
	while (from < end)
	{
		uint32		middle = (from + end) / 2;

		if (set->blocks[middle].key < key)
			from = middle + 1;
		else
			end = middle;
	}
	return from;
}

IdBlocks *
id_blocks_and(const IdBlocks *a, const IdBlocks *b)
{
	IdBlocks   *set = id_blocks_make();

	for (uint32 i = 0, j = 0, round = 0; i < a->n && j < b->n; round++)
	{
		const IdBlock *x = &a->blocks[i];
		const IdBlock *y = &b->blocks[j];

		check_interrupts(round);
		if (x->key < y->key)
			i = id_blocks_find(a, i, y->key);
		else if (x->key > y->key)
			j = id_blocks_find(b, j, x->key);
		else
		{
			IdBlock		block;

			id_block_and(x, y, &block);
			if (block.count)
				id_blocks_append(set, &block);
			i++;
			j++;
		}
	}
	return set;
}

IdBlocks *
id_blocks_or(const IdBlocks *a, const IdBlocks *b)
{
	IdBlocks   *set = id_blocks_make();

	for (uint32 i = 0, j = 0; i < a->n || j < b->n;)
	{
		check_interrupts(i + j);
		if (j == b->n || (i < a->n && a->blocks[i].key < b->blocks[j].key))
			id_blocks_append(set, &a->blocks[i++]);
		else if (i == a->n || a->blocks[i].key > b->blocks[j].key)
			id_blocks_append(set, &b->blocks[j++]);
		else
		{
			IdBlock		block;

			id_block_or(&a->blocks[i++], &b->blocks[j++], &block);
			id_blocks_append(set, &block);
		}
	}
	return set;
}

IdBlocks *
id_blocks_minus(const IdBlocks *a, const IdBlocks *b)
{
	IdBlocks   *set = id_blocks_make();

	for (uint32 i = 0, j = 0; i < a->n; i++)
	{
		check_interrupts(i);
		j = id_blocks_find(b, j, a->blocks[i].key);
		if (j < b->n && a->blocks[i].key == b->blocks[j].key)
		{
			IdBlock		block;

			id_block_minus(&a->blocks[i], &b->blocks[j], &block);
			if (block.count)
				id_blocks_append(set, &block);
		}
		else
			id_blocks_append(set, &a->blocks[i]);
	}
	return set;
}

/* Number of ids that both have; with `any`, at most those of the first such block. */
static int64
common(const IdBlocks *a, const IdBlocks *b, bool any)
{
	int64		count = 0;

	for (uint32 i = 0, j = 0, round = 0; i < a->n && j < b->n && !(any && count); round++)
	{
		const IdBlock *x = &a->blocks[i];
		const IdBlock *y = &b->blocks[j];

		check_interrupts(round);
		if (x->key < y->key)
			i = id_blocks_find(a, i, y->key);
		else if (x->key > y->key)
			j = id_blocks_find(b, j, x->key);
		else
		{
			count += id_block_common(x, y);
			i++;
			j++;
		}
	}
	return count;
}

int64
id_blocks_common(const IdBlocks *a, const IdBlocks *b)
{
	return common(a, b, false);
}

bool
id_blocks_overlap(const IdBlocks *a, const IdBlocks *b)
{
	return common(a, b, true) > 0;
}

bool
id_blocks_has(const IdBlocks *set, int64 id)
{
	int64		key = id >> ID_BLOCK_BITS;
	uint32		i = id_blocks_find(set, 0, key);

	return i < set->n && set->blocks[i].key == key && id_block_has(&set->blocks[i], (uint16) id);
}

void
id_reader_init(IdReader *reader, const IdBlocks *set)
{
	memset(reader, 0, sizeof(*reader));
	reader->set = set;
}

/* Finds the next ids of the block without a gap; false if there are no more. */
static bool
find_in_block(IdReader *reader, const IdBlock *block)
{
	uint32		first = 0;
	uint32		last = 0;

	if (block->kind == IDS_BITMAP)
	{
		if (!id_words_next_run(block->data, reader->at, &first, &last))
			return false;
		reader->at = last + 1;
	}
	else if (reader->at == block->n)
		return false;
	else if (block->kind == IDS_RUNS)
	{
		first = id_run_first(block->data, reader->at);
		last = id_run_last(block->data, reader->at++);
	}
	else
	{
		first = last = id_low(block->data, reader->at++);
		while (reader->at < block->n && id_low(block->data, reader->at) == last + 1)
		{
			last++;
			reader->at++;
		}
	}
	/* not shifted: a negative key has no defined shift to the left */
	reader->next = block->key * ID_BLOCK_IDS + first;
	reader->rest = last - first + 1;
	return true;
}

/* Finds the next ids without a gap in a block; false at the end. */
static bool
find_next(IdReader *reader)
{
	while (reader->block < reader->set->n)
	{
		if (find_in_block(reader, &reader->set->blocks[reader->block]))
			return true;
		check_interrupts(reader->block);
		reader->block++;
		reader->at = 0;
	}
	return false;
}

bool
id_reader_next(IdReader *reader, int64 *id)
{
	if (reader->rest == 0 && !find_next(reader))
		return false;
	*id = reader->next;
	/* beyond the last id there may be no other */
	if (--reader->rest)
		reader->next++;
	return true;
}

bool
id_reader_next_run(IdReader *reader, int64 *first, int64 *last)
{
	if (reader->rest == 0 && !find_next(reader))
		return false;
	*first = reader->next;
	do
	{
		*last = reader->next + (int64) (reader->rest - 1);
		reader->rest = 0;
	} while (find_next(reader) && reader->next - 1 == *last);
	return true;
}
