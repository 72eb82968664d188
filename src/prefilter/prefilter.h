/*
 * prefilter.h
 *	  Which of many patterns can match a text at all: one pass over the text
 *	  instead of one a pattern.
 */
#ifndef FACTAG_PREFILTER_H
#define FACTAG_PREFILTER_H

#include "factag.h"

/* a pattern's flags; the others do not change what it demands */
#define PREFILTER_EXTENDED		0x01	/* x */

typedef struct PrefilterBuilder PrefilterBuilder;
typedef struct Prefilter Prefilter;

/* words of a bitmap of n patterns */
#define PREFILTER_WORDS(n)		(((n) + 63) / 64)

/*
 * Patterns are numbered from 0; one that is not added is always a candidate.
 * They are known to compile, with UTF, UCP and line feed as newline, any of
 * the flags i m s x n and no other option. All memory is the current
 * context's, the same from begin to finish.
 */
extern PrefilterBuilder *prefilter_begin(int npatterns);
extern void prefilter_add(PrefilterBuilder *b, int number, const char *pattern, int len, int flags);
extern Prefilter *prefilter_finish(PrefilterBuilder *b);

/*
 * Sets the bits of the patterns that may match the text, valid UTF-8, and
 * clears those of the patterns that surely do not. Uses memory of the
 * prefilter: not for two texts at a time.
 */
extern void prefilter_scan(const Prefilter *f, const char *text, int len, uint64 *candidates);

#endif							/* FACTAG_PREFILTER_H */
