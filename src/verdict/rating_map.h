/*
 * rating_map.h
 *	  The map from ratings in fact-checkers' words to verdicts, which is compiled
 *	  from ratings.tsv, publishers.tsv and rating_words.tsv.
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
 * Returns the verdict of the rating with a key; 0 if it is unknown. publisher is -1
 * for any; lang is a normalized tag, or NULL for any. With own, only the publisher's
 * own ratings count.
 */
extern Verdict rating_map_find(const char *key, int publisher, const char *lang, bool own);

/* the number of the publisher with a domain, URL or name; -1 if it is NULL or unknown */
extern int	rating_publisher(const char *publisher);

extern const char *rating_publisher_domain(int publisher);

/* Whether publishers.tsv says that the numbers of a publisher were checked against its words. */
extern bool rating_publisher_has_scale(int publisher);

/* all rows of the map, sorted by key */
extern const Rating *rating_rows(int *count);

/* Whether a key is what a rating is called: "rating", "our verdict", "查核結果". */
extern bool rating_is_called(const char *key);

/* Whether a folded text begins with a word that turns round what was said before: "but". */
extern bool rating_turns(const char *folded, int len);

#endif							/* FACTAG_RATING_MAP_H */
