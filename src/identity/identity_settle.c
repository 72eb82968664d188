/*
 * identity_settle.c
 *	  Persons after a change of links: running the rule, and writing what moved.
 *
 * What happens to persons is found without locks on them, then the identifiers that move and the persons that the result follows from are locked, and it
 * is found again in a new snapshot, until it needs no further lock. Everybody who changes a link locks the persons of its ends and updates their
 * rows. So two transactions whose changes could matter to each other wait for one another, or the second one fails to lock a row if it
 * keeps its snapshot.
 */
#include "identity/identity_settle.h"

#include "access/transam.h"
#include "miscadmin.h"

#include "identity/identity_merge.h"
#include "identity/identity_move.h"
#include "identity/identity_region.h"
#include "identity/identity_shared.h"

/* ids in order */
typedef struct Ids
{
	int64	   *ids;
	int			n;
} Ids;

typedef struct Settling
{
	Identity   *graph;
	const IdentityKinds *kinds;
	const IdentityChange *changes;	/* none: the links of the ends may have changed in any way */
	int			nchanges;
	Ids			ends;			/* identifiers whose links changed; locked */
	Ids			flips;			/* of these, those that begin or cease to be shared */
	Ids			locked;			/* further identifiers that are locked */
	Ids			locked_persons;
} Settling;

static bool
has(const Ids *ids, int64 id)
{
	return identity_member_has_id(ids->ids, ids->n, id);
}

static Ids
make_ids(int most)
{
	return (Ids) {.ids = MemoryContextAllocHuge(CurrentMemoryContext, Max(most, 1) * sizeof(int64)), .n = 0};
}

/* Adds ids to others. */
static void
add_ids(Ids *ids, const Ids *more)
{
	ids->ids = repalloc_huge(ids->ids, Max(ids->n + more->n, 1) * sizeof(int64));
	memcpy(ids->ids + ids->n, more->ids, more->n * sizeof(int64));
	ids->n = identity_member_sort_ids(ids->ids, ids->n + more->n);
}

/* Whether an identifier is shared after the changes. */
static bool
is_shared(const Settling *settling, const IdentityMember *member)
{
	return member->shared != has(&settling->flips, member->id);
}

/* Whether changes of links could make an identifier begin or cease to be shared. */
static bool
may_flip(const Settling *settling, const IdentityMember *members, int n, const IdentityMember *member)
{
	const IdentityKind *kind = identity_kind_of(settling->kinds, member->kind);

	if (settling->nchanges == 0)
		return true;
	for (int i = 0; i < settling->nchanges; i++)
	{
		const IdentityChange *change = &settling->changes[i];
		const IdentityMember *other;
		const IdentityKind *other_kind;

		if (change->a != member->id && change->b != member->id)
			continue;
		if (change->type != (member->shared ? IDENTITY_CHANGE_ENDED : IDENTITY_CHANGE_NEW))
			continue;
		other = identity_member_find(members, n, change->a == member->id ? change->b : change->a);
		other_kind = other ? identity_kind_of(settling->kinds, other->kind) : NULL;
		if (!kind || !other_kind || identity_counts(kind, other_kind))
			return true;
	}
	return false;
}

/* Finds the ends that begin or cease to be shared. Their locks keep that as it is. */
static void
find_flips(Settling *settling, const IdentityMember *members, int n)
{
	settling->flips = make_ids(n);
	for (int i = 0; i < n; i++)
	{
		CHECK_FOR_INTERRUPTS();
		if (may_flip(settling, members, n, &members[i]) &&
			identity_shared_count(settling->graph, settling->kinds, &members[i]) != members[i].shared)
			settling->flips.ids[settling->flips.n++] = members[i].id;
	}
}

/* The ends of a change that the rule looks at, or false if one is shared or does not exist. */
static bool
ends_of(const Settling *settling, const IdentityMember *members, int n, const IdentityChange *change,
		const IdentityMember **a, const IdentityMember **b)
{
	*a = identity_member_find(members, n, change->a);
	*b = identity_member_find(members, n, change->b);
	return *a && *b && !is_shared(settling, *a) && !is_shared(settling, *b);
}

