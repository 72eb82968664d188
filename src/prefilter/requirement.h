/*
 * requirement.h
 *	  What every match of a pattern, or of a part of one, must contain.
 */
#ifndef FACTAG_REQUIREMENT_H
#define FACTAG_REQUIREMENT_H

#include "factag.h"

#include "prefilter/literal_set.h"
#include "prefilter/sequence_set.h"

/*
 * Two independent statements about every match: one in literals, one in
 * sequences of classes. requirement.c has an example of the literals.
 */
typedef struct Requirement
{
	bool		exact;			/* the match is one of suffix */
	LiteralSet	prefix;			/* the match begins with one of these; unused if exact */
	LiteralSet	suffix;			/* the match ends with one of these */
	LiteralSet	best;			/* the match contains one of these: the rarest set so far */
	double		chance;			/* literal_set_chance of best, and the cost of its strings */
	SequenceSet sequences;		/* the match, or the start of it if cut, is one of these */
} Requirement;

/* what a scan should search for */
typedef enum RequirementKind
{
	REQUIRE_NOTHING,
	REQUIRE_LITERALS,			/* one of best */
	REQUIRE_SEQUENCES			/* one of sequences */
} RequirementKind;

/* Of the empty string. */
extern void requirement_init_empty(Requirement *req);

/* Of a word boundary, \b. */
extern void requirement_init_boundary(Requirement *req);

/* Of one character of a class. */
extern void requirement_init_class(Requirement *req, const CharClass *c);

/* Of any string, the empty one included. */
extern void requirement_init_any(Requirement *req);

/* Of no string at all: the start of uniting alternatives. */
extern void requirement_init_none(Requirement *req);
extern void requirement_free(Requirement *req);

/* One part after the other, and either of two alternatives. Both take over right's memory. */
extern void requirement_join(Requirement *left, Requirement *right);
extern void requirement_unite(Requirement *left, Requirement *right);

/* Joins one folded character: as requirement_join with a class of it, but faster. */
extern void requirement_join_character(Requirement *left, uint32 c);

/* A part repeated min to max times; max < 0: any larger number of times. */
extern void requirement_repeat(Requirement *req, int min, int max);

/* Decides what to search for: makes best or sequences final. */
extern RequirementKind requirement_choose(Requirement *req);

#endif							/* FACTAG_REQUIREMENT_H */
