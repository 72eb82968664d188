/*
 * factcheck_tools.h
 *	  Reviews in responses of Google's Fact Check Tools API.
 */
#ifndef FACTAG_FACTCHECK_TOOLS_H
#define FACTAG_FACTCHECK_TOOLS_H

#include "factag.h"

#include "exchange/review.h"

/*
 * The two shapes of that API. A claim that claims:search found has a text, who made
 * it, and its reviews in claimReview. A page of pages:list has its author, and its
 * reviews in claimReviewMarkups.
 */
typedef enum FactcheckKind
{
	FACTCHECK_NONE,
	FACTCHECK_CLAIM,
	FACTCHECK_PAGE
} FactcheckKind;

/* Tells what an object of a document is there. */
extern FactcheckKind factcheck_kind(const JsonldObject *object);

/* Returns the reviews (JsonldNode *) in a node of this kind. */
extern List *factcheck_reviews(const JsonldNode *node, FactcheckKind kind);

/* Puts the row of one of them. The node of the review is the claim or the page. */
extern void factcheck_put(Review *review, FactcheckKind kind, const JsonldNode *markup, ReturnSetInfo *rsinfo);

#endif							/* FACTAG_FACTCHECK_TOOLS_H */
