/*
 * identity_blocked.c
 *	  Values that events drop.
 *
 * Patterns are compiled once per backend. A backend keeps those that it used last, found by their text, so that
 * an edited pattern takes effect with the next event.
 */
#include "identity/identity_blocked.h"

#include "lib/ilist.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"

#include "pcre/regex.h"

/* patterns that a backend keeps, and the memory above which it keeps only the last one */
#define KEPT_PATTERNS 32
#define KEPT_SIZE (4 * 1024 * 1024)

typedef struct KeptPattern
{
	dlist_node	node;
	MemoryContext context;		/* has all of it */
	Regex	   *regex;
	int			len;
	char	   *pattern;
} KeptPattern;

static dlist_head kept = DLIST_STATIC_INIT(kept);	/* most recently used first */
static int	nkept = 0;

/* The table of kinds, for messages. */
static const char *
kind_table(const Identity *graph)
{
	return get_rel_name(graph->tables[IDENTITY_KIND]);
}

/* Refuses a pattern that does not compile (2201B). The pattern itself may quote a value, so it is not shown. */
pg_noreturn static void
refuse_pattern(const Identity *graph, const IdentityKind *kind, const char *problem, const char *detail, const char *hint)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_REGULAR_EXPRESSION),
			 errmsg("blocked_pattern of kind \"%s\" does not compile: %s", kind->name, problem),
			 errdetail_internal("%s", detail),
			 hint ? errhint("%s", hint) :
			 errhint("Update column blocked_pattern of table \"%s\": it is a regular expression of PCRE2, or NULL.", kind_table(graph))));
}

/* Frees a pattern. */
static void
forget(KeptPattern *entry)
{
	dlist_delete(&entry->node);
	nkept--;
	MemoryContextDelete(entry->context);
}

/* Frees patterns that were used least recently, all but the last one if they take too much memory. */
static void
keep_within_limits(void)
{
	Size		size = 0;
	dlist_mutable_iter i;
	int			number = 0;

	/* a match may have made machine code, or another variant */
	dlist_foreach_modify(i, &kept)
	{
		KeptPattern *entry = dlist_container(KeptPattern, node, i.cur);

		size += regex_size(entry->regex) + entry->len;
		if (number++ > 0 && (number > KEPT_PATTERNS || size > KEPT_SIZE))
			forget(entry);
	}
}

/* Compiles the pattern of a kind, and keeps it. */
static KeptPattern *
compile(const Identity *graph, const IdentityKind *kind, int len)
{
	MemoryContext context;
	MemoryContext old;
	KeptPattern *entry;
	RegexError	error;

	if (len > REGEX_MAX_PATTERN)
		refuse_pattern(graph, kind, "it is too long", psprintf("It has %d bytes, and the limit is %d.", len, REGEX_MAX_PATTERN), NULL);
	/* below the current context until it is complete, so that an error frees it */
	context = AllocSetContextCreate(CurrentMemoryContext, "factag blocked pattern", ALLOCSET_SMALL_SIZES);
	old = MemoryContextSwitchTo(context);
	entry = palloc0(sizeof(KeptPattern));
	entry->context = context;
	entry->len = len;
	entry->pattern = pnstrdup(kind->blocked_pattern, len);
	entry->regex = regex_compile(entry->pattern, len, 0, &error);
	MemoryContextSwitchTo(old);
	if (!entry->regex)
		refuse_pattern(graph, kind, error.message, psprintf("The error is at byte %d of the pattern.", error.offset + 1),
					   regex_hint(&error));
	MemoryContextSetParent(context, TopMemoryContext);
	dlist_push_head(&kept, &entry->node);
	nkept++;
	return entry;
}

/* The compiled pattern of a kind. */
static Regex *
find_pattern(const Identity *graph, const IdentityKind *kind)
{
	int			len = strlen(kind->blocked_pattern);
	dlist_iter	i;

	dlist_foreach(i, &kept)
	{
		KeptPattern *entry = dlist_container(KeptPattern, node, i.cur);

		if (entry->len == len && memcmp(entry->pattern, kind->blocked_pattern, len) == 0)
		{
			if (i.cur != dlist_head_node(&kept))
				dlist_move_head(&kept, i.cur);
			return entry->regex;
		}
	}
	keep_within_limits();
	return compile(graph, kind, len)->regex;
}

bool
identity_blocked(const Identity *graph, const IdentityKind *kind, const char *value, int len)
{
	RegexMatch	match;
	RegexStatus status;

	for (int i = 0; i < kind->nblocked; i++)
	{
		if (strcmp(kind->blocked[i], value) == 0)
			return true;
	}
	if (!kind->blocked_pattern)
		return false;
	status = regex_match(find_pattern(graph, kind), value, len, 0, REGEX_LIMITS_SET, &match);
	if (status == REGEX_LIMIT)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("blocked_pattern of kind \"%s\" reaches a limit of matching in a value of %d bytes", kind->name, len),
				 match.limit ? errhint("Write it so that it backtracks less, or raise %s.", match.limit) :
				 errhint("Write it so that it backtracks less.")));
	return status == REGEX_MATCH;
}
