/*
 * rating_map.h
 *	  The map from ratings in fact-checkers' words to verdicts, which is compiled
 *	  from ratings.tsv and publishers.tsv.
 */
#ifndef FACTAG_RATING_MAP_H
#define FACTAG_RATING_MAP_H

#include "factag.h"

#include "text/verdict.h"

/* one row of the map */
typedef struct Rating
{
	const char *key;
	const char *lang;			/* NULL: any */
	int			publisher;		/* -1: any */
	Verdict		verdict;
} Rating;

/*
 * Looks up a rating in a fact-checker's words in the map of ratings; false if it
 * is unknown. publisher is a domain, a URL or a name; publisher and lang may be
 * NULL, for any. The rating must be valid UTF-8.
 */
extern bool verdict_from_rating(const char *rating, int len, const char *publisher,
								const char *lang, Verdict *verdict);

/* the number of the publisher with a domain, URL or name; -1 if it is NULL or unknown */
extern int	rating_publisher(const char *publisher);

extern const char *rating_publisher_domain(int publisher);

/* all rows of the map, sorted by key */
extern const Rating *rating_rows(int *count);

#endif							/* FACTAG_RATING_MAP_H */
