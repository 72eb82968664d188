/*
 * sequence_scan.c
 *	  R. Baeza-Yates and G. H. Gonnet, A new approach to text searching, CACM 35
 *	  (1992), with the optional and repeated classes of G. Navarro and
 *	  M. Raffinot, Flexible pattern matching in strings (2002), chapter 4.
 *
 * A bit stands for an item of a sequence and is set while the text read so far
 * ends with a match of the sequence up to it. A sequence does not cross words.
 * Words are taken in groups whose states stay in registers.
 */
#include "prefilter/class_sequence.h"

#define GROUP		6			/* words */
#define MAX_WORDS	2048		/* 8 MB, and a place in the text costs a microsecond or two */

/* what a word's bits are */
typedef struct Layout
{
	uint64		first[GROUP];	/* a sequence's first item */
	uint64		optional[GROUP];
	uint64		before[GROUP];	/* the item before a run of optional ones */
	uint64		end[GROUP];		/* the last of a run */
} Layout;

/* for a symbol: the items that take it, and those of them that may take more */
typedef struct Moves
{
	uint64		take[GROUP];
	uint64		stay[GROUP];
} Moves;

typedef struct Group
{
	Layout		layout;
	uint64		state[GROUP];
	uint64		found[GROUP];
	Moves		moves[SYMBOLS];
} Group;

/* the last bit of a sequence */
typedef struct Target
{
	uint32		pattern;
	uint32		word;
	uint64		bit;
} Target;

struct SequenceBuilder
{
	int			ngroups;
	int			groups_size;
	Group	  **groups;
	int			used;			/* bits of the last word */
	int			words;
	int			ntargets;
	int			targets_size;
	Target	   *targets;
};

struct SequenceScanner
{
	int			ngroups;
	int			ntargets;
	Group	  **groups;
	Target	   *targets;
};

SequenceBuilder *
sequence_begin(void)
{
	SequenceBuilder *b = palloc0(sizeof(SequenceBuilder));

	b->groups_size = 8;
	b->groups = palloc(b->groups_size * sizeof(Group *));
	b->targets_size = 64;
	b->targets = palloc(b->targets_size * sizeof(Target));
	return b;
}

/* Makes room for n bits in one word; sets *word and returns the first bit. */
static int
find_room(SequenceBuilder *b, int n, int *word)
{
	if (b->words == 0 || b->used + n > 64)
	{
		b->used = 0;
		if (b->words++ % GROUP == 0)
		{
			if (b->ngroups == b->groups_size)
			{
				b->groups_size *= 2;
				b->groups = repalloc(b->groups, b->groups_size * sizeof(Group *));
			}
			b->groups[b->ngroups++] = palloc0(sizeof(Group));
		}
	}
	*word = b->words - 1;
	b->used += n;
	return b->used - n;
}

static void
add_sequence(SequenceBuilder *b, int pattern, const Sequence *s)
{
	int			word;
	int			shift = find_room(b, s->n, &word);
	int			w = word % GROUP;
	Group	   *g = b->groups[word / GROUP];
	Target	   *t;

	for (int i = 0; i < s->n; i++)
	{
		const SequenceItem *item = &s->items[i];
		uint64		bit = UINT64CONST(1) << (shift + i);

		for (int symbol = 0; symbol < SYMBOLS; symbol++)
			if (symbol_in(&item->set, symbol))
			{
				g->moves[symbol].take[w] |= bit;
				if (item->repeated)
					g->moves[symbol].stay[w] |= bit;
			}
		if (item->optional)
		{
			g->layout.optional[w] |= bit;
			if (!item[-1].optional)
				g->layout.before[w] |= bit >> 1;
			if (!item[1].optional)
				g->layout.end[w] |= bit;
		}
	}
	g->layout.first[w] |= UINT64CONST(1) << shift;
	if (b->ntargets == b->targets_size)
	{
		b->targets_size *= 2;
		b->targets = repalloc_huge(b->targets, b->targets_size * sizeof(Target));
	}
	t = &b->targets[b->ntargets++];
	t->pattern = pattern;
	t->word = word;
	t->bit = UINT64CONST(1) << (shift + s->n - 1);
}

/* A chosen sequence begins and ends with an item that is not optional. */
bool
sequence_add(SequenceBuilder *b, int pattern, const SequenceSet *set)
{
	if (b->words + set->n > MAX_WORDS)
		return false;
	for (int i = 0; i < set->n; i++)
		add_sequence(b, pattern, &set->alternatives[i]);
	return true;
}

SequenceScanner *
sequence_finish(SequenceBuilder *b)
{
	SequenceScanner *s;

	if (b->ntargets == 0)
		return NULL;
	s = palloc(sizeof(SequenceScanner));
	s->ngroups = b->ngroups;
	s->groups = b->groups;
	s->ntargets = b->ntargets;
	s->targets = b->targets;
	pfree(b);
	return s;
}

static void
scan_group(Group *g, const uint8 *symbols, int len)
{
	const Layout layout = g->layout;
	uint64		state[GROUP];
	uint64		found[GROUP];

	memcpy(state, g->state, sizeof(state));
	memcpy(found, g->found, sizeof(found));
	for (int i = 0; i < len; i++)
	{
		const Moves *m = &g->moves[symbols[i]];

		for (int w = 0; w < GROUP; w++)
		{
			uint64		d = (((state[w] << 1) | layout.first[w]) & m->take[w]) | (state[w] & m->stay[w]);
			uint64		e = d | layout.end[w];

			/* optional items behind an active one become active */
			d |= layout.optional[w] & (~(e - layout.before[w]) ^ e);
			state[w] = d;
			found[w] |= d;
		}
	}
	memcpy(g->state, state, sizeof(state));
	memcpy(g->found, found, sizeof(found));
}

void
sequence_scan(SequenceScanner *s, const uint8 *symbols, int len, bool begin)
{
	for (int i = 0; i < s->ngroups; i++)
	{
		Group	   *g = s->groups[i];

		if (begin)
		{
			memset(g->state, 0, sizeof(g->state));
			memset(g->found, 0, sizeof(g->found));
		}
		scan_group(g, symbols, len);
	}
}

void
sequence_candidates(const SequenceScanner *s, uint64 *candidates)
{
	for (int i = 0; i < s->ntargets; i++)
	{
		const Target *t = &s->targets[i];

		if (s->groups[t->word / GROUP]->found[t->word % GROUP] & t->bit)
			candidates[t->pattern / 64] |= UINT64CONST(1) << (t->pattern % 64);
	}
}
