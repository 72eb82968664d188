/*
 * claimquery.c
 *	  Type claimquery: its bytes, input and output, and the query of a post.
 */
#include "claim/claimquery.h"

#include <math.h>

#include "miscadmin.h"

#include "claim/claim_terms.h"
#include "memo.h"
#include "text/bytes.h"
#include "text/number.h"
#include "text/text_type.h"

#define TYPE "claimquery"

/* keys are rare: in at most this share of the texts, or so many if that is more, but never in more than so many */
#define KEY_SHARE		0.02
#define KEY_TEXTS		50
#define KEY_MOST_TEXTS	5000

/* weights are whole numbers, so that the order of a sum does not matter */
#define WEIGHT_UNIT 65536

/* bytes of a term, at least */
#define LEAST_TERM 2

/* ln(2 + 2 * CLAIM_MAX_TEXTS) is less than 23 */
StaticAssertDecl(UINT64CONST(23) * WEIGHT_UNIT * CLAIM_MAX_KEYS <= PG_UINT32_MAX, "the weights of all keys must add up to a uint32");

static const char *const syntax_hint = "Queries of claims are made by the function claim_query, and read back as they were printed.";

/* a term as it is stored */
typedef struct StoredTerm
{
	uint32		hash;
	uint32		texts;			/* 0 if it is not listed */
	bool		gram;
} StoredTerm;

/* what is stored */
typedef struct StoredQuery
{
	ClaimCorpus corpus;
	float4		least;
	uint32		n;
	StoredTerm *terms;			/* in ascending order of hash values */
} StoredQuery;

static struct varlena *
store(const StoredQuery *query)
{
	uint32		from = claim_listed_from(&query->corpus);
	uint32		next = 0;
	StringInfoData out;

	initStringInfo(&out);
	/* space for the varlena header, which is set at the end */
	put_uint32(&out, 0);
	claim_write_corpus(&out, &query->corpus);
	put_float4(&out, query->least);
	put_varint(&out, query->n);
	for (uint32 i = 0; i < query->n; i++)
	{
		const StoredTerm *term = &query->terms[i];
		uint64		count = term->texts == 0 ? 0 : (uint64) term->texts - from + 1;

		CHECK_FOR_INTERRUPTS();
		put_varint(&out, term->hash - next);
		put_varint64(&out, count << 1 | term->gram);
		next = term->hash + 1;
	}
	SET_VARSIZE(out.data, out.len);
	return (struct varlena *) out.data;
}

static void
load(const struct varlena *stored, StoredQuery *query)
{
	const uint8 *p = claim_read_corpus(TYPE, stored, &query->corpus);
	const uint8 *end = (const uint8 *) VARDATA_ANY(stored) + VARSIZE_ANY_EXHDR(stored);
	uint32		from = claim_listed_from(&query->corpus);
	uint64		next = 0;
	uint64		n;

	if (end - p < 4)
		claim_damaged(TYPE);
	query->least = get_float4(p);
	p = claim_read_number(TYPE, p + 4, end, CLAIM_MAX_TERMS, &n);
	/* before memory is allocated for so many terms */
	if (n > (uint64) (end - p) / LEAST_TERM || !(query->least >= 0 && query->least <= 1))
		claim_damaged(TYPE);
	query->terms = palloc(Max(n, 1) * sizeof(StoredTerm));
	query->n = (uint32) n;
	for (uint64 i = 0; i < n; i++)
	{
		uint64		gap;
		uint64		number;
		uint64		texts;

		CHECK_FOR_INTERRUPTS();
		p = claim_read_number(TYPE, p, end, PG_UINT32_MAX, &gap);
		p = claim_read_number(TYPE, p, end, PG_INT64_MAX, &number);
		texts = number >> 1 == 0 ? 0 : (number >> 1) - 1 + from;
		if (next + gap > PG_UINT32_MAX || texts > query->corpus.documents)
			claim_damaged(TYPE);
		query->terms[i] = (StoredTerm) {(uint32) (next + gap), (uint32) texts, (number & 1) != 0};
		next += gap + 1;
	}
	if (p != end)
		claim_damaged(TYPE);
}

