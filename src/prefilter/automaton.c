/*
 * automaton.c
 *	  Finding literals with the automaton of A. V. Aho and M. J. Corasick,
 *	  Efficient string matching: an aid to bibliographic search, CACM 18 (1975).
 *
 * The literals make a trie, whose states stand for their prefixes. With he, her,
 * his and she (* where a literal ends):
 *
 *	           0               state   prefix   fail   found
 *	       h /   \ s             3     he       0      he
 *	        1     2              5     sh       1
 *	    e /  \ i   \ h           6     her      0      her
 *	    3*    4     5            7     his      2      his
 *	  r |     | s   | e          8     she      3      she, he
 *	    6*    7*    8*           others         0
 *
 * A scan follows the text's bytes down the trie. Where a state has no child for
 * the next byte, it goes on from the state's fail: the longest proper suffix of
 * the state's prefix that is a state as well. In "sher" the scan gets to she (8),
 * has no child for r there, goes on from he (3), and gets to her (6). In "shed"
 * neither 8 nor 3 nor the root have a child for d, so it is at the root then.
 * The literals found at a state are its own and those of its fail, which end at
 * the same byte of the text.
 *
 * States are numbered breadth first, so that the children of a state are
 * neighbours, and a fail has a lower number than its state.
 *
 * A scan spends most of its time near the root. There, and in states with many
 * children, a state is dense: a row of a table has its next state for each byte,
 * fails included. Other states are sparse: their few children are compared one
 * by one. So memory is proportional to the literals' bytes, whatever these are.
 */
#include "prefilter/automaton.h"

#include "miscadmin.h"

#include "prefilter/character.h"

#define DENSE_STATES	1024	/* the first states are dense, */
#define DENSE_CHILDREN	6		/* and others with more children than these */

/*
 * Tables refer to a state by its reference: the index of its row in the dense
 * table, or its number with the flag SPARSE. The flag FOUND tells that literals
 * end there, so that a step from a dense state is a single look-up.
 */
#define SPARSE			0x80000000
#define FOUND			0x40000000
#define STATE_MASK		0x3FFFFFFF

/* a literal of a pattern, as it was added */
typedef struct Entry
{
	uint32		start;			/* in the builder's bytes */
	uint32		pattern;
	Distance	back;
	uint8		len;
	uint8		flags;
} Entry;

struct AutomatonBuilder
{
	uint8	   *bytes;			/* of all literals */
	Size		nbytes;
	Size		bytes_size;		/* allocated */
	Entry	   *entries;
	int			nentries;
	int			entries_size;	/* allocated */
};

/*
 * A distinct literal: different bytes or flags. The literals that end at a state
 * form a list, from the longest on.
 */
typedef struct LiteralInfo
{
	uint32		next;			/* index + 1 of the next in the list, or 0 */
	uint32		patterns;		/* its patterns' first index; they end where the next literal's begin */
	uint8		len;
	uint8		flags;
} LiteralInfo;

/* a pattern of a literal */
typedef struct LiteralPattern
{
	uint32		number;
	Distance	back;			/* from the literal's end to the start of a match */
} LiteralPattern;

typedef struct State
{
	uint32		self;			/* the state's reference */
	uint32		child;			/* number of the first child */
	uint32		fail;			/* number */
	uint32		found;			/* index + 1 of the first literal that ends here, or 0 */
	uint8		nchildren;
} State;

struct Automaton
{
	State	   *states;			/* by number */
	uint8	   *labels;			/* by number: the byte that leads to the state */
	uint32	   *dense;			/* rows: a reference for each class of bytes, then the number */
	LiteralInfo *literals;		/* and one more, for the end of the last one's patterns */
	LiteralPattern *patterns;
	int			nstates;
	int			nrows;
	int			nclasses;
	int			nliterals;
	uint8		classes[256];	/* of bytes: each that occurs in a literal its own, the others 0 */
};

/* Allocates an array, of at least one element; it may be larger than 1 GB. */
static void *
alloc_array(Size n, Size size)
{
	return palloc_extended(Max(n, 1) * size, MCXT_ALLOC_HUGE);
}

AutomatonBuilder *
automaton_begin(void)
{
	AutomatonBuilder *b = palloc0(sizeof(AutomatonBuilder));

	b->bytes_size = 4096;
	b->bytes = palloc(b->bytes_size);
	b->entries_size = 256;
	b->entries = palloc(b->entries_size * sizeof(Entry));
	return b;
}

void
automaton_add(AutomatonBuilder *b, int pattern, const uint8 *literal, int len, int flags,
			  Distance back)
{
	Entry	   *e;

	Assert(len > 0 && len <= AUTOMATON_MAX_LITERAL);
	if (b->nbytes + len > b->bytes_size)
	{
		b->bytes_size *= 2;
		b->bytes = repalloc_huge(b->bytes, b->bytes_size);
	}
	if (b->nentries == b->entries_size)
	{
		b->entries_size *= 2;
		b->entries = repalloc_huge(b->entries, b->entries_size * sizeof(Entry));
	}
	memcpy(b->bytes + b->nbytes, literal, len);
	e = &b->entries[b->nentries++];
	e->start = b->nbytes;
	e->pattern = pattern;
	e->back = back;
	e->len = len;
	e->flags = flags;
	b->nbytes += len;
}

