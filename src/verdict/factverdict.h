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
 * Finds the verdict of a number on a publisher's scale from worst (false) to
 * best (true); worst may be the larger number. The result is the nearest verdict
 * on the scale, and of two equally near ones the one nearer to mixed. False if an
 * argument is not finite, the ends are equal, or the value is outside them.
 */
extern bool verdict_from_number(double value, double worst, double best, Verdict *verdict);

#endif							/* FACTAG_FACTVERDICT_H */
