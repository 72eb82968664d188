/*
 * consensus_check.h
 *	  What every consensus checks in its input.
 */
#ifndef FACTAG_CONSENSUS_CHECK_H
#define FACTAG_CONSENSUS_CHECK_H

#include "factag.h"

/* votes, or ratings, of an aggregate */
#define CONSENSUS_MAX_VOTES 100000000

/* Refuses more votes than that (54000). */
extern void consensus_check_votes(uint64 count);

/* Returns a rating, 0 for -0; refuses NaN and infinity (22023). */
extern double consensus_check_rating(double rating);

#endif							/* FACTAG_CONSENSUS_CHECK_H */
