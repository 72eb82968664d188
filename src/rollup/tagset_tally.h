/*
 * tagset_tally.h
 *	  A tree of counters, one a path, as the roll-ups keep it. Nodes are known
 *	  by number; node 0 is the root above all paths and counts nothing.
 */
#ifndef FACTAG_TAGSET_TALLY_H
#define FACTAG_TAGSET_TALLY_H

#include "factag.h"

#include "access/tupdesc.h"
#include "lib/stringinfo.h"

#define TALLY_ROOT 0

/* 32 bytes, so that a node never straddles two lines of the cache */
typedef struct TallyNode
{
	uint32		parent;
	uint32		hash;
	uint32		path;			/* where it begins in paths */
	uint16		len;
	uint16		depth;
	uint64		last;			/* number of the set that counted here last */
	int64		rows;
} TallyNode;

typedef struct Tally
{
	MemoryContext context;
	TallyNode  *nodes;			/* a parent before its children */
	uint32		count;
	uint32		size;
	uint32	   *slots;			/* hash table of node numbers */
	char	   *paths;			/* an ancestor made for a path shares its bytes */
	uint32		paths_len;
	uint32		paths_size;
	uint64		sets;			/* number of sets begun */
	Size		bytes;			/* of the result, at most */
	bool		flat;			/* without ancestors: paths count for themselves alone */
} Tally;

/* Makes an empty one. */
extern Tally *tally_make(MemoryContext context, bool flat);

/*
 * The node of a path, made if missing and so, unless flat, its ancestors; 54000
 * where the result would be larger than 1 GB.
 */
extern uint32 tally_node(Tally *tally, const char *path, int len);

/* Begins a set: no node has counted it yet. */
static inline void
tally_begin_set(Tally *tally)
{
	tally->nodes[TALLY_ROOT].last = ++tally->sets;
}

/*
 * Whether the node counts the current set for the first time, which is then
 * counted. Where it does not, its ancestors do not either; nor does the root.
 */
static inline bool
tally_count(Tally *tally, uint32 number)
{
	TallyNode  *node = &tally->nodes[number];

	if (node->last == tally->sets)
		return false;
	node->last = tally->sets;
	node->rows++;
	return true;
}

/* Adds rows to a node; 22003 on overflow. */
extern void tally_add(Tally *tally, uint32 number, int64 rows);

/* From one process to another: as bytes, and back for reading alone. */
extern void tally_serialize(StringInfo out, const Tally *tally);
extern Tally *tally_deserialize(const char **p);

/* Gives the column that comes after tag, depth and rows. */
typedef void (*TallyColumn) (const void *arg, uint32 number, Datum *value, bool *isnull);

/*
 * The result: in preorder an array of the composite type that the calling
 * function returns, of tag, depth, rows and, where more is given, one column.
 */
extern Datum tally_result(FunctionCallInfo fcinfo, const Tally *tally, TallyColumn more, const void *arg);

/* Refuses a composite type that is not tag, depth, rows and as many more columns. */
extern void tally_check_type(TupleDesc desc, int more);

#endif							/* FACTAG_TAGSET_TALLY_H */
