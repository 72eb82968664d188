/*
 * tagset_tally.c
 *	  A tree of counters; see tagset_tally.h.
 *
 * A hash table finds the node of a whole path, and the parents lead from there
 * to its ancestors: one lookup for each element of a set. The table is our own
 * because its entries are only four bytes, and because it looks up a path by
 * its bytes, which need not be copied into an entry first.
 */
#include "rollup/tagset_tally.h"

#include "access/htup_details.h"
#include "catalog/pg_type.h"
#include "common/int.h"
#include "funcapi.h"
#include "libpq/pqformat.h"
#include "miscadmin.h"
#include "utils/array.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/typcache.h"

#include "keyed_hash.h"
#include "tagpath/tagpath.h"
#include "text/path.h"

/* initial sizes: small, because there may be a hundred thousand groups */
#define NODES_AT_FIRST 8
#define PATHS_AT_FIRST 120

/* slots of the hash table for each node that there is room for: most lookups probe one slot */
#define SLOTS_PER_NODE 4

/* bytes of a node in the result, or in any state on the way there, besides its path */
#define NODE_BYTES 72

/* bytes of a node as it is serialized: path, len, rows */
#define SERIALIZED_BYTES (4 + 2 + 8)

StaticAssertDecl(sizeof(TallyNode) == 32, "nodes fill cache lines");
StaticAssertDecl(MaxAllocSize / NODE_BYTES * 2 * sizeof(TallyNode) < MaxAllocSize,
				 "nodes can double up to the limit");
StaticAssertDecl(FACTAG_MAX_PATH <= PG_UINT16_MAX, "lengths are uint16");

static inline uint64
load8(const char *p)
{
	uint64		word;

	memcpy(&word, p, sizeof(word));
	return word;
}

/* whether paths of equal length are the same: memcmp without a call for a word or two */
static inline bool
same_path(const char *a, const char *b, int len)
{
	const char *end = a + len;

	if (len < 8)
	{
		while (a < end)
		{
			if (*a++ != *b++)
				return false;
		}
		return true;
	}
	for (; end - a > 8; a += 8, b += 8)
	{
		if (load8(a) != load8(b))
			return false;
	}
	return load8(end - 8) == load8(b - 8 + (end - a));
}

Tally *
tally_make(MemoryContext context, bool flat, Size extra_size)
{
	Tally	   *tally = MemoryContextAllocZero(context, sizeof(Tally));

	tally->context = context;
	tally->flat = flat;
	tally->size = NODES_AT_FIRST;
	tally->nodes = MemoryContextAlloc(context, tally->size * sizeof(TallyNode));
	tally->slots = MemoryContextAllocZero(context, tally->size * SLOTS_PER_NODE * sizeof(uint32));
	tally->paths_size = PATHS_AT_FIRST;
	tally->paths = MemoryContextAlloc(context, tally->paths_size);
	tally->extra_size = extra_size;
	if (extra_size > 0)
		tally->extra = MemoryContextAllocZero(context, tally->size * extra_size);
	memset(&tally->nodes[TALLY_ROOT], 0, sizeof(TallyNode));
	tally->count = 1;
	return tally;
}

/* the slot of a path's node, or the empty slot for it */
static inline uint32 *
find_slot(const Tally *tally, const char *path, int len, uint32 hash)
{
	uint32		mask = tally->size * SLOTS_PER_NODE - 1;

	for (uint32 i = hash & mask;; i = (i + 1) & mask)
	{
		uint32		number = tally->slots[i];
		const TallyNode *node = &tally->nodes[number];

		if (number == TALLY_ROOT ||
			(node->hash == hash && node->len == len && same_path(tally->paths + node->path, path, len)))
			return &tally->slots[i];
	}
}

/* Doubles the room for nodes, and the hash table with it. */
static void
grow(Tally *tally)
{
	uint32		mask;
	Size		used = tally->size * tally->extra_size;

	tally->size *= 2;
	if (used > 0)
	{
		tally->extra = repalloc(tally->extra, used * 2);
		memset((char *) tally->extra + used, 0, used);
	}
	mask = tally->size * SLOTS_PER_NODE - 1;
	tally->nodes = repalloc(tally->nodes, tally->size * sizeof(TallyNode));
	pfree(tally->slots);
	tally->slots = MemoryContextAllocZero(tally->context,
										  tally->size * SLOTS_PER_NODE * sizeof(uint32));
	for (uint32 number = 1; number < tally->count; number++)
	{
		uint32		i = tally->nodes[number].hash & mask;

		CHECK_FOR_INTERRUPTS();
		while (tally->slots[i] != TALLY_ROOT)
			i = (i + 1) & mask;
		tally->slots[i] = number;
	}
}

