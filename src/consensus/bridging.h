/*
 * bridging.h
 *	  The matrix factorization of Community Notes with one factor: a rating is the sum of
 *	  a mean, the score of its item, the leniency of its rater, and the product of their
 *	  factors. What people with opposite factors agree about remains in the score. (S. Wojcik
 *	  et al., "Birdwatch: Crowd Wisdom and Bridging Algorithms can Inform Understanding
 *	  and Reduce the Spread of Misinformation", 2022.)
 */
#ifndef FACTAG_BRIDGING_H
#define FACTAG_BRIDGING_H

#include "consensus/vote_table.h"

/* an item or a rater */
typedef struct BridgingSide
{
	double		intercept;		/* the score of an item, the leniency of a rater */
	double		factor;
	double		ratings;
	/* sums over the ratings: of the other side's factor, its square, what is to be explained, the product of both */
	double		sum_f;
	double		sum_ff;
	double		sum_y;
	double		sum_fy;
} BridgingSide;

typedef struct Bridging
{
	const VoteTable *table;
	const double *values;		/* the rating of each label */
	double		mean;
	BridgingSide *items;
	BridgingSide *raters;
} Bridging;

/*
 * Fits the model to ratings, until no score and no factor of an item moves by more than
 * 1e-11 of the largest rating (of its square root) in a round, or for 1,000 rounds; 22003 on overflow.
 */
extern Bridging *bridging_fit(const VoteTable *table, const double *values);

extern void bridging_free(Bridging *fit);

#endif							/* FACTAG_BRIDGING_H */
