/*
 * identity_full.h
 *	  The rule on all links of an identity graph.
 */
#ifndef FACTAG_IDENTITY_FULL_H
#define FACTAG_IDENTITY_FULL_H

#include "identity/identity_kinds.h"
#include "identity/identity_region.h"

/* Takes identifiers whose person, or whether they are shared, is not as the rule has it. */
typedef void (*IdentityFullTake) (const Identity *graph, const IdentityMove *moves, int n, void *context);

/* Runs the rule on all links, and calls take, a limited number at a time, for what is not as it should be. */
extern void identity_full_run(const Identity *graph, const IdentityKinds *kinds, IdentityFullTake take, void *context);

#endif							/* FACTAG_IDENTITY_FULL_H */