/* Copies a path into paths; returns where it begins. */
static uint32
keep_path(Tally *tally, const char *path, int len)
{
	uint32		at = tally->paths_len;

	if (tally->paths_size - at < (uint32) len)
	{
		Size		size = tally->paths_size;

		while (size - at < (Size) len)
			size *= 2;
		tally->paths_size = Min(size, MaxAllocSize);
		tally->paths = repalloc(tally->paths, tally->paths_size);
	}
	memcpy(tally->paths + at, path, len);
	tally->paths_len += len;
	return at;
}

/* Makes one node, whose path is the len bytes at path in paths. */
static uint32
make_node(Tally *tally, uint32 parent, uint32 path, int len, int depth)
{
	uint32		number;
	TallyNode  *node;

	if (tally->count == tally->size)
		grow(tally);
	number = tally->count++;
	node = &tally->nodes[number];
	node->parent = parent;
	node->hash = keyed_hash(tally->paths + path, len);
	node->path = path;
	node->len = len;
	node->depth = depth;
	node->last = 0;
	node->rows = 0;
	*find_slot(tally, tally->paths + path, len, node->hash) = number;
	return number;
}

/* Counts the size of a path's row in the result; 54000 beyond 1 GB. */
static void
reserve(Tally *tally, int len)
{
	tally->bytes += NODE_BYTES + len;
	if (tally->bytes > MaxAllocSize)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("the roll-up would be larger than 1 GB"),
				 errdetail("It has %u tags already, ancestors included.", tally->count - 1),
				 errhint("Roll up a part at a time, as tagset_below(tags, 'top/tag') gives it.")));
}

/* Makes the node of a path that has none, and those of its ancestors that have none. */
static pg_noinline uint32
make_path(Tally *tally, const char *path, int len)
{
	uint32		above = TALLY_ROOT;
	int			known = path_parent(path, len); /* length of the deepest ancestor with a node */
	int			depth;
	uint32		kept;

	if (!tally->flat)
	{
		for (; known > 0; known = path_parent(path, known))
		{
			above = *find_slot(tally, path, known, keyed_hash(path, known));
			if (above != TALLY_ROOT)
				break;
		}
	}
	depth = known > 0 ? path_depth(path, known) : 0;

	/* check the size of the result before anything is made */
	for (int end = known; end < len;)
	{
		end = path_segment_end(path + end + (end > 0), path + len) - path;
		reserve(tally, end);
	}
	kept = keep_path(tally, path, len);
	while (known < len)
	{
		known = path_segment_end(path + known + (known > 0), path + len) - path;
		above = make_node(tally, above, kept, known, ++depth);
	}
	return above;
}

uint32
tally_node(Tally *tally, const char *path, int len)
{
	uint32		number = *find_slot(tally, path, len, keyed_hash(path, len));

	return likely(number != TALLY_ROOT) ? number : make_path(tally, path, len);
}

void
tally_add(Tally *tally, uint32 number, int64 rows)
{
	if (pg_add_s64_overflow(tally->nodes[number].rows, rows, &tally->nodes[number].rows))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("bigint out of range"),
				 errdetail("The rows of a tag are more than " INT64_FORMAT ".", PG_INT64_MAX),
				 errhint("Merge only roll-ups that tagset_counts has made.")));
}

Datum
tally_combine(FunctionCallInfo fcinfo, TallyMerge merge)
{
	MemoryContext context = factag_aggregate_context(fcinfo);
	Tally	   *tally = PG_ARGISNULL(0) ? NULL : (Tally *) PG_GETARG_POINTER(0);
	const Tally *other = PG_ARGISNULL(1) ? NULL : (Tally *) PG_GETARG_POINTER(1);

	if (!other)
	{
		if (!tally)
			PG_RETURN_NULL();
		PG_RETURN_POINTER(tally);
	}
	if (!tally)
		tally = tally_make(context, other->flat, other->extra_size);
	for (uint32 i = 1; i < other->count; i++)
	{
		uint32		number = tally_node(tally, tally_path(other, i), other->nodes[i].len);

		CHECK_FOR_INTERRUPTS();
		tally_add(tally, number, other->nodes[i].rows);
		if (merge)
			merge(tally, number, other, i);
	}
	PG_RETURN_POINTER(tally);
}

