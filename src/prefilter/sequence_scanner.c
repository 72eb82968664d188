/*
 * sequence_scanner.c
 *	  Finding sequences of character classes, 64 positions of a text at a time.
 *
 * The positions where a sequence can end, up to one of its items, are a bitmap of the text. The next
 * item moves them on by one and keeps those whose character is of its class, as in R. D. Cameron
 * et al., Bitwise data parallelism in regular expression matching, PACT 2014. The sequence \d\d- in
 * the text 1234-56, the first position being on the left:
 *
 *	 text          1 2 3 4 - 5 6
 *	 \d            x x x x   x x    where \d is
 *	 \d              x x x     x    one after it, and \d
 *	 -                     x        found
 *
 * A repeated item goes on as long as the class is there. Adding the positions to those of the class
 * finds them: a carry runs through each stretch of the class, from the position on:
 *
 *	 class         1 1 1 1 0 1 1    its first position is the lowest bit
 *	 positions     0 1 0 0 0 0 0
 *	 sum           1 0 0 0 1 1 1
 *	 changed       0 1 1 1 1 0 0    and of the class: 0 1 1 1 0 0 0
 *
 * An optional item adds the positions that it finds to those before it.
 *
 * A text is scanned in spans. Where a symbol is in the span is found once, a class unites its symbols
 * when a sequence first needs it, and most sequences have no position left after two or three items.
 * In a text of one span, a sequence whose rarest classes do not occur is not even begun.
 *
 * Between spans a sequence keeps its state: a bit for each item, whether the span's last position is
 * one of the item's.
 */
#include "prefilter/sequence_scanner.h"

#include "miscadmin.h"
#include "port/pg_bitutils.h"

#include "keyed_hash.h"

#define SPAN_WORDS	16
#define SPAN		(SPAN_WORDS * 64)	/* symbols */

StaticAssertDecl(PIECE_BLOCK == 64, "a word has the positions of a block");
StaticAssertDecl(PIECE_SIZE % SPAN == 0, "spans of a piece begin with a block");

/* a character of the text takes two microseconds then, at most */
#define MAX_ITEMS	(128 * 1024)
#define MAX_CLASSES	2048

/* the classes whose presence in a span is known before the sequences are tried: the rarest */
#define KNOWN_CLASSES	64

/* flags of an item, whose other bits are the number of its class */
#define OPTIONAL	0x80000000
#define REPEATED	0x40000000
#define CLASS_MASK	0x3FFFFFFF

typedef struct ScanClass
{
	SymbolSet	set;
	uint64		span;			/* that stream is of, by its number */
	const uint64 *stream;		/* bitmap of where the class is in the span; NULL if nowhere */
	uint64		own[SPAN_WORDS];	/* stream points here if it is not the bitmap of a symbol */
} ScanClass;

/* hash table of the numbers of classes */
typedef struct ClassSlot
{
	SymbolSet	set;
	uint32		number;
	char		status;
} ClassSlot;

#define SH_PREFIX class_table
#define SH_ELEMENT_TYPE ClassSlot
#define SH_KEY_TYPE SymbolSet
#define SH_KEY set
#define SH_HASH_KEY(table, key) keyed_hash((const char *) &(key), sizeof(SymbolSet))
#define SH_EQUAL(table, a, b) (memcmp(&(a), &(b), sizeof(SymbolSet)) == 0)
#define SH_SCOPE static inline
#define SH_DECLARE
#define SH_DEFINE
#include "lib/simplehash.h"

/* a sequence of a pattern, as it was added */
typedef struct Entry
{
	uint32		items;			/* the first one's index */
	uint32		n;
	uint32		pattern;
	Distance	back;			/* from the end of the sequence to the start of a match */
} Entry;

struct SequenceScannerBuilder
{
	class_table_hash *classes;
	uint32	   *items;
	int			nitems;
	int			items_size;		/* allocated */
	Entry	   *entries;
	int			nentries;
	int			entries_size;	/* allocated */
};

/* a pattern whose sequence this is */
typedef struct Target
{
	uint32		pattern;
	Distance	back;
} Target;

/* a distinct sequence; it begins and ends with an item that is not optional */
typedef struct ScanSequence
{
	uint64		state;			/* at the end of the last span: a bit for each item */
	uint64		required;		/* bitmap of the known classes of its items that are not optional */
	const uint32 *items;
	uint32		n;
	uint32		targets;		/* its first one's index; they end where the next sequence's begin */
} ScanSequence;

