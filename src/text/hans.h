/*
 * hans.h
 *	  Traditional and Simplified Chinese, character by character, as ICU maps them.
 */
#ifndef FACTAG_HANS_H
#define FACTAG_HANS_H

#include "factag.h"

#include "mb/pg_wchar.h"

/*
 * Returns the Simplified form of a character, itself if it has none. The result is its own
 * Simplified form. 0A000 if ICU lacks the data.
 */
extern pg_wchar hans_simplified(pg_wchar c);

/* a Simplified character and a Traditional one that becomes it */
typedef struct HansPair
{
	pg_wchar	simplified;
	pg_wchar	traditional;
} HansPair;

/* Returns the number of all pairs, and sets *pairs to them, sorted by the Simplified character. */
extern int	hans_pairs(const HansPair **pairs);

/* characters that one may stand for, at most */
#define HANS_VARIANTS 32

/*
 * Writes the characters that one in a pattern stands for, itself first: its Simplified form;
 * and if it is one, its Traditional forms. Returns their number.
 */
extern int	hans_variants(pg_wchar c, pg_wchar *out);

#endif							/* FACTAG_HANS_H */
