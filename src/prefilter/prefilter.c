/*
 * prefilter.c
 *	  Finding which of many patterns can match a text at all.
 *
 * From each pattern the prefilter derives a requirement: something that every
 * match contains and that is cheap to search for. One pass over a text finds the
 * patterns whose requirement occurs in it, the candidates. Only these are tried
 * with PCRE2. If a text has nothing to do with the rules, they are next to none.
 *
 * A pattern goes through these stages when the prefilter is made:
 *
 * 1) pattern_requirement.c reads the pattern's syntax and combines what its parts
 *	  require. A requirement (requirement.c) says this in two ways: in literals,
 *	  short strings of which one must occur, and in sequences of classes, such as
 *	  three digits and a hyphen, of which one must occur.
 *
 * 2) requirement_choose estimates how often either occurs in a text, and decides
 *	  which of them to search for, if any. Literals are preferred, since a scan
 *	  takes one step for each byte, however many literals there are.
 *
 * 3) The literals of all patterns go into one automaton (automaton.c), the
 *	  sequences into one scanner (sequence_scanner.c). A pattern that requires
 *	  neither is unfiltered: a candidate for every text.
 *
 * A text is scanned in pieces. Each piece is folded (character.c) in two forms:
 * into UTF-8 for the automaton, and into symbols, one byte for each character,
 * for the scanner.
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
 * little. So pattern 0 is searched for by the automaton, pattern 1 by the
 * scanner, and pattern 2 is unfiltered:
 *
 *	 text                           candidates   matches
 *	 Get FREE  meds now             0, 2         0
 *	 The carefree meet in 100-B     1, 2
 *	 Call 555-1234                  1, 2         1, 2
 *	 Nothing of interest            2
 *
 * INVARIANT: a pattern that matches a text is a candidate for it. Each stage may
 * require too little, and never too much:
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
 *	 - For a text with a character that ICU does not know, all patterns are
 *	   candidates, since PCRE2 may know the character's other case.
 */
#include "prefilter/prefilter.h"

#include "miscadmin.h"
#include "utils/memutils.h"

#include "prefilter/automaton.h"
#include "prefilter/bitmap.h"
#include "prefilter/character.h"
#include "prefilter/pattern_requirement.h"
#include "prefilter/sequence_scanner.h"

#define PIECE		4096		/* bytes of text folded at a time */
#define PIECES_BETWEEN_INTERRUPTS 16

/* bytes kept before a piece, for the automaton to look back: folded text, at first zeros */
#define HISTORY		(AUTOMATON_MAX_LITERAL + 8)

/*
 * Bytes of literals in a prefilter, each of which may take forty bytes of memory.
 * Above this, patterns with more than LARGE_SET bytes of literals are unfiltered.
 */
#define MAX_LITERAL_BYTES	(2 * 1024 * 1024)
#define LARGE_SET			256

struct PrefilterBuilder
{
	int			npatterns;
	uint64	   *unfiltered;		/* bitmap of the patterns without a requirement */
	MemoryContext scratch;		/* reset after each pattern */
	AutomatonBuilder *literals;
	Size		literal_bytes;	/* added to literals */
	SequenceScannerBuilder *sequences;
};

struct Prefilter
{
	int			npatterns;
	uint64	   *unfiltered;
	Automaton  *literals;		/* NULL if there are none */
	uint64	   *seen;			/* bitmap of the automaton's literals, used by a scan */
	SequenceScanner *sequences; /* NULL if there are none */
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
	b->literals = automaton_begin();
	b->literal_bytes = 0;
	b->sequences = sequence_scanner_begin();
	return b;
}

/* Adds the literals of a pattern. Returns false, and adds nothing, if there is no room. */
static bool
add_literals(PrefilterBuilder *b, int number, const LiteralSet *set)
{
	uint8		bytes[AUTOMATON_MAX_LITERAL];
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

		automaton_add(b->literals, number, bytes, n, flags);
	}
	return true;
}