struct SequenceScanner
{
	ScanSequence *sequences;	/* and one more, for the end of the last one's targets */
	int			nsequences;
	Target	   *targets;
	int			nclasses;
	ScanClass  *classes;		/* from the rarest on */
	uint64		span;			/* counts spans */
	int			nwords;			/* of the span */
	uint64		known;			/* bitmap of the known classes in the span */
	SymbolSet	present;		/* symbols of the span, and where they are */
	uint64		positions[SYMBOLS][SPAN_WORDS];
};

SequenceScannerBuilder *
sequence_scanner_begin(void)
{
	SequenceScannerBuilder *b = palloc0(sizeof(SequenceScannerBuilder));

	b->classes = class_table_create(CurrentMemoryContext, 16, NULL);
	b->items_size = 256;
	b->items = palloc(b->items_size * sizeof(uint32));
	b->entries_size = 64;
	b->entries = palloc(b->entries_size * sizeof(Entry));
	return b;
}

/* The number of a class. */
static uint32
class_number(SequenceScannerBuilder *b, const SymbolSet *set)
{
	bool		found;
	ClassSlot  *slot = class_table_insert(b->classes, *set, &found);

	if (!found)
		slot->number = b->classes->members - 1;
	return slot->number;
}

static void
add_sequence(SequenceScannerBuilder *b, int pattern, const Sequence *s)
{
	Entry	   *e;

	while (b->nitems + s->n > b->items_size)
	{
		b->items_size *= 2;
		b->items = repalloc(b->items, b->items_size * sizeof(uint32));
	}
	if (b->nentries == b->entries_size)
	{
		b->entries_size *= 2;
		b->entries = repalloc(b->entries, b->entries_size * sizeof(Entry));
	}
	e = &b->entries[b->nentries++];
	e->items = b->nitems;
	e->n = s->n;
	e->pattern = pattern;
	e->back = s->end;
	for (int i = 0; i < s->n; i++)
	{
		const SequenceItem *item = &s->items[i];

		b->items[b->nitems++] = class_number(b, &item->set) |
			(item->optional ? OPTIONAL : 0) | (item->repeated ? REPEATED : 0);
	}
}

bool
sequence_scanner_add(SequenceScannerBuilder *b, int pattern, const SequenceSet *set)
{
	int			n = 0;

	for (int i = 0; i < set->n; i++)
		n += set->alternatives[i].n;
	if (b->nitems + n > MAX_ITEMS || b->classes->members + n > MAX_CLASSES)
		return false;
	for (int i = 0; i < set->n; i++)
		add_sequence(b, pattern, &set->alternatives[i]);
	return true;
}

/* qsort_arg: by items */
static int
compare_entries(const void *x, const void *y, void *arg)
{
	const Entry *a = x;
	const Entry *b = y;
	const uint32 *items = arg;

	if (a->n != b->n)
		return a->n < b->n ? -1 : 1;
	return memcmp(items + a->items, items + b->items, a->n * sizeof(uint32));
}

/* qsort: slots of classes, from the rarest on */
static int
compare_classes(const void *x, const void *y)
{
	const ClassSlot *a = *(ClassSlot *const *) x;
	const ClassSlot *b = *(ClassSlot *const *) y;
	double		chance_a = symbols_chance(&a->set);
	double		chance_b = symbols_chance(&b->set);

	if (chance_a != chance_b)
		return chance_a < chance_b ? -1 : 1;
	return a->number < b->number ? -1 : a->number > b->number;
}

/* Makes the classes, in order, and gives the items their new numbers. */
static void
collect_classes(SequenceScannerBuilder *b, SequenceScanner *s)
{
	int			n = b->classes->members;
	ClassSlot **slots = palloc(sizeof(ClassSlot *) * n);
	uint32	   *numbers = palloc(sizeof(uint32) * n);
	class_table_iterator it;
	ClassSlot  *slot;

	class_table_start_iterate(b->classes, &it);
	while ((slot = class_table_iterate(b->classes, &it)))
		slots[s->nclasses++] = slot;
	qsort(slots, n, sizeof(ClassSlot *), compare_classes);
	s->classes = palloc0(sizeof(ScanClass) * n);
	for (int i = 0; i < n; i++)
	{
		s->classes[i].set = slots[i]->set;
		numbers[slots[i]->number] = i;
	}
	for (int i = 0; i < b->nitems; i++)
		b->items[i] = numbers[b->items[i] & CLASS_MASK] | (b->items[i] & ~CLASS_MASK);
	pfree(slots);
	pfree(numbers);
}

