/*
 * distance.h
 *	  How many characters of a text a part of a pattern takes, at least and at most.
 */
#ifndef FACTAG_DISTANCE_H
#define FACTAG_DISTANCE_H

#include "factag.h"

#define DISTANCE_UNLIMITED		PG_INT32_MAX

/* what is larger counts as unlimited: a scan steps back so far from each clue that it finds */
#define DISTANCE_MAX			4096

/* a distance known this exactly is near: a scan then tells where a match begins, by and large */
#define DISTANCE_NEAR			256

typedef struct Distance
{
	int			least;
	int			most;			/* or DISTANCE_UNLIMITED */
} Distance;

static inline bool
distance_is_near(Distance d)
{
	return d.most - d.least <= DISTANCE_NEAR;
}

static inline int
distance_limited(int64 most)
{
	return most > DISTANCE_MAX ? DISTANCE_UNLIMITED : (int) most;
}

/* Of one part and then the other. */
static inline Distance
distance_add(Distance a, Distance b)
{
	Distance	sum;

	sum.least = Min(a.least + b.least, DISTANCE_MAX);
	sum.most = distance_limited((int64) a.most + b.most);
	return sum;
}

/* Of a part repeated min to max times; max < 0: any larger number of times. */
static inline Distance
distance_repeat(Distance d, int min, int max)
{
	Distance	product;

	product.least = (int) Min((int64) d.least * min, DISTANCE_MAX);
	if (d.most == 0 || max == 0)
		product.most = 0;
	else
		product.most = max < 0 ? DISTANCE_UNLIMITED : distance_limited((int64) d.most * max);
	return product;
}

/* Of either of two parts. */
static inline Distance
distance_unite(Distance a, Distance b)
{
	Distance	either = {Min(a.least, b.least), Max(a.most, b.most)};

	return either;
}

#endif							/* FACTAG_DISTANCE_H */
