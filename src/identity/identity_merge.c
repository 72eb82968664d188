/*
 * identity_merge.c
 *	  Persons that links join as a whole.
 *
 * If all members of some persons together meet the limits, so do the components that any links between them make. Then none of these links is refused, and the
 * other links of the members, which lead to the outside and were refused, are refused again, since components have only become larger. So nobody
 * needs to look at the links.
 */
#include "identity/identity_merge.h"

#include "miscadmin.h"

#include "identity/identity_lock.h"
#include "identity/identity_rule.h"

/* Finds the persons of the pairs, in order. */
static int64 *
list_persons(const IdentityPair *pairs, int n, int *npersons)
{
	int64	   *persons = palloc(n * 2 * sizeof(int64));

	for (int i = 0; i < n; i++)
	{
		persons[i * 2] = pairs[i].a;
		persons[i * 2 + 1] = pairs[i].b;
	}
	*npersons = identity_member_sort_ids(persons, n * 2);
	return persons;
}

/* Joins the members of each group; returns false if a limit forbids. */
static bool
join_members(Components *components, Components *groups, const int64 *persons, int npersons, const IdentityMember *members, int n)
{
	/* a member of the group that is named by that person */
	const IdentityMember **joined = palloc0(npersons * sizeof(IdentityMember *));

	for (int i = 0; i < n; i++)
	{
		const IdentityMember *member = &members[i];
		int64		group = components_person(groups, member->person);
		const int64 *place = bsearch(&group, persons, npersons, sizeof(int64), identity_member_compare_ids);
		const IdentityMember **other = &joined[place - persons];

		CHECK_FOR_INTERRUPTS();
		if (member->shared)
			continue;
		if (!*other)
			*other = member;
		if (!components_join(components, (*other)->id, (*other)->kind, member->id, member->kind))
			return false;
	}
	return true;
}

/* Finds the members that get another person. Sorts the members. */
static void
find_moves(Components *components, IdentityMember *members, int n, IdentityRegion *region)
{
	identity_member_sort(members, n);
	region->moves = palloc(Max(n, 1) * sizeof(IdentityMove));
	region->nmoves = 0;
	for (int i = 0; i < n; i++)
	{
		int64		to = members[i].shared ? members[i].person : components_person(components, members[i].id);

		if (to != members[i].person)
			region->moves[region->nmoves++] = (IdentityMove) {.id = members[i].id, .from = members[i].person, .to = to};
	}
}

bool
identity_merge(const Identity *graph, const IdentityKinds *kinds, const IdentityPair *pairs, int n, IdentityRegion *region)
{
	Components *groups = components_make(NULL, 0, 0);
	Components *components = identity_rule_components(graph, kinds);
	int			nmembers;
	IdentityMember *members;

	for (int i = 0; i < n; i++)
		(void) components_join(groups, pairs[i].a, 1, pairs[i].b, 1);
	region->persons = list_persons(pairs, n, &region->npersons);
	region->versions = palloc(region->npersons * sizeof(TransactionId));
	identity_lock_none(graph, region->persons, region->npersons, region->versions);
	members = identity_member_of_persons(graph, region->persons, region->npersons, &nmembers);
	if (!join_members(components, groups, region->persons, region->npersons, members, nmembers))
		return false;
	find_moves(components, members, nmembers, region);
	return true;
}
