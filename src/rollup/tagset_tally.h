/*
 * tagset_tally.h
 *	  A tree of counters, one for each path, which is the state of the roll-ups.
 *	  Nodes have numbers. Node 0 is the root above all paths and counts nothing.
 */
#ifndef FACTAG_TAGSET_TALLY_H
#define FACTAG_TAGSET_TALLY_H

#include "factag.h"

#include "access/tupdesc.h"
#include "lib/stringinfo.h"

#define TALLY_ROOT 0

/* 32 bytes, so that a node never straddles two cache lines */
typedef struct TallyNode
{
	uint32		parent;
	uint32		hash;
	uint32		path;			/* where its path begins in paths */
	uint16		len;
	uint16		depth;
	uint64		last;			/* number of the last set that was counted here */
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
	Size		bytes;			/* upper bound of the result's size */
	bool		flat;			/* without ancestors: each path counts for itself alone */
	Size		extra_size;		/* bytes for each node that the caller uses, zero at first */
	void	   *extra;
} Tally;

/* Makes an empty tally. */
extern Tally *tally_make(MemoryContext context, bool flat, Size extra_size);

/*
 * The node of a path, which is made if missing, with its ancestors unless flat;
 * 54000 where the result would be larger than 1 GB.
 */
extern uint32 tally_node(Tally *tally, const char *path, int len);

/* The same, faster where the path is that of the node after another one, as it is if they come in the order of before. */
static inline uint32
tally_node_after(Tally *tally, uint32 number, const char *path, int len)
{
	if (number + 1 < tally->count)
	{
		const TallyNode *next = &tally->nodes[number + 1];

		if (next->len == len && memcmp(tally->paths + next->path, path, len) == 0)
			return number + 1;
	}
	return tally_node(tally, path, len);
}

/* Begins a set: no node has counted it yet. */
static inline void
tally_begin_set(Tally *tally)
{
	tally->nodes[TALLY_ROOT].last = ++tally->sets;
}

/*
 * Counts the current set at a node; false if it was counted there before. Then
 * it was counted at the node's ancestors too. At the root the answer is false.
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

/* Adds the caller's part of a node of another tally to that of a node. */
typedef void (*TallyMerge) (Tally *tally, uint32 number, const Tally *other, uint32 other_number);

/* Body of SQL's combine functions; merge is NULL if the caller has no part in a node. */
extern Datum tally_combine(FunctionCallInfo fcinfo, TallyMerge merge);

/*
 * Appends a tally for another process, without the caller's part of the nodes,
 * and reads it back. The copy can only be the second argument of tally_combine:
 * it has no hash table, and its paths point into the message.
 */
extern void tally_serialize(StringInfo out, const Tally *tally);
extern Tally *tally_deserialize(StringInfo in);

/* a serialized state as a message to read */
static inline StringInfoData
tally_message(bytea *state)
{
	int			len = VARSIZE_ANY_EXHDR(state);

	return (StringInfoData) {.data = VARDATA_ANY(state), .len = len, .maxlen = len};
}

/* Returns the numbers of the nodes in preorder, without the root: count - 1 of them. */
extern uint32 *tally_preorder(const Tally *tally);

static inline const char *
tally_path(const Tally *tally, uint32 number)
{
	return tally->paths + tally->nodes[number].path;
}

/* Gives the column after tag, depth and rows. */
typedef void (*TallyColumn) (const Tally *tally, uint32 number, Datum *value, bool *isnull);

/*
 * The result: an array, in preorder, of the composite type that the calling
 * function returns: tag, depth, rows and, where more is not NULL, one more column.
 */
extern Datum tally_result(FunctionCallInfo fcinfo, const Tally *tally, TallyColumn more);

/* Refuses a composite type that is not tag, depth, rows and this number of further columns. */
extern void tally_check_type(TupleDesc desc, int more);

#endif							/* FACTAG_TAGSET_TALLY_H */