void
tally_serialize(StringInfo out, const Tally *tally)
{
	pq_sendbyte(out, tally->flat);
	pq_sendint32(out, tally->paths_len);
	pq_sendbytes(out, tally->paths, tally->paths_len);
	pq_sendint32(out, tally->count);
	enlargeStringInfo(out, tally->count * SERIALIZED_BYTES);
	for (uint32 i = 1; i < tally->count; i++)
	{
		const TallyNode *node = &tally->nodes[i];

		pq_writeint32(out, node->path);
		pq_writeint16(out, node->len);
		pq_writeint64(out, node->rows);
	}
}

Tally *
tally_deserialize(StringInfo in)
{
	Tally	   *tally = palloc0(sizeof(Tally));

	/* no slots: looking up a node, or making one, would be a bug */
	tally->flat = pq_getmsgbyte(in);
	tally->paths_len = pq_getmsgint(in, 4);
	tally->paths = unconstify(char *, pq_getmsgbytes(in, tally->paths_len));
	tally->count = pq_getmsgint(in, 4);
	tally->nodes = palloc0(tally->count * sizeof(TallyNode));
	for (uint32 i = 1; i < tally->count; i++)
	{
		TallyNode  *node = &tally->nodes[i];

		node->path = pq_getmsgint(in, 4);
		node->len = pq_getmsgint(in, 2);
		node->rows = pq_getmsgint64(in);
	}
	return tally;
}

typedef struct SortItem
{
	const char *path;
	int			len;
	uint32		number;
} SortItem;

/* qsort: by path */
static int
compare_items(const void *a, const void *b)
{
	const SortItem *x = a;
	const SortItem *y = b;

	CHECK_FOR_INTERRUPTS();
	return path_compare(x->path, x->len, y->path, y->len);
}

uint32 *
tally_preorder(const Tally *tally)
{
	SortItem   *items = palloc(tally->count * sizeof(SortItem));
	uint32	   *numbers = palloc(tally->count * sizeof(uint32));

	for (uint32 number = 1; number < tally->count; number++)
	{
		SortItem   *item = &items[number - 1];

		item->path = tally_path(tally, number);
		item->len = tally->nodes[number].len;
		item->number = number;
	}
	qsort(items, tally->count - 1, sizeof(SortItem), compare_items);
	for (uint32 i = 0; i < tally->count - 1; i++)
		numbers[i] = items[i].number;
	pfree(items);
	return numbers;
}

void
tally_check_type(TupleDesc desc, int more)
{
	if (desc->natts != 3 + more ||
		TupleDescAttr(desc, 0)->attlen != -1 ||
		TupleDescAttr(desc, 1)->atttypid != INT4OID ||
		TupleDescAttr(desc, 2)->atttypid != INT8OID ||
		(more && TupleDescAttr(desc, 3)->atttypid != NUMERICOID))
		ereport(ERROR,
				(errcode(ERRCODE_DATATYPE_MISMATCH),
				 errmsg("the attributes of a roll-up's type were altered"),
				 errhint("Undo the ALTER TYPE, or make the extension anew.")));
}

Datum
tally_result(FunctionCallInfo fcinfo, const Tally *tally, TallyColumn more)
{
	Oid			type = get_element_type(get_func_rettype(fcinfo->flinfo->fn_oid));
	TupleDesc	desc = lookup_rowtype_tupdesc(type, -1);
	uint32		n = tally->count - 1;
	uint32	   *numbers = tally_preorder(tally);
	Datum	   *rows = palloc(tally->count * sizeof(Datum));
	ArrayType  *result;

	tally_check_type(desc, more != NULL);
	for (uint32 i = 0; i < n; i++)
	{
		const TallyNode *node = &tally->nodes[numbers[i]];
		struct varlena *tag = tagpath_form(tally_path(tally, numbers[i]), node->len);
		Datum		values[4] = {
			PointerGetDatum(tag), Int32GetDatum(node->depth), Int64GetDatum(node->rows)
		};
		bool		nulls[4] = {false};

		CHECK_FOR_INTERRUPTS();
		if (more)
			more(tally, numbers[i], &values[3], &nulls[3]);
		rows[i] = HeapTupleGetDatum(heap_form_tuple(desc, values, nulls));
		pfree(tag);
	}
	ReleaseTupleDesc(desc);
	result = construct_array(rows, n, type, -1, false, TYPALIGN_DOUBLE);
	pfree(numbers);
	PG_RETURN_ARRAYTYPE_P(result);
}
