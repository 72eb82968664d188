/*
 * sequence_scanner.c
 *	  Finding sequences of character classes, bit-parallel.
 *
 * The algorithm is Shift-And (R. Baeza-Yates and G. H. Gonnet, A new approach to
 * text searching, CACM 35, 1992) with the optional and repeated classes of
 * G. Navarro and M. Raffinot, Flexible pattern matching in strings (2002),
 * chapter 4.
 *
 * Each item of a sequence has a bit. After each symbol of the text the bit is set
 * if the text read so far ends with a match of the sequence up to this item. The
 * sequence \d\d- in the text 123-4, its first item being the lowest bit:
 *
 *	 symbol   1  2  3  -  4
 *	 \d       x  x  x     x
 *	 \d          x  x
 *	 -                 x        found
 *
 * A step is the same for all bits of a word: the bits move up by one item, each
 * sequence's first bit is set, and those remain whose item matches the symbol
 * (take). A repeated item that matches the symbol keeps its bit (stay).
 *
 * An optional item need not match anything: as soon as an item before it is
 * active, so is it. In a run of optional items all those after the lowest active
 * one are to be set, counting the item before the run. Subtraction finds them in
 * all runs at once: with the last item of each run set, subtracting the item
 * before each run changes the bits up to the lowest active one, and the bits of
 * the run that it leaves unchanged are those to set. For example, after an item
 * a come the optional items b, c and d, and then e:
 *
 *	 item         e d c b a
 *	 state        0 0 0 0 1     a is active
 *	 before       0 0 0 0 1     the item before the run
 *	 end          0 1 0 0 0     the last item of the run
 *	 x            0 1 0 0 1     state | end
 *	 x - before   0 1 0 0 0
 *	 unchanged    1 1 1 1 0     b, c and d become active; e is not optional
 *
 * A sequence has its bits within one 64-bit word. A bit that moves from the end
 * of one sequence to the start of the next does no harm, since first bits are
 * always set. Words are scanned in groups whose state fits into registers.
 */
#include "prefilter/sequence_scanner.h"

#include "miscadmin.h"

#include "prefilter/bitmap.h"

#define GROUP		6			/* words */

/* tables of 8 MB; a character of the text then takes a microsecond or two */
#define MAX_WORDS	2048

/* the meaning of the bits of a group's words */
typedef struct Layout
{
	uint64		first[GROUP];	/* first items of a sequence */
	uint64		optional[GROUP];
	uint64		before[GROUP];	/* items before a run of optional ones */
	uint64		end[GROUP];		/* last items of such a run */
	uint64		last[GROUP];	/* last items of a sequence */
} Layout;

/* for one symbol: the items that match it, and those of them that are repeated */
typedef struct Moves
{
	uint64		take[GROUP];
	uint64		stay[GROUP];
} Moves;

typedef struct Group
{
	Layout		layout;
	uint64		state[GROUP];	/* items that the text read so far ends with */
	Moves		moves[SYMBOLS];
} Group;

/* the last item of a sequence: where it is found, the sequence ends */
typedef struct Target
{
	uint32		pattern;
	uint32		word;			/* counted over all groups; targets are in the order of words */
	uint64		bit;
	Distance	back;			/* from the end of the sequence to the start of a match */
} Target;

struct SequenceScannerBuilder
{
	int			ngroups;
	int			groups_size;	/* allocated */
	Group	  **groups;
	int			words;			/* in use */
	int			used;			/* bits of the last of them */
	int			ntargets;
	int			targets_size;	/* allocated */
	Target	   *targets;
};

struct SequenceScanner
{
	int			ngroups;
	Group	  **groups;
	Target	   *targets;
	uint32	   *firsts;			/* by word: its first target; and one more, for the end of the last one's */
};

SequenceScannerBuilder *
sequence_scanner_begin(void)
{
	SequenceScannerBuilder *b = palloc0(sizeof(SequenceScannerBuilder));

	b->groups_size = 8;
	b->groups = palloc(b->groups_size * sizeof(Group *));
	b->targets_size = 64;
	b->targets = palloc(b->targets_size * sizeof(Target));
	return b;
}

