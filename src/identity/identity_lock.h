/*
 * identity_lock.h
 *	  Locks on rows of an identity graph.
 */
#ifndef FACTAG_IDENTITY_LOCK_H
#define FACTAG_IDENTITY_LOCK_H

#include "identity/identity_member.h"

/*
 * Locks the rows of n identifiers, in the order of their ids, and returns them in that order. An id that does not exist is left
 * out. *found tells how many there are.
 */
extern IdentityMember *identity_lock(Identity *graph, const int64 *ids, int n, int *found);

/*
 * Locks the rows of n persons, which are in the order of their ids. versions gets who wrote each, or InvalidTransactionId for one that does
 * not exist. Whoever changes what a person follows from updates its row, so nothing has changed since the same version was
 * read by identity_lock_none, which locks nothing.
 */
extern void identity_lock_persons(const Identity *graph, const int64 *persons, int n, TransactionId *versions);
extern void identity_lock_none(const Identity *graph, const int64 *persons, int n, TransactionId *versions);

#endif							/* FACTAG_IDENTITY_LOCK_H */
