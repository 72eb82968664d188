/*
 * claim_match.c
 *	  Claims beside a post: the operator @~, claim_score, claim_share and claim_why.
 */
#include "claim/claimquery.h"

#include "funcapi.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/tuplestore.h"

#include "claim/claim_terms.h"

/* BM25's parameters: how soon more of a term counts no more, and how much longer claims count less */
#define BM25_K 1.2
#define BM25_B 0.75

/* the reading of a claim for @~ */
typedef struct Meeting
{
	ClaimQuery *query;
	uint32		sum;			/* weights of the keys that it has */
} Meeting;

/* ClaimTermFunction */
static void
meet_term(void *arg, ClaimTerm term)
{
	Meeting    *meeting = arg;
	ClaimQueryTerm *found = claimquery_term(meeting->query, term.hash);

	if (found && found->weight > 0 && claimquery_see(meeting->query, found))
		meeting->sum += found->weight;
}

/* Whether the claim in one argument is a candidate for the query in another. */
static Datum
meets(FunctionCallInfo fcinfo, int claimno, int queryno)
{
	struct varlena *claim = PG_GETARG_PACKED_P(claimno);
	Meeting		meeting = {claimquery_argument(fcinfo, queryno), 0};

	meeting.query->readings++;
	if (meeting.query->nkeys > 0)
		claim_scan(claim, false, meet_term, &meeting);
	PG_FREE_IF_COPY(claim, claimno);
	PG_RETURN_BOOL(meeting.sum >= meeting.query->least);
}

PG_FUNCTION_INFO_V1(claim_meets);
Datum
claim_meets(PG_FUNCTION_ARGS)
{
	return meets(fcinfo, 0, 1);
}

PG_FUNCTION_INFO_V1(claim_met);
Datum
claim_met(PG_FUNCTION_ARGS)
{
	return meets(fcinfo, 1, 0);
}

/* the terms of a post that a claim has */
typedef struct Shared
{
	ClaimQuery *query;
	ClaimQueryTerm **terms;		/* in the order of their first place */
	uint32		n;
	uint32		length;			/* of the claim, in terms */
} Shared;

/* Reads the terms of a claim. */
static Shared
find_shared(ClaimQuery *query, const struct varlena *claim)
{
	ClaimTermList list = claim_term_list(claim, true);
	Shared		shared = {query, palloc(Max(Min(query->n, list.n), 1) * sizeof(ClaimQueryTerm *)), 0, list.n};

	query->readings++;
	for (uint32 i = 0; i < list.n; i++)
	{
		ClaimQueryTerm *term = claimquery_term(query, list.hashes[i]);

		CHECK_FOR_INTERRUPTS();
		if (term && claimquery_see(query, term))
			shared.terms[shared.n++] = term;
	}
	pfree(list.hashes);
	return shared;
}

/* What a term adds to the score of a claim of so many terms: BM25 of Robertson and Zaragoza 2009. */
static inline float8
weight_of(const ClaimQuery *query, const ClaimQueryTerm *term, uint32 length)
{
	float8		relative = query->mean > 0 ? length / query->mean : 1;

	return term->idf * term->seen * (BM25_K + 1) / (term->seen + BM25_K * (1 - BM25_B + BM25_B * relative));
}

PG_FUNCTION_INFO_V1(claim_score);
Datum
claim_score(PG_FUNCTION_ARGS)
{
	struct varlena *claim = PG_GETARG_PACKED_P(0);
	Shared		shared = find_shared(claimquery_argument(fcinfo, 1), claim);
	float8		score = 0;

	for (uint32 i = 0; i < shared.n; i++)
		score += weight_of(shared.query, shared.terms[i], shared.length);
	pfree(shared.terms);
	PG_FREE_IF_COPY(claim, 0);
	PG_RETURN_FLOAT8(score);
}

/* A call of the other function of two arguments that memos keep: fn_extra is for one. */
typedef struct ShareCall
{
	FmgrInfo	query;
	FmgrInfo	stats;
} ShareCall;