void
prefilter_add(PrefilterBuilder *b, int number, const char *pattern, int len, int flags)
{
	MemoryContext outer = MemoryContextSwitchTo(b->scratch);
	int			options = flags & PREFILTER_EXTENDED ? PATTERN_EXTENDED : 0;
	RequirementKind kind = REQUIRE_NOTHING;
	Requirement req;

	Assert(number >= 0 && number < b->npatterns);
	if (pattern_requirement(pattern, len, options, &req))
		kind = requirement_choose(&req);
	MemoryContextSwitchTo(outer);
	if ((kind == REQUIRE_LITERALS && add_literals(b, number, &req.best)) ||
		(kind == REQUIRE_SEQUENCES && sequence_scanner_add(b->sequences, number, &req.sequences)))
		bitmap_clear(b->unfiltered, number);
	MemoryContextReset(b->scratch);
}

Prefilter *
prefilter_finish(PrefilterBuilder *b)
{
	Prefilter  *f = palloc(sizeof(Prefilter));

	f->npatterns = b->npatterns;
	f->unfiltered = b->unfiltered;
	f->literals = automaton_finish(b->literals);
	f->seen = f->literals ? palloc(BITMAP_SIZE(automaton_literals(f->literals))) : NULL;
	f->sequences = sequence_scanner_finish(b->sequences);
	MemoryContextDelete(b->scratch);
	pfree(b);
	return f;
}

/*
 * Folds the next piece of a text into bytes and symbols. Returns where the piece
 * ends, NULL if it has a character that ICU does not know.
 */
static const uint8 *
fold_piece(const uint8 *p, const uint8 *end, uint8 *bytes, int *nbytes,
		   uint8 *symbols, int *nsymbols)
{
	const uint8 *stop = end - p > PIECE ? p + PIECE : end;
	uint8	   *b = bytes;
	uint8	   *s = symbols;

	while (p < stop)
	{
		if (*p < 0x80)
			*b++ = *s++ = ascii_fold[*p++];
		else
		{
			uint32		c = character_fold(character_read(&p, end));

			if (unlikely(c == CHARACTER_UNKNOWN))
				return NULL;
			b += character_write(c, b);
			*s++ = character_symbol(c);
		}
	}
	*nbytes = b - bytes;
	*nsymbols = s - symbols;
	return p;
}

void
prefilter_scan(const Prefilter *f, const char *text, int len, uint64 *candidates)
{
	uint8		buffer[HISTORY + 2 * PIECE + 8];	/* folding can make two bytes three */
	uint8		symbols[PIECE];
	const uint8 *p = (const uint8 *) text;
	const uint8 *end = p + len;
	AutomatonScan scan = {0, f->seen};
	int			pieces = 0;

	memcpy(candidates, f->unfiltered, BITMAP_SIZE(f->npatterns));
	if (f->literals)
		bitmap_clear_all(f->seen, automaton_literals(f->literals));
	memset(buffer, 0, HISTORY);
	while (p < end)
	{
		int			nbytes;
		int			nsymbols;
		bool		begin = p == (const uint8 *) text;

		p = fold_piece(p, end, buffer + HISTORY, &nbytes, symbols, &nsymbols);
		if (!p)
		{
			bitmap_set_all(candidates, f->npatterns);
			return;
		}
		if (f->literals)
			automaton_scan(f->literals, &scan, buffer + HISTORY, nbytes, candidates);
		if (f->sequences)
			sequence_scanner_scan(f->sequences, symbols, nsymbols, begin);
		memmove(buffer, buffer + nbytes, HISTORY);
		if (++pieces % PIECES_BETWEEN_INTERRUPTS == 0)
			CHECK_FOR_INTERRUPTS();
	}
	if (f->sequences && len > 0)
		sequence_scanner_candidates(f->sequences, candidates);
}
