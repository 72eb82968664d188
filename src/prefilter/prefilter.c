/*
 * prefilter.c
 *	  Which of many patterns can match a text at all.
 *
 * A pattern is looked for by literals one of which it must hold, all in one
 * automaton; one without good literals by sequences of classes; one without
 * either always runs. Text is folded on the way, a piece at a time.
 */
#include "prefilter/prefilter.h"

#include "miscadmin.h"
#include "utils/memutils.h"

#include "prefilter/automaton.h"
#include "prefilter/pattern.h"

#define PIECE		4096		/* bytes of text folded at a time */
#define PIECES_BETWEEN_INTERRUPTS 16

/* zeros or folded text before a piece, for the automaton to look back */
#define HISTORY		(AUTOMATON_MAX_LITERAL + 8)

/*
 * Bytes of literals, of which one may take forty bytes of memory. Beyond them
 * patterns with many literals always run.
 */
#define MAX_LITERAL_BYTES	(2 * 1024 * 1024)
#define LARGE_SET			256

struct PrefilterBuilder
{
	int			npatterns;
	uint64	   *always;
	MemoryContext scratch;		/* of one pattern's reading */
	AutomatonBuilder *literals;
	Size		literal_bytes;
	SequenceBuilder *sequences;
};

struct Prefilter
{
	int			npatterns;
	uint64	   *always;
	Automaton  *literals;		/* NULL if there are none */
	uint64	   *seen;			/* of the automaton's literals, for one scan */
	SequenceScanner *sequences; /* NULL if there are none */
};

static inline void
clear_bit(uint64 *bitmap, int i)
{
	bitmap[i / 64] &= ~(UINT64CONST(1) << (i % 64));
}

static void
set_all(uint64 *bitmap, int n)
{
	for (int i = 0; i < PREFILTER_WORDS(n); i++)
		bitmap[i] = i < n / 64 ? ~UINT64CONST(0) : (UINT64CONST(1) << (n % 64)) - 1;
}

PrefilterBuilder *
prefilter_begin(int npatterns)
{
	PrefilterBuilder *b = palloc(sizeof(PrefilterBuilder));

	b->npatterns = npatterns;
	b->always = palloc(Max(PREFILTER_WORDS(npatterns), 1) * sizeof(uint64));
	set_all(b->always, npatterns);
	b->scratch = AllocSetContextCreate(CurrentMemoryContext, "factag prefilter", ALLOCSET_DEFAULT_SIZES);
	b->literals = automaton_begin();
	b->literal_bytes = 0;
	b->sequences = sequence_begin();
	return b;
}

/* Makes the pattern a candidate where one of them occurs; false, nothing done, if there is no room. */
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
	RequirementKind	kind = REQUIRE_NOTHING;
	Requirement		d;

	Assert(number >= 0 && number < b->npatterns);
	if (pattern_requirement(pattern, len, flags & PREFILTER_EXTENDED ? PATTERN_EXTENDED : 0, &d))
		kind = requirement_choose(&d);
	MemoryContextSwitchTo(outer);
	if ((kind == REQUIRE_LITERALS && add_literals(b, number, &d.best)) ||
		(kind == REQUIRE_SEQUENCES && sequence_add(b->sequences, number, &d.sequences)))
		clear_bit(b->always, number);
	MemoryContextReset(b->scratch);
}

Prefilter *
prefilter_finish(PrefilterBuilder *b)
{
	Prefilter  *f = palloc(sizeof(Prefilter));

	f->npatterns = b->npatterns;
	f->always = b->always;
	f->literals = automaton_finish(b->literals);
	f->seen = f->literals ? palloc(PREFILTER_WORDS(automaton_literals(f->literals)) * sizeof(uint64)) : NULL;
	f->sequences = sequence_finish(b->sequences);
	MemoryContextDelete(b->scratch);
	pfree(b);
	return f;
}

/*
 * Folds the next piece of text into bytes and symbols. Returns where it
 * stopped, NULL if a character is not known.
 */
static const uint8 *
fold_piece(const uint8 *p, const uint8 *end, uint8 *bytes, int *nbytes, uint8 *symbols, int *nsymbols)
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
	uint8		buffer[HISTORY + 2 * PIECE + 8];	/* folding may lengthen two bytes to three */
	uint8		symbols[PIECE];
	const uint8 *p = (const uint8 *) text;
	const uint8 *end = p + len;
	AutomatonScan scan = {0, f->seen};
	int			pieces = 0;

	memcpy(candidates, f->always, PREFILTER_WORDS(f->npatterns) * sizeof(uint64));
	if (f->literals)
		memset(f->seen, 0, PREFILTER_WORDS(automaton_literals(f->literals)) * sizeof(uint64));
	memset(buffer, 0, HISTORY);
	while (p < end)
	{
		int			nbytes;
		int			nsymbols;
		bool		begin = p == (const uint8 *) text;

		p = fold_piece(p, end, buffer + HISTORY, &nbytes, symbols, &nsymbols);
		if (!p)
		{
			set_all(candidates, f->npatterns);
			return;
		}
		if (f->literals)
			automaton_scan(f->literals, &scan, buffer + HISTORY, nbytes, candidates);
		if (f->sequences)
			sequence_scan(f->sequences, symbols, nsymbols, begin);
		memmove(buffer, buffer + nbytes, HISTORY);
		if (++pieces % PIECES_BETWEEN_INTERRUPTS == 0)
			CHECK_FOR_INTERRUPTS();
	}
	if (f->sequences && len > 0)
		sequence_candidates(f->sequences, candidates);
}