/* Makes a sequence from the entries that have the same items. */
static void
collect_sequences(const SequenceScannerBuilder *b, SequenceScanner *s)
{
	for (int i = 0; i < b->nentries; i++)
	{
		const Entry *e = &b->entries[i];

		if (i == 0 || compare_entries(e - 1, e, b->items) != 0)
		{
			ScanSequence *q = &s->sequences[s->nsequences++];

			q->items = b->items + e->items;
			q->n = e->n;
			q->targets = i;
			for (int j = 0; j < (int) q->n; j++)
				if ((q->items[j] & ~REPEATED) < KNOWN_CLASSES)
					q->required |= UINT64CONST(1) << (q->items[j] & CLASS_MASK);
		}
		s->targets[i] = (Target) {e->pattern, e->back};
	}
	s->sequences[s->nsequences].targets = b->nentries;
}

SequenceScanner *
sequence_scanner_finish(SequenceScannerBuilder *b)
{
	SequenceScanner *s = NULL;

	if (b->nentries > 0)
	{
		s = palloc0(sizeof(SequenceScanner));
		collect_classes(b, s);
		qsort_arg(b->entries, b->nentries, sizeof(Entry), compare_entries, b->items);
		s->sequences = palloc0(sizeof(ScanSequence) * (b->nentries + 1));
		s->targets = palloc(sizeof(Target) * b->nentries);
		collect_sequences(b, s);
	}
	class_table_destroy(b->classes);
	pfree(b->entries);
	pfree(b);
	return s;
}

/* Adds where matches begin of the patterns whose sequence ends in a block. */
static void
report(const SequenceScanner *s, const ScanSequence *q, Piece *piece, int block, StartRanges *ranges)
{
	int			first = piece_position_of_block(piece, block) + 1;
	int			last = piece_position_of_block(piece, block + 1);

	CHECK_FOR_INTERRUPTS();
	for (uint32 i = q->targets; i < q[1].targets; i++)
		start_ranges_add(ranges, s->targets[i].pattern, first, last, s->targets[i].back);
}

/* Begins a span: finds where its symbols are. */
static void
begin_span(SequenceScanner *s, const uint8 *symbols, int n)
{
	uint8		seen[SYMBOLS] = {0};

	for (int word = 0; word < SYMBOLS / 64; word++)
		for (uint64 bits = s->present.bits[word]; bits; bits &= bits - 1)
		{
			uint64	   *positions = s->positions[word * 64 + pg_rightmost_one_pos64(bits)];

			for (int w = 0; w < s->nwords; w++)
				positions[w] = 0;
		}
	s->span++;
	s->nwords = (n + 63) / 64;
	for (int i = 0; i < n; i++)
	{
		s->positions[symbols[i]][i / 64] |= UINT64CONST(1) << (i % 64);
		seen[symbols[i]] = 1;
	}
	memset(&s->present, 0, sizeof(s->present));
	for (int symbol = 0; symbol < SYMBOLS; symbol++)
		s->present.bits[symbol / 64] |= (uint64) seen[symbol] << (symbol % 64);
	s->known = 0;
	for (int i = 0; i < Min(s->nclasses, KNOWN_CLASSES); i++)
	{
		uint64		common = 0;

		for (int word = 0; word < SYMBOLS / 64; word++)
			common |= s->classes[i].set.bits[word] & s->present.bits[word];
		s->known |= (uint64) (common != 0) << i;
	}
}

/* The bitmap of where a class is in the span, or NULL. */
static inline const uint64 *
class_stream(SequenceScanner *s, uint32 number)
{
	ScanClass  *c = &s->classes[number];

	if (c->span == s->span)
		return c->stream;
	c->span = s->span;
	c->stream = NULL;
	for (int word = 0; word < SYMBOLS / 64; word++)
		for (uint64 bits = c->set.bits[word] & s->present.bits[word]; bits; bits &= bits - 1)
		{
			const uint64 *more = s->positions[word * 64 + pg_rightmost_one_pos64(bits)];

			if (!c->stream)
			{
				c->stream = more;
				continue;
			}
			for (int w = 0; w < s->nwords; w++)
				c->own[w] = c->stream[w] | more[w];
			c->stream = c->own;
		}
	return c->stream;
}

