/*
 * start_ranges.c
 *	  For each pattern of a prefilter, where in a text its matches can begin.
 *
 * A match of /\bfree .{0,9}(pills|meds)/ has "free " at its start, so it begins where the
 * scan finds that, and nowhere else. A match of /(very )?cheap/ begins at "cheap" or five
 * characters before it. However long the text is, the pattern is tried only there.
 *
 * What a scan searches for is the pattern's clue. The pattern tells how many characters lie between
 * the start of a match and the end of the clue (distance.h). If there is no limit to it, the pattern
 * may still tell which characters these are, the clue's head: a match of /\d+ (days|hours)/ begins
 * within the digits before it. If nothing is known, it may begin anywhere before the last clue in the
 * text. A pattern with two clues matches only where both allow it.
 *
 * Ranges that are near each other are merged, since a call of PCRE2 costs as much as trying a
 * pattern at some dozens of positions.
 */
#include "prefilter/start_ranges.h"

#include "port/pg_bitutils.h"

#include "prefilter/bitmap.h"
#include "prefilter/character.h"

/* ranges that are fewer bytes apart are merged */
#define LEAST_GAP	48

/*
 * Nodes, beyond one for each clue, so that a scan takes little memory whatever the text is. When
 * they are used up, the last range of a clue grows to its next.
 */
#define MAX_NODES	(1024 * 1024)

/* characters that many patterns of one clue step back over only once */
#define FAR_CHARACTERS	64

/* nodes that are kept for the next text */
#define KEPT_NODES	(64 * 1024)

/* a range, in a list for each clue, from the last one to the first */
typedef struct RangeNode
{
	ByteRange	range;
	uint32		previous;		/* index + 1, or 0 */
	bool		closed;			/* the character before the range is not of the clue's head */
} RangeNode;

struct StartRanges
{
	const Clues *clues;
	uint64	   *candidates;		/* bitmap of the clues that were found */
	uint32	   *last;			/* of such a clue: index + 1 of its last node; 0: everywhere */
	const uint8 *text;
	uint32		nnodes;
	uint32		nodes_size;		/* allocated */
	RangeNode  *nodes;
	int			far_at;			/* from where such a step was made last, or -1, */
	int			far_characters; /* how far, */
	int			far_to;			/* and to where */
	int			of;				/* the pattern whose ranges are in array, or -1 */
	int			first;			/* the index of the first of them; they end where array does */
	int			array_size;		/* allocated */
	ByteRange  *array;
};

StartRanges *
start_ranges_make(const Clues *clues)
{
	StartRanges *r = palloc0(sizeof(StartRanges));
	int			n = clues->first_second + clues->nseconds;

	r->clues = clues;
	r->candidates = palloc0(BITMAP_SIZE(n + 1));
	r->last = palloc0(sizeof(uint32) * Max(n, 1));
	r->nodes_size = 64;
	r->nodes = palloc(sizeof(RangeNode) * r->nodes_size);
	r->array_size = 64;
	r->array = palloc(sizeof(ByteRange) * r->array_size);
	return r;
}

/* Gives back what a text with many ranges took. */
static void
shrink(StartRanges *r)
{
	if (r->nodes_size > KEPT_NODES)
	{
		r->nodes_size = KEPT_NODES;
		r->nodes = repalloc(r->nodes, sizeof(RangeNode) * r->nodes_size);
	}
	if (r->array_size > KEPT_NODES)
	{
		r->array_size = KEPT_NODES;
		r->array = repalloc(r->array, sizeof(ByteRange) * r->array_size);
	}
}

void
start_ranges_begin(StartRanges *r, const char *text, const uint64 *everywhere)
{
	int			n = r->clues->npatterns;

	r->text = (const uint8 *) text;
	r->nnodes = 0;
	r->far_at = -1;
	r->of = -1;
	shrink(r);
	memcpy(r->candidates, everywhere, BITMAP_SIZE(n));
	bitmap_clear_all(r->candidates + BITMAP_WORDS(n), r->clues->nseconds);
}

void
start_ranges_everywhere(StartRanges *r)
{
	r->of = -1;
	bitmap_set_all(r->candidates, r->clues->npatterns);
	memset(r->last, 0, sizeof(uint32) * r->clues->npatterns);
}

