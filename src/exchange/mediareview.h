/*
 * mediareview.h
 *	  schema.org's MediaReview: whether a picture, a recording or a video is what it
 *	  is said to be.
 */
#ifndef FACTAG_MEDIAREVIEW_H
#define FACTAG_MEDIAREVIEW_H

#include "factag.h"

#include "exchange/review.h"

/*
 * Returns what a MediaReview on a page is about (ReviewClaim *): each claim that an item
 * is taken for; at least one. Their keys are made of the address of the item, or else of
 * the page: that a recording is original does not say that the claim is true.
 */
extern List *mediareview_claims(Review *review, const char *page);

/*
 * Returns the ratings (ReviewRating *) of a MediaReview: its categories, or, if it has
 * none, what reviewRating has.
 */
extern List *mediareview_ratings(const Review *review);

#endif							/* FACTAG_MEDIAREVIEW_H */