/*
 * Moves positions on by an item, whose class is there. A position just before the span counts if
 * before is set, and one of the item itself if within is. Returns whether any are left.
 */
static pg_attribute_always_inline bool
move_on(const uint64 *from, uint64 *to, int n, const uint64 *stream, bool before, bool within,
		bool repeated, bool optional)
{
	uint64		carry = before;
	uint64		sum_carry = 0;
	uint64		any = 0;

	for (int w = 0; w < n; w++)
	{
		uint64		old = from[w];
		uint64		new = ((old << 1) | carry) & stream[w];

		carry = old >> 63;
		if (repeated)
		{
			uint64		sum;

			if (w == 0 && within)
				new |= stream[0] & 1;
			sum = stream[w] + sum_carry;
			sum_carry = sum < sum_carry;
			sum += new;
			sum_carry |= sum < new;
			new |= (sum ^ stream[w]) & stream[w];
		}
		if (optional)
			new |= old;
		to[w] = new;
		any |= new;
	}
	return any != 0;
}

/* The same; it is compiled for each kind of item. */
static inline bool
move_on_item(const uint64 *from, uint64 *to, int n, const uint64 *stream, uint32 item, bool before, bool within)
{
	switch (item & (REPEATED | OPTIONAL))
	{
		case 0:
			return move_on(from, to, n, stream, before, within, false, false);
		case REPEATED:
			return move_on(from, to, n, stream, before, within, true, false);
		case OPTIONAL:
			return move_on(from, to, n, stream, before, within, false, true);
		default:
			return move_on(from, to, n, stream, before, within, true, true);
	}
}

/*
 * Scans a span for a sequence. If the span is not the whole text, at is the number of its last symbol's
 * bit in the last word.
 */
static pg_attribute_always_inline void
scan_sequence(SequenceScanner *s, ScanSequence *q, bool whole, int at, Piece *piece, int block,
			  StartRanges *ranges)
{
	static const uint64 nowhere[SPAN_WORDS];
	uint64		moved[SPAN_WORDS];
	const uint64 *positions = class_stream(s, q->items[0] & CLASS_MASK);
	uint64		before = whole ? 0 : q->state;
	bool		any = positions != NULL;
	int			n = s->nwords;

	if (!whole)
		q->state = 0;
	if (!any && !before)
		return;
	if (!positions)
		positions = nowhere;
	for (int i = 0;;)
	{
		const uint64 *stream;

		if (!whole)
			q->state |= ((positions[n - 1] >> at) & 1) << i;
		if (!any && (before >> i) == 0)
			return;
		if (++i == (int) q->n)
			break;
		stream = class_stream(s, q->items[i] & CLASS_MASK);
		any = move_on_item(positions, moved, n, stream ? stream : nowhere, q->items[i],
						   (before >> (i - 1)) & 1, (before >> i) & 1);
		positions = moved;
	}
	for (int w = 0; w < n; w++)
		if (positions[w])
			report(s, q, piece, block + w, ranges);
}

void
sequence_scanner_scan(SequenceScanner *s, Piece *piece, StartRanges *ranges)
{
	if (piece->from == 0 && piece->last && piece->nsymbols <= SPAN)
	{
		begin_span(s, piece->symbols, piece->nsymbols);
		for (int i = 0; i < s->nsequences; i++)
			if ((s->sequences[i].required & ~s->known) == 0)
				scan_sequence(s, &s->sequences[i], true, 0, piece, 0, ranges);
		return;
	}
	if (piece->from == 0)
		for (int i = 0; i < s->nsequences; i++)
			s->sequences[i].state = 0;
	for (int from = 0; from < piece->nsymbols; from += SPAN)
	{
		int			n = Min(SPAN, piece->nsymbols - from);

		begin_span(s, piece->symbols + from, n);
		for (int i = 0; i < s->nsequences; i++)
			scan_sequence(s, &s->sequences[i], false, (n - 1) % 64, piece, from / PIECE_BLOCK, ranges);
	}
}