/* The number of UTF-8 characters that begin in eight bytes. */
static inline int
characters_of(const uint8 *p)
{
	uint64		word;
	uint64		more;			/* the lowest bit of each continuation byte, 10xxxxxx */

	memcpy(&word, p, sizeof(word));
	more = (word >> 7) & ~(word >> 6) & UINT64CONST(0x0101010101010101);
	return 8 - (int) ((more * UINT64CONST(0x0101010101010101)) >> 56);
}

/* The position n characters before one; negative if there are fewer. */
static int
step_back(const uint8 *text, int at, int n)
{
	const uint8 *p = text + at;

	while (n >= 8 && p - text >= 8)
	{
		p -= 8;
		n -= characters_of(p);
	}
	/* the eight bytes may have begun within a character, which was not counted */
	while (n == 0 && (*p & 0xC0) == 0x80 && p < text + at)
		p++;
	for (; n > 0; n--)
	{
		if (p == text)
			return -1;
		do
			p--;
		while (p > text && (*p & 0xC0) == 0x80);
	}
	return p - text;
}

/* The same, in the text. */
static inline int
step(StartRanges *r, int at, int n)
{
	if (n < FAR_CHARACTERS)
		return step_back(r->text, at, n);
	if (at != r->far_at || n != r->far_characters)
	{
		r->far_to = step_back(r->text, at, n);
		r->far_at = at;
		r->far_characters = n;
	}
	return r->far_to;
}

/* The node before one in the text; NULL before the first. */
static const RangeNode *
node_before(const StartRanges *r, const RangeNode *node)
{
	return node->previous ? &r->nodes[node->previous - 1] : NULL;
}

/*
 * The earliest position from which on all characters up to a position are of the clue's head;
 * node is its last one, or NULL.
 */
static int
walk_back(const StartRanges *r, const SymbolSet *head, const RangeNode *node, int at)
{
	const uint8 *p = r->text + at;

	for (;;)
	{
		const uint8 *character = p;

		/* a node that begins after p tells nothing: a clue may be within another one, and its match begin later */
		while (node && p - r->text < node->range.from)
			node = node_before(r, node);
		if (node && p - r->text <= node->range.to)
		{
			/* this node's start was found by such a walk */
			if (node->closed)
				return node->range.from;
			character = p = r->text + node->range.from;
			node = node_before(r, node);
		}
		if (p == r->text)
			return 0;
		do
			character--;
		while (character > r->text && (*character & 0xC0) == 0x80);
		if (*character < 0x80)
		{
			if (!symbol_in(head, ascii_fold[*character]))
				return p - r->text;
		}
		else
		{
			const uint8 *start = character;
			uint32		c = character_fold(character_read(&start, p));

			if (c != CHARACTER_UNKNOWN && !symbol_in(head, character_symbol(c)))
				return p - r->text;
		}
		p = character;
	}
}

/* Makes a node whose previous one has this index + 1; returns its own. */
static uint32
make_node(StartRanges *r, ByteRange range, bool closed, uint32 previous)
{
	RangeNode  *node;

	if (r->nnodes == r->nodes_size)
	{
		/* the size is kept if there is no memory: the next text finds the array as it was */
		r->nodes = repalloc_huge(r->nodes, sizeof(RangeNode) * 2 * r->nodes_size);
		r->nodes_size *= 2;
	}
	node = &r->nodes[r->nnodes++];
	node->range = range;
	node->closed = closed;
	node->previous = previous;
	return r->nnodes;
}

/* Where a range begins that ends at to; node is the clue's last one, or NULL. */
static int
find_start(StartRanges *r, const RangeNode *node, int clue, int first, Distance back, bool *closed)
{
	const SymbolSet *head = r->clues->heads[clue];

	*closed = false;
	if (back.most != DISTANCE_UNLIMITED)
		return Max(step(r, first, back.most), 0);
	if (!head)
		return 0;
	*closed = true;
	return walk_back(r, head, node, Max(step(r, first, back.least), 0));
}

