/*
 * idset_block.c
 *	  Blocks of a set of ids; see idset_block.h.
 *
 * Blocks of one kind are combined as they are. The ids of an array are looked
 * up in any other block. Runs are combined with an array as runs, and whatever is
 * combined with a bitmap as a bitmap.
 */
#include "idset/idset_block.h"

#include "idset/id_lows.h"
#include "idset/id_runs.h"

StaticAssertDecl(ID_BITMAP_BYTES * 8 == ID_BLOCK_IDS, "a bitmap has a bit for every id of a block");

/* a bitmap that is computed and has at most so many ids is made an array */
#define FEW_IDS 128

/* numbers of an array from which on runs are made a bitmap to look them up */
#define MANY_LOOKUPS 256

/* numbers of an array from which on counting a bitmap again is faster than looking which of them it has */
#define COUNT_AGAIN 1000

static inline bool
is_full(const IdBlock *block)
{
	return block->count == ID_BLOCK_IDS;
}

static void
set_data(IdBlock *block, IdKind kind, uint32 count, uint32 n, uint8 *data)
{
	block->kind = kind;
	block->count = count;
	block->n = n;
	block->data = data;
	if (count == 0)
	{
		pfree(data);
		block->data = NULL;
	}
}

static void
set_array(IdBlock *block, uint32 n, uint8 *data)
{
	set_data(block, IDS_ARRAY, n, n, data);
}

static void
set_bitmap(IdBlock *block, uint32 count, uint8 *data)
{
	if (count > 0 && count <= FEW_IDS)
	{
		uint8	   *lows = palloc(2 * count);

		id_lows_from_words(data, count, lows);
		pfree(data);
		set_array(block, count, lows);
		return;
	}
	set_data(block, IDS_BITMAP, count, count, data);
}

/* Sets the bits of an array or of runs in a bitmap. */
static void
write_bits(const IdBlock *block, uint8 *words)
{
	if (block->kind == IDS_ARRAY)
		id_lows_set(block->data, block->n, words);
	else
		id_runs_set(block->data, block->n, words);
}

/* the block as runs, which are its own or are put into the scratch */
static const uint8 *
as_runs(const IdBlock *block, uint8 *scratch, uint32 *n)
{
	*n = block->n;
	if (block->kind == IDS_RUNS)
		return block->data;
	*n = id_runs_from_lows(block->data, block->n, scratch);
	return scratch;
}

uint32
id_block_set(const IdBlock *block, uint8 *words, uint32 count)
{
	if (block->kind == IDS_BITMAP)
		return id_words_or(words, block->data, words);
	if (block->kind == IDS_ARRAY && block->n < COUNT_AGAIN)
	{
		count += block->n - id_lows_common_words(block->data, block->n, words);
		id_lows_set(block->data, block->n, words);
		return count;
	}
	write_bits(block, words);
	return id_words_count(words);
}

/* the block as a bitmap, which is its own or is put into the scratch */
static const uint8 *
as_words(const IdBlock *block, uint8 *scratch)
{
	if (block->kind == IDS_BITMAP)
		return block->data;
	memset(scratch, 0, ID_BITMAP_BYTES);
	write_bits(block, scratch);
	return scratch;
}

/* whether blocks, none of them a bitmap, are best combined as runs */
static bool
fit_runs(const IdBlock *a, const IdBlock *b)
{
	return a->kind != IDS_BITMAP && b->kind != IDS_BITMAP && a->n + b->n <= ID_MAX_RUNS;
}

typedef uint32 (*RunsFunction) (const uint8 *a, uint32 na, const uint8 *b, uint32 nb, uint8 *out, uint32 *count);
typedef uint32 (*WordsFunction) (const uint8 *a, const uint8 *b, uint8 *out);

