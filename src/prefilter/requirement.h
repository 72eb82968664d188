/*
 * requirement.h
 *	  What every match of a pattern, or of a part of one, must contain.
 */
#ifndef FACTAG_REQUIREMENT_H
#define FACTAG_REQUIREMENT_H

#include "factag.h"

#include "prefilter/literal_set.h"
#include "prefilter/sequence_set.h"

/* literals of which a match contains one */
typedef struct RareLiterals
{
	LiteralSet	set;
	double		chance;			/* literal_set_chance of it, and the cost of its strings */
} RareLiterals;

/*
 * Two independent statements about every match: one in literals, one in
 * sequences of classes. requirement.c has an example of the literals.
 */
typedef struct Requirement
{
	Distance	length;			/* characters of the match, */
	SymbolSet	symbols;		/* and of which symbols */
	bool		exact;			/* the match is one of suffix */
	LiteralSet	prefix;			/* the match begins with one of these; unused if exact */
	LiteralSet	suffix;			/* the match ends with one of these */
	RareLiterals best;			/* the rarest set so far */
	RareLiterals near;			/* if best is not near: the rarest set that is (distance.h) */
	SequenceSet sequences;		/* the match, or the start of it if cut, is one of these */
	SequenceSet near_sequences; /* used by requirement_choose */
} Requirement;

/* what a scan should search for, one of these */
typedef struct Clue
{
	const LiteralSet *literals; /* or NULL */
	const SequenceSet *sequences;	/* or NULL */
} Clue;

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

/*
 * Decides what to search for, both of which every match has: first what is rare, and, if that is
 * not near to where the match begins, second what is nearer. Neither if nothing is worth it.
 */
extern void requirement_choose(Requirement *req, Clue *first, Clue *second);

#endif							/* FACTAG_REQUIREMENT_H */