/* Reads "least=" and a share. */
static bool
parse_least(Lexer *lx, float4 *least)
{
	static const char name[] = "least=";
	const char *start;
	char	   *number;
	float8		value;

	lex_skip_blanks(lx);
	start = lx->cur;
	if ((Size) (lx->end - start) < strlen(name) || memcmp(start, name, strlen(name)) != 0)
		return lex_fail(lx, start, syntax_hint, "Expected \"%s\", found %s.", name, lex_describe(lx));
	start += strlen(name);
	for (lx->cur = start; lx->cur < lx->end && lex_blank(lx->cur, lx->end) == 0;)
		lx->cur++;
	number = pnstrdup(start, lx->cur - start);
	if (number_parse(number, true, &value) != NUMBER_OK || !(value >= 0 && value <= 1))
		return lex_fail(lx, start, syntax_hint, "Expected a number between 0 and 1.");
	*least = (float4) value;
	return true;
}

/* Reads a term: its hash value, "~" if it is a 4-gram, and how many texts have it if it is listed. */
static bool
parse_term(Lexer *lx, const ClaimCorpus *corpus, int64 previous, StoredTerm *term)
{
	if (!claim_parse_hash(lx, previous, &term->hash))
		return false;
	term->gram = lx->cur < lx->end && *lx->cur == '~';
	lx->cur += term->gram;
	term->texts = 0;
	return lx->cur >= lx->end || *lx->cur != ':' || claim_parse_texts(lx, corpus, &term->texts);
}

static Datum
parse(Lexer *lx)
{
	StoredQuery query = {0};
	uint32		size = 64;

	if (!claim_parse_corpus(lx, &query.corpus) || !parse_least(lx, &query.least))
		return (Datum) 0;
	query.terms = palloc(size * sizeof(StoredTerm));
	while (lex_blanks_end(lx->cur, lx->end) < lx->end)
	{
		CHECK_FOR_INTERRUPTS();
		if (query.n == CLAIM_MAX_TERMS)
		{
			lex_fail_code(lx, ERRCODE_PROGRAM_LIMIT_EXCEEDED, lx->cur, NULL, "A query has at most %d terms.", CLAIM_MAX_TERMS);
			return (Datum) 0;
		}
		if (query.n == size)
			query.terms = repalloc(query.terms, (size *= 2) * sizeof(StoredTerm));
		if (!parse_term(lx, &query.corpus, query.n > 0 ? (int64) query.terms[query.n - 1].hash : -1, &query.terms[query.n]))
			return (Datum) 0;
		query.n++;
	}
	return PointerGetDatum(store(&query));
}

static void
deparse(StringInfo out, Datum value)
{
	StoredQuery query;

	load(DatumGetPackedP(value), &query);
	claim_print_corpus(out, &query.corpus);
	appendStringInfoString(out, " least=");
	number_print4(out, query.least);
	for (uint32 i = 0; i < query.n; i++)
	{
		const StoredTerm *term = &query.terms[i];

		CHECK_FOR_INTERRUPTS();
		appendStringInfo(out, " %08x%s", term->hash, term->gram ? "~" : "");
		if (term->texts > 0)
			appendStringInfo(out, ":%u", term->texts);
	}
}

TEXT_TYPE(claimquery, parse, deparse);

/* qsort: by hash value, keys before 4-grams: of two terms with one hash value, the key is kept */
static int
compare_terms(const void *a, const void *b)
{
	const StoredTerm *x = a;
	const StoredTerm *y = b;

	CHECK_FOR_INTERRUPTS();
	if (x->hash != y->hash)
		return x->hash < y->hash ? -1 : 1;
	return (int) x->gram - (int) y->gram;
}

/* the terms of a post, while they are collected */
typedef struct PostTerms
{
	StoredTerm *terms;
	uint32		n;
	uint32		size;
} PostTerms;

/* ClaimTermFunction */
static void
add_term(void *arg, ClaimTerm term)
{
	PostTerms  *post = arg;

	if (unlikely(post->n == post->size))
		post->terms = repalloc(post->terms, (post->size *= 2) * sizeof(StoredTerm));
	post->terms[post->n++] = (StoredTerm) {term.hash, 0, term.gram};
}

