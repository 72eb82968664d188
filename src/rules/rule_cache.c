/*
 * rule_cache.c
 *	  Programs, found by the bytes of their rule set; see rule_cache.h.
 */
#include "rules/rule_cache.h"

#include <limits.h>

#include "common/hashfn.h"
#include "lib/ilist.h"
#include "utils/guc.h"
#include "utils/memutils.h"

#include "rules/ruleset.h"

typedef struct CacheEntry
{
	dlist_node	node;			/* most recently used first */
	uint64		hash;			/* of text */
	int			len;
	const char *text;
	RuleProgram *program;		/* the entry is in its context */
	Size		counted_size;	/* of the program, when the cache was last measured */
} CacheEntry;

/* in fn_extra: the argument of the last call, and its entry */
typedef struct RuleArgument
{
	CacheEntry *entry;
	uint64		generation;		/* the entry is valid while this is the current one */
	bool		constant;		/* the argument never changes */
	char	   *raw;			/* the argument as it was passed, possibly toasted */
	Size		size;			/* bytes of raw; 0 if it cannot be compared */
	Size		allocated;
} RuleArgument;

static int	rule_cache_size = 65536;	/* kB */
static dlist_head cache = DLIST_STATIC_INIT(cache);
static MemoryContext cache_memory;
static uint64 generation = 1;	/* incremented when an entry is freed */

void
rule_cache_define_settings(void)
{
	DefineCustomIntVariable("factag.rule_cache_size",
							"Limits the memory of a backend for compiled rule sets.",
							"The most recently used rule set is kept even if it takes more.",
							&rule_cache_size, 65536, 0, MAX_KILOBYTES,
							PGC_USERSET, GUC_UNIT_KB, NULL, NULL, NULL);
}

/*
 * Marks an entry as most recently used, and frees the least recently used ones
 * until the cache is within its size again.
 */
static void
keep_within_size(CacheEntry *keep)
{
	Size		total = 0;
	dlist_iter	it;

	dlist_move_head(&cache, &keep->node);
	keep->program->max_code_size = Max(PROGRAM_MAX_CODE_SIZE, (Size) rule_cache_size * 1024);
	dlist_foreach(it, &cache)
	{
		CacheEntry *entry = dlist_container(CacheEntry, node, it.cur);

		entry->counted_size = entry->program->size;
		total += entry->counted_size;
	}
	while (total > (Size) rule_cache_size * 1024)
	{
		CacheEntry *last = dlist_tail_element(CacheEntry, node, &cache);

		if (last == keep)
			break;
		total -= last->program->size;
		generation++;
		dlist_delete(&last->node);
		/* frees the entry too */
		MemoryContextDelete(last->program->context);
	}
}

/* The entry of a rule set's text, made if there is none. */
static CacheEntry *
find_entry(const char *text, int len)
{
	uint64		hash = hash_bytes_extended((const unsigned char *) text, len, 0);
	RuleProgram *program;
	CacheEntry *entry;
	dlist_iter	it;
	char	   *copy;

	dlist_foreach(it, &cache)
	{
		entry = dlist_container(CacheEntry, node, it.cur);
		if (entry->hash != hash || entry->len != len || memcmp(entry->text, text, len) != 0)
			continue;
		keep_within_size(entry);
		return entry;
	}

	if (!cache_memory)
		cache_memory = AllocSetContextCreate(TopMemoryContext, "factag rule cache",
											 ALLOCSET_SMALL_SIZES);
	program = rule_program_make(text, len);
	entry = MemoryContextAlloc(program->context, sizeof(CacheEntry));
	copy = MemoryContextAlloc(program->context, Max(len, 1));
	memcpy(copy, text, len);
	entry->hash = hash;
	entry->len = len;
	entry->text = copy;
	entry->program = program;
	/* nothing below fails: from here on the program outlives the query */
	MemoryContextSetParent(program->context, cache_memory);
	dlist_push_head(&cache, &entry->node);
	keep_within_size(entry);
	return entry;
}

/*
 * Saves the raw, possibly toasted, argument for comparison with the next call.
 * An on-disk toast pointer identifies its value, which cannot change while a
 * snapshot sees it. Other external values have pointers into memory, which say
 * nothing about the value, so they are not compared.
 */
static void
save_argument(MemoryContext context, RuleArgument *argument, const struct varlena *raw)
{
	argument->size = 0;
	if (VARATT_IS_EXTERNAL(raw) && !VARATT_IS_EXTERNAL_ONDISK(raw))
		return;
	if (argument->allocated < VARSIZE_ANY(raw))
	{
		if (argument->raw)
			pfree(argument->raw);
		argument->raw = NULL;
		argument->allocated = 0;
		argument->raw = MemoryContextAlloc(context, VARSIZE_ANY(raw));
		argument->allocated = VARSIZE_ANY(raw);
	}
	memcpy(argument->raw, raw, VARSIZE_ANY(raw));
	argument->size = VARSIZE_ANY(raw);
}

/* Whether the argument of the last call is known to be this one. */
static bool
is_same_argument(const RuleArgument *argument, const struct varlena *raw)
{
	if (argument->generation != generation)
		return false;
	return argument->constant ||
		(argument->size > 0 && argument->size == VARSIZE_ANY(raw) &&
		 memcmp(argument->raw, raw, argument->size) == 0);
}

RuleProgram *
rule_program_argument(FunctionCallInfo fcinfo, int argno)
{
	RuleArgument *argument = fcinfo->flinfo->fn_extra;
	const struct varlena *raw =
		(const struct varlena *) DatumGetPointer(PG_GETARG_DATUM(argno));
	struct varlena *ruleset;

	if (!argument)
	{
		argument = MemoryContextAllocZero(fcinfo->flinfo->fn_mcxt, sizeof(RuleArgument));
		argument->constant = factag_argument_is_constant(fcinfo->flinfo, argno);
		fcinfo->flinfo->fn_extra = argument;
	}
	if (is_same_argument(argument, raw))
	{
		/* the program grew: matches compiled patterns */
		if (argument->entry->counted_size != argument->entry->program->size)
			keep_within_size(argument->entry);
		argument->generation = generation;
		return argument->entry->program;
	}
	ruleset = PG_GETARG_RULESET_P(argno);
	argument->entry = find_entry(RULESET_DATA(ruleset), RULESET_LEN(ruleset));
	argument->generation = generation;
	if (!argument->constant)
		save_argument(fcinfo->flinfo->fn_mcxt, argument, raw);
	return argument->entry->program;
}
