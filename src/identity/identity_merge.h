/*
 * identity_merge.h
 *	  Persons that links join as a whole.
 */
#ifndef FACTAG_IDENTITY_MERGE_H
#define FACTAG_IDENTITY_MERGE_H

#include "identity/identity_region.h"

/* two persons that a new link leads between */
typedef struct IdentityPair
{
	int64		a;
	int64		b;
} IdentityPair;

/*
 * Joins persons that are linked, directly or through each other, if no limit forbids that all of their members are one person. False, and
 * nothing in region, if one does.
 */
extern bool identity_merge(const Identity *graph, const IdentityKinds *kinds, const IdentityPair *pairs, int n, IdentityRegion *region);

#endif							/* FACTAG_IDENTITY_MERGE_H */
