/*
 * identity_region.h
 *	  The rule on a part of an identity graph.
 */
#ifndef FACTAG_IDENTITY_REGION_H
#define FACTAG_IDENTITY_REGION_H

#include "identity/identity_kinds.h"
#include "identity/identity_member.h"

/* an identifier that gets another person, or begins or ceases to be shared */
typedef struct IdentityMove
{
	int64		id;
	int64		from;			/* its person */
	int64		to;
	bool		was_shared;
	bool		shared;
} IdentityMove;

typedef struct IdentityRegion
{
	int64	   *persons;		/* that were read, in the order of their ids */
	TransactionId *versions;	/* of these before, see identity_lock_none */
	int			npersons;
	IdentityMove *moves;		/* in the order of their ids */
	int			nmoves;
} IdentityRegion;

/*
 * Runs the rule on n persons, and on as many others as it takes to be certain that no further person changes. The identifiers in
 * flips, in the order of their ids, are shared if they were not, and the other way round.
 */
extern void identity_region_run(const Identity *graph, const IdentityKinds *kinds, const int64 *persons, int n,
								const int64 *flips, int nflips, IdentityRegion *region);

#endif							/* FACTAG_IDENTITY_REGION_H */
