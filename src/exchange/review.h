/*
 * review.h
 *	  A review of claims, whatever it is read from, and the rows of
 *	  claimreview_labels that are made of it.
 */
#ifndef FACTAG_REVIEW_H
#define FACTAG_REVIEW_H

#include "factag.h"

#include "lib/stringinfo.h"
#include "nodes/execnodes.h"

#include "exchange/jsonld.h"
#include "label/label_format.h"

typedef struct Review
{
	JsonldNode	node;
	const char *publisher;		/* domain in the map of ratings, or NULL */
	const char *url;			/* of the review, or NULL */
	bool		is_rated;		/* it has words or a number, known or not */
	Label		label;			/* without a claim */
	StringInfoData problem;
} Review;

/* what a review is about */
typedef struct ReviewClaim
{
	const char *text;			/* or NULL */
	const char *keyed;			/* what the key is made of; NULL for the text, or else the url of the review */
	const char *claimant;		/* or NULL */
	const char *problem;		/* or NULL */
} ReviewClaim;

/* Adds to the description of what could not be read. */
extern void review_note(Review *review, const char *fmt,...) pg_attribute_printf(2, 3);

/* Sets a text of the label, and cuts it at its limit. */
extern void review_set_text(Review *review, Attribute which, const char *text);

/* Sets the source of the label, as a path of length 0 if there is none. */
extern void review_set_source(Review *review, const char *by, int len);

/* Sets the url, which may be NULL. */
extern void review_set_url(Review *review, const char *url);

/*
 * Sets when the label was asserted: the latest of the dates that these properties
 * have. A time without an offset, and a day, are in UTC.
 */
extern void review_set_dates(Review *review, const char *const *names, int count);

/* Puts a row for a claim, which has a label unless that would be a bare assertion. */
extern void review_put(const Review *review, const ReviewClaim *claim, ReturnSetInfo *rsinfo);

#endif							/* FACTAG_REVIEW_H */
