/*
 * identity_kinds.h
 *	  The kinds of an identity graph, and their limits.
 */
#ifndef FACTAG_IDENTITY_KINDS_H
#define FACTAG_IDENTITY_KINDS_H

#include "identity/identity.h"

/* priorities of kinds are between 1 and this */
#define IDENTITY_PRIORITY_MAX 1000

typedef struct IdentityKind
{
	char	   *name;
	int			priority;		/* 1 and up; the lower the stronger */
	int			per_person;		/* most identifiers of the kind in a person; 0: no limit */
	int			shared_above;	/* neighbours above which an identifier is shared; 0: no limit */
	int			nblocked;
	char	  **blocked;		/* values that are dropped */
	char	   *blocked_pattern;	/* a pattern whose matches are dropped, or NULL */
} IdentityKind;

typedef struct IdentityKinds
{
	int			n;
	IdentityKind *kinds;		/* the strongest first */
} IdentityKinds;

/* Reads the kinds of a graph that is open. */
extern void identity_kinds_read(const Identity *graph, IdentityKinds *kinds);

/* Finds a kind by its name or its priority; NULL if there is none. */
extern const IdentityKind *identity_kind_named(const IdentityKinds *kinds, const char *name);
extern const IdentityKind *identity_kind_of(const IdentityKinds *kinds, int priority);

/* Whether a neighbour counts towards the shared_above of an identifier: it is not weaker, or its kind has a per_person. */
static inline bool
identity_counts(const IdentityKind *kind, const IdentityKind *neighbour)
{
	return neighbour->priority <= kind->priority || neighbour->per_person > 0;
}

#endif							/* FACTAG_IDENTITY_KINDS_H */
