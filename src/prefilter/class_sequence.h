/*
 * class_sequence.h
 *	  Sequences of character classes, some optional or repeated: what a pattern
 *	  without a literal still demands.
 */
#ifndef FACTAG_CLASS_SEQUENCE_H
#define FACTAG_CLASS_SEQUENCE_H

#include "factag.h"

#include "prefilter/char_class.h"

#define SEQUENCE_MAX_ITEMS	48
#define SEQUENCE_MAX		6	/* alternatives */

typedef struct SequenceItem
{
	SymbolSet	set;
	bool		optional;
	bool		repeated;
} SequenceItem;

typedef struct Sequence
{
	int			n;
	int			size;
	bool		cut;			/* more may follow that is not told: append nothing */
	SequenceItem *items;
} Sequence;

/* one of these sequences, at least, is what the text holds */
typedef struct SequenceSet
{
	int			n;
	Sequence	alternatives[SEQUENCE_MAX];
} SequenceSet;

/* the set of nothing, to be united with others; of the empty sequence; of one class */
extern void sequences_init(SequenceSet *set);
extern void sequences_init_empty(SequenceSet *set);
extern void sequences_init_class(SequenceSet *set, const SymbolSet *symbols);
extern void sequences_free(SequenceSet *set);

/* Appends a class to each. */
extern void sequences_append(SequenceSet *set, const SymbolSet *symbols);

/* Both take over right's memory. */
extern void sequences_join(SequenceSet *left, SequenceSet *right);
extern void sequences_unite(SequenceSet *left, SequenceSet *right);

/* Repeats it min to max times; max < 0: any number of times. */
extern void sequences_repeat(SequenceSet *set, int min, int max);

/*
 * Cuts every sequence down to its rarest part that a scan can look for;
 * returns how likely one of them begins at a place in a text, 1 if nothing is
 * demanded.
 */
extern double sequences_choose(SequenceSet *set);

typedef struct SequenceScanner SequenceScanner;
typedef struct SequenceBuilder SequenceBuilder;

extern SequenceBuilder *sequence_begin(void);

/* Sequences, as chosen, that make the pattern a candidate; false, nothing done, if there is no room. */
extern bool sequence_add(SequenceBuilder *b, int pattern, const SequenceSet *set);

/* NULL if there are no sequences */
extern SequenceScanner *sequence_finish(SequenceBuilder *b);

/* Scans the next piece of text; begin: it is the first one. */
extern void sequence_scan(SequenceScanner *s, const uint8 *symbols, int len, bool begin);

/* Adds what has been found since the beginning. */
extern void sequence_candidates(const SequenceScanner *s, uint64 *candidates);

#endif							/* FACTAG_CLASS_SEQUENCE_H */
