/*
 * start_ranges.h
 *	  For each pattern of a prefilter, where in a text its matches can begin.
 */
#ifndef FACTAG_START_RANGES_H
#define FACTAG_START_RANGES_H

#include "factag.h"

#include "byte_range.h"
#include "prefilter/char_class.h"
#include "prefilter/distance.h"

typedef struct StartRanges StartRanges;

/*
 * What is found in a text for the patterns of a prefilter. The clues to a pattern have its number,
 * from 0 to npatterns - 1. Some patterns have second ones, whose numbers begin at first_second: a
 * match begins where both allow it.
 */
typedef struct Clues
{
	int			npatterns;
	int			first_second;
	int			nseconds;
	int		   *seconds;		/* by pattern: the number of its second clue, or -1 */
	uint64	   *with_second;	/* bitmap of the patterns that have one */
	SymbolSet **heads;			/* by number: symbols between the start of a match and the clue, or NULL */
} Clues;

/* For texts one after another; in the current memory context. The clues must live as long. */
extern StartRanges *start_ranges_make(const Clues *clues);

/*
 * Begins with a text, which must remain as long as it is scanned. Matches of the patterns of a
 * bitmap, the same for all texts, which have no clues, can begin everywhere; those of others nowhere
 * until something is added.
 */
extern void start_ranges_begin(StartRanges *ranges, const char *text, const uint64 *everywhere);

/* Ends with a text: matches of all patterns can begin everywhere. */
extern void start_ranges_everywhere(StartRanges *ranges);

/*
 * Adds that a clue, or what is to be found of it, ends at a byte from first to last, and a match
 * begins that distance before.
 */
extern void start_ranges_add(StartRanges *ranges, int clue, int first, int last, Distance back);

/* Ends with a text. */
extern void start_ranges_end(StartRanges *ranges);

/* Bytes of memory that it takes, with what it needs when the ranges are asked for. */
extern Size start_ranges_size(const StartRanges *ranges);

/* The patterns that may match, a bitmap (bitmap.h). */
extern const uint64 *start_ranges_candidates(const StartRanges *ranges);

/*
 * The ranges of a candidate, in the order of the text and apart; NULL if its matches can begin
 * everywhere. Valid until the next call of a function of this file.
 */
extern const ByteRange *start_ranges_of(StartRanges *ranges, int pattern, int *n);

#endif							/* FACTAG_START_RANGES_H */