PG_FUNCTION_INFO_V1(claim_query);
Datum
claim_query(PG_FUNCTION_ARGS)
{
	const ClaimLookup *stats = claimstats_argument(fcinfo, 1);
	PostTerms	post = {palloc(256 * sizeof(StoredTerm)), 0, 256};
	StoredQuery query = {stats->corpus, PG_GETARG_FLOAT4(2), 0, post.terms};

	if (!(query.least >= 0 && query.least <= 1))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("the least share of common terms must be between 0 and 1"),
				 errdetail("The argument least_share is %g.", query.least),
				 errhint("The default is 0.06. A greater share finds fewer candidates, and 0 finds every claim that shares a rare term.")));
	/* -0 becomes 0 */
	query.least += 0.0f;
	claim_scan(PG_GETARG_PACKED_P(0), true, add_term, &post);
	query.terms = post.terms;
	qsort(post.terms, post.n, sizeof(StoredTerm), compare_terms);
	for (uint32 i = 0; i < post.n; i++)
	{
		if (query.n > 0 && query.terms[query.n - 1].hash == post.terms[i].hash)
			continue;
		query.terms[query.n] = post.terms[i];
		query.terms[query.n++].texts = claim_texts(stats, post.terms[i].hash);
	}
	PG_RETURN_POINTER(store(&query));
}

/* qsort: the rarest term first */
static int
compare_rarity(const void *a, const void *b)
{
	const StoredTerm *x = *(const StoredTerm *const *) a;
	const StoredTerm *y = *(const StoredTerm *const *) b;

	CHECK_FOR_INTERRUPTS();
	if (x->texts != y->texts)
		return x->texts < y->texts ? -1 : 1;
	return x->hash < y->hash ? -1 : 1;
}

/* Chooses the keys of a search, and tells how much of them a claim must have. */
static void
choose_keys(ClaimQuery *query, const StoredQuery *stored)
{
	const ClaimCorpus *corpus = &stored->corpus;
	float8		most = Min(Max(KEY_SHARE * corpus->documents, KEY_TEXTS), KEY_MOST_TEXTS);
	const StoredTerm **rare = palloc(Max(stored->n, 1) * sizeof(StoredTerm *));
	uint32		n = 0;
	uint32		mass = 0;

	/* what is not listed is a key in any case: of 100 million claims, nothing else is rare enough */
	for (uint32 i = 0; i < stored->n; i++)
	{
		if (!stored->terms[i].gram && stored->terms[i].texts <= most)
			rare[n++] = &stored->terms[i];
	}
	qsort(rare, n, sizeof(StoredTerm *), compare_rarity);
	query->nkeys = (int) Min(n, CLAIM_MAX_KEYS);
	for (int i = 0; i < query->nkeys; i++)
	{
		ClaimQueryTerm *term = &query->terms[rare[i] - stored->terms];

		term->weight = (uint32) Max(rint(term->idf * WEIGHT_UNIT), 1);
		query->keys[i] = rare[i]->hash;
		query->weights[i] = term->weight;
		mass += term->weight;
	}
	/* a long post must not need more of its keys than a claim has */
	if (corpus->documents > 0)
	{
		float8		average = corpus->keys / (float8) corpus->documents * claim_idf(corpus, sqrt(corpus->documents));

		mass = (uint32) Min((float8) mass, rint(average * WEIGHT_UNIT));
	}
	query->least = (uint32) Max(ceil((float8) stored->least * mass), 1);
	pfree(rare);
}

ClaimQuery *
claimquery_make(const struct varlena *query)
{
	ClaimQuery *made = palloc0(sizeof(ClaimQuery));
	StoredQuery stored;
	float8		unlisted;

	load(query, &stored);
	made->mean = stored.corpus.documents > 0 ? stored.corpus.terms / (float8) stored.corpus.documents : 0;
	made->n = stored.n;
	made->terms = palloc0(Max(stored.n, 1) * sizeof(ClaimQueryTerm));
	claim_table_init(&made->table, stored.n);
	unlisted = claim_idf(&stored.corpus, claim_unlisted_texts(&stored.corpus));
	for (uint32 i = 0; i < stored.n; i++)
	{
		const StoredTerm *term = &stored.terms[i];

		CHECK_FOR_INTERRUPTS();
		made->terms[i].idf = term->texts == 0 ? unlisted : claim_idf(&stored.corpus, term->texts);
		*claim_table_slot(&made->table, term->hash) = (ClaimSlot) {term->hash, i + 1};
	}
	choose_keys(made, &stored);
	pfree(stored.terms);
	return made;
}

/* Memo.compile */
static void *
compile(const struct varlena *query)
{
	return claimquery_make(query);
}

ClaimQuery *
claimquery_argument(FunctionCallInfo fcinfo, int argno)
{
	static Memo memo = {
		.name = "factag queries of claims",
		.compile = compile,
		.limit = &memo_cache_size
	};

	return memo_argument(&memo, fcinfo, argno);
}
