/*
 * rating.h
 *	  How fact-checkers word their ratings: keys, publishers, and the map from
 *	  them to verdicts, compiled from ratings.tsv and publishers.tsv.
 */
#ifndef FACTAG_RATING_H
#define FACTAG_RATING_H

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
 * Makes the form in which ratings are compared: folded as a segment is,
 * hyphens and underscores blanks, without what surrounds it (quotes, a pair
 * of brackets, marks such as ! and a single full stop). False if nothing is
 * left, or it is longer than a segment, which no rating of the map is. key
 * takes FACTAG_MAX_SEGMENT + 1 bytes and ends with a zero byte.
 */
extern bool rating_key(const char *rating, int len, char *key);

/* the number of the publisher of this domain, URL or name; -1 for NULL and unknown ones */
extern int	rating_publisher(const char *publisher);

extern const char *rating_publisher_domain(int publisher);

/* the map, sorted by key */
extern const Rating *rating_rows(int *count);

#endif							/* FACTAG_RATING_H */
