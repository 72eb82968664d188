/*
 * rule_cache.c
 *	  Programs by the bytes of their rule set; see rule_cache.h.
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
	dlist_node	node;			/* in order of use, the last first */
	uint64		hash;
	int			len;
	const char *text;
	RuleProgram *program;
	Size		counted;		/* what it took when the cache was last measured */
} CacheEntry;

/* what an argument was at the last call, as it was passed */
typedef struct RuleArgument
{
	uint64		generation;
	bool		constant;		/* never look again */
	CacheEntry *entry;
	Size		size;			/* 0: cannot be compared */
	Size		room;
	char	   *raw;
} RuleArgument;

static int	rule_cache_size = 65536;
static dlist_head cache = DLIST_STATIC_INIT(cache);
static MemoryContext cache_memory;
static uint64 generation = 1;	/* counts what was thrown away: pointers of before do not hold */

void
rule_cache_define_settings(void)
{
	DefineCustomIntVariable("factag.rule_cache_size",
							"Memory of a backend for rule sets made ready to run.",
							"The rule set used last is kept even if it takes more.",
							&rule_cache_size, 65536, 0, MAX_KILOBYTES, PGC_USERSET, GUC_UNIT_KB, NULL, NULL, NULL);
}

/* Makes an entry the last used, and throws away what was not used for longest, down to the size allowed. */
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

		entry->counted = entry->program->size;
		total += entry->counted;
	}
	while (total > (Size) rule_cache_size * 1024)
	{
		CacheEntry *last = dlist_tail_element(CacheEntry, node, &cache);

		if (last == keep)
			break;
		total -= last->program->size;
		generation++;
		dlist_delete(&last->node);
		/* the entry lives there too */
		MemoryContextDelete(last->program->context);
	}
}

/* the entry of a rule set's text */
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
		cache_memory = AllocSetContextCreate(TopMemoryContext, "factag rule cache", ALLOCSET_SMALL_SIZES);
	program = rule_program_make(text, len);
	entry = MemoryContextAlloc(program->context, sizeof(CacheEntry));
	copy = MemoryContextAlloc(program->context, Max(len, 1));
	memcpy(copy, text, len);
	entry->hash = hash;
	entry->len = len;
	entry->text = copy;
	entry->program = program;
	/* from here on it outlives the query */
	MemoryContextSetParent(program->context, cache_memory);
	dlist_push_head(&cache, &entry->node);
	keep_within_size(entry);
	return entry;
}

/* Remembers an argument as it was passed, unless its value is elsewhere. */
static void
remember(MemoryContext context, RuleArgument *argument, const struct varlena *raw)
{
	argument->size = 0;
	/* what is stored out of line does not change while its pointer is in use */
	if (VARATT_IS_EXTERNAL(raw) && !VARATT_IS_EXTERNAL_ONDISK(raw))
		return;
	if (argument->room < VARSIZE_ANY(raw))
	{
		if (argument->raw)
			pfree(argument->raw);
		argument->raw = NULL;
		argument->room = 0;
		argument->raw = MemoryContextAlloc(context, VARSIZE_ANY(raw));
		argument->room = VARSIZE_ANY(raw);
	}
	memcpy(argument->raw, raw, VARSIZE_ANY(raw));
	argument->size = VARSIZE_ANY(raw);
}

RuleProgram *
rule_program_argument(FunctionCallInfo fcinfo, int argno)
{
	RuleArgument *argument = fcinfo->flinfo->fn_extra;
	const struct varlena *raw = (const struct varlena *) DatumGetPointer(PG_GETARG_DATUM(argno));
	struct varlena *ruleset;

	if (!argument)
	{
		argument = MemoryContextAllocZero(fcinfo->flinfo->fn_mcxt, sizeof(RuleArgument));
		argument->constant = factag_argument_is_constant(fcinfo->flinfo, argno);
		fcinfo->flinfo->fn_extra = argument;
	}
	if (argument->generation == generation &&
		(argument->constant ||
		 (argument->size > 0 && argument->size == VARSIZE_ANY(raw) && memcmp(argument->raw, raw, argument->size) == 0)))
	{
		/* its matches made code since */
		if (argument->entry->counted != argument->entry->program->size)
			keep_within_size(argument->entry);
		argument->generation = generation;
		return argument->entry->program;
	}
	ruleset = PG_GETARG_RULESET_P(argno);
	argument->entry = find_entry(RULESET_DATA(ruleset), RULESET_LEN(ruleset));
	argument->generation = generation;
	if (!argument->constant)
		remember(fcinfo->flinfo->fn_mcxt, argument, raw);
	return argument->entry->program;
}
