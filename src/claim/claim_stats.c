/*
 * claim_stats.c
 *	  The aggregate claim_stats(text). Its state counts every term, so that the result does not
 *	  depend on the order of rows and on workers. Terms of the latest texts wait in a buffer. When
 *	  it is full they are sorted and added to the counts, which are in the order of hash values.
 */
#include "claim/claimstats.h"

#include "miscadmin.h"
#include "utils/memutils.h"

#include "claim/claim_terms.h"

/* terms that a state counts, at most; each takes eight bytes, twice while others are added */
#define MAX_COUNTED (128 * 1024 * 1024)

/* terms that wait, besides those of one text */
#define LEAST_BUFFER (64 * 1024)
#define MOST_BUFFER (4 * 1024 * 1024)

/* initial size: small, because there may be a hundred thousand groups */
#define FIRST_BUFFER 256

#define RADIX_BITS 8

typedef struct StatsState
{
	MemoryContext context;
	ClaimCorpus corpus;
	ClaimCount *counts;
	uint32		n;
	uint64	   *buffer;			/* hash value of a term, then the number of its text */
	uint32		waiting;
	uint32		size;
} StatsState;

static StatsState *
make_state(MemoryContext context)
{
	StatsState *state = MemoryContextAllocZero(context, sizeof(StatsState));

	state->context = context;
	state->size = FIRST_BUFFER;
	state->buffer = MemoryContextAlloc(context, state->size * sizeof(uint64));
	return state;
}

/* Sorts by the upper 32 bits. It is stable, so the terms of a text stay beside each other. */
static void
sort_terms(uint64 *terms, uint32 n)
{
	uint64	   *from = terms;
	uint64	   *to = palloc_extended(Max(n, 1) * sizeof(uint64), MCXT_ALLOC_HUGE);
	uint64	   *other = to;

	for (int shift = 32; shift < 64; shift += RADIX_BITS)
	{
		uint32		starts[(1 << RADIX_BITS) + 1] = {0};

		CHECK_FOR_INTERRUPTS();
		for (uint32 i = 0; i < n; i++)
			starts[((from[i] >> shift) & ((1 << RADIX_BITS) - 1)) + 1]++;
		for (int i = 0; i < 1 << RADIX_BITS; i++)
			starts[i + 1] += starts[i];
		for (uint32 i = 0; i < n; i++)
			to[starts[(from[i] >> shift) & ((1 << RADIX_BITS) - 1)]++] = from[i];
		to = from;
		from = from == terms ? other : terms;
	}
	pfree(other);
}

StaticAssertDecl(32 / RADIX_BITS % 2 == 0, "the last pass must write to where the terms were");

/* Adds counts to those of a state; 54000 if there are too many. */
static void
add_counts(StatsState *state, const ClaimCount *counts, uint32 n)
{
	MemoryContext old = MemoryContextSwitchTo(state->context);
	uint32		sum;
	ClaimCount *all = claim_add_counts(state->counts, state->n, counts, n, &sum);

	MemoryContextSwitchTo(old);
	if (state->counts)
		pfree(state->counts);
	state->counts = all;
	state->n = sum;
	if (state->n > MAX_COUNTED)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("the texts have too many different terms"),
				 errdetail("claim_stats counts at most %d.", MAX_COUNTED),
				 errhint("Take a part of the texts, or add up parts with ||.")));
}

/* Counts the terms that wait. */
static void
count_waiting(StatsState *state)
{
	ClaimCount *counts;
	uint32		n = 0;

	if (state->waiting == 0)
		return;
	sort_terms(state->buffer, state->waiting);
	counts = palloc_extended(state->waiting * sizeof(ClaimCount), MCXT_ALLOC_HUGE);
	for (uint32 i = 0; i < state->waiting; i++)
	{
		uint64		term = state->buffer[i];

		/* a term counts once in a text */
		if (i > 0 && term == state->buffer[i - 1])
			continue;
		if (n > 0 && counts[n - 1].hash == term >> 32)
			counts[n - 1].texts++;
		else
			counts[n++] = (ClaimCount) {(uint32) (term >> 32), 1};
	}
	state->waiting = 0;
	add_counts(state, counts, n);
	pfree(counts);
}

