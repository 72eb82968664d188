/*
 * automaton.c
 *	  A. V. Aho and M. J. Corasick, Efficient string matching: an aid to
 *	  bibliographic search, CACM 18 (1975).
 *
 * States are numbered breadth first, so that a state's children are neighbours.
 * States near the root and those with many children, where most of a text is
 * read, know their next state for every byte; the others compare their few
 * children and fall back to a shorter suffix. Memory is in proportion to the
 * literals' bytes whatever they are.
 */
#include "prefilter/automaton.h"

#include "prefilter/character.h"

#define DENSE_STATES	1024	/* the first ones, breadth first */
#define DENSE_CHILDREN	6		/* more than these elsewhere */

/*
 * A state is known by its row in the dense table or, flagged, by its number;
 * a second flag tells that literals end there. So a step through the table
 * is one look-up.
 */
#define SPARSE			0x80000000
#define FOUND			0x40000000
#define STATE_MASK		0x3FFFFFFF

/* a literal of one pattern */
typedef struct Entry
{
	uint32		start;			/* in the builder's bytes */
	uint32		pattern;
	uint8		len;
	uint8		flags;
} Entry;

struct AutomatonBuilder
{
	uint8	   *bytes;
	Size		nbytes;
	Size		bytes_size;
	Entry	   *entries;
	int			nentries;
	int			entries_size;
};

/* what a state has found: a literal, and the next shorter one that ends there */
typedef struct Found
{
	uint32		next;			/* index + 1, or 0 */
	uint32		patterns;		/* its patterns end where the next literal's begin */
	uint8		len;
	uint8		flags;
} Found;

typedef struct State
{
	uint32		self;			/* as it is known, with its flags */
	uint32		child;			/* the first one */
	uint32		fail;			/* number */
	uint32		found;			/* literal's index + 1, or 0 */
	uint8		nchildren;
} State;

struct Automaton
{
	State	   *states;
	uint8	   *labels;			/* the byte that leads to a state */
	uint32	   *dense;			/* rows of nclasses states, and the row's own number */
	Found	   *literals;		/* and one more, where the last one's patterns end */
	uint32	   *patterns;
	int			nstates;
	int			nrows;
	int			nclasses;
	int			nliterals;
	uint8		classes[256];	/* of bytes: 0 are those in no literal */
};

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
automaton_add(AutomatonBuilder *b, int pattern, const uint8 *literal, int len, int flags)
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
	e->len = len;
	e->flags = flags;
	b->nbytes += len;
}

/* by bytes, then flags, then pattern */
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

/* Makes the literals out of the sorted entries; starts[i] is the entry of literal i. */
static void
collect_literals(AutomatonBuilder *b, Automaton *a, uint32 *starts)
{
	uint32		npatterns = 0;

	for (int i = 0; i < b->nentries; i++)
	{
		const Entry *e = &b->entries[i];
		bool		first = i == 0 || !same_literal(b, e, e - 1);

		if (!first && e->pattern == e[-1].pattern)
			continue;
		if (first)
		{
			Found	   *l = &a->literals[a->nliterals];

			starts[a->nliterals++] = i;
			l->next = 0;
			l->patterns = npatterns;
			l->len = e->len;
			l->flags = e->flags;
		}
		a->patterns[npatterns++] = e->pattern;
	}
	a->literals[a->nliterals].patterns = npatterns;
}

/* the bytes that occur, each a class, and 0 for the rest */
static void
collect_classes(const AutomatonBuilder *b, Automaton *a)
{
	a->nclasses = 1;
	for (Size i = 0; i < b->nbytes; i++)
		if (a->classes[b->bytes[i]] == 0)
			a->classes[b->bytes[i]] = a->nclasses++;
}

/* a state's literals: those from lo to hi share its path, depth bytes long */
typedef struct Range
{
	uint32		lo;
	uint32		hi;
	uint32		depth;
} Range;

/* Makes the trie, breadth first; a state's own literals are the first of its range. */
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
		/* the same bytes under other flags come one after the other */
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

/* the state, as it is known, after one more byte */
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

static inline uint32
state_number(const Automaton *a, uint32 self)
{
	return self & SPARSE ? self & STATE_MASK : a->dense[(self & STATE_MASK) + a->nclasses];
}

/* the last of a state's own literals goes on to those of the suffix it fails to */
static void
chain_found(Automaton *a, State *state, uint32 found)
{
	uint32	   *last = &state->found;

	while (*last)
		last = &a->literals[*last - 1].next;
	*last = found;
}

/* Gives every state what it is known by, and the dense ones their row. */
static void
name_states(Automaton *a)
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

/* Sets fails and fills rows, breadth first: what they refer to is nearer the root. */
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
		a->literals = alloc_array(b->nentries + 1, sizeof(Found));
		a->patterns = alloc_array(b->nentries, sizeof(uint32));
		a->states = alloc_array(b->nbytes + 1, sizeof(State));
		a->labels = alloc_array(b->nbytes + 1, 1);
		collect_literals(b, a, starts);
		collect_classes(b, a);
		make_trie(b, a, starts, ranges);
		a->states = repalloc_huge(a->states, a->nstates * sizeof(State));
		a->labels = repalloc_huge(a->labels, a->nstates);
		name_states(a);
		link_states(a);
		pfree(starts);
		pfree(ranges);
	}
	pfree(b->bytes);
	pfree(b->entries);
	pfree(b);
	return a;
}

int
automaton_literals(const Automaton *a)
{
	return a->nliterals;
}

/* Looks after the literals that end before p; end is where what is known ends. */
static void
report(const Automaton *a, AutomatonScan *scan, uint32 found, const uint8 *p, const uint8 *end, uint64 *candidates)
{
	while (found)
	{
		uint32		i = found - 1;
		const Found *l = &a->literals[i];

		found = l->next;
		if (scan->seen[i / 64] & UINT64CONST(1) << (i % 64))
			continue;
		/* a neighbour that is not ASCII, or not yet there, is left to pcre2 */
		if ((l->flags & LITERAL_WORD_START) && ascii_is_word(p[-l->len - 1]))
			continue;
		if ((l->flags & LITERAL_WORD_END) && p < end && ascii_is_word(*p))
			continue;
		scan->seen[i / 64] |= UINT64CONST(1) << (i % 64);
		for (uint32 k = l->patterns; k < l[1].patterns; k++)
			candidates[a->patterns[k] / 64] |= UINT64CONST(1) << (a->patterns[k] % 64);
	}
}

void
automaton_scan(const Automaton *a, AutomatonScan *scan, const uint8 *text, int len, uint64 *candidates)
{
	const uint8 *end = text + len;
	uint32		s = scan->state;

	for (const uint8 *p = text; p < end;)
	{
		s = next_state(a, s, *p++);
		if (unlikely(s & FOUND))
			report(a, scan, a->states[state_number(a, s)].found, p, end, candidates);
	}
	scan->state = s;
}
