/*
 * identity_move.h
 *	  Writing of identifiers that get another person, and of the persons.
 */
#ifndef FACTAG_IDENTITY_MOVE_H
#define FACTAG_IDENTITY_MOVE_H

#include "identity/identity_region.h"

/*
 * Writes moves, which are in the order of their ids: identifiers, history, and the persons before and after. The rows of the identifiers and of the persons that are
 * there must be locked. Returns the number of identifiers that get another person.
 */
extern int64 identity_move_write(const Identity *graph, const IdentityRegion *region);

/* Writes only the identifiers. The moves are in the order of their ids, too. */
extern int64 identity_move_identifiers(const Identity *graph, const IdentityMove *moves, int nmoves);

/* Computes rows of persons anew from their members; deletes those without one. */
extern void identity_move_persons(const Identity *graph, const int64 *persons, int n);

/*
 * Update rows of persons, or of identifiers, without a change of values. A transaction that keeps its snapshot then fails to lock them, so that it
 * does not go by the links that it sees.
 */
extern void identity_move_touch_persons(const Identity *graph, const int64 *persons, int n);
extern void identity_move_touch_identifiers(const Identity *graph, const int64 *ids, int n);

#endif							/* FACTAG_IDENTITY_MOVE_H */
