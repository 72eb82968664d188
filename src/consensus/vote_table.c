/*
 * vote_table.c
 *	  Sorted votes; see vote_table.h. The sort is by counting, from the last key to
 *	  the first, so its time is proportional to the votes and names.
 */
#include "consensus/vote_table.h"

#include "miscadmin.h"
#include "utils/builtins.h"

/* Turns counts of keys, each one place further on, into where each key begins. */
static void
sum_up(uint32 *first, uint32 count)
{
	for (uint32 i = 0; i < count; i++)
		first[i + 1] += first[i];
}

/* Sorts votes by one part of them, into another array; votes with the same part keep their order. */
static void
sort_by(int part, uint32 keys, const Vote *from, Vote *to, uint32 count)
{
	uint32	   *next = vote_table_alloc((Size) keys + 1, sizeof(uint32));

	for (uint32 i = 0; i < count; i++)
	{
		CHECK_FOR_INTERRUPTS();
		next[from[i].part[part] + 1]++;
	}
	sum_up(next, keys);
	for (uint32 i = 0; i < count; i++)
	{
		CHECK_FOR_INTERRUPTS();
		to[next[from[i].part[part]]++] = from[i];
	}
	pfree(next);
}

/* Returns the votes of a list with the places of their names instead of the numbers. */
static Vote *
votes_by_place(const VoteList *list, VoteTable *table)
{
	Vote	   *votes = vote_table_alloc(list->count, sizeof(Vote));

	for (int part = 0; part < VOTE_PARTS; part++)
	{
		uint32	   *places;

		table->order[part] = name_table_order(&list->names[part]);
		places = name_table_ranks(table->order[part], list->names[part].count);
		for (uint32 i = 0; i < list->count; i++)
		{
			CHECK_FOR_INTERRUPTS();
			votes[i].part[part] = places[list->votes[i].part[part]];
		}
		pfree(places);
	}
	return votes;
}

/* Gives votes, which are sorted by rater and label, the number of their pair instead of the label. */
static void
number_pairs(VoteTable *table, Vote *votes)
{
	uint32		size = 0;

	for (uint32 i = 0; i < table->count; i++)
		size += i == 0 || votes[i].part[VOTE_RATER] != votes[i - 1].part[VOTE_RATER] ||
			votes[i].part[VOTE_LABEL] != votes[i - 1].part[VOTE_LABEL];
	table->pairs = vote_table_alloc(size, sizeof(VotePair));
	for (uint32 i = 0; i < table->count; i++)
	{
		VotePair	pair = {votes[i].part[VOTE_RATER], votes[i].part[VOTE_LABEL]};
		const VotePair *last = table->pair_count > 0 ? &table->pairs[table->pair_count - 1] : NULL;

		CHECK_FOR_INTERRUPTS();
		if (!last || last->rater != pair.rater || last->label != pair.label)
			table->pairs[table->pair_count++] = pair;
		votes[i].part[VOTE_LABEL] = table->pair_count - 1;
	}
}

VoteTable *
vote_table_make(const VoteList *list)
{
	VoteTable  *table = palloc0(sizeof(VoteTable));
	Vote	   *votes;
	Vote	   *sorted;
	uint32	   *next;

	table->count = list->count;
	table->items = list->names[VOTE_ITEM].count;
	table->raters = list->names[VOTE_RATER].count;
	table->labels = list->names[VOTE_LABEL].count;
	votes = votes_by_place(list, table);
	sorted = vote_table_alloc(list->count, sizeof(Vote));
	sort_by(VOTE_LABEL, table->labels, votes, sorted, table->count);
	sort_by(VOTE_RATER, table->raters, sorted, votes, table->count);
	pfree(sorted);
	number_pairs(table, votes);

	/* by item at last, of which only the pairs are kept */
	table->first = vote_table_alloc((Size) table->items + 1, sizeof(uint32));
	for (uint32 i = 0; i < table->count; i++)
	{
		CHECK_FOR_INTERRUPTS();
		table->first[votes[i].part[VOTE_ITEM] + 1]++;
	}
	sum_up(table->first, table->items);
	next = vote_table_alloc(table->items, sizeof(uint32));
	memcpy(next, table->first, table->items * sizeof(uint32));
	table->pair_of = vote_table_alloc(table->count, sizeof(uint32));
	for (uint32 i = 0; i < table->count; i++)
	{
		CHECK_FOR_INTERRUPTS();
		table->pair_of[next[votes[i].part[VOTE_ITEM]]++] = votes[i].part[VOTE_LABEL];
	}
	pfree(next);
	pfree(votes);
	return table;
}

Datum
vote_table_name(const VoteList *list, const VoteTable *table, int part, uint32 place)
{
	const NameTable *names = &list->names[part];
	uint32		number = table->order[part][place];

	return PointerGetDatum(cstring_to_text_with_len(name_table_bytes(names, number), name_table_len(names, number)));
}

void
vote_table_free(VoteTable *table)
{
	for (int part = 0; part < VOTE_PARTS; part++)
		pfree(table->order[part]);
	pfree(table->first);
	pfree(table->pair_of);
	pfree(table->pairs);
	pfree(table);
}
