/*
 * tagset_distance.c
 *	  The distance of two sets: 1 - weighted Jaccard similarity (Ruzicka) of the
 *	  sets with all ancestors, where a path's weight is the maximum of the weights
 *	  at and below it.
 *
 * 1 - sum(min) / sum(max) is computed as sum(|a - b|) / sum(max), the same number
 * without cancellation: it is 0 for equal sets. It is never above 1, because
 * |a - b| <= max(a, b) in each pair of terms, and rounded sums of terms added in
 * the same order keep that order.
 */
#include "tagset/tagset.h"

#include <math.h>

#include "miscadmin.h"

#include "text/path.h"

/* segments of the deepest path: one byte each, with separators between them */
#define MAX_DEPTH ((FACTAG_MAX_PATH + 1) / 2)

/* a path below which more may follow, and its weight so far in each set */
typedef struct OpenPath
{
	int			len;
	float4		weight[2];
} OpenPath;

/* a walk in preorder over the paths of both sets and their ancestors */
typedef struct Walk
{
	int			depth;			/* number of open paths, each above the next one */
	float8		apart;			/* sum of |a - b| over closed paths */
	float8		whole;			/* sum of max(a, b) */
	OpenPath	open[MAX_DEPTH];
} Walk;

/* one of the sets; shared is the number of bytes in common with the walk's last path */
typedef struct Side
{
	bool		more;
	int			shared;
	TagsetReader reader;
} Side;

/* Closes the deepest path: adds it to the sums, and raises its parent to its weight. */
static inline void
close_path(Walk *walk)
{
	const OpenPath *closed = &walk->open[--walk->depth];
	float8		a = closed->weight[0];
	float8		b = closed->weight[1];

	walk->apart += fabs(a - b);
	walk->whole += Max(a, b);
	if (walk->depth > 0)
	{
		OpenPath   *parent = &walk->open[walk->depth - 1];

		parent->weight[0] = Max(parent->weight[0], closed->weight[0]);
		parent->weight[1] = Max(parent->weight[1], closed->weight[1]);
	}
}

/* Opens a path of len bytes, with weights a and b. */
static inline void
open_path(Walk *walk, int len, float4 a, float4 b)
{
	OpenPath   *opened = &walk->open[walk->depth++];

	Assert(walk->depth <= MAX_DEPTH);
	opened->len = len;
	opened->weight[0] = a;
	opened->weight[1] = b;
}

/* Goes on to the next path in preorder, whose own weights are a and b. */
static inline void
walk_to(Walk *walk, const char *path, int len, int shared, float4 a, float4 b)
{
	/* only ancestors of the new path stay open: paths that end at one of its separators */
	while (walk->depth > 0)
	{
		int			above = walk->open[walk->depth - 1].len;

		if (above < shared || (above == shared && path[above] == FACTAG_SEPARATOR))
			break;
		close_path(walk);
	}
	/* ancestors that end within the shared bytes are open already */
	if (walk->depth > 0 && walk->open[walk->depth - 1].len == shared)
		shared++;
	for (int i = shared; i < len; i++)
	{
		if (path[i] == FACTAG_SEPARATOR)
			open_path(walk, i, 0, 0);
	}
	open_path(walk, len, a, b);
}

/*
 * Which side's path is next: < 0 the first's, > 0 the second's, 0 both. Of two
 * paths that come after a third one, the path that shares more bytes with the
 * third comes first, and the other path shares the same number of bytes with it
 * as with the third. Bytes are compared only where both share the same number:
 * the merge step of LCP merge sort (Ng and Kakehi, 2008).
 */
static inline int
compare_sides(Side *a, Side *b)
{
	const TagsetReader *x = &a->reader;
	const TagsetReader *y = &b->reader;
	int			most = Min(x->len, y->len);
	int			i = a->shared;

	if (!a->more || !b->more)
		return a->more ? -1 : 1;
	if (a->shared != b->shared)
		return a->shared > b->shared ? -1 : 1;
	while (i < most && x->path[i] == y->path[i])
		i++;
	if (i == x->len && i == y->len)
		return 0;
	if (i == x->len || (i < y->len && (uint8) x->path[i] < (uint8) y->path[i]))
	{
		b->shared = i;
		return -1;
	}
	a->shared = i;
	return 1;
}

/* The weight of the current element, 1 by default. */
static inline float4
weight(const TagsetReader *reader)
{
	Attributes	attrs;

	if (!reader->attributes)
		return 1;
	tagset_reader_attributes(reader, &attrs);
	if (!attributes_has(&attrs, ATTRIBUTE_WEIGHT))
		return 1;
	return (float4) attrs.value[ATTRIBUTE_WEIGHT].number;
}

/* Reads a side's next element. */
static inline void
advance(Side *side)
{
	side->more = tagset_reader_next(&side->reader);
	side->shared = side->reader.shared;
}

/* from 0 to 1; 0 where all weights on both sides are 0 */
PG_FUNCTION_INFO_V1(tagset_distance);
Datum
tagset_distance(PG_FUNCTION_ARGS)
{
	Side		a;
	Side		b;
	Walk		walk;

	walk.depth = 0;
	walk.apart = 0;
	walk.whole = 0;
	tagset_reader_init(&a.reader, PG_GETARG_PACKED_P(0));
	tagset_reader_init(&b.reader, PG_GETARG_PACKED_P(1));
	advance(&a);
	advance(&b);
	while (a.more || b.more)
	{
		int			c = compare_sides(&a, &b);
		const Side *next = c <= 0 ? &a : &b;

		CHECK_FOR_INTERRUPTS();
		walk_to(&walk, next->reader.path, next->reader.len, next->shared,
				c <= 0 ? weight(&a.reader) : 0, c >= 0 ? weight(&b.reader) : 0);
		if (c <= 0)
			advance(&a);
		if (c >= 0)
			advance(&b);
	}
	while (walk.depth > 0)
		close_path(&walk);
	PG_RETURN_FLOAT8(walk.whole > 0 ? walk.apart / walk.whole : 0);
}
