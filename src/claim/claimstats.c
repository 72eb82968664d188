/*
 * claimstats.c
 *	  Type claimstats: its bytes, input and output, and what is looked up in it.
 */
#include "claim/claimstats.h"

#include <math.h>

#include "miscadmin.h"
#include "utils/memutils.h"

#include "ascii.h"
#include "claim/claim_terms.h"
#include "memo.h"
#include "text/bytes.h"
#include "text/text_type.h"

#define TYPE "claimstats"

/* bytes of a listed term, at least */
#define LEAST_ENTRY 2

static const char *const syntax_hint = "Values of claimstats and claimquery are read as they were printed. Make them of texts with claim_stats(claim) and claim_query(post, stats).";

StaticAssertDecl(1 + VARINT64_BYTES <= FACTAG_HEADER_BYTES, "the number of documents must be in the first bytes");
StaticAssertDecl((UINT64CONST(1) << 62) / CLAIM_MAX_TERMS >= CLAIM_MAX_TEXTS, "the terms of all texts must be an int64");
StaticAssertDecl(CLAIM_MAX_LISTED < MaxAllocSize / (8 + 1 + 10 + 1), "statistics must print to less than 1 GB");

float8
claim_idf(const ClaimCorpus *corpus, float8 texts)
{
	/* Robertson and Zaragoza 2009, with 1 added so that no weight is negative */
	return log(1 + (Max(corpus->documents, 1) - texts + 0.5) / (texts + 0.5));
}

void
claim_damaged(const char *type)
{
	ereport(ERROR,
			(errcode(ERRCODE_DATA_CORRUPTED),
			 errmsg("a %s is damaged", type)));
}

const uint8 *
claim_read_number(const char *type, const uint8 *p, const uint8 *end, uint64 most, uint64 *number)
{
	if (end - p < VARINT64_BYTES)
	{
		const uint8 *last = p;

		while (last < end && *last >= 0x80)
			last++;
		if (last >= end)
			claim_damaged(type);
	}
	p = get_varint64(p, number);
	if (*number > most)
		claim_damaged(type);
	return p;
}

const uint8 *
claim_read_corpus(const char *type, const struct varlena *value, ClaimCorpus *corpus)
{
	const uint8 *p = (const uint8 *) VARDATA_ANY(value);
	const uint8 *end = p + VARSIZE_ANY_EXHDR(value);

	if (p >= end || *p != FACTAG_FORMAT)
		factag_unknown_layout(type);
	p = claim_read_number(type, p + 1, end, CLAIM_MAX_TEXTS, &corpus->documents);
	p = claim_read_number(type, p, end, corpus->documents * CLAIM_MAX_TERMS, &corpus->terms);
	p = claim_read_number(type, p, end, corpus->terms, &corpus->keys);
	if (corpus->keys < corpus->documents)
		claim_damaged(type);
	return p;
}

void
claim_write_corpus(StringInfo out, const ClaimCorpus *corpus)
{
	appendStringInfoChar(out, FACTAG_FORMAT);
	put_varint64(out, corpus->documents);
	put_varint64(out, corpus->terms);
	put_varint64(out, corpus->keys);
}

struct varlena *
claimstats_make(const ClaimCorpus *corpus, const ClaimCount *counts, uint32 n, bool all)
{
	uint32		from = all ? 1 : claim_listed_from(corpus);
	uint32		listed = 0;
	uint32		next = 0;
	StringInfoData out;

	for (uint32 i = 0; i < n; i++)
		listed += counts[i].texts >= from;
	if (listed > CLAIM_MAX_LISTED && !all)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("statistics of claims list at most %d terms", CLAIM_MAX_LISTED),
				 errhint("Make the statistics of a part of the claims.")));
	initStringInfo(&out);
	/* space for the varlena header, which is set at the end */
	put_uint32(&out, 0);
	claim_write_corpus(&out, corpus);
	put_varint(&out, listed);
	for (uint32 i = 0; i < n; i++)
	{
		CHECK_FOR_INTERRUPTS();
		if (counts[i].texts < from)
			continue;
		put_varint(&out, counts[i].hash - next);
		put_varint(&out, counts[i].texts - from);
		next = counts[i].hash + 1;
	}
	SET_VARSIZE(out.data, out.len);
	return (struct varlena *) out.data;
}

