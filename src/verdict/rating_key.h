/*
 * rating_key.h
 *	  The key by which ratings are compared.
 */
#ifndef FACTAG_RATING_KEY_H
#define FACTAG_RATING_KEY_H

#include "factag.h"

/*
 * Makes the key by which ratings are compared. The rating is folded as a segment
 * is, hyphens and underscores become blanks, vowel signs of Arabic, its tatweel and
 * the nukta are dropped, and surrounding characters are removed: quotes, a pair of
 * brackets, marks such as "!", one or two full stops (three are an ellipsis).
 * False if nothing is left, or if it is longer than a segment, which no rating
 * in the map is. key takes FACTAG_MAX_SEGMENT + 1 bytes and is terminated.
 */
extern bool rating_key(const char *rating, int len, char *key);

#endif							/* FACTAG_RATING_KEY_H */
