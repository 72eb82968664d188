/*
 * prefilter.c
 *	  Finding which of many patterns can match a text, and where.
 *
 * From each pattern the prefilter derives a requirement: something that every
 * match contains and that is cheap to search for. One pass over a text finds the
 * patterns whose requirement occurs in it, the candidates. Only these are tried
 * with PCRE2, and only where a match can begin. If a text has nothing to do with the
 * rules, they are next to none.
 *
 * A pattern goes through these stages when the prefilter is made:
 *
 * 1) pattern_requirement.c reads the pattern's syntax and combines what its parts
 *	  require. A requirement (requirement.c) says this in two ways: in literals,
 *	  short strings of which one must occur, and in sequences of classes, such as
 *	  three digits and a hyphen, of which one must occur.
 *
 * 2) requirement_choose estimates how often either occurs in a text, and decides
 *	  which of them to search for, if any: the pattern's clue. Literals are preferred,
 *	  since a scan takes one step for each byte, however many literals there are. If a
 *	  match can begin far before its clue, a second clue is chosen that is nearer.
 *
 * 3) The literals of all patterns go into one finder (literal_finder.c), the
 *	  sequences into one scanner (sequence_scanner.c). A pattern that requires
 *	  neither is unfiltered: a candidate for every text.
 *
 * A text is scanned in pieces. Each piece is folded (piece.c, character.c) in two
 * forms: into UTF-8 for the finder, and into symbols, one byte for each character,
 * for the scanner. The positions of what they find, in the text as it is, give for each
 * pattern the ranges of positions at which a match can begin (start_ranges.c).
 *
 * EXAMPLE: the patterns
 *
 *	 0: /\bfree\s+(pills|meds)/i
 *	 1: /\d{3}-\d{4}/
 *	 2: /(.)\1\1/
 *
 * Pattern 0 requires "free " and, anywhere after it, since there may be more
 * spaces, "pills" or "meds". The first is rarer, all the more since a word must
 * begin there. Pattern 1 requires the literal "-", which is in most texts, but
 * also the sequence \d\d\d-, which is rare. Pattern 2 requires a character
 * followed by back references, which may match anything; that rules out too
 * little. So pattern 0 is searched for by the finder, pattern 1 by the
 * scanner, and pattern 2 is unfiltered:
 *
 *	 text                           candidates   matches
 *	 Get FREE  meds now             0, 2         0
 *	 The carefree meet in 100-B     1, 2
 *	 Call 555-1234                  1, 2         1, 2
 *	 Nothing of interest            2
 *
 * INVARIANT: a pattern that matches a text at a position is a candidate for the text,
 * with a range that has the position. Each stage may require too little, and never too
 * much:
 *
 *	 - A text and the patterns' literals and classes are folded alike. Characters
 *	   that PCRE2 may regard as equal, whatever the flags, fold to the same one.
 *
 *	 - A pattern that is not understood, or that has a construct whose effect is
 *	   not certain in every version of PCRE2, is unfiltered.
 *
 *	 - A class has all characters that it may have in some version of Unicode, and
 *	   a sequence matches whatever the part of the pattern does that it is for.
 *
 *	 - A literal's word boundary is checked only between ASCII characters, where
 *	   \b and the scan agree.
 *
 *	 - Between the start of a match and its clue are as many characters as the items of
 *	   the pattern before the clue take, at least and at most, and each is one that such
 *	   an item can match. PCRE2 ignores case character by character, and so does folding.
 *
 *	 - For a text with a character that ICU does not know, all patterns are candidates
 *	   everywhere, since PCRE2 may know the character's other case.
 */
#include "prefilter/prefilter.h"

#include "miscadmin.h"
#include "utils/memutils.h"

#include "prefilter/bitmap.h"
#include "prefilter/literal_finder.h"
#include "prefilter/pattern_requirement.h"
#include "prefilter/piece.h"
#include "prefilter/sequence_scanner.h"

#define PIECES_BETWEEN_INTERRUPTS 16

StaticAssertDecl(PIECE_HISTORY > LITERAL_MAX_BYTES, "the finder can look back a literal");

/*
 * Bytes of literals in a prefilter. A literal takes a hundred bytes of memory besides these.
 * Above this, patterns with more than LARGE_SET bytes of literals are unfiltered.
 */
#define MAX_LITERAL_BYTES	(2 * 1024 * 1024)
#define LARGE_SET			256

/* what precedes a clue is not looked at if a character is of its symbols with this probability */
#define COMMON_HEAD			0.98

struct PrefilterBuilder
{
	int			npatterns;
	uint64	   *unfiltered;		/* bitmap of the patterns without a requirement */
	MemoryContext scratch;		/* reset after each pattern */
	LiteralTableBuilder *literals;
	Size		literal_bytes;	/* added to literals */
	SequenceScannerBuilder *sequences;
	Clues		clues;
};

struct Prefilter
{
	int			npatterns;
	uint64	   *unfiltered;
	LiteralFinder *literals;		/* NULL if there are none */
	SequenceScanner *sequences; /* NULL if there are none */
	Clues		clues;
};