void
start_ranges_add(StartRanges *r, int clue, int first, int last, Distance back)
{
	ByteRange	range = {0, step(r, last, back.least)};
	uint32		max_nodes = MAX_NODES + r->clues->npatterns + r->clues->nseconds;
	RangeNode  *node;
	bool		closed;

	if (range.to < 0)
		return;
	if (!bitmap_has(r->candidates, clue))
	{
		range.from = find_start(r, NULL, clue, first, back, &closed);
		bitmap_set(r->candidates, clue);
		r->last[clue] = make_node(r, range, closed, 0);
		return;
	}
	if (r->last[clue] == 0)
		return;
	node = &r->nodes[r->last[clue] - 1];
	/* mostly it is clear from the number of bytes that the range begins within the last one, or near it */
	if (back.most != DISTANCE_UNLIMITED && first - back.most <= node->range.to + LEAST_GAP &&
		Max((int64) first - 4 * (int64) back.most, 0) >= node->range.from)
	{
		node->range.to = Max(node->range.to, range.to);
		return;
	}
	range.from = find_start(r, node, clue, first, back, &closed);
	if (range.from > node->range.to + LEAST_GAP && r->nnodes < max_nodes)
	{
		r->last[clue] = make_node(r, range, closed, r->last[clue]);
		return;
	}
	node->range.to = Max(node->range.to, range.to);
	if (range.from >= node->range.from)
		return;
	/* it begins before those that were added earlier, and may meet them */
	node->range.from = range.from;
	node->closed = closed;
	while (node->previous)
	{
		const RangeNode *previous = &r->nodes[node->previous - 1];

		if (node->range.from > previous->range.to + LEAST_GAP)
			break;
		if (previous->range.from < node->range.from)
		{
			node->range.from = previous->range.from;
			node->closed = previous->closed;
		}
		node->previous = previous->previous;
	}
}

void
start_ranges_end(StartRanges *r)
{
	const Clues *clues = r->clues;

	for (int word = 0; clues->nseconds > 0 && word < BITMAP_WORDS(clues->npatterns); word++)
		for (uint64 bits = r->candidates[word] & clues->with_second[word]; bits; bits &= bits - 1)
		{
			int			i = word * 64 + pg_rightmost_one_pos64(bits);

			if (!bitmap_has(r->candidates, clues->seconds[i]))
				bitmap_clear(r->candidates, i);
		}
}

Size
start_ranges_size(const StartRanges *r)
{
	int			n = r->clues->first_second + r->clues->nseconds;

	/* the array has at most two elements for each node */
	return sizeof(StartRanges) + BITMAP_SIZE(n + 1) + sizeof(uint32) * n +
		(sizeof(RangeNode) + 2 * sizeof(ByteRange)) * r->nodes_size;
}

const uint64 *
start_ranges_candidates(const StartRanges *r)
{
	return r->candidates;
}

/* Puts what two lists have in common into the array, from its end on; returns its first index. */
static int
intersect(StartRanges *r, uint32 a, uint32 b)
{
	int			i = r->array_size;

	while (a && b)
	{
		const RangeNode *x = &r->nodes[a - 1];
		const RangeNode *y = &r->nodes[b - 1];
		ByteRange	both = {Max(x->range.from, y->range.from), Min(x->range.to, y->range.to)};

		if (both.from <= both.to)
			r->array[--i] = both;
		if (x->range.from > y->range.from)
			a = x->previous;
		else
			b = y->previous;
	}
	return i;
}

static int
list_length(const StartRanges *r, uint32 last)
{
	int			n = 0;

	for (uint32 i = last; i; i = r->nodes[i - 1].previous)
		n++;
	return n;
}

const ByteRange *
start_ranges_of(StartRanges *r, int pattern, int *n)
{
	uint32		last = r->last[pattern];
	uint32		second = last;
	int			most;

	if (last == 0)
		return NULL;
	if (r->of != pattern)
	{
		if (r->clues->seconds[pattern] >= 0)
			second = r->last[r->clues->seconds[pattern]];
		most = list_length(r, last) + list_length(r, second);
		if (most > r->array_size)
		{
			int			size = Max(most, 2 * r->array_size);

			r->array = repalloc_huge(r->array, sizeof(ByteRange) * size);
			r->array_size = size;
		}
		r->of = pattern;
		r->first = intersect(r, last, second);
	}
	*n = r->array_size - r->first;
	return r->array + r->first;
}
