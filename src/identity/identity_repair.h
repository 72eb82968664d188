/*
 * identity_repair.h
 *	  Everything of an identity graph brought right, whatever wrote it.
 */
#ifndef FACTAG_IDENTITY_REPAIR_H
#define FACTAG_IDENTITY_REPAIR_H

#include "identity/identity_kinds.h"

/*
 * Runs the rule on all links, and writes the rows that are not as they should be: identifiers, history, persons, and the definition, which is no
 * longer stale. Nobody else may write. Returns the number of identifiers that got another person.
 */
extern int64 identity_repair(const Identity *graph, const IdentityKinds *kinds);

#endif							/* FACTAG_IDENTITY_REPAIR_H */