/* ClaimTermFunction */
static void
add_waiting(void *arg, ClaimTerm term)
{
	StatsState *state = arg;

	if (unlikely(state->waiting == state->size))
	{
		state->size *= 2;
		state->buffer = repalloc_huge(state->buffer, (Size) state->size * sizeof(uint64));
	}
	state->buffer[state->waiting++] = (uint64) term.hash << 32 | (uint32) state->corpus.documents;
	state->corpus.keys += !term.gram;
}

PG_FUNCTION_INFO_V1(claim_stats_step);
Datum
claim_stats_step(PG_FUNCTION_ARGS)
{
	MemoryContext context = factag_aggregate_context(fcinfo);
	StatsState *state;
	struct varlena *text;
	uint32		before;

	if (PG_ARGISNULL(1))
		return factag_aggregate_unchanged(fcinfo);
	state = PG_ARGISNULL(0) ? make_state(context) : (StatsState *) PG_GETARG_POINTER(0);
	if (state->waiting >= Min(Max(state->n / 2, LEAST_BUFFER), MOST_BUFFER))
		count_waiting(state);
	before = state->waiting;
	text = PG_GETARG_PACKED_P(1);
	claim_scan(text, true, add_waiting, state);
	if (state->waiting > before)
		claim_add_corpus(&state->corpus, &(ClaimCorpus) {1, state->waiting - before, 0});
	PG_FREE_IF_COPY(text, 1);
	PG_RETURN_POINTER(state);
}

/* the transition function for statistics of parts */
PG_FUNCTION_INFO_V1(claim_stats_add);
Datum
claim_stats_add(PG_FUNCTION_ARGS)
{
	MemoryContext context = factag_aggregate_context(fcinfo);
	StatsState *state;
	ClaimCorpus corpus;
	ClaimCount *counts;
	uint32		n;

	if (PG_ARGISNULL(1))
		return factag_aggregate_unchanged(fcinfo);
	state = PG_ARGISNULL(0) ? make_state(context) : (StatsState *) PG_GETARG_POINTER(0);
	counts = claimstats_counts(PG_GETARG_PACKED_P(1), false, &corpus, &n);
	claim_add_corpus(&state->corpus, &corpus);
	add_counts(state, counts, n);
	PG_RETURN_POINTER(state);
}

PG_FUNCTION_INFO_V1(claim_stats_combine);
Datum
claim_stats_combine(PG_FUNCTION_ARGS)
{
	MemoryContext context = factag_aggregate_context(fcinfo);
	StatsState *state;
	StatsState *other;

	if (PG_ARGISNULL(1))
		return factag_aggregate_unchanged(fcinfo);
	state = PG_ARGISNULL(0) ? make_state(context) : (StatsState *) PG_GETARG_POINTER(0);
	other = (StatsState *) PG_GETARG_POINTER(1);
	count_waiting(state);
	count_waiting(other);
	claim_add_corpus(&state->corpus, &other->corpus);
	add_counts(state, other->counts, other->n);
	PG_RETURN_POINTER(state);
}

PG_FUNCTION_INFO_V1(claim_stats_serialize);
Datum
claim_stats_serialize(PG_FUNCTION_ARGS)
{
	StatsState *state = (StatsState *) PG_GETARG_POINTER(0);

	(void) factag_aggregate_context(fcinfo);
	count_waiting(state);
	PG_RETURN_POINTER(claimstats_make(&state->corpus, state->counts, state->n, true));
}

PG_FUNCTION_INFO_V1(claim_stats_deserialize);
Datum
claim_stats_deserialize(PG_FUNCTION_ARGS)
{
	StatsState *state = make_state(CurrentMemoryContext);

	(void) factag_aggregate_context(fcinfo);
	state->counts = claimstats_counts(PG_GETARG_PACKED_P(0), true, &state->corpus, &state->n);
	PG_RETURN_POINTER(state);
}

PG_FUNCTION_INFO_V1(claim_stats_final);
Datum
claim_stats_final(PG_FUNCTION_ARGS)
{
	StatsState *state;

	(void) factag_aggregate_context(fcinfo);
	state = PG_ARGISNULL(0) ? make_state(CurrentMemoryContext) : (StatsState *) PG_GETARG_POINTER(0);
	count_waiting(state);
	PG_RETURN_POINTER(claimstats_make(&state->corpus, state->counts, state->n, false));
}
