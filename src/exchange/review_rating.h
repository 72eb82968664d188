/*
 * review_rating.h
 *	  The rating of a review, and the verdict that it means.
 */
#ifndef FACTAG_REVIEW_RATING_H
#define FACTAG_REVIEW_RATING_H

#include "factag.h"

#include "exchange/review.h"
#include "text/verdict.h"

/* one rating: words, a number on a scale, or both; NULL for what there is not */
typedef struct ReviewRating
{
	const char *words;
	const char *value;
	const char *worst;
	const char *best;
	Verdict		verdict;		/* of words that need no map; 0 of others */
} ReviewRating;

/*
 * Returns the ratings (ReviewRating *) in a property of a review, one for each wording
 * and each number.
 */
extern List *review_ratings(const Review *review, const char *name);

/*
 * Sets the verdict and the words of the label, and notes what could not be read. The
 * verdict is that of the words if they are known, in the language, which may be NULL.
 * Without words it is that of the number on its scale, unless that would be true or
 * mostly true: many publishers turn their scale round. Several ratings give a verdict
 * only if they all mean the same.
 */
extern void review_set_rating(Review *review, List *ratings, const char *lang);

#endif							/* FACTAG_REVIEW_RATING_H */
