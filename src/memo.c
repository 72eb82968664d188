/*
 * memo.c
 *	  Compiled values, found by the bytes of their source; see memo.h.
 */
#include "memo.h"

#include <limits.h>

#include "access/xact.h"
#include "common/hashfn.h"
#include "utils/guc.h"
#include "utils/memutils.h"

#include "keyed_hash.h"

/*
 * Sources that were compressed or out of line when they were passed. They are found
 * by the bytes that were passed, so that a source is read, decompressed and hashed
 * once, and not by each call site: a query in a trigger has a new one for each row.
 */
#define PASSED_SLOTS 64
#define PASSED_MAX_SIZE BLCKSZ	/* a row has none that is longer */

/* a value; it is in the value's context, and so is the source */
typedef struct MemoEntry
{
	dlist_node	node;
	uint32		hash;			/* of the source */
	const struct varlena *source;
	MemoryContext context;
	Size		own_size;		/* bytes of the context once the value was compiled */
	Size		size;			/* of all, as it was last measured */
	void	   *value;
} MemoEntry;

/* hash table of the entries; a key is an entry of which source and hash are set */
typedef struct MemoSlot
{
	MemoEntry  *entry;
	char		status;
} MemoSlot;

static inline bool
same_source(const MemoEntry *a, const MemoEntry *b)
{
	Size		len = VARSIZE_ANY_EXHDR(a->source);

	return a->hash == b->hash && len == VARSIZE_ANY_EXHDR(b->source) &&
		memcmp(VARDATA_ANY(a->source), VARDATA_ANY(b->source), len) == 0;
}

#define SH_PREFIX memo_table
#define SH_ELEMENT_TYPE MemoSlot
#define SH_KEY_TYPE MemoEntry *
#define SH_KEY entry
#define SH_HASH_KEY(table, key) (key)->hash
#define SH_EQUAL(table, a, b) same_source(a, b)
#define SH_SCOPE static inline
#define SH_DECLARE
#define SH_DEFINE
#include "lib/simplehash.h"

/* what was passed: a compressed source, or a pointer to one that is out of line */
typedef struct PassedSource
{
	char	   *bytes;
	uint32		len;
	uint32		size;			/* allocated */
	TimestampTz transaction;	/* in which a pointer was passed, by its start */
	uint64		generation;		/* the entry is valid while this is the memo's; 0 if there is none */
	MemoEntry  *entry;
} PassedSource;

/* in fn_extra: the argument of the last call, and its value */
typedef struct MemoArgument
{
	void	   *set;			/* by memo_set_argument, or NULL */
	bool		constant;		/* the argument never changes */
	MemoEntry  *entry;
	uint64		generation;		/* the entry is valid while this is the memo's */
} MemoArgument;

int			memo_cache_size = 65536;	/* kB */

void
memo_define_settings(void)
{
	DefineCustomIntVariable("factag.rule_cache_size",
							"Limits the memory of a backend for compiled rule sets, and in the same way for taxonomies, policies, statistics of claims and claim queries.",
							"The one used last is kept even if it takes more.",
							&memo_cache_size, 65536, 0, MAX_KILOBYTES,
							PGC_USERSET, GUC_UNIT_KB, NULL, NULL, NULL);
}

/* A context below the current one; AllocSetContextCreate takes literal names only. */
static MemoryContext
make_context(const Memo *memo)
{
	return AllocSetContextCreateInternal(CurrentMemoryContext, memo->name, ALLOCSET_SMALL_SIZES);
}

/* Makes what a memo needs before its first value. */
static pg_noinline void
set_up(Memo *memo)
{
	MemoryContext context = make_context(memo);

	memo->table = memo_table_create(context, 16, NULL);
	memo->passed = MemoryContextAllocZero(context, PASSED_SLOTS * sizeof(PassedSource));
	memo->generation = 1;
	dlist_init(&memo->entries);
	/* what fails above is freed with the query, and tried again by the next call */
	MemoryContextSetParent(context, TopMemoryContext);
	memo->context = context;
}

/* Bytes that a value takes outside its context. */
static inline Size
extra_size(const Memo *memo, const void *value)
{
	return memo->extra_size ? memo->extra_size(value) : 0;
}

/* Measures the entry at the head again: nothing else can have grown since it was last used. */
static inline void
measure_head(Memo *memo)
{
	MemoEntry  *head;
	Size		size;

	if (dlist_is_empty(&memo->entries))
		return;
	head = dlist_head_element(MemoEntry, node, &memo->entries);
	size = head->own_size + extra_size(memo, head->value);
	memo->size += size - head->size;
	head->size = size;
}

/* Frees the least recently used values until the others, or the first alone, are within the limit. */
static inline void
keep_within_limit(Memo *memo)
{
	while (unlikely(memo->size > (Size) *memo->limit * 1024))
	{
		MemoEntry  *last = dlist_tail_element(MemoEntry, node, &memo->entries);

		if (&last->node == dlist_head_node(&memo->entries))
			break;
		memo->generation++;
		memo->size -= last->size;
		memo_table_delete(memo->table, last);
		dlist_delete(&last->node);
		/* frees the entry too */
		MemoryContextDelete(last->context);
	}
}

/* Makes a value the most recently used one, and returns it. */
static inline MemoEntry *
use(Memo *memo, MemoEntry *entry)
{
	measure_head(memo);
	if (&entry->node != dlist_head_node(&memo->entries))
		dlist_move_head(&memo->entries, &entry->node);
	keep_within_limit(memo);
	return entry;
}

