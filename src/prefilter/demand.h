/*
 * demand.h
 *	  What every match of a pattern, or of a part of one, must hold.
 */
#ifndef FACTAG_DEMAND_H
#define FACTAG_DEMAND_H

#include "factag.h"

#include "prefilter/class_sequence.h"
#include "prefilter/literal.h"

typedef struct Demand
{
	bool		whole;			/* tail is all that it can be */
	LiteralSet	head;			/* it begins with one of these; unused if whole */
	LiteralSet	tail;			/* it ends with one of these */
	LiteralSet	best;			/* it holds one of these */
	double		chance;			/* of best: how likely one begins at a place in a text */
	SequenceSet sequences;
} Demand;

typedef enum DemandKind
{
	DEMAND_NOTHING,
	DEMAND_LITERALS,			/* one of best */
	DEMAND_SEQUENCES			/* one of sequences */
} DemandKind;

extern void demand_init_empty(Demand *d);
extern void demand_init_boundary(Demand *d);
extern void demand_init_class(Demand *d, const CharClass *c);

/* anything, the empty text included */
extern void demand_init_any(Demand *d);

/* what none of several alternatives, yet to be united with it, demands */
extern void demand_init_none(Demand *d);
extern void demand_free(Demand *d);

/* One after the other; either. Both take over right's memory. */
extern void demand_join(Demand *left, Demand *right);
extern void demand_unite(Demand *left, Demand *right);

/* As demand_join with a class of this one folded character. */
extern void demand_join_character(Demand *left, uint32 c);

/* Repeats it min to max times; max < 0: any number of times. */
extern void demand_repeat(Demand *d, int min, int max);

/* Decides what a scan shall look for. */
extern DemandKind demand_choose(Demand *d);

#endif							/* FACTAG_DEMAND_H */
