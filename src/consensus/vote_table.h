/*
 * vote_table.h
 *	  Votes sorted by item, rater and label. Items, raters and labels have their
 *	  places in the order of their bytes, so the table is the same for any order of
 *	  rows and any number of workers.
 */
#ifndef FACTAG_VOTE_TABLE_H
#define FACTAG_VOTE_TABLE_H

#include "consensus/vote_list.h"

/* a rater and a label that the rater gave */
typedef struct VotePair
{
	uint32		rater;
	uint32		label;
} VotePair;

typedef struct VoteTable
{
	uint32		count;			/* votes */
	uint32		items;
	uint32		raters;
	uint32		labels;
	uint32	   *order[VOTE_PARTS];	/* the numbers in the list by place */
	uint32	   *first;			/* where the votes of each item begin; one more at the end */
	uint32	   *pair_of;		/* the pair of each vote */
	VotePair   *pairs;			/* by rater and label */
	uint32		pair_count;
} VoteTable;

/* Sorts a list, which stays as it is. */
extern VoteTable *vote_table_make(const VoteList *list);

/* the name at a place as a text */
extern Datum vote_table_name(const VoteList *list, const VoteTable *table, int part, uint32 place);

/* Frees a table. */
extern void vote_table_free(VoteTable *table);

/* allocates an array for a table or a fit, which may be huge */
static inline void *
vote_table_alloc(Size count, Size size)
{
	return MemoryContextAllocExtended(CurrentMemoryContext, Max(count, 1) * size, MCXT_ALLOC_HUGE | MCXT_ALLOC_ZERO);
}

#endif							/* FACTAG_VOTE_TABLE_H */
