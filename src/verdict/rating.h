/*
 * rating.h
 *	  Reading ratings in fact-checkers' words.
 */
#ifndef FACTAG_RATING_H
#define FACTAG_RATING_H

#include "factag.h"

#include "text/verdict.h"

/*
 * Finds the verdict that a rating means; false if it is unknown. publisher is a
 * domain, a URL or a name; publisher and lang may be NULL, for any. The rating must
 * be valid UTF-8.
 */
extern bool verdict_from_rating(const char *rating, int len, const char *publisher,
								const char *lang, Verdict *verdict);

#endif							/* FACTAG_RATING_H */