/* qsort_arg: by bytes, then flags, then pattern */
static int
compare_entries(const void *x, const void *y, void *arg)
{
	const Entry *a = x;
	const Entry *b = y;
	const uint8 *bytes = arg;
	int			r = memcmp(bytes + a->start, bytes + b->start, Min(a->len, b->len));

	if (r == 0)
		r = (int) a->len - (int) b->len;
	if (r == 0)
		r = (int) a->flags - (int) b->flags;
	if (r == 0)
		r = a->pattern < b->pattern ? -1 : a->pattern > b->pattern;
	return r;
}

static inline bool
same_literal(const AutomatonBuilder *b, const Entry *x, const Entry *y)
{
	return x->len == y->len && x->flags == y->flags &&
		memcmp(b->bytes + x->start, b->bytes + y->start, x->len) == 0;
}

/*
 * Makes literals and their patterns from the sorted entries; starts[i] gets the
 * first entry of literal i.
 */
static void
collect_literals(AutomatonBuilder *b, Automaton *a, uint32 *starts)
{
	uint32		npatterns = 0;

	for (int i = 0; i < b->nentries; i++)
	{
		const Entry *e = &b->entries[i];
		bool		first = i == 0 || !same_literal(b, e, e - 1);

		if (!first && e->pattern == e[-1].pattern)
		{
			Distance   *back = &a->patterns[npatterns - 1].back;

			*back = distance_unite(*back, e->back);
			continue;
		}
		if (first)
		{
			LiteralInfo *l = &a->literals[a->nliterals];

			starts[a->nliterals++] = i;
			l->next = 0;
			l->patterns = npatterns;
			l->len = e->len;
			l->flags = e->flags;
		}
		a->patterns[npatterns].number = e->pattern;
		a->patterns[npatterns++].back = e->back;
	}
	a->literals[a->nliterals].patterns = npatterns;
}

/* Makes a class for each byte that occurs in a literal. */
static void
collect_classes(const AutomatonBuilder *b, Automaton *a)
{
	a->nclasses = 1;
	for (Size i = 0; i < b->nbytes; i++)
		if (a->classes[b->bytes[i]] == 0)
			a->classes[b->bytes[i]] = a->nclasses++;
}

/*
 * While the trie is made: the literals that begin with the prefix that a state
 * stands for. Sorted literals with the same prefix are neighbours.
 */
typedef struct Range
{
	uint32		lo;				/* the first one */
	uint32		hi;				/* the one after the last */
	uint32		depth;			/* length of the prefix */
} Range;

/*
 * Makes the trie, breadth first. ranges has room for as many states as the
 * literals have bytes, and one.
 *
 * A state's range is split by the byte after its prefix, each part being a child's
 * range. Literals that are no longer than the prefix are the first of the range,
 * and end at the state. For he, her, his and she:
 *
 *	 state   range   prefix   ends here   children
 *	   0      0-4     ""      -           h: 0-3, s: 3-4
 *	   1      0-3     h       -           e: 0-2, i: 2-3
 *	   2      3-4     s       -           h: 3-4
 *	   3      0-2     he      he          r: 1-2
 */
static void
make_trie(const AutomatonBuilder *b, Automaton *a, const uint32 *starts, Range *ranges)
{
	a->nstates = 1;
	ranges[0].lo = 0;
	ranges[0].hi = a->nliterals;
	ranges[0].depth = 0;
	a->labels[0] = 0;
	for (int s = 0; s < a->nstates; s++)
	{
		State	   *state = &a->states[s];
		uint32		depth = ranges[s].depth;
		uint32		i = ranges[s].lo;
		uint32		hi = ranges[s].hi;

		memset(state, 0, sizeof(State));
		/* several, if their flags differ */
		for (; i < hi && a->literals[i].len == depth; i++)
		{
			a->literals[i].next = state->found;
			state->found = i + 1;
		}
		state->child = a->nstates;
		while (i < hi)
		{
			uint8		c = b->bytes[b->entries[starts[i]].start + depth];
			Range	   *r = &ranges[a->nstates];

			r->lo = i;
			r->depth = depth + 1;
			while (i < hi && b->bytes[b->entries[starts[i]].start + depth] == c)
				i++;
			r->hi = i;
			a->labels[a->nstates++] = c;
			state->nchildren++;
		}
	}
}

/* The reference of the next state, after one more byte. */
static inline uint32
next_state(const Automaton *a, uint32 self, uint8 c)
{
	while (unlikely(self & SPARSE))
	{
		const State *state = &a->states[self & STATE_MASK];

		for (uint32 child = state->child; child < state->child + state->nchildren; child++)
			if (a->labels[child] == c)
				return a->states[child].self;
		self = a->states[state->fail].self;
	}
	return a->dense[(self & STATE_MASK) + a->classes[c]];
}

