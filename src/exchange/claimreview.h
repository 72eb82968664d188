/*
 * claimreview.h
 *	  What the readers and the writer of schema.org's ClaimReview share.
 */
#ifndef FACTAG_CLAIMREVIEW_H
#define FACTAG_CLAIMREVIEW_H

#include "factag.h"

#include "exchange/jsonld.h"

/* the first segment of the sources that ClaimReview names */
#define CLAIMREVIEW_ROOT "agency"

/*
 * Who publishes a review: the first of its authors that is no person, its
 * publisher, its authors, the host of its url. A publisher that the map of
 * ratings knows goes by the map's domain, another by the host of its url
 * without www., one without url by its name.
 *
 * by (FACTAG_MAX_PATH bytes) gets CLAIMREVIEW_ROOT and that. Returns the path's
 * length, 0 if there is nothing to go by. *publisher, for the map, is what it
 * goes by, or NULL.
 */
extern int	claimreview_source(const JsonldDocument *document, JsonbContainer *review, const char *url,
							   char *by, const char **publisher);

#define CLAIM_KEY_LENGTH 16
#define CLAIM_KEY_TEXT	(64 * 1024) /* bytes of a text that count */

/*
 * Makes the key of a claim's text: 16 hexadecimal digits of the SHA-256 of
 * its words, each folded as a segment is, joined by single blanks. False
 * if it has none. key takes CLAIM_KEY_LENGTH + 1 bytes.
 */
extern bool claim_key(const char *text, int len, char *key);

#endif							/* FACTAG_CLAIMREVIEW_H */