/* Makes a call with the arguments of another, and with a FmgrInfo of its own. */
#define CALL_WITH(call, fcinfo, info) \
	LOCAL_FCINFO(call, 3); \
	memcpy(call, fcinfo, SizeForFunctionCallInfo(3)); \
	call->flinfo = (info)

PG_FUNCTION_INFO_V1(claim_share);
Datum
claim_share(PG_FUNCTION_ARGS)
{
	struct varlena *claim = PG_GETARG_PACKED_P(0);
	ShareCall  *calls = fcinfo->flinfo->fn_extra;
	const ClaimQuery *query;
	const ClaimLookup *stats;
	ClaimTermList list;
	ClaimTable	seen;
	float8		unlisted;
	float8		shared = 0;
	float8		all = 0;

	if (!calls)
	{
		calls = MemoryContextAllocZero(fcinfo->flinfo->fn_mcxt, sizeof(ShareCall));
		calls->query = calls->stats = *fcinfo->flinfo;
		fcinfo->flinfo->fn_extra = calls;
	}
	{
		CALL_WITH(call, fcinfo, &calls->query);
		query = claimquery_argument(call, 1);
	}
	{
		CALL_WITH(call, fcinfo, &calls->stats);
		stats = claimstats_argument(call, 2);
	}
	unlisted = claim_idf(&stats->corpus, claim_unlisted_texts(&stats->corpus));
	list = claim_term_list(claim, true);
	claim_table_init(&seen, list.n);
	for (uint32 i = 0; i < list.n; i++)
	{
		ClaimSlot  *slot = claim_table_slot(&seen, list.hashes[i]);
		uint32		texts;
		float8		idf;

		CHECK_FOR_INTERRUPTS();
		if (slot->value != 0)
			continue;
		*slot = (ClaimSlot) {list.hashes[i], 1};
		texts = claim_texts(stats, list.hashes[i]);
		idf = texts == 0 ? unlisted : claim_idf(&stats->corpus, texts);
		all += idf;
		if (claimquery_term(query, list.hashes[i]))
			shared += idf;
	}
	pfree(seen.slots);
	pfree(list.hashes);
	PG_FREE_IF_COPY(claim, 0);
	if (list.n == 0)
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(shared / all);
}

/* the rows of claim_why() */
typedef struct Why
{
	ReturnSetInfo *rsinfo;
	Shared		shared;
	uint32		next;			/* the shared term that comes next */
} Why;

/* ClaimTermFunction: writes a row where a shared term has its first place */
static void
add_row(void *arg, ClaimTerm term)
{
	Why		   *why = arg;
	const ClaimQuery *query = why->shared.query;
	ClaimQueryTerm *found = claimquery_term(query, term.hash);
	Datum		values[2];
	bool		nulls[2] = {false, false};
	text	   *name;

	if (!found || why->next >= why->shared.n || found != why->shared.terms[why->next])
		return;
	why->next++;
	name = palloc(VARHDRSZ + term.gram + term.len);
	SET_VARSIZE(name, VARHDRSZ + term.gram + term.len);
	*VARDATA(name) = '~';
	memcpy(VARDATA(name) + term.gram, term.text, term.len);
	values[0] = PointerGetDatum(name);
	values[1] = Float8GetDatum(weight_of(query, found, why->shared.length));
	tuplestore_putvalues(why->rsinfo->setResult, why->rsinfo->setDesc, values, nulls);
	pfree(name);
}

PG_FUNCTION_INFO_V1(claim_why);
Datum
claim_why(PG_FUNCTION_ARGS)
{
	struct varlena *claim = PG_GETARG_PACKED_P(0);
	Why			why = {(ReturnSetInfo *) fcinfo->resultinfo, {0}, 0};

	InitMaterializedSRF(fcinfo, MAT_SRF_USE_EXPECTED_DESC);
	why.shared = find_shared(claimquery_argument(fcinfo, 1), claim);
	claim_scan(claim, true, add_row, &why);
	return (Datum) 0;
}
