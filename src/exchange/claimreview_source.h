/*
 * claimreview_source.h
 *	  The source of a review: who publishes it, as a path.
 */
#ifndef FACTAG_CLAIMREVIEW_SOURCE_H
#define FACTAG_CLAIMREVIEW_SOURCE_H

#include "factag.h"

#include "exchange/jsonld.h"

/* the first segment of the sources of reviews */
#define CLAIMREVIEW_ROOT "agency"

/*
 * Finds the source of a publisher with an address and a name, whose review is on a
 * page; each may be NULL. The source is CLAIMREVIEW_ROOT and, of a publisher that the
 * map of ratings knows, the map's domain; else the host of the address without "www.",
 * unless the host has many publishers; else the host of the page, if the name is its;
 * else the name.
 *
 * by takes FACTAG_MAX_PATH bytes. Returns the length of the path, 0 if there is no
 * publisher. *publisher is set to the publisher's domain if it is in the map.
 */
extern int	claimreview_publisher_source(const char *address, const char *name, const char *page,
										 char *by, const char **publisher);

/*
 * Finds the source of a review. The publisher is the first of: an author who is
 * no person, the publisher, an author, the host of the review's url. *publisher
 * is the publisher's domain in the map, or NULL.
 */
extern int	claimreview_source(const JsonldNode *review, const char *url,
							   char *by, const char **publisher);

#endif							/* FACTAG_CLAIMREVIEW_SOURCE_H */
