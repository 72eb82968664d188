/*
 * components.h
 *	  Components of a graph whose links are taken one after the other, each joining two
 *	  components unless a limit forbids.
 */
#ifndef FACTAG_COMPONENTS_H
#define FACTAG_COMPONENTS_H

#include "factag.h"

typedef struct Components Components;

/* the most identifiers of each kind in a component */
typedef struct ComponentLimits
{
	int64		first;			/* the kind of the first limit */
	int64		n;
	int		   *most;			/* 0: no limit */
} ComponentLimits;

/* identifiers that are the most that an array of bigint has room for, with their persons */
#define COMPONENTS_MOST ((MaxAllocSize - 64) / (2 * sizeof(int64)))

/*
 * Makes an empty one in the current memory context. per_kind[k - 1], for k up to nkinds, is the most identifiers of kind k in a component, 0 for
 * no limit; most is the most of all kinds, 0 for no limit.
 */
extern Components *components_make(const int *per_kind, int nkinds, int most);

/* The same, with limits that begin at any kind. They are not copied. */
extern Components *components_make_limited(ComponentLimits limits, int most);

/* Adds an identifier, with a kind from 1 on. If it is there, the kind that it has stays. Errors: 54000. */
extern void components_add(Components *components, int64 id, int kind);

/* Adds two, and joins their components unless a limit forbids; returns whether they are now in one. */
extern bool components_join(Components *components, int64 a, int a_kind, int64 b, int b_kind);

/* Whether one more identifier, of some kind, would be let into the component of one that was added. */
extern bool components_fits(Components *components, int64 id, int kind);

/* Returns the first identifier, by kind and id, of the component of one; that one itself if it was never added. */
extern int64 components_person(Components *components, int64 id);

/* The identifiers that were added, in that order, and the first ones of their components. */
extern int64 components_count(const Components *components);
extern int64 components_id(const Components *components, int64 i);
extern int	components_kind(const Components *components, int64 i);
extern int64 components_person_of(Components *components, int64 i);

/* The number of an identifier in that order; -1 if it was never added. Joins two, given their numbers. */
extern int64 components_find(const Components *components, int64 id);
extern bool components_join_numbers(Components *components, int64 a, int64 b);

#endif							/* FACTAG_COMPONENTS_H */
