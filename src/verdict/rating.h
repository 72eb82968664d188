/*
 * rating.h
 *	  The map from ratings in fact-checkers' words to verdicts, which is compiled
 *	  from ratings.tsv and publishers.tsv.
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
 * Makes the key by which ratings are compared. The rating is folded as a segment
 * is, hyphens and underscores become blanks, and surrounding characters are
 * removed: quotes, a pair of brackets, marks such as "!", a single full stop.
 * False if nothing is left, or if it is longer than a segment, which no rating
 * in the map is. key takes FACTAG_MAX_SEGMENT + 1 bytes and is terminated.
 */
extern bool rating_key(const char *rating, int len, char *key);

/* the number of the publisher with a domain, URL or name; -1 if it is NULL or unknown */
extern int	rating_publisher(const char *publisher);

extern const char *rating_publisher_domain(int publisher);

/* all rows of the map, sorted by key */
extern const Rating *rating_rows(int *count);

#endif							/* FACTAG_RATING_H */