PrefilterBuilder *
prefilter_begin(int npatterns)
{
	PrefilterBuilder *b = palloc(sizeof(PrefilterBuilder));

	b->npatterns = npatterns;
	b->unfiltered = palloc(BITMAP_SIZE(Max(npatterns, 1)));
	bitmap_set_all(b->unfiltered, npatterns);
	b->scratch = AllocSetContextCreate(CurrentMemoryContext, "factag prefilter",
									   ALLOCSET_DEFAULT_SIZES);
	b->literals = literal_table_begin();
	b->literal_bytes = 0;
	b->sequences = sequence_scanner_begin();
	b->clues.npatterns = npatterns;
	b->clues.first_second = BITMAP_WORDS(npatterns) * 64;
	b->clues.nseconds = 0;
	b->clues.seconds = palloc(sizeof(int) * Max(npatterns, 1));
	memset(b->clues.seconds, -1, sizeof(int) * npatterns);
	b->clues.with_second = palloc0(BITMAP_SIZE(Max(npatterns, 1)));
	/* no more second clues than patterns */
	b->clues.heads = palloc0(sizeof(SymbolSet *) * (b->clues.first_second + Max(npatterns, 1)));
	return b;
}

/* Adds the literals of a pattern. Returns false, and adds nothing, if there is no room. */
static bool
add_literals(PrefilterBuilder *b, int number, const LiteralSet *set)
{
	uint8		bytes[LITERAL_MAX_BYTES];
	int			flags;
	int			total = 0;

	for (int i = 0; i < set->n; i++)
		total += literal_encode(&set->literals[i], bytes, &flags);
	if (total > LARGE_SET && b->literal_bytes + total > MAX_LITERAL_BYTES)
		return false;
	b->literal_bytes += total;
	for (int i = 0; i < set->n; i++)
	{
		int			n = literal_encode(&set->literals[i], bytes, &flags);

		literal_table_add(b->literals, number, bytes, n, flags, literal_end(&set->literals[i]));
	}
	return true;
}

/* Adds a clue; false if there is none, or no room. */
static bool
add_clue(PrefilterBuilder *b, int number, const Clue *clue)
{
	SymbolSet	head = {{0}};

	if (clue->literals)
	{
		if (!add_literals(b, number, clue->literals))
			return false;
		head = clue->literals->head;
	}
	else if (clue->sequences)
	{
		if (!sequence_scanner_add(b->sequences, number, clue->sequences))
			return false;
		for (int i = 0; i < clue->sequences->n; i++)
			symbols_unite(&head, &clue->sequences->alternatives[i].head);
	}
	else
		return false;
	if (symbols_chance(&head) < COMMON_HEAD)
	{
		b->clues.heads[number] = palloc(sizeof(SymbolSet));
		*b->clues.heads[number] = head;
	}
	return true;
}

void
prefilter_add(PrefilterBuilder *b, int number, const char *pattern, int len, int flags)
{
	MemoryContext outer = MemoryContextSwitchTo(b->scratch);
	int			options = flags & PREFILTER_EXTENDED ? PATTERN_EXTENDED : 0;
	Clue		first = {NULL, NULL};
	Clue		second = {NULL, NULL};
	Requirement req;

	Assert(number >= 0 && number < b->npatterns);
	if (pattern_requirement(pattern, len, options, &req))
		requirement_choose(&req, &first, &second);
	MemoryContextSwitchTo(outer);
	if (add_clue(b, number, &first))
	{
		int			next = b->clues.first_second + b->clues.nseconds;

		bitmap_clear(b->unfiltered, number);
		if (add_clue(b, next, &second))
		{
			b->clues.seconds[number] = next;
			bitmap_set(b->clues.with_second, number);
			b->clues.nseconds++;
		}
	}
	MemoryContextReset(b->scratch);
}

Prefilter *
prefilter_finish(PrefilterBuilder *b)
{
	Prefilter  *f = palloc(sizeof(Prefilter));

	f->npatterns = b->npatterns;
	f->unfiltered = b->unfiltered;
	f->literals = literal_finder_make(literal_table_finish(b->literals));
	f->sequences = sequence_scanner_finish(b->sequences);
	f->clues = b->clues;
	MemoryContextDelete(b->scratch);
	pfree(b);
	return f;
}

StartRanges *
prefilter_ranges(const Prefilter *f)
{
	return start_ranges_make(&f->clues);
}

void
prefilter_scan(const Prefilter *f, const char *text, int len, StartRanges *ranges)
{
	Piece		piece;
	int			pieces = 0;

	start_ranges_begin(ranges, text, f->unfiltered);
	piece_begin(&piece, text);
	while (piece.to < len)
	{
		if (!piece_next(&piece, len))
		{
			start_ranges_everywhere(ranges);
			return;
		}
		if (f->literals)
			literal_finder_scan(f->literals, &piece, ranges);
		if (f->sequences)
			sequence_scanner_scan(f->sequences, &piece, ranges);
		if (++pieces % PIECES_BETWEEN_INTERRUPTS == 0)
			CHECK_FOR_INTERRUPTS();
	}
	start_ranges_end(ranges);
}
