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
 *
 * The map of ratings is asked for the whole text; then without what is in front of a
 * colon, if that is the publisher or what ratings are called ("Our rating: False");
 * then for each part between slashes, commas and the like, which must all mean the
 * same ("False/Fabricated"); then for the part in brackets in front, or before the
 * first full stop, colon or dash, which must be one of the publisher's own ratings
 * ("Falsch. Das Foto …", "【錯誤】網傳…").
 */
extern bool verdict_from_rating(const char *rating, int len, const char *publisher,
								const char *lang, Verdict *verdict);

#endif							/* FACTAG_RATING_H */
