/*
 * tagset_distance.c
 *	  How far two sets are apart: 1 - weighted Jaccard (Ruzicka) over the sets
 *	  with all ancestors, a path weighing the maximum at and below it.
 *
 * 1 - sum(min) / sum(max) is computed as sum(|a - b|) / sum(max), which is the
 * same number without cancellation: 0 for equal sets, and never outside 0..1,
 * because rounding keeps the order of terms that are added in the same order.
 */
#include "tagset/tagset.h"

#include <math.h>

#include "miscadmin.h"

#include "text/path.h"

/* segments of the deepest path: of one byte, with a separator between them */
#define MAX_DEPTH ((FACTAG_MAX_PATH + 1) / 2)

/* a path whose subtree is not read to its end; what it weighs so far in both sets */
typedef struct OpenPath
{
	int			len;
	float4		weight[2];
} OpenPath;

/* the paths of both sets in one preorder, ancestors included */
typedef struct Walk
{
	int			depth;			/* open paths, each above the next one */
	float8		apart;			/* sum of |a - b| over closed paths */
	float8		whole;			/* sum of max(a, b) */
	OpenPath	open[MAX_DEPTH];
} Walk;

/* one set; shared counts bytes in common with the path walked to last */
typedef struct Side
{
	bool		more;
	int			shared;
	TagsetReader reader;
} Side;

/* Closes the deepest path: it counts, and its parent weighs no less. */
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

static inline void
open_path(Walk *walk, int len, float4 a, float4 b)
{
	OpenPath   *opened = &walk->open[walk->depth++];

	Assert(walk->depth <= MAX_DEPTH);
	opened->len = len;
	opened->weight[0] = a;
	opened->weight[1] = b;
}

/* Goes on to the next path in preorder, which weighs a and b by itself. */
static inline void
walk_to(Walk *walk, const char *path, int len, int shared, float4 a, float4 b)
{
	/* what stays open is above the new path: it ends at one of its separators */
	while (walk->depth > 0)
	{
		int			above = walk->open[walk->depth - 1].len;

		if (above < shared || (above == shared && path[above] == FACTAG_SEPARATOR))
			break;
		close_path(walk);
	}
	/* ancestors that end in the shared bytes are open already */
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
 * paths behind a third the one that shares more with it comes first, and the
 * other one shares with that one what it shared before; bytes are compared
 * only where both share the same (the merge step of LCP merge sort, Ng and
 * Kakehi 2008).
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

static inline float4
weight(const TagsetReader *reader)
{
	Attributes	attrs;

	if (!reader->attributes)
		return 1;
	tagset_reader_attributes(reader, &attrs);
	return attributes_has(&attrs, ATTRIBUTE_WEIGHT) ? (float4) attrs.value[ATTRIBUTE_WEIGHT].number : 1;
}

static inline void
advance(Side *side)
{
	side->more = tagset_reader_next(&side->reader);
	side->shared = side->reader.shared;
}

/* from 0 to 1; 0 where nothing on either side weighs anything */
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
