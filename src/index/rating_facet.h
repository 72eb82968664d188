/*
 * rating_facet.h
 *	  What a GIN key says of a label's verdict and score, as labelset_keys.h explains: a
 *	  byte for the verdict and one for the tenth of the score, each 0 if absent.
 */
#ifndef FACTAG_RATING_FACET_H
#define FACTAG_RATING_FACET_H

#include "label/label_reader.h"
#include "query/query_plan.h"

#define RATING_BYTES 2

/* Gets the facet of the current label; false if it has neither a verdict nor a score. */
extern bool rating_facet(const LabelReader *reader, char *rating);

/* Whether a filter is on an attribute that the facet holds. */
extern bool rating_has(const QueryFilter *filter);

/* Whether labels of one rating pass such a filter all or not at all. */
extern bool rating_exact(const QueryFilter *filter);

/* Whether a label with this rating may pass a term's filters on verdict and score. */
extern bool rating_passes(const QueryTerm *term, const uint8 *rating);

#endif							/* FACTAG_RATING_FACET_H */
