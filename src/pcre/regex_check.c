/*
 * regex_check.c
 *	  Whether a pattern compiles. Patterns that do are remembered: rule sets that a
 *	  statement reads or joins once per row mostly have the same ones.
 */
#include "pcre/regex_internal.h"

#include "utils/memutils.h"

#include "keyed_hash.h"

/* bytes of the patterns that a backend remembers; beyond, it forgets all of them */
#define KNOWN_BYTES (2 * 1024 * 1024)

/* bytes that a pattern takes besides its own, at most */
#define KNOWN_OVERHEAD 128

typedef struct KnownKey
{
	const char *pattern;
	int			len;
	int			flags;
} KnownKey;

/* entry of a hash table */
typedef struct KnownPattern
{
	KnownKey	key;
	uint32		hash;
	char		status;
} KnownPattern;

static inline bool
same_key(KnownKey a, KnownKey b)
{
	return a.len == b.len && a.flags == b.flags && memcmp(a.pattern, b.pattern, a.len) == 0;
}

#define SH_PREFIX known
#define SH_ELEMENT_TYPE KnownPattern
#define SH_KEY_TYPE KnownKey
#define SH_KEY key
#define SH_HASH_KEY(table, k) (keyed_hash((k).pattern, (k).len) ^ (uint32) (k).flags)
#define SH_EQUAL(table, a, b) same_key(a, b)
#define SH_STORE_HASH
#define SH_GET_HASH(table, entry) (entry)->hash
#define SH_SCOPE static inline
#define SH_DECLARE
#define SH_DEFINE
#include "lib/simplehash.h"

static MemoryContext known_memory;
static known_hash *known;		/* NULL if there is none */
static Size known_bytes;

static void
remember(KnownKey key)
{
	bool		found;
	char	   *pattern;

	if (known && known_bytes + key.len + KNOWN_OVERHEAD > KNOWN_BYTES)
	{
		known = NULL;
		MemoryContextReset(known_memory);
	}
	if (!known_memory)
		known_memory = AllocSetContextCreate(TopMemoryContext, "factag known patterns", ALLOCSET_DEFAULT_SIZES);
	if (!known)
	{
		known_bytes = 0;
		known = known_create(known_memory, 64, NULL);
	}
	pattern = MemoryContextAlloc(known_memory, Max(key.len, 1));
	memcpy(pattern, key.pattern, key.len);
	key.pattern = pattern;
	(void) known_insert(known, key, &found);
	known_bytes += key.len + KNOWN_OVERHEAD;
}

bool
regex_check(const char *pattern, int len, int flags, RegexError *error)
{
	KnownKey	key = {.pattern = pattern, .len = len, .flags = flags};
	MemoryContext context;
	MemoryContext old;
	bool		ok;

	if (known && known_lookup(known, key))
		return true;
	context = AllocSetContextCreate(CurrentMemoryContext, "factag pattern", ALLOCSET_SMALL_SIZES);
	old = MemoryContextSwitchTo(context);
	ok = regex_compile(pattern, len, flags, error) != NULL &&
		!regex_has_doubtful_braces(pattern, len, flags, error);
	MemoryContextSwitchTo(old);
	MemoryContextDelete(context);
	if (ok)
		remember(key);
	return ok;
}