ClaimCount *
claimstats_counts(const struct varlena *stats, bool all, ClaimCorpus *corpus, uint32 *n)
{
	const uint8 *p = claim_read_corpus(TYPE, stats, corpus);
	const uint8 *end = (const uint8 *) VARDATA_ANY(stats) + VARSIZE_ANY_EXHDR(stats);
	uint32		from = all ? 1 : claim_listed_from(corpus);
	uint64		next = 0;
	uint64		listed;
	ClaimCount *counts;

	p = claim_read_number(TYPE, p, end, all ? PG_UINT32_MAX : CLAIM_MAX_LISTED, &listed);
	/* before memory is allocated for so many terms */
	if (listed > (uint64) (end - p) / LEAST_ENTRY)
		claim_damaged(TYPE);
	counts = palloc_extended(Max(listed, 1) * sizeof(ClaimCount), MCXT_ALLOC_HUGE);
	for (uint64 i = 0; i < listed; i++)
	{
		uint64		gap;
		uint64		more;

		CHECK_FOR_INTERRUPTS();
		p = claim_read_number(TYPE, p, end, PG_UINT32_MAX, &gap);
		p = claim_read_number(TYPE, p, end, PG_UINT32_MAX, &more);
		if (next + gap > PG_UINT32_MAX || from + more > corpus->documents)
			claim_damaged(TYPE);
		counts[i] = (ClaimCount) {(uint32) (next + gap), (uint32) (from + more)};
		next += gap + 1;
	}
	if (p != end)
		claim_damaged(TYPE);
	*n = (uint32) listed;
	return counts;
}

ClaimCount *
claim_add_counts(const ClaimCount *a, uint32 na, const ClaimCount *b, uint32 nb, uint32 *n)
{
	ClaimCount *sum = palloc_extended(Max((Size) na + nb, 1) * sizeof(ClaimCount), MCXT_ALLOC_HUGE);
	uint32		i = 0;
	uint32		j = 0;

	for (*n = 0; i < na || j < nb; (*n)++)
	{
		CHECK_FOR_INTERRUPTS();
		if (j >= nb || (i < na && a[i].hash < b[j].hash))
			sum[*n] = a[i++];
		else if (i >= na || b[j].hash < a[i].hash)
			sum[*n] = b[j++];
		else
		{
			sum[*n] = (ClaimCount) {a[i].hash, a[i].texts + b[j].texts};
			i++;
			j++;
		}
	}
	return sum;
}

void
claim_add_corpus(ClaimCorpus *corpus, const ClaimCorpus *other)
{
	/* a text has few enough terms that their number does not overflow */
	corpus->documents += other->documents;
	corpus->terms += other->terms;
	corpus->keys += other->keys;
	if (corpus->documents > CLAIM_MAX_TEXTS)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("statistics of claims are of at most %u texts", CLAIM_MAX_TEXTS),
				 errhint("Make the statistics of a part of the claims.")));
}

/* Skips blanks and a word; returns false if it is not there, without an error. */
static bool
accept_word(Lexer *lx, const char *word)
{
	Size		len = strlen(word);

	lex_skip_blanks(lx);
	if ((Size) (lx->end - lx->cur) < len || memcmp(lx->cur, word, len) != 0)
		return false;
	lx->cur += len;
	return true;
}

/* Reads a whole number of at most so much. */
static bool
parse_number(Lexer *lx, uint64 most, uint64 *number)
{
	const char *start = lx->cur;

	*number = 0;
	for (; lx->cur < lx->end && ascii_is_digit(*lx->cur); lx->cur++)
	{
		uint64		digit = *lx->cur - '0';

		if (*number > (most - digit) / 10)
			return lex_fail(lx, start, syntax_hint, "The number is too large here.");
		*number = *number * 10 + digit;
	}
	return lx->cur > start || lex_fail(lx, start, syntax_hint, "Expected a number, found %s.", lex_describe(lx));
}

