/*
 * identity_settle.h
 *	  Persons after a change of links: running the rule, and writing what moved.
 */
#ifndef FACTAG_IDENTITY_SETTLE_H
#define FACTAG_IDENTITY_SETTLE_H

#include "identity/identity_kinds.h"
#include "identity/identity_lock.h"

/* how the links in force of two identifiers changed */
typedef enum IdentityChangeType
{
	IDENTITY_CHANGE_NEW,		/* there was no link in force between them; there is now */
	IDENTITY_CHANGE_LATER,		/* the link that the rule takes has its place nearer the front */
	IDENTITY_CHANGE_ENDED		/* none is left in force, or the one that the rule takes has its place further back */
} IdentityChangeType;

typedef struct IdentityChange
{
	IdentityChangeType type;
	int64		a;
	int64		b;
} IdentityChange;

/*
 * Brings sharing, persons and history up to date after links were written. The identifiers of all changes must have been locked by
 * identity_lock before. Returns the number of identifiers that got another person.
 */
extern int64 identity_settle(Identity *graph, const IdentityKinds *kinds, const IdentityChange *changes, int n);

/* The same for identifiers whose links may have changed in any way, or whose limits changed. They must be locked. */
extern int64 identity_settle_all(Identity *graph, const IdentityKinds *kinds, const int64 *ids, int n);

#endif							/* FACTAG_IDENTITY_SETTLE_H */
