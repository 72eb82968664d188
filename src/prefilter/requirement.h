/*
 * requirement.h
 *	  What every match of a pattern, or of a part of one, must hold.
 */
#ifndef FACTAG_REQUIREMENT_H
#define FACTAG_REQUIREMENT_H

#include "factag.h"

#include "prefilter/class_sequence.h"
#include "prefilter/literal.h"

typedef struct Requirement
{
	bool		whole;			/* tail is all that it can be */
	LiteralSet	head;			/* it begins with one of these; unused if whole */
	LiteralSet	tail;			/* it ends with one of these */
	LiteralSet	best;			/* it holds one of these */
	double		chance;			/* of best: how likely one begins at a place in a text */
	SequenceSet sequences;
} Requirement;

typedef enum RequirementKind
{
	REQUIRE_NOTHING,
	REQUIRE_LITERALS,			/* one of best */
	REQUIRE_SEQUENCES			/* one of sequences */
} RequirementKind;

extern void requirement_init_empty(Requirement *d);
extern void requirement_init_boundary(Requirement *d);
extern void requirement_init_class(Requirement *d, const CharClass *c);

/* anything, the empty text included */
extern void requirement_init_any(Requirement *d);

/* what none of several alternatives, yet to be united with it, demands */
extern void requirement_init_none(Requirement *d);
extern void requirement_free(Requirement *d);

/* One after the other; either. Both take over right's memory. */
extern void requirement_join(Requirement *left, Requirement *right);
extern void requirement_unite(Requirement *left, Requirement *right);

/* As requirement_join with a class of this one folded character. */
extern void requirement_join_character(Requirement *left, uint32 c);

/* Repeats it min to max times; max < 0: any number of times. */
extern void requirement_repeat(Requirement *d, int min, int max);

/* Decides what a scan shall look for. */
extern RequirementKind requirement_choose(Requirement *d);

#endif							/* FACTAG_REQUIREMENT_H */