/* Combines blocks of any kinds as runs if they fit, otherwise as bitmaps. */
static void
combine(const IdBlock *a, const IdBlock *b, RunsFunction runs, WordsFunction words, IdBlock *out)
{
	uint8		a_scratch[ID_BITMAP_BYTES];
	uint8		b_scratch[ID_BITMAP_BYTES];
	uint8	   *data;

	if (fit_runs(a, b))
	{
		uint32		na;
		uint32		nb;
		uint32		n;
		uint32		count;
		const uint8 *a_runs = as_runs(a, a_scratch, &na);
		const uint8 *b_runs = as_runs(b, b_scratch, &nb);

		data = palloc(4 * (na + nb));
		n = runs(a_runs, na, b_runs, nb, data, &count);
		set_data(out, IDS_RUNS, count, n, data);
		return;
	}
	data = palloc(ID_BITMAP_BYTES);
	set_bitmap(out, words(as_words(a, a_scratch), as_words(b, b_scratch), data), data);
}

/* Copies a bitmap. */
static uint8 *
copy_words(const IdBlock *block)
{
	return memcpy(palloc(ID_BITMAP_BYTES), block->data, ID_BITMAP_BYTES);
}

/*
 * A block beside an array, which is looked up: runs as a bitmap, if the array
 * is worth it.
 */
static IdBlock
for_lookup(const IdBlock *block, const IdBlock *array, uint8 *scratch)
{
	IdBlock		bitmap = *block;

	if (block->kind == IDS_RUNS && array->n >= MANY_LOOKUPS)
	{
		bitmap.kind = IDS_BITMAP;
		bitmap.data = as_words(block, scratch);
	}
	return bitmap;
}

/* an array and any block: those of its numbers that are in it, or are not */
static void
filter_array(const IdBlock *array, const IdBlock *block, bool within, IdBlock *out)
{
	uint8	   *data = palloc(2 * array->n);
	uint8		scratch[ID_BITMAP_BYTES];
	IdBlock		other = for_lookup(block, array, scratch);
	uint32		n;

	if (other.kind == IDS_BITMAP)
		n = id_lows_probe(array->data, array->n, other.data, within, data);
	else if (other.kind == IDS_RUNS)
		n = id_runs_filter(array->data, array->n, other.data, other.n, within, data);
	else if (within)
		n = id_lows_and(array->data, array->n, other.data, other.n, data);
	else
		n = id_lows_minus(array->data, array->n, other.data, other.n, data);
	set_array(out, n, data);
}

void
id_block_and(const IdBlock *a, const IdBlock *b, IdBlock *out)
{
	out->key = a->key;
	if (is_full(a))
		*out = *b;
	else if (is_full(b))
		*out = *a;
	else if (a->kind == IDS_ARRAY && (b->kind != IDS_ARRAY || a->n <= b->n))
		filter_array(a, b, true, out);
	else if (b->kind == IDS_ARRAY)
		filter_array(b, a, true, out);
	else
		combine(a, b, id_runs_and, id_words_and, out);
}

void
id_block_or(const IdBlock *a, const IdBlock *b, IdBlock *out)
{
	out->key = a->key;
	if (is_full(a))
		*out = *a;
	else if (is_full(b))
		*out = *b;
	else if (a->kind == IDS_ARRAY && b->kind == IDS_ARRAY && a->n + b->n <= ID_MAX_ARRAY)
	{
		uint8	   *data = palloc(2 * (a->n + b->n));
		uint32		n = id_lows_or(a->data, a->n, b->data, b->n, data);

		set_array(out, n, data);
	}
	else if (a->kind == IDS_BITMAP && b->kind == IDS_ARRAY)
	{
		uint8	   *data = copy_words(a);

		set_bitmap(out, id_block_set(b, data, a->count), data);
	}
	else if (a->kind == IDS_ARRAY && b->kind == IDS_BITMAP)
		id_block_or(b, a, out);
	else
		combine(a, b, id_runs_or, id_words_or, out);
}

