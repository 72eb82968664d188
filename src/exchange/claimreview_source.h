/*
 * claimreview_source.h
 *	  The source of a ClaimReview: who publishes it, as a path.
 */
#ifndef FACTAG_CLAIMREVIEW_SOURCE_H
#define FACTAG_CLAIMREVIEW_SOURCE_H

#include "factag.h"

#include "exchange/jsonld.h"

/* the first segment of the sources of ClaimReviews */
#define CLAIMREVIEW_ROOT "agency"

/*
 * Finds the source of a review. The publisher is the first of: an author who is
 * no person, the publisher, an author, the host of the review's url. The source
 * is CLAIMREVIEW_ROOT and, of a publisher that the map of ratings knows, the
 * map's domain; else the host of the publisher's url without "www."; else the
 * publisher's name.
 *
 * by takes FACTAG_MAX_PATH bytes. Returns the length of the path, 0 if there is
 * no publisher. *publisher is the publisher's domain in the map, or NULL.
 */
extern int	claimreview_source(const JsonldNode *review, const char *url,
							   char *by, const char **publisher);

#endif							/* FACTAG_CLAIMREVIEW_SOURCE_H */
