/*
 * idset.c
 *	  Type idset: input and output.
 */
#include "idset/idset.h"

#include "miscadmin.h"
#include "utils/builtins.h"

#include "idset/id_builder.h"
#include "idset/idset_format.h"
#include "text/text_type.h"

static const char *const syntax_hint = "Write ids and runs of ids: {1-3,7,70000}. The empty set is {}.";

/* ids or runs that are read or printed between two checks for interrupts */
#define INTERRUPT_ITEMS 4096

bool
idset_read_id(Lexer *lx, int64 *id)
{
	const char *start = lex_blanks_end(lx->cur, lx->end);
	bool		negative = start < lx->end && *start == '-';
	const char *digits = start + negative;
	const char *p = digits;
	uint64		limit = (uint64) PG_INT64_MAX + negative;
	uint64		value = 0;

	for (; p < lx->end && *p >= '0' && *p <= '9'; p++)
	{
		uint64		digit = *p - '0';

		if (value > (limit - digit) / 10)
			return lex_fail_code(lx, ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE, start, NULL,
								 "An id is a bigint, from " INT64_FORMAT " to " INT64_FORMAT ".",
								 PG_INT64_MIN, PG_INT64_MAX);
		value = value * 10 + digit;
		if (unlikely((p - digits) % FACTAG_INTERRUPT_BYTES == FACTAG_INTERRUPT_BYTES - 1))
			CHECK_FOR_INTERRUPTS();
	}
	lx->cur = p;
	if (p == digits)
		return lex_fail(lx, start, syntax_hint, "Expected an id, found %s.", lex_describe(lx));
	*id = negative ? (int64) (0 - value) : (int64) value;
	return true;
}

/* what a text has been found to need, as far as it is read */
typedef struct Needed
{
	int64		highest;		/* key of the last block; PG_INT64_MIN before the first */
	int64		blocks;			/* at least */
} Needed;

/*
 * Returns whether a set with this run, too, may have few enough blocks. So a text with
 * runs of no sensible length fails softly, and before it takes time; the builder has
 * the exact number.
 */
static bool
few_blocks(Needed *needed, int64 first, int64 last)
{
	int64		from = Max(first >> ID_BLOCK_BITS, needed->highest + 1);
	int64		to = last >> ID_BLOCK_BITS;

	if (to < from)
		return true;
	needed->highest = to;
	needed->blocks += to - from + 1;
	return needed->blocks <= FACTAG_MAX_ID_BLOCKS;
}

/* Reads an id or a run, which may be in quotes, as array_out and drivers write elements. */
static bool
read_item(Lexer *lx, IdBuilder *builder, Needed *needed)
{
	const char *start;
	bool		quoted = lex_accept(lx, '"');
	int64		first;
	int64		last;

	start = lex_blanks_end(lx->cur, lx->end);
	if (!idset_read_id(lx, &first))
		return false;
	last = first;
	if (lex_accept(lx, '-') && !idset_read_id(lx, &last))
		return false;
	if (quoted && !lex_accept(lx, '"'))
		return lex_fail(lx, lx->cur, syntax_hint, "Expected a closing quote, found %s.", lex_describe(lx));
	if (last < first)
		return lex_fail(lx, start, syntax_hint, "A run begins with its smaller id.");
	if (!few_blocks(needed, first, last))
		return lex_fail_code(lx, ERRCODE_PROGRAM_LIMIT_EXCEEDED, start, NULL,
							 "The ids of an idset may be in at most %d blocks of %d ids.",
							 FACTAG_MAX_ID_BLOCKS, ID_BLOCK_IDS);
	if (first == last)
		id_builder_add(builder, first);
	else
		id_builder_add_run(builder, first, last);
	return true;
}

/* Reads a list of ids and runs between braces. */
static bool
read_items(Lexer *lx, IdBuilder *builder)
{
	const char *start = lex_blanks_end(lx->cur, lx->end);
	Needed		needed = {PG_INT64_MIN, 0};
	uint32		n = 0;

	/* 5::bigint <@ '[1,9]' finds this type, and may mean a range: JSON must say what it is */
	if (lex_accept(lx, '['))
		return lex_fail(lx, start, "Cast JSON through jsonb: '[1, 2]'::jsonb::idset.", "Type idset does not read JSON.");
	if (!lex_accept(lx, '{'))
		return lex_fail(lx, lx->cur, syntax_hint, "Expected \"{\", found %s.", lex_describe(lx));
	if (lex_accept(lx, '}'))
		return true;
	do
	{
		if (unlikely(++n % INTERRUPT_ITEMS == 0))
			CHECK_FOR_INTERRUPTS();
		if (!read_item(lx, builder, &needed))
			return false;
	} while (lex_accept(lx, ','));
	return lex_accept(lx, '}') ||
		lex_fail(lx, lx->cur, syntax_hint, "Expected \",\" or \"}\", found %s.", lex_describe(lx));
}

static Datum
parse(Lexer *lx)
{
	IdBuilder  *builder = id_builder_make(CurrentMemoryContext);

	if (!read_items(lx, builder))
		return (Datum) 0;
	lex_skip_blanks(lx);
	if (lx->cur < lx->end)
	{
		lex_fail(lx, lx->cur, syntax_hint, "Expected the end, found %s.", lex_describe(lx));
		return (Datum) 0;
	}
	return PointerGetDatum(idset_store(id_builder_finish(builder)));
}

/* Appends a number. */
static void
append_id(StringInfo out, int64 id)
{
	enlargeStringInfo(out, MAXINT8LEN + 1);
	out->len += pg_lltoa(id, out->data + out->len);
}

static void
deparse(StringInfo out, Datum value)
{
	IdReader	reader;
	int64		first;
	int64		last;
	uint32		n = 0;

	id_reader_init(&reader, idset_blocks(DatumGetPackedP(value)));
	appendStringInfoChar(out, '{');
	while (id_reader_next_run(&reader, &first, &last))
	{
		if (unlikely(++n % INTERRUPT_ITEMS == 0))
			CHECK_FOR_INTERRUPTS();
		if (n > 1)
			appendStringInfoChar(out, ',');
		append_id(out, first);
		if (last == first)
			continue;
		/* two ids are no run: {1,2} is what an array prints, too */
		appendStringInfoChar(out, last == first + 1 ? ',' : '-');
		append_id(out, last);
	}
	appendStringInfoChar(out, '}');
}

TEXT_TYPE(idset, parse, deparse);

IdBlocks *
idset_blocks(const struct varlena *idset)
{
	IdBlocks   *set = id_blocks_make();

	idset_append_blocks(set, idset);
	return set;
}