bool
claim_parse_count(Lexer *lx, const char *name, uint64 most, uint64 *count)
{
	if (!accept_word(lx, name) || lx->cur >= lx->end || *lx->cur != '=')
		return lex_fail(lx, lx->cur, syntax_hint, "Expected \"%s=\", found %s.", name, lex_describe(lx));
	lx->cur++;
	return parse_number(lx, most, count);
}

bool
claim_parse_corpus(Lexer *lx, ClaimCorpus *corpus)
{
	const char *start = lx->cur;

	if (!claim_parse_count(lx, "documents", CLAIM_MAX_TEXTS, &corpus->documents) ||
		!claim_parse_count(lx, "terms", PG_INT64_MAX, &corpus->terms) ||
		!claim_parse_count(lx, "keys", PG_INT64_MAX, &corpus->keys))
		return false;
	if (corpus->documents > corpus->keys || corpus->keys > corpus->terms)
		return lex_fail(lx, start, syntax_hint, "There are at least as many keys as documents, and as many terms as keys.");
	/* so a sum does not overflow */
	if (corpus->terms > corpus->documents * CLAIM_MAX_TERMS)
		return lex_fail(lx, start, syntax_hint, "A document has at most %d terms.", CLAIM_MAX_TERMS);
	return true;
}

void
claim_print_corpus(StringInfo out, const ClaimCorpus *corpus)
{
	appendStringInfo(out, "documents=" UINT64_FORMAT " terms=" UINT64_FORMAT " keys=" UINT64_FORMAT,
					 corpus->documents, corpus->terms, corpus->keys);
}

bool
claim_parse_hash(Lexer *lx, int64 previous, uint32 *hash)
{
	const char *before = lx->cur;
	const char *start = lex_blanks_end(before, lx->end);

	if (start == before)
		return lex_fail(lx, start, syntax_hint, "Expected a blank, found %s.", lex_describe(lx));
	*hash = 0;
	lx->cur = start;
	for (int i = 0; i < 8; i++, lx->cur++)
	{
		char		c = lx->cur < lx->end ? *lx->cur : 0;

		if (!ascii_is_digit(c) && !(c >= 'a' && c <= 'f'))
			return lex_fail(lx, start, syntax_hint, "Expected the hash value of a term, eight hexadecimal digits.");
		*hash = *hash << 4 | (uint32) (c <= '9' ? c - '0' : c - 'a' + 10);
	}
	return (int64) *hash > previous ||
		lex_fail(lx, start, syntax_hint, "The hash values must be in ascending order, each once.");
}

bool
claim_parse_texts(Lexer *lx, const ClaimCorpus *corpus, uint32 *texts)
{
	const char *start = ++lx->cur;
	uint64		number;

	if (!parse_number(lx, PG_UINT32_MAX, &number))
		return false;
	*texts = (uint32) number;
	return (number >= claim_listed_from(corpus) && number <= corpus->documents) ||
		lex_fail(lx, start, syntax_hint, "A term that is listed is in at least %u texts here, and at most in all.", claim_listed_from(corpus));
}