void
id_block_minus(const IdBlock *a, const IdBlock *b, IdBlock *out)
{
	out->key = a->key;
	if (is_full(b))
		out->count = 0;
	else if (a->kind == IDS_ARRAY)
		filter_array(a, b, false, out);
	else if (a->kind == IDS_BITMAP && b->kind == IDS_ARRAY)
	{
		uint8	   *data = copy_words(a);
		uint32		common = id_lows_common_words(b->data, b->n, data);

		id_lows_clear(b->data, b->n, data);
		set_bitmap(out, a->count - common, data);
	}
	else
		combine(a, b, id_runs_minus, id_words_minus, out);
}

uint32
id_block_common(const IdBlock *a, const IdBlock *b)
{
	if (is_full(a))
		return b->count;
	if (is_full(b))
		return a->count;
	/* the kinds in order */
	if (a->kind > b->kind)
		return id_block_common(b, a);
	if (a->kind == IDS_ARRAY)
	{
		uint8		scratch[ID_BITMAP_BYTES];
		IdBlock		other = for_lookup(b, a, scratch);

		if (other.kind == IDS_BITMAP)
			return id_lows_common_words(a->data, a->n, other.data);
		if (other.kind == IDS_RUNS)
			return id_runs_filter(a->data, a->n, other.data, other.n, true, NULL);
		return id_lows_common(a->data, a->n, other.data, other.n);
	}
	if (a->kind == IDS_RUNS)
		return id_runs_common(a->data, a->n, b->data, b->n);
	if (b->kind == IDS_RUNS)
		return id_runs_common_words(b->data, b->n, a->data);
	return id_words_common(a->data, b->data);
}

bool
id_block_has(const IdBlock *block, uint16 low)
{
	uint32		i;

	if (block->kind == IDS_BITMAP)
		return id_words_has(block->data, low);
	if (block->kind == IDS_RUNS)
		return id_runs_has(block->data, block->n, low);
	i = id_lows_find(block->data, block->n, 0, low);
	return i < block->n && id_low(block->data, i) == low;
}

IdKind
id_block_stored_kind(const IdBlock *block, uint32 *n)
{
	IdKind		kind = block->count <= ID_MAX_ARRAY ? IDS_ARRAY : IDS_BITMAP;
	uint32		runs;

	if (block->kind == IDS_RUNS)
		runs = block->n;
	else if (block->kind == IDS_BITMAP)
		runs = id_words_runs(block->data);
	else
		runs = id_lows_runs(block->data, block->n);
	*n = block->count;
	if (4 * runs < Min(2 * block->count, ID_BITMAP_BYTES))
	{
		*n = runs;
		kind = IDS_RUNS;
	}
	return kind;
}

void
id_block_write(const IdBlock *block, IdKind kind, uint8 *data)
{
	if (kind == block->kind)
		memcpy(data, block->data, id_block_bytes(block));
	else if (kind == IDS_BITMAP)
	{
		memset(data, 0, ID_BITMAP_BYTES);
		write_bits(block, data);
	}
	else if (kind == IDS_ARRAY)
	{
		if (block->kind == IDS_RUNS)
			id_runs_to_lows(block->data, block->n, data);
		else
			id_lows_from_words(block->data, block->count, data);
	}
	else if (block->kind == IDS_ARRAY)
		id_runs_from_lows(block->data, block->n, data);
	else
		id_runs_from_words(block->data, data);
}

void
id_block_canonical(IdBlock *block)
{
	uint32		n;
	IdKind		kind = id_block_stored_kind(block, &n);
	IdBlock		stored = *block;

	if (kind == block->kind)
		return;
	stored.kind = kind;
	stored.n = n;
	stored.data = palloc(id_block_bytes(&stored));
	id_block_write(block, kind, (uint8 *) stored.data);
	*block = stored;
}

uint32
id_block_lows(const IdBlock *block, uint16 *lows)
{
	id_block_write(block, IDS_ARRAY, (uint8 *) lows);
#ifdef WORDS_BIGENDIAN
	for (uint32 i = 0; i < block->count; i++)
		lows[i] = pg_bswap16(lows[i]);
#endif
	return block->count;
}
