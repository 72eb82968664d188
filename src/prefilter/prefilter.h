/*
 * prefilter.h
 *	  Finds which of many patterns can match a text, and where, in one pass over the
 *	  text instead of one for each pattern.
 */
#ifndef FACTAG_PREFILTER_H
#define FACTAG_PREFILTER_H

#include "factag.h"

#include "prefilter/start_ranges.h"

/* flags of a pattern; its other flags do not change what it requires */
#define PREFILTER_EXTENDED		0x01	/* x */

typedef struct PrefilterBuilder PrefilterBuilder;
typedef struct Prefilter Prefilter;

/*
 * Make a prefilter of npatterns patterns, numbered from 0; those that are not
 * added are always candidates. A pattern must compile with PCRE2, and run with
 * UTF, UCP, any newline, any of the flags i m s x n, and no other
 * option. All memory is of the current context, which must be the same in all
 * calls.
 */
extern PrefilterBuilder *prefilter_begin(int npatterns);
extern void prefilter_add(PrefilterBuilder *b, int number, const char *pattern, int len,
						  int flags);
extern Prefilter *prefilter_finish(PrefilterBuilder *b);

/* What scans fill, one after another, as long as the prefilter lives; in the current memory context. */
extern StartRanges *prefilter_ranges(const Prefilter *f);

/*
 * Finds the patterns that may match a valid UTF-8 text, and where. A pattern that is
 * no candidate of ranges does not match, nor does one at a position outside its ranges.
 * The scan's state is in the prefilter, so only one text can be scanned at a time.
 */
extern void prefilter_scan(const Prefilter *f, const char *text, int len, StartRanges *ranges);

#endif							/* FACTAG_PREFILTER_H */