/* The number of a state, by its reference. */
static inline uint32
state_number(const Automaton *a, uint32 self)
{
	return self & SPARSE ? self & STATE_MASK : a->dense[(self & STATE_MASK) + a->nclasses];
}

/* Appends the list of literals of a state's fail to its own; these are shorter. */
static void
chain_found(Automaton *a, State *state, uint32 found)
{
	uint32	   *last = &state->found;

	while (*last)
		last = &a->literals[*last - 1].next;
	*last = found;
}

/* Decides which states are dense, and gives each state its reference. */
static void
assign_references(Automaton *a)
{
	int			width = a->nclasses + 1;

	for (int s = 0; s < a->nstates; s++)
	{
		State	   *state = &a->states[s];

		if (s < DENSE_STATES || state->nchildren > DENSE_CHILDREN)
			state->self = a->nrows++ * width;
		else
			state->self = SPARSE | s;
	}
	a->dense = alloc_array((Size) a->nrows * width, sizeof(uint32));
	for (int s = 0; s < a->nstates; s++)
		if (!(a->states[s].self & SPARSE))
			a->dense[a->states[s].self + a->nclasses] = s;
}

/*
 * Sets the fails and found literals of all states, and fills the rows of the
 * dense ones. This is done in the order of numbers, since the fail of a state and
 * the row of its fail are needed first. A child's fail is where its byte leads
 * from the fail of its parent.
 */
static void
link_states(Automaton *a)
{
	for (int s = 0; s < a->nstates; s++)
	{
		State	   *state = &a->states[s];
		uint32		fail = a->states[state->fail].self;
		uint32	   *row;

		for (uint32 child = state->child; child < state->child + state->nchildren; child++)
		{
			State	   *c = &a->states[child];

			c->fail = s == 0 ? 0 : state_number(a, next_state(a, fail, a->labels[child]));
			chain_found(a, c, a->states[c->fail].found);
			if (c->found)
				c->self |= FOUND;
		}
		if (state->self & SPARSE)
			continue;
		row = a->dense + (state->self & STATE_MASK);
		memset(row, 0, a->nclasses * sizeof(uint32));
		for (int byte = 0; s > 0 && byte < 256; byte++)
			if (a->classes[byte])
				row[a->classes[byte]] = next_state(a, fail, byte);
		for (uint32 child = state->child; child < state->child + state->nchildren; child++)
			row[a->classes[a->labels[child]]] = a->states[child].self;
	}
}

Automaton *
automaton_finish(AutomatonBuilder *b)
{
	Automaton  *a = NULL;

	if (b->nentries > 0)
	{
		uint32	   *starts = alloc_array(b->nentries, sizeof(uint32));
		Range	   *ranges = alloc_array(b->nbytes + 1, sizeof(Range));

		qsort_arg(b->entries, b->nentries, sizeof(Entry), compare_entries, b->bytes);
		a = palloc0(sizeof(Automaton));
		a->literals = alloc_array(b->nentries + 1, sizeof(LiteralInfo));
		a->patterns = alloc_array(b->nentries, sizeof(LiteralPattern));
		a->states = alloc_array(b->nbytes + 1, sizeof(State));
		a->labels = alloc_array(b->nbytes + 1, 1);
		collect_literals(b, a, starts);
		collect_classes(b, a);
		make_trie(b, a, starts, ranges);
		a->states = repalloc_huge(a->states, a->nstates * sizeof(State));
		a->labels = repalloc_huge(a->labels, a->nstates);
		assign_references(a);
		link_states(a);
		pfree(starts);
		pfree(ranges);
	}
	pfree(b->bytes);
	pfree(b->entries);
	pfree(b);
	return a;
}

/*
 * Adds where matches begin of the patterns of a list of literals, which end just before p.
 * Leaves out literals whose neighbours contradict their flags; the text is known up to the
 * piece's end.
 */
static void
report(const Automaton *a, uint32 found, const uint8 *p, Piece *piece, StartRanges *ranges)
{
	const uint8 *end = piece->bytes + piece->nbytes;
	int			at = piece_position_of_byte(piece, p - piece->bytes);

	while (found)
	{
		const LiteralInfo *l = &a->literals[found - 1];

		CHECK_FOR_INTERRUPTS();
		found = l->next;
		/* a neighbour that is not ASCII, or in the next piece, is left to PCRE2 */
		if ((l->flags & LITERAL_WORD_START) && ascii_is_word(p[-l->len - 1]))
			continue;
		if ((l->flags & LITERAL_WORD_END) && p < end && ascii_is_word(*p))
			continue;
		for (uint32 k = l->patterns; k < l[1].patterns; k++)
			start_ranges_add(ranges, a->patterns[k].number, at, at, a->patterns[k].back);
	}
}

void
automaton_scan(const Automaton *a, uint32 *state, Piece *piece, StartRanges *ranges)
{
	const uint8 *end = piece->bytes + piece->nbytes;
	uint32		s = *state;

	for (const uint8 *p = piece->bytes; p < end;)
	{
		s = next_state(a, s, *p++);
		if (unlikely(s & FOUND))
			report(a, a->states[state_number(a, s)].found, p, piece, ranges);
	}
	*state = s;
}
