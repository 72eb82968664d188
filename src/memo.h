/*
 * memo.h
 *	  What a backend has compiled: queries made ready for evaluation, rule sets
 *	  made executable. Values are found by the bytes that they were compiled from,
 *	  so a statement that takes them from a table compiles each of them once, and
 *	  so does a session that repeats a statement.
 *
 *	  A memo keeps the values used most recently, as many as fit into its limit,
 *	  and the last one even if it alone is larger. A value stays valid until the
 *	  memo is asked for another one.
 */
#ifndef FACTAG_MEMO_H
#define FACTAG_MEMO_H

#include "factag.h"

#include "lib/ilist.h"

struct memo_table_hash;
struct PassedSource;

typedef struct Memo
{
	const char *name;			/* of the memory contexts */

	/*
	 * Compiles a value in the current memory context, which is its own. The
	 * source is a copy that lives as long as the value, with a long header and
	 * a zero byte after it.
	 */
	void	   *(*compile) (const struct varlena *source);

	/* Bytes that a value has come to take outside that context; NULL if it takes none. */
	Size		(*extra_size) (const void *value);

	/* the limit in kB, which may change at any time */
	const int  *limit;

	/* the memo's own */
	MemoryContext context;		/* parent of the values' contexts; NULL until the first call */
	struct memo_table_hash *table;
	struct PassedSource *passed;	/* sources as they were passed */
	uint64		generation;		/* counts the values that were freed */
	Size		size;			/* bytes of all values, as they were last measured */
	dlist_head	entries;		/* most recently used first */
} Memo;

/*
 * The value compiled from argument argno of a function, which keeps in fn_extra
 * what the argument was. Fails as compile does, or where a toasted argument
 * cannot be read, and is then as if it had not been called.
 */
extern void *memo_argument(Memo *memo, FunctionCallInfo fcinfo, int argno);

/* factag.rule_cache_size in kB: the limit of each memo of what users store, rule sets and the like. */
extern int	memo_cache_size;

/* Defines that setting. */
extern void memo_define_settings(void);

/* Makes memo_argument return this value for every argument of a function. */
extern void memo_set_argument(FmgrInfo *flinfo, void *value);

#endif							/* FACTAG_MEMO_H */