/*
 * Compiles a value that the memo does not have. Until it is complete its context
 * belongs to the query, so that an error frees it.
 */
static pg_noinline MemoEntry *
add(Memo *memo, const MemoEntry *key)
{
	Size		len = VARSIZE_ANY_EXHDR(key->source);
	MemoryContext context = make_context(memo);
	MemoryContext old = MemoryContextSwitchTo(context);
	MemoEntry  *entry = palloc0(sizeof(MemoEntry));
	struct varlena *source = palloc(VARHDRSZ + len + 1);
	bool		found;

	SET_VARSIZE(source, VARHDRSZ + len);
	memcpy(VARDATA(source), VARDATA_ANY(key->source), len);
	VARDATA(source)[len] = '\0';
	entry->hash = key->hash;
	entry->source = source;
	entry->context = context;
	entry->value = memo->compile(source);
	entry->own_size = MemoryContextMemAllocated(context, true);
	entry->size = entry->own_size + extra_size(memo, entry->value);
	MemoryContextSwitchTo(old);
	(void) memo_table_insert(memo->table, entry, &found);
	Assert(!found);

	/* nothing below fails: from here on the value outlives the query */
	MemoryContextSetParent(context, memo->context);
	measure_head(memo);
	dlist_push_head(&memo->entries, &entry->node);
	memo->size += entry->size;
	keep_within_limit(memo);
	return entry;
}

/* The entry of a source, compiled if there is none. */
static MemoEntry *
find(Memo *memo, const struct varlena *source)
{
	MemoEntry	key = {
		.source = source,
		.hash = keyed_hash(VARDATA_ANY(source), VARSIZE_ANY_EXHDR(source))
	};
	MemoSlot   *slot = memo_table_lookup(memo->table, &key);

	return slot ? use(memo, slot->entry) : add(memo, &key);
}

/* Whether a slot has what was passed, and its entry is valid. */
static inline bool
passed_is(const Memo *memo, const PassedSource *slot, const struct varlena *raw, uint32 len)
{
	return slot->generation == memo->generation && slot->len == len && memcmp(slot->bytes, raw, len) == 0 &&
		(!VARATT_IS_EXTERNAL(raw) || slot->transaction == GetCurrentTransactionStartTimestamp());
}

/*
 * The entry of a source that is compressed or out of line. A pointer is good for one
 * transaction: another value can get its OID only after four billion others had one.
 */
static MemoEntry *
find_passed(Memo *memo, const struct varlena *raw)
{
	uint32		len = VARSIZE_ANY(raw);
	uint32		hashed = Min(len, 64);
	PassedSource *slot;
	MemoEntry  *entry;

	if (len > PASSED_MAX_SIZE)
		return find(memo, pg_detoast_datum_packed(unconstify(struct varlena *, raw)));
	slot = &memo->passed[hash_bytes((const unsigned char *) raw + len - hashed, hashed) % PASSED_SLOTS];
	if (passed_is(memo, slot, raw, len))
		return use(memo, slot->entry);
	entry = find(memo, pg_detoast_datum_packed(unconstify(struct varlena *, raw)));
	slot->generation = 0;
	if (len > slot->size)
	{
		char	   *bytes = MemoryContextAlloc(memo->context, len);

		if (slot->bytes)
			pfree(slot->bytes);
		slot->bytes = bytes;
		slot->size = len;
	}
	memcpy(slot->bytes, raw, len);
	slot->len = len;
	slot->transaction = GetCurrentTransactionStartTimestamp();
	slot->entry = entry;
	slot->generation = memo->generation;
	return entry;
}

static MemoArgument *
make_argument(FmgrInfo *flinfo)
{
	return flinfo->fn_extra = MemoryContextAllocZero(flinfo->fn_mcxt, sizeof(MemoArgument));
}

void
memo_set_argument(FmgrInfo *flinfo, void *value)
{
	make_argument(flinfo)->set = value;
}

void *
memo_argument(Memo *memo, FunctionCallInfo fcinfo, int argno)
{
	MemoArgument *argument = fcinfo->flinfo->fn_extra;
	const struct varlena *raw;

	if (unlikely(!memo->context))
		set_up(memo);
	if (unlikely(!argument))
	{
		argument = make_argument(fcinfo->flinfo);
		argument->constant = factag_argument_is_constant(fcinfo->flinfo, argno);
	}
	if (argument->set)
		return argument->set;
	raw = (const struct varlena *) DatumGetPointer(PG_GETARG_DATUM(argno));
	if (argument->generation == memo->generation)
	{
		MemoEntry  *last = argument->entry;

		if (argument->constant ||
			(!VARATT_IS_EXTERNAL(raw) && !VARATT_IS_COMPRESSED(raw) &&
			 VARSIZE_ANY_EXHDR(raw) == VARSIZE_ANY_EXHDR(last->source) &&
			 memcmp(VARDATA_ANY(raw), VARDATA_ANY(last->source), VARSIZE_ANY_EXHDR(raw)) == 0))
		{
			use(memo, last);
			argument->generation = memo->generation;
			return last->value;
		}
	}
	if (VARATT_IS_EXTERNAL_ONDISK(raw) || VARATT_IS_COMPRESSED(raw))
		argument->entry = find_passed(memo, raw);
	else
		argument->entry = find(memo, PG_GETARG_PACKED_P(argno));
	argument->generation = memo->generation;
	return argument->entry->value;
}
