/*
 * factverdict.h
 *	  Type factverdict: a Verdict as one byte, passed by value.
 */
#ifndef FACTAG_FACTVERDICT_H
#define FACTAG_FACTVERDICT_H

#include "factag.h"

#include "text/verdict.h"

static inline Verdict
DatumGetFactverdict(Datum d)
{
	uint8		v = DatumGetUInt8(d);

	if (unlikely(v == 0 || v > VERDICT_LAST))
		factag_unknown_layout("factverdict");
	return (Verdict) v;
}

#define FactverdictGetDatum(v)		UInt8GetDatum((uint8) (v))
#define PG_GETARG_FACTVERDICT(n)	DatumGetFactverdict(PG_GETARG_DATUM(n))
#define PG_RETURN_FACTVERDICT(v)	return FactverdictGetDatum(v)

/*
 * The verdict of a number on a scale from worst (false) to best (true), which
 * may run downwards: the nearest, on a tie the one nearer to mixed. False if
 * one of them is not finite, the ends are equal or the value is outside.
 */
extern bool verdict_from_number(double value, double worst, double best, Verdict *verdict);

/* what a reader is shown, in the language of a BCP 47 tag; NULL or unknown: English */
extern const char *verdict_title(Verdict verdict, const char *lang);

/*
 * The verdict that a rating in a fact-checker's words means, by the map; false
 * if it is unknown. publisher (domain, URL or name) and lang may be NULL: any.
 * The rating is valid UTF-8.
 */
extern bool verdict_from_rating(const char *rating, int len, const char *publisher, const char *lang, Verdict *verdict);

#endif							/* FACTAG_FACTVERDICT_H */
