/*
 * verdict.h
 *	  The verdicts of fact-checking, as one byte.
 */
#ifndef FACTAG_VERDICT_H
#define FACTAG_VERDICT_H

#include "factag.h"

/* their numbers are stored, and their order is the type's: the scale comes first */
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

static inline bool
verdict_on_scale(Verdict v)
{
	return v <= VERDICT_TRUE;
}

/* its name, "mostly-false" */
extern const char *verdict_name(Verdict v);

/* Finds a name, in any case and with blanks or underscores for hyphens; 0 if it is none. */
extern Verdict verdict_by_name(const char *name, int len);

#endif							/* FACTAG_VERDICT_H */
