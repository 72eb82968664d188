/*
 * identity_shared.h
 *	  Identifiers that too many others are linked to.
 */
#ifndef FACTAG_IDENTITY_SHARED_H
#define FACTAG_IDENTITY_SHARED_H

#include "identity/identity_kinds.h"
#include "identity/identity_member.h"

/* Whether an identifier is shared, by its links that are not ended. */
extern bool identity_shared_count(const Identity *graph, const IdentityKinds *kinds, const IdentityMember *member);

#endif							/* FACTAG_IDENTITY_SHARED_H */
