/*
 * vote_list.c
 *	  The state of the aggregates over votes, and the functions that all of them have;
 *	  see vote_list.h.
 */
#include "consensus/vote_list.h"

#include "libpq/pqformat.h"
#include "miscadmin.h"
#include "utils/memutils.h"

#include "consensus/consensus_check.h"

/* initial size: small, because there may be a hundred thousand groups */
#define VOTES_AT_FIRST 8

StaticAssertDecl(sizeof(Vote) == 12, "a vote takes 12 bytes");

static VoteList *
make(MemoryContext context)
{
	VoteList   *list = MemoryContextAllocZero(context, sizeof(VoteList));

	list->context = context;
	for (int part = 0; part < VOTE_PARTS; part++)
		name_table_init(&list->names[part], context);
	list->size = VOTES_AT_FIRST;
	list->votes = MemoryContextAlloc(context, list->size * sizeof(Vote));
	return list;
}

VoteList *
vote_list_state(FunctionCallInfo fcinfo)
{
	MemoryContext context = factag_aggregate_context(fcinfo);

	return PG_ARGISNULL(0) ? make(context) : (VoteList *) PG_GETARG_POINTER(0);
}

/* Makes room for more votes. */
static void
reserve(VoteList *list, uint32 more)
{
	uint64		needed = (uint64) list->count + more;
	uint64		size = list->size;

	consensus_check_votes(needed);
	if (needed <= size)
		return;
	while (size < needed)
		size *= 2;
	list->size = Min(size, CONSENSUS_MAX_VOTES);
	list->votes = repalloc_huge(list->votes, (Size) list->size * sizeof(Vote));
}

void
vote_list_add(VoteList *list, const struct varlena *item, const struct varlena *rater,
			  const char *label, uint32 label_len)
{
	Vote	   *vote;

	reserve(list, 1);
	vote = &list->votes[list->count];
	vote->part[VOTE_ITEM] = name_table_add(&list->names[VOTE_ITEM], VARDATA_ANY(item), VARSIZE_ANY_EXHDR(item));
	vote->part[VOTE_RATER] = name_table_add(&list->names[VOTE_RATER], VARDATA_ANY(rater), VARSIZE_ANY_EXHDR(rater));
	vote->part[VOTE_LABEL] = name_table_add(&list->names[VOTE_LABEL], label, label_len);
	list->count++;
}

/* Adds the votes of another list. */
static void
add_list(VoteList *list, const VoteList *other)
{
	uint32	   *numbers[VOTE_PARTS];

	reserve(list, other->count);
	for (int part = 0; part < VOTE_PARTS; part++)
		numbers[part] = name_table_add_all(&list->names[part], &other->names[part]);
	for (uint32 i = 0; i < other->count; i++)
	{
		Vote	   *vote = &list->votes[list->count + i];

		CHECK_FOR_INTERRUPTS();
		for (int part = 0; part < VOTE_PARTS; part++)
			vote->part[part] = numbers[part][other->votes[i].part[part]];
	}
	list->count += other->count;
	for (int part = 0; part < VOTE_PARTS; part++)
		pfree(numbers[part]);
}

PG_FUNCTION_INFO_V1(consensus_votes_combine);
Datum
consensus_votes_combine(PG_FUNCTION_ARGS)
{
	VoteList   *list;

	if (PG_ARGISNULL(1))
		return factag_aggregate_unchanged(fcinfo);
	list = vote_list_state(fcinfo);
	add_list(list, (VoteList *) PG_GETARG_POINTER(1));
	PG_RETURN_POINTER(list);
}

/* how many bytes hold each of these numbers */
static int
number_width(uint32 count)
{
	int			width = 1;

	while (width < 4 && count > UINT64CONST(1) << (8 * width))
		width++;
	return width;
}

PG_FUNCTION_INFO_V1(consensus_votes_serialize);
Datum
consensus_votes_serialize(PG_FUNCTION_ARGS)
{
	const VoteList *list = (VoteList *) PG_GETARG_POINTER(0);
	Size		needed = sizeof(uint32) + VARHDRSZ;
	StringInfoData out;

	(void) factag_aggregate_context(fcinfo);
	for (int part = 0; part < VOTE_PARTS; part++)
		needed += name_table_message_size(&list->names[part]) + (Size) list->count * number_width(list->names[part].count);
	if (needed >= MaxAllocSize)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("the votes of a parallel worker would take more than 1 GB"),
				 errdetail("A worker has %u votes.", list->count),
				 errhint("Aggregate a part at a time, or without parallel workers (max_parallel_workers_per_gather = 0).")));
	pq_begintypsend(&out);
	enlargeStringInfo(&out, needed);
	pq_sendint32(&out, list->count);
	for (int part = 0; part < VOTE_PARTS; part++)
	{
		int			width = number_width(list->names[part].count);

		name_table_serialize(&out, &list->names[part]);
		for (uint32 i = 0; i < list->count; i++)
		{
			uint32		number = list->votes[i].part[part];

			CHECK_FOR_INTERRUPTS();
			for (int byte = 0; byte < width; byte++)
				out.data[out.len++] = (char) (number >> (8 * byte));
		}
	}
	PG_RETURN_BYTEA_P(pq_endtypsend(&out));
}

PG_FUNCTION_INFO_V1(consensus_votes_deserialize);
Datum
consensus_votes_deserialize(PG_FUNCTION_ARGS)
{
	bytea	   *message = PG_GETARG_BYTEA_PP(0);
	StringInfoData in = {.data = VARDATA_ANY(message), .len = VARSIZE_ANY_EXHDR(message), .maxlen = VARSIZE_ANY_EXHDR(message)};
	VoteList   *list = palloc0(sizeof(VoteList));

	(void) factag_aggregate_context(fcinfo);
	list->count = pq_getmsgint(&in, 4);
	list->votes = MemoryContextAllocHuge(CurrentMemoryContext, Max(list->count, 1) * sizeof(Vote));
	for (int part = 0; part < VOTE_PARTS; part++)
	{
		int			width;
		const uint8 *bytes;

		name_table_deserialize(&in, &list->names[part]);
		width = number_width(list->names[part].count);
		bytes = (const uint8 *) pq_getmsgbytes(&in, list->count * width);
		for (uint32 i = 0; i < list->count; i++)
		{
			uint32		number = 0;

			CHECK_FOR_INTERRUPTS();
			for (int byte = 0; byte < width; byte++)
				number |= (uint32) *bytes++ << (8 * byte);
			list->votes[i].part[part] = number;
		}
	}
	pq_getmsgend(&in);
	PG_RETURN_POINTER(list);
}