/* The persons whose links changed: those of the ends, except where the other end is shared. */
static Ids
changed_persons(const Settling *settling, const IdentityMember *members, int n)
{
	Ids			persons = make_ids(n + 2 * settling->nchanges);

	for (int i = 0; i < n; i++)
	{
		if (settling->nchanges == 0 || has(&settling->flips, members[i].id))
			persons.ids[persons.n++] = members[i].person;
	}
	for (int i = 0; i < settling->nchanges; i++)
	{
		const IdentityMember *a;
		const IdentityMember *b;

		if (!ends_of(settling, members, n, &settling->changes[i], &a, &b))
			continue;
		persons.ids[persons.n++] = a->person;
		persons.ids[persons.n++] = b->person;
	}
	persons.n = identity_member_sort_ids(persons.ids, persons.n);
	return persons;
}

/* Settles the changes if they only join persons as a whole, or nothing; false if the rule has to be run. */
static bool
merge(const Settling *settling, const IdentityMember *members, int n, const Ids *persons, IdentityRegion *region)
{
	IdentityPair *pairs = palloc(Max(settling->nchanges, 1) * sizeof(IdentityPair));
	int			npairs = 0;

	if (settling->nchanges == 0 || settling->flips.n > 0)
		return false;
	for (int i = 0; i < settling->nchanges; i++)
	{
		const IdentityMember *a;
		const IdentityMember *b;

		if (!ends_of(settling, members, n, &settling->changes[i], &a, &b))
			continue;
		if (settling->changes[i].type == IDENTITY_CHANGE_ENDED)
			return false;
		if (a->person != b->person)
			pairs[npairs++] = (IdentityPair) {.a = a->person, .b = b->person};
	}
	if (npairs > 0)
		return identity_merge(settling->graph, settling->kinds, pairs, npairs, region);
	*region = (IdentityRegion) {.persons = persons->ids, .npersons = persons->n};
	return true;
}

/* The version of a person when the region was run; InvalidTransactionId if it is not known. */
static TransactionId
seen_version(const IdentityRegion *region, int64 person)
{
	const int64 *place = region->npersons == 0 || !region->versions ? NULL :
		bsearch(&person, region->persons, region->npersons, sizeof(int64), identity_member_compare_ids);

	return place ? region->versions[place - region->persons] : InvalidTransactionId;
}

/* Locks persons that are not locked yet; returns whether all are as they were when the region was run. */
static bool
lock_persons(Settling *settling, const IdentityRegion *region, const Ids *changed)
{
	Ids			persons = make_ids(region->npersons + changed->n);
	TransactionId *versions = MemoryContextAllocHuge(CurrentMemoryContext, Max(region->npersons + changed->n, 1) * sizeof(TransactionId));
	bool		same = true;

	for (int i = 0; i < region->npersons + changed->n; i++)
	{
		int64		id = i < region->npersons ? region->persons[i] : changed->ids[i - region->npersons];

		if (!has(&settling->locked_persons, id))
			persons.ids[persons.n++] = id;
	}
	persons.n = identity_member_sort_ids(persons.ids, persons.n);
	identity_lock_persons(settling->graph, persons.ids, persons.n, versions);
	for (int i = 0; i < persons.n; i++)
		same = same && TransactionIdIsValid(versions[i]) && versions[i] == seen_version(region, persons.ids[i]);
	add_ids(&settling->locked_persons, &persons);
	return same;
}

