/*
 * vote_list.h
 *	  The state of the aggregates over votes: who said what about which item. A vote
 *	  takes 12 bytes, besides the names. A rating is a label, whose name is the bytes
 *	  of a float8.
 */
#ifndef FACTAG_VOTE_LIST_H
#define FACTAG_VOTE_LIST_H

#include "factag.h"

#include "consensus/name_table.h"

enum
{
	VOTE_ITEM,
	VOTE_RATER,
	VOTE_LABEL,
	VOTE_PARTS
};

/* the numbers of its item, its rater and its label */
typedef struct Vote
{
	uint32		part[VOTE_PARTS];
} Vote;

typedef struct VoteList
{
	MemoryContext context;
	NameTable	names[VOTE_PARTS];
	Vote	   *votes;
	uint32		count;
	uint32		size;
} VoteList;

/* the state in argument 0, made if it is NULL; refuses calls outside an aggregate (55000) */
extern VoteList *vote_list_state(FunctionCallInfo fcinfo);

/* Adds a vote; 54000 beyond the limits. */
extern void vote_list_add(VoteList *list, const struct varlena *item, const struct varlena *rater,
						  const char *label, uint32 label_len);

#endif							/* FACTAG_VOTE_LIST_H */
