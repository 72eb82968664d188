/*
 * gin_covers.h
 *	  The GIN condition of "value @> set", for sets and logs: an element at or below
 *	  each path of the set.
 */
#ifndef FACTAG_GIN_COVERS_H
#define FACTAG_GIN_COVERS_H

#include "index/gin_keys.h"

/* Adds a pair of keys for each path of a set: the path itself, and as an ancestor. */
extern void gin_add_covers(GinQuery *gq, uint8 class, const struct varlena *set);

/* Whether one key of each pair is present. */
extern QueryTruth gin_covers(const GinTernaryValue *check, int nkeys);

#endif							/* FACTAG_GIN_COVERS_H */
