/*
 * sequence_set.h
 *	  Sets of sequences of character classes, at least one of which occurs. They
 *	  are the requirement of patterns without a rare literal.
 */
#ifndef FACTAG_SEQUENCE_SET_H
#define FACTAG_SEQUENCE_SET_H

#include "factag.h"

#include "prefilter/char_class.h"
#include "prefilter/distance.h"

#define SEQUENCE_MAX_ITEMS	48
#define SEQUENCE_MAX		6	/* sequences in a set */

/* a class that matches one symbol, or as told */
typedef struct SequenceItem
{
	SymbolSet	set;
	bool		optional;		/* or none */
	bool		repeated;		/* or a larger number */
	int			most;			/* characters at most, or DISTANCE_UNLIMITED; 1 if not repeated */
} SequenceItem;

typedef struct Sequence
{
	int			n;
	int			size;			/* items allocated */
	bool		cut;			/* the sequence had more items: nothing can be appended */
	Distance	end;			/* from the start of the pattern to the end of the part to search for, */
	SymbolSet	head;			/* and the symbols that a match may have there */
	SequenceItem *items;
} Sequence;

/* owns its memory, but a copied struct shares it */
typedef struct SequenceSet
{
	int			n;
	Sequence	alternatives[SEQUENCE_MAX];
} SequenceSet;

/* The set without sequences, to be united with others. */
extern void sequence_set_init(SequenceSet *set);

/* The set of the empty sequence. */
extern void sequence_set_init_empty(SequenceSet *set);

/* The set of one sequence of one class. */
extern void sequence_set_init_class(SequenceSet *set, const SymbolSet *symbols);
extern void sequence_set_free(SequenceSet *set);
extern void sequence_set_copy(SequenceSet *to, const SequenceSet *from);

/* Appends a class to each sequence. */
extern void sequence_set_append(SequenceSet *set, const SymbolSet *symbols);

/* One set after the other, and either of two sets. Both take over right's memory. */
extern void sequence_set_join(SequenceSet *left, SequenceSet *right);
extern void sequence_set_unite(SequenceSet *left, SequenceSet *right);

/* The set min to max times; max < 0: any larger number of times. */
extern void sequence_set_repeat(SequenceSet *set, int min, int max);

/*
 * Reduces each sequence to its rarest part that begins and ends with an item
 * that is not optional, and sets its end; if near, to one that ends near (distance.h). Returns the
 * probability that one of the parts begins at a given position of a text; 1 if there is nothing to
 * search for.
 */
extern double sequence_set_choose(SequenceSet *set, bool near);

/* Whether it is known nearly where each part that was chosen starts. */
extern bool sequence_set_is_near(const SequenceSet *set);

#endif							/* FACTAG_SEQUENCE_SET_H */