/* Finds room for n bits in one word; sets *word and returns the number of the first bit. */
static int
find_room(SequenceScannerBuilder *b, int n, int *word)
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

/* Adds a sequence, which begins and ends with an item that is not optional. */
static void
add_sequence(SequenceScannerBuilder *b, int pattern, const Sequence *s)
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
	g->layout.last[w] |= UINT64CONST(1) << (shift + s->n - 1);
	if (b->ntargets == b->targets_size)
	{
		b->targets_size *= 2;
		b->targets = repalloc_huge(b->targets, b->targets_size * sizeof(Target));
	}
	t = &b->targets[b->ntargets++];
	t->pattern = pattern;
	t->word = word;
	t->bit = UINT64CONST(1) << (shift + s->n - 1);
	t->back = s->end;
}

bool
sequence_scanner_add(SequenceScannerBuilder *b, int pattern, const SequenceSet *set)
{
	if (b->words + set->n > MAX_WORDS)
		return false;
	for (int i = 0; i < set->n; i++)
		add_sequence(b, pattern, &set->alternatives[i]);
	return true;
}

SequenceScanner *
sequence_scanner_finish(SequenceScannerBuilder *b)
{
	SequenceScanner *s;

	if (b->ntargets == 0)
		return NULL;
	s = palloc(sizeof(SequenceScanner));
	s->ngroups = b->ngroups;
	s->groups = b->groups;
	s->targets = b->targets;
	s->firsts = palloc(sizeof(uint32) * (b->words + 1));
	for (int i = 0, word = 0; word <= b->words; word++)
	{
		while (i < b->ntargets && b->targets[i].word < (uint32) word)
			i++;
		s->firsts[word] = i;
	}
	pfree(b);
	return s;
}

/* Adds where matches begin of the patterns whose sequences end in a block. */
static void
report(const SequenceScanner *s, int word, uint64 found, Piece *piece, int block,
	   StartRanges *ranges)
{
	int			first = piece_position_of_block(piece, block) + 1;
	int			last = piece_position_of_block(piece, block + 1);

	CHECK_FOR_INTERRUPTS();
	for (uint32 i = s->firsts[word]; i < s->firsts[word + 1]; i++)
	{
		const Target *t = &s->targets[i];

		if (found & t->bit)
			start_ranges_add(ranges, t->pattern, first, last, t->back);
	}
}

/* Scans a piece for a group's sequences, block by block. */
static void
scan_group(const SequenceScanner *s, int number, Piece *piece, StartRanges *ranges)
{
	Group	   *g = s->groups[number];
	const Layout layout = g->layout;
	uint64		state[GROUP];

	memcpy(state, g->state, sizeof(state));
	for (int from = 0; from < piece->nsymbols; from += PIECE_BLOCK)
	{
		int			to = Min(from + PIECE_BLOCK, piece->nsymbols);
		uint64		found[GROUP] = {0};	/* items that were set in state */

		for (int i = from; i < to; i++)
		{
			const Moves *m = &g->moves[piece->symbols[i]];

			for (int w = 0; w < GROUP; w++)
			{
				uint64		active = (((state[w] << 1) | layout.first[w]) & m->take[w]) |
					(state[w] & m->stay[w]);
				uint64		x = active | layout.end[w];

				/* optional items after an active one become active */
				active |= layout.optional[w] & (~(x - layout.before[w]) ^ x);
				state[w] = active;
				found[w] |= active;
			}
		}
		for (int w = 0; w < GROUP; w++)
			if (unlikely(found[w] & layout.last[w]))
				report(s, number * GROUP + w, found[w], piece, from / PIECE_BLOCK, ranges);
	}
	memcpy(g->state, state, sizeof(state));
}

void
sequence_scanner_scan(SequenceScanner *s, Piece *piece, StartRanges *ranges)
{
	for (int i = 0; i < s->ngroups; i++)
	{
		if (piece->from == 0)
			memset(s->groups[i]->state, 0, sizeof(s->groups[i]->state));
		scan_group(s, i, piece, ranges);
	}
}
