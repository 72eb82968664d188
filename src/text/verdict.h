/*
 * verdict.h
 *	  The verdicts of fact-checkers. A verdict is stored as one byte.
 */
#ifndef FACTAG_VERDICT_H
#define FACTAG_VERDICT_H

#include "factag.h"

/* The numbers are stored, and are the order of type factverdict. Those of the scale come first. */
typedef enum Verdict
{
	VERDICT_FALSE = 1,
	VERDICT_MOSTLY_FALSE = 2,
	VERDICT_MIXED = 3,
	VERDICT_MOSTLY_TRUE = 4,
	VERDICT_TRUE = 5,
	VERDICT_UNPROVEN = 6,
	VERDICT_MISSING_CONTEXT = 7,
	VERDICT_ALTERED = 8,
	VERDICT_SATIRE = 9,
	VERDICT_OPINION = 10,
	VERDICT_OUTDATED = 11
} Verdict;

#define VERDICT_LAST VERDICT_OUTDATED

/* Whether a verdict is on the scale from false to true. */
static inline bool
verdict_on_scale(Verdict v)
{
	return v <= VERDICT_TRUE;
}

/* The place of a verdict on the scale: 0 for false, 1 for true. */
static inline float8
verdict_value(Verdict v)
{
	return (v - VERDICT_FALSE) / (float8) (VERDICT_TRUE - VERDICT_FALSE);
}

/* Returns the name of a verdict, such as "mostly-false". */
extern const char *verdict_name(Verdict v);

/*
 * Returns the verdict of a name, which may be in any case and have blanks or
 * underscores for hyphens; 0 if there is none of that name.
 */
extern Verdict verdict_by_name(const char *name, int len);

#endif							/* FACTAG_VERDICT_H */