static Datum
parse(Lexer *lx)
{
	ClaimCorpus corpus;
	uint32		size = 64;
	uint32		n = 0;
	ClaimCount *counts;

	if (!claim_parse_corpus(lx, &corpus))
		return (Datum) 0;
	counts = palloc(size * sizeof(ClaimCount));
	while (lex_blanks_end(lx->cur, lx->end) < lx->end)
	{
		CHECK_FOR_INTERRUPTS();
		if (n == size)
			counts = repalloc_huge(counts, (size *= 2) * sizeof(ClaimCount));
		if (!claim_parse_hash(lx, n > 0 ? (int64) counts[n - 1].hash : -1, &counts[n].hash))
			return (Datum) 0;
		if (lx->cur >= lx->end || *lx->cur != ':')
		{
			lex_fail(lx, lx->cur, syntax_hint, "Expected \":\", found %s.", lex_describe(lx));
			return (Datum) 0;
		}
		if (!claim_parse_texts(lx, &corpus, &counts[n].texts))
			return (Datum) 0;
		if (++n > CLAIM_MAX_LISTED)
		{
			lex_fail_code(lx, ERRCODE_PROGRAM_LIMIT_EXCEEDED, lx->cur, NULL, "At most %d terms are listed.", CLAIM_MAX_LISTED);
			return (Datum) 0;
		}
	}
	return PointerGetDatum(claimstats_make(&corpus, counts, n, false));
}

static void
deparse(StringInfo out, Datum value)
{
	ClaimCorpus corpus;
	uint32		n;
	ClaimCount *counts = claimstats_counts(DatumGetPackedP(value), false, &corpus, &n);

	claim_print_corpus(out, &corpus);
	for (uint32 i = 0; i < n; i++)
	{
		CHECK_FOR_INTERRUPTS();
		appendStringInfo(out, " %08x:%u", counts[i].hash, counts[i].texts);
	}
}

TEXT_TYPE(claimstats, parse, deparse);

/* Memo.compile */
static void *
make_lookup(const struct varlena *stats)
{
	ClaimLookup *lookup = palloc(sizeof(ClaimLookup));
	uint32		n;
	ClaimCount *counts = claimstats_counts(stats, false, &lookup->corpus, &n);

	claim_table_init(&lookup->texts, n);
	for (uint32 i = 0; i < n; i++)
	{
		CHECK_FOR_INTERRUPTS();
		*claim_table_slot(&lookup->texts, counts[i].hash) = (ClaimSlot) {counts[i].hash, counts[i].texts};
	}
	pfree(counts);
	return lookup;
}

const ClaimLookup *
claimstats_argument(FunctionCallInfo fcinfo, int argno)
{
	static Memo memo = {
		.name = "factag statistics of claims",
		.compile = make_lookup,
		.limit = &memo_cache_size
	};

	return memo_argument(&memo, fcinfo, argno);
}

PG_FUNCTION_INFO_V1(claimstats_documents);
Datum
claimstats_documents(PG_FUNCTION_ARGS)
{
	const struct varlena *head = factag_header_slice(PG_GETARG_DATUM(0));
	const uint8 *p = (const uint8 *) VARDATA_ANY(head);
	const uint8 *end = p + VARSIZE_ANY_EXHDR(head);
	uint64		documents;

	if (p >= end || *p != FACTAG_FORMAT)
		factag_unknown_layout(TYPE);
	(void) claim_read_number(TYPE, p + 1, end, CLAIM_MAX_TEXTS, &documents);
	PG_RETURN_INT64((int64) documents);
}

PG_FUNCTION_INFO_V1(claimstats_concat);
Datum
claimstats_concat(PG_FUNCTION_ARGS)
{
	ClaimCorpus corpus;
	ClaimCorpus other;
	ClaimCount *a;
	ClaimCount *b;
	uint32		na;
	uint32		nb;
	uint32		n;

	if (PG_ARGISNULL(0) && PG_ARGISNULL(1))
		PG_RETURN_NULL();
	if (PG_ARGISNULL(0) || PG_ARGISNULL(1))
		PG_RETURN_DATUM(PG_GETARG_DATUM(PG_ARGISNULL(0)));
	a = claimstats_counts(PG_GETARG_PACKED_P(0), false, &corpus, &na);
	b = claimstats_counts(PG_GETARG_PACKED_P(1), false, &other, &nb);
	claim_add_corpus(&corpus, &other);
	a = claim_add_counts(a, na, b, nb, &n);
	PG_RETURN_POINTER(claimstats_make(&corpus, a, n, false));
}
