/*
 * review_claims.h
 *	  The claims that a ClaimReview is about, and who made them.
 */
#ifndef FACTAG_REVIEW_CLAIMS_H
#define FACTAG_REVIEW_CLAIMS_H

#include "factag.h"

#include "exchange/review.h"

/*
 * Returns the claims (ReviewClaim *) of a review: the texts of claimReviewed, or, if
 * there are none, the claims that are reviewed; at least one, without a text if there
 * is none. Those who made a claim are the authors of what is reviewed.
 */
extern List *review_claims(Review *review);

/*
 * Returns the names of the authors of a node and of other nodes (JsonldNode *), each
 * once, in JSONLD_TEXT bytes; NULL if there are none.
 */
extern char *review_authors(Review *review, List *nodes, const char *property);

/* Returns the nodes (JsonldNode *) in a property. */
extern List *review_nodes(const JsonldNode *node, const char *property);

/* Returns the text of a claim: its text, its name or its description; NULL if there is none. */
extern char *review_claim_text(const JsonldNode *claim);

#endif							/* FACTAG_REVIEW_CLAIMS_H */