/* Locks what is not locked yet; returns whether the region has to be run again. */
static bool
lock_region(Settling *settling, const IdentityRegion *region, const Ids *changed)
{
	Ids			identifiers = make_ids(region->nmoves);
	int			found;

	for (int i = 0; i < region->nmoves; i++)
	{
		int64		id = region->moves[i].id;

		if (!has(&settling->ends, id) && !has(&settling->locked, id))
			identifiers.ids[identifiers.n++] = id;
	}
	identifiers.n = identity_member_sort_ids(identifiers.ids, identifiers.n);
	(void) identity_lock(settling->graph, identifiers.ids, identifiers.n, &found);
	add_ids(&settling->locked, &identifiers);
	return !lock_persons(settling, region, changed) || found < identifiers.n;
}

/* Whether identifiers are as they were. */
static bool
same_members(const IdentityMember *a, int na, const IdentityMember *b, int nb)
{
	if (na != nb)
		return false;
	for (int i = 0; i < na; i++)
	{
		if (a[i].id != b[i].id || a[i].person != b[i].person || a[i].shared != b[i].shared)
			return false;
	}
	return true;
}

/* Updates what has to show that links changed. */
static void
touch(const Settling *settling, const IdentityMember *members, int n, const Ids *changed, const IdentityRegion *region)
{
	Ids			shared = make_ids(n);

	for (int i = 0; i < n; i++)
	{
		if (is_shared(settling, &members[i]) && members[i].shared)
			shared.ids[shared.n++] = members[i].id;
	}
	/* whose person does not see that an identifier is no longer shared must not go on */
	if (settling->flips.n > 0)
		identity_move_touch_persons(settling->graph, region->persons, region->npersons);
	else
		identity_move_touch_persons(settling->graph, changed->ids, changed->n);
	identity_move_touch_identifiers(settling->graph, shared.ids, shared.n);
}

/* Settles what changed at the ends. */
static int64
settle(Settling *settling)
{
	int			n;
	IdentityMember *members = identity_member_read(settling->graph, settling->ends.ids, settling->ends.n, &n);
	Ids			changed;
	IdentityRegion region;

	find_flips(settling, members, n);
	for (;;)
	{
		bool		again;
		const IdentityMember *before = members;
		int			nbefore = n;

		CHECK_FOR_INTERRUPTS();
		changed = changed_persons(settling, members, n);
		if (!merge(settling, members, n, &changed, &region))
			identity_region_run(settling->graph, settling->kinds, changed.ids, changed.n,
								settling->flips.ids, settling->flips.n, &region);
		again = lock_region(settling, &region, &changed);
		members = identity_member_read(settling->graph, settling->ends.ids, settling->ends.n, &n);
		/* where the links were not looked at, the persons of the ends are all that matters */
		if (!region.versions)
			again = false;
		if (!again && same_members(before, nbefore, members, n))
			break;
	}
	touch(settling, members, n, &changed, &region);
	if (settling->nchanges == 0)
		identity_move_persons(settling->graph, changed.ids, changed.n);
	return identity_move_write(settling->graph, &region);
}

int64
identity_settle(Identity *graph, const IdentityKinds *kinds, const IdentityChange *changes, int n)
{
	Settling	settling = {.graph = graph, .kinds = kinds, .changes = changes, .nchanges = n};

	if (n == 0)
		return 0;
	settling.ends = make_ids(n * 2);
	settling.locked = make_ids(0);
	settling.locked_persons = make_ids(0);
	for (int i = 0; i < n; i++)
	{
		settling.ends.ids[i * 2] = changes[i].a;
		settling.ends.ids[i * 2 + 1] = changes[i].b;
	}
	settling.ends.n = identity_member_sort_ids(settling.ends.ids, n * 2);
	return settle(&settling);
}

int64
identity_settle_all(Identity *graph, const IdentityKinds *kinds, const int64 *ids, int n)
{
	Settling	settling = {.graph = graph, .kinds = kinds};

	if (n == 0)
		return 0;
	settling.ends = make_ids(n);
	settling.locked = make_ids(0);
	settling.locked_persons = make_ids(0);
	memcpy(settling.ends.ids, ids, n * sizeof(int64));
	settling.ends.n = identity_member_sort_ids(settling.ends.ids, n);
	return settle(&settling);
}
