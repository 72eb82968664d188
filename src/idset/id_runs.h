/*
 * id_runs.h
 *	  Ascending runs of 16-bit numbers, as they are stored: the first of a run and
 *	  its length - 1, both as in id_lows.h. Between two runs at least one number
 *	  is missing.
 */
#ifndef FACTAG_ID_RUNS_H
#define FACTAG_ID_RUNS_H

#include "idset/id_lows.h"

static inline uint32
id_run_first(const uint8 *runs, uint32 i)
{
	return id_low(runs, 2 * i);
}

static inline uint32
id_run_last(const uint8 *runs, uint32 i)
{
	return (uint32) id_low(runs, 2 * i) + id_low(runs, 2 * i + 1);
}

static inline void
id_run_put(uint8 *runs, uint32 i, uint32 first, uint32 last)
{
	id_low_put(runs, 2 * i, (uint16) first);
	id_low_put(runs, 2 * i + 1, (uint16) (last - first));
}

/* number of ids in the runs; 0 if a run, of damaged data, goes beyond the block */
extern uint32 id_runs_count(const uint8 *runs, uint32 n);

extern bool id_runs_has(const uint8 *runs, uint32 n, uint16 low);

/*
 * Each writes runs, at most na + nb of them, which must not overlap the
 * operands; returns how many, and adds up their ids in count.
 */
extern uint32 id_runs_and(const uint8 *a, uint32 na, const uint8 *b, uint32 nb, uint8 *out, uint32 *count);
extern uint32 id_runs_or(const uint8 *a, uint32 na, const uint8 *b, uint32 nb, uint8 *out, uint32 *count);
extern uint32 id_runs_minus(const uint8 *a, uint32 na, const uint8 *b, uint32 nb, uint8 *out, uint32 *count);
extern uint32 id_runs_common(const uint8 *a, uint32 na, const uint8 *b, uint32 nb);

/* Writes the numbers of an array that are in a run, or are not; returns how many. out may be NULL. */
extern uint32 id_runs_filter(const uint8 *lows, uint32 nlows, const uint8 *runs, uint32 nruns,
							 bool within, uint8 *out);

/* Number of ids that the runs and a bitmap have in common. */
extern uint32 id_runs_common_words(const uint8 *runs, uint32 n, const uint8 *words);

/* Sets their bits in a bitmap. */
extern void id_runs_set(const uint8 *runs, uint32 n, uint8 *words);

/* Writes an array, or the bits of a bitmap, as runs; returns how many. */
extern uint32 id_runs_from_lows(const uint8 *lows, uint32 n, uint8 *runs);
extern uint32 id_runs_from_words(const uint8 *words, uint8 *runs);

/* Writes them as an array. */
extern void id_runs_to_lows(const uint8 *runs, uint32 n, uint8 *lows);

#endif							/* FACTAG_ID_RUNS_H */
