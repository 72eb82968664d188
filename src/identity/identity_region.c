/*
 * identity_region.c
 *	  The rule on a part of an identity graph.
 *
 * The stored persons are what the rule made of the links so far. Links of some persons changed: these are open, and the rule is run on their
 * members. A link from a member to the outside was refused so far. It certainly is again if the member's component
 * and the other end alone have too many of a kind, or are too many, because components only grow. Otherwise the
 * other end's person is read, too. It is closed: its links to the outside are still left out. If it comes out of the run
 * with other members than before, it must be open, and the rule is run again.
 *
 * In the end no closed person changed. A person's course through the rule follows from its members and the links between
 * them, none of which was ever refused. So the closed persons had the same course as before, and so had, seen from there, all the others.
 */
#include "identity/identity_region.h"

#include "access/transam.h"
#include "catalog/pg_type.h"
#include "miscadmin.h"
#include "utils/hsearch.h"

#include "identity/identity_lock.h"
#include "identity/identity_rule.h"

/* rounds after which persons are read ahead */
#define ROUNDS 8

static const IdentityStatement links_of = {
	760,
	"SELECT id, a, b, at, last FROM ONLY {link} WHERE a = ANY ($1) AND ended_at IS NULL UNION ALL "
	"SELECT id, a, b, at, last FROM ONLY {link} WHERE b = ANY ($1) AND ended_at IS NULL",
	SPI_OK_SELECT, 1, {INT8ARRAYOID}
};

typedef struct Person
{
	int64		id;
	TransactionId version;
	bool		open;
} Person;

typedef struct Run
{
	const Identity *graph;
	const IdentityKinds *kinds;
	const int64 *flips;
	int			nflips;
	Person	   *persons;		/* in the order of their ids, as are the members and the others */
	int			npersons;
	IdentityMember *members;	/* of the persons */
	int			nmembers;
	IdentityMember *others;		/* at the other ends of their links */
	int			nothers;
	IdentityEdge *links;		/* of the members; in the order of their ids */
	int			nlinks;
} Run;

/* qsort: by id */
static int
compare_persons(const void *a, const void *b)
{
	int64		x = ((const Person *) a)->id;
	int64		y = ((const Person *) b)->id;

	return x < y ? -1 : x > y;
}

/* The same for links. */
static int
compare_links(const void *a, const void *b)
{
	int64		x = ((const IdentityEdge *) a)->id;
	int64		y = ((const IdentityEdge *) b)->id;

	return x < y ? -1 : x > y;
}

/* Finds a person that was read; NULL if it is none. */
static Person *
find_person(const Run *run, int64 id)
{
	Person		key = {.id = id};

	return run->npersons == 0 ? NULL : bsearch(&key, run->persons, run->npersons, sizeof(Person), compare_persons);
}

/* Whether an identifier is shared after the flips. */
static bool
is_shared(const Run *run, const IdentityMember *member)
{
	return member->shared != identity_member_has_id(run->flips, run->nflips, member->id);
}

/* Grows an array, which may be NULL, for more elements than it has. */
static void *
grow(void *array, int64 n, int64 more, Size size)
{
	Size		bytes = Max(n + more, 1) * size;

	return array ? repalloc_huge(array, bytes) : MemoryContextAllocHuge(CurrentMemoryContext, bytes);
}

/* Adds identifiers to an array of n. */
static IdentityMember *
add_members(IdentityMember *members, int *n, const IdentityMember *more, int nmore)
{
	members = grow(members, *n, nmore, sizeof(IdentityMember));
	memcpy(members + *n, more, nmore * sizeof(IdentityMember));
	*n += nmore;
	identity_member_sort(members, *n);
	return members;
}

/* Reads the links of identifiers. Those that were read before are left out. */
static void
read_links(Run *run, const int64 *ids, int n)
{
	Datum		values[1] = {identity_ids(ids, n)};
	uint64		rows = n == 0 ? 0 : identity_execute(run->graph, &links_of, values, NULL, 0);
	int			kept = 0;

	if (n == 0)
		return;
	run->links = grow(run->links, run->nlinks, rows, sizeof(IdentityEdge));
	for (uint64 row = 0; row < rows; row++)
	{
		run->links[run->nlinks++] = (IdentityEdge) {
			.id = identity_int8(row, 1),
			.a = identity_int8(row, 2),
			.b = identity_int8(row, 3),
			.time = identity_timestamp(row, run->graph->first ? 4 : 5)
		};
	}
	SPI_freetuptable(SPI_tuptable);
	if (run->nlinks > 1)
		qsort(run->links, run->nlinks, sizeof(IdentityEdge), compare_links);
	for (int i = 0; i < run->nlinks; i++)
	{
		if (kept == 0 || run->links[i].id != run->links[kept - 1].id)
			run->links[kept++] = run->links[i];
	}
	run->nlinks = kept;
}

/* Finds an identifier among the members, or else among the others; NULL if it does not exist. */
static const IdentityMember *
find_end(const Run *run, int64 id, bool *is_member)
{
	const IdentityMember *member = identity_member_find(run->members, run->nmembers, id);

	*is_member = member != NULL;
	return member ? member : identity_member_find(run->others, run->nothers, id);
}

/* Reads the ends of links that are not known yet. */
static void
read_others(Run *run)
{
	int64	   *ids = NULL;
	int			n = 0;
	int			found;
	IdentityMember *read;

	ids = grow(NULL, 0, (int64) run->nlinks * 2, sizeof(int64));
	for (int i = 0; i < run->nlinks; i++)
	{
		int64		ends[2] = {run->links[i].a, run->links[i].b};

		CHECK_FOR_INTERRUPTS();
		for (int j = 0; j < 2; j++)
		{
			bool		is_member;

			if (!find_end(run, ends[j], &is_member))
				ids[n++] = ends[j];
		}
	}
	n = identity_member_sort_ids(ids, n);
	if (n > 0)
	{
		read = identity_member_read(run->graph, ids, n, &found);
		run->others = add_members(run->others, &run->nothers, read, found);
	}
	pfree(ids);
}

/* Reads persons with their members and the links of these. Returns how many were not read before; persons begins with them. */
static int
read_persons(Run *run, int64 *persons, int n, bool open)
{
	int			fresh = 0;
	int			nread;
	int			nids = 0;
	int64	   *ids;
	IdentityMember *read;
	TransactionId *versions;

	n = identity_member_sort_ids(persons, n);
	for (int i = 0; i < n; i++)
	{
		if (!find_person(run, persons[i]))
			persons[fresh++] = persons[i];
	}
	if (fresh == 0)
		return 0;
	run->persons = grow(run->persons, run->npersons, fresh, sizeof(Person));
	versions = grow(NULL, 0, fresh, sizeof(TransactionId));
	identity_lock_none(run->graph, persons, fresh, versions);
	for (int i = 0; i < fresh; i++)
		run->persons[run->npersons++] = (Person) {.id = persons[i], .version = versions[i], .open = open};
	qsort(run->persons, run->npersons, sizeof(Person), compare_persons);

	read = identity_member_of_persons(run->graph, persons, fresh, &nread);
	ids = grow(NULL, 0, nread, sizeof(int64));
	for (int i = 0; i < nread; i++)
	{
		if (!is_shared(run, &read[i]))
			ids[nids++] = read[i].id;
	}
	run->members = add_members(run->members, &run->nmembers, read, nread);
	read_links(run, ids, nids);
	pfree(ids);
	read_others(run);
	return fresh;
}

/* Finds the persons that links of some persons lead to, themselves perhaps among them. */
static int64 *
find_neighbours(const Run *run, const int64 *persons, int n, int *found)
{
	int			nmembers;
	IdentityMember *members = identity_member_of_persons(run->graph, persons, n, &nmembers);
	int64	   *ids = grow(NULL, 0, nmembers, sizeof(int64));
	int			nids = 0;
	Datum		values[1];
	uint64		rows;
	int64	   *ends;
	int			nends;
	int64	   *neighbours;
	int			nneighbours = 0;

	for (int i = 0; i < nmembers; i++)
	{
		if (!members[i].shared)
			ids[nids++] = members[i].id;
	}
	values[0] = identity_ids(ids, nids);
	rows = identity_execute(run->graph, &links_of, values, NULL, 0);
	ends = grow(NULL, 0, (int64) rows * 2, sizeof(int64));
	for (uint64 row = 0; row < rows; row++)
	{
		ends[row * 2] = identity_int8(row, 2);
		ends[row * 2 + 1] = identity_int8(row, 3);
	}
	SPI_freetuptable(SPI_tuptable);
	nends = identity_member_sort_ids(ends, (int) rows * 2);
	members = identity_member_read(run->graph, ends, nends, &nmembers);
	neighbours = grow(NULL, 0, nmembers, sizeof(int64));
	for (int i = 0; i < nmembers; i++)
	{
		if (!members[i].shared)
			neighbours[nneighbours++] = members[i].person;
	}
	*found = identity_member_sort_ids(neighbours, nneighbours);
	return neighbours;
}

/*
 * Reads persons ahead: those that links lead to from some that were just read, and on from there, until twice as many are read. Otherwise a
 * chain of persons, each of which wants the next one, would take two runs of the rule on all of them for each. To read more than it takes
 * changes nothing.
 */
static void
read_ahead(Run *run, const int64 *from, int n)
{
	HASHCTL		info = {.keysize = sizeof(int64), .entrysize = sizeof(int64), .hcxt = CurrentMemoryContext};
	HTAB	   *seen = hash_create("persons ahead", 64, &info, HASH_ELEM | HASH_BLOBS | HASH_CONTEXT);
	int			most = run->npersons;
	int64	   *ahead = grow(NULL, 0, most, sizeof(int64));
	int			nahead = 0;

	while (n > 0 && nahead < most)
	{
		int			found;
		int64	   *neighbours = find_neighbours(run, from, n, &found);

		CHECK_FOR_INTERRUPTS();
		/* those that were not seen before are the next ones to go on from */
		from = ahead + nahead;
		n = 0;
		for (int i = 0; i < found && nahead < most; i++)
		{
			bool		known = find_person(run, neighbours[i]) != NULL;

			if (!known)
				(void) hash_search(seen, &neighbours[i], HASH_ENTER, &known);
			if (known)
				continue;
			ahead[nahead++] = neighbours[i];
			n++;
		}
		pfree(neighbours);
	}
	hash_destroy(seen);
	(void) read_persons(run, ahead, nahead, false);
}

/*
 * Takes the links that count, in the order of the rule: those between members, and those from members of open persons
 * to others.
 */
static IdentityEdge *
make_edges(const Run *run, int *n)
{
	IdentityEdge *edges = grow(NULL, 0, run->nlinks, sizeof(IdentityEdge));

	*n = 0;
	for (int i = 0; i < run->nlinks; i++)
	{
		const IdentityEdge *link = &run->links[i];
		bool		a_inside;
		bool		b_inside;
		const IdentityMember *a = find_end(run, link->a, &a_inside);
		const IdentityMember *b = find_end(run, link->b, &b_inside);

		CHECK_FOR_INTERRUPTS();
		if (!a || !b || is_shared(run, a) || is_shared(run, b) || (!a_inside && !b_inside))
			continue;
		if (a_inside != b_inside && !find_person(run, (a_inside ? a : b)->person)->open)
			continue;
		edges[*n] = *link;
		edges[*n].a_kind = a->kind;
		edges[*n].b_kind = b->kind;
		(*n)++;
	}
	identity_rule_sort(edges, *n, run->graph->first);
	return edges;
}

/* Runs the rule. *wanted gets the persons outside whose members a link might join. */
static Components *
run_rule(const Run *run, int64 **wanted, int *nwanted)
{
	Components *components = identity_rule_components(run->graph, run->kinds);
	int			n;
	IdentityEdge *edges = make_edges(run, &n);

	*wanted = grow(NULL, 0, n, sizeof(int64));
	*nwanted = 0;
	for (int i = 0; i < n; i++)
	{
		const IdentityEdge *edge = &edges[i];
		bool		a_inside;
		bool		b_inside;
		const IdentityMember *a = find_end(run, edge->a, &a_inside);
		const IdentityMember *b = find_end(run, edge->b, &b_inside);
		const IdentityMember *inside = a_inside ? a : b;
		const IdentityMember *outside = a_inside ? b : a;

		CHECK_FOR_INTERRUPTS();
		if (a_inside && b_inside)
			(void) components_join(components, a->id, a->kind, b->id, b->kind);
		else
		{
			components_add(components, inside->id, inside->kind);
			if (components_fits(components, inside->id, outside->kind))
				(*wanted)[(*nwanted)++] = outside->person;
		}
	}
	pfree(edges);
	return components;
}

/* Finds the members that get another person, or are flipped. */
static void
find_moves(const Run *run, Components *components, IdentityRegion *region)
{
	region->moves = grow(NULL, 0, run->nmembers, sizeof(IdentityMove));
	region->nmoves = 0;
	for (int i = 0; i < run->nmembers; i++)
	{
		const IdentityMember *member = &run->members[i];
		bool		shared = is_shared(run, member);
		int64		to = shared ? member->id : components_person(components, member->id);

		CHECK_FOR_INTERRUPTS();
		if (to != member->person || shared != member->shared)
			region->moves[region->nmoves++] = (IdentityMove) {
				.id = member->id, .from = member->person, .to = to, .was_shared = member->shared, .shared = shared
			};
	}
}

/* Opens the closed persons that changed; returns whether there are any. */
static bool
open_changed(const Run *run, const IdentityRegion *region)
{
	bool		found = false;

	for (int i = 0; i < region->nmoves; i++)
	{
		Person	   *ends[2] = {find_person(run, region->moves[i].from), find_person(run, region->moves[i].to)};

		for (int j = 0; j < 2; j++)
		{
			if (!ends[j] || ends[j]->open)
				continue;
			ends[j]->open = true;
			found = true;
		}
	}
	return found;
}

/*
 * Forgets the versions of persons that were read although ends outside are still said to be in them: these have moved since. Whoever locks the
 * persons then finds no version as it was, and runs the region again.
 */
static void
forget_versions(const Run *run, const int64 *wanted, int nwanted)
{
	for (int i = 0; i < nwanted; i++)
		find_person(run, wanted[i])->version = InvalidTransactionId;
}

/* Tells which persons were read. */
static void
list_persons(const Run *run, IdentityRegion *region)
{
	region->npersons = run->npersons;
	region->persons = grow(NULL, 0, run->npersons, sizeof(int64));
	region->versions = grow(NULL, 0, run->npersons, sizeof(TransactionId));
	for (int i = 0; i < run->npersons; i++)
	{
		region->persons[i] = run->persons[i].id;
		region->versions[i] = run->persons[i].version;
	}
}

void
identity_region_run(const Identity *graph, const IdentityKinds *kinds, const int64 *persons, int n,
					const int64 *flips, int nflips, IdentityRegion *region)
{
	Run			run = {.graph = graph, .kinds = kinds, .flips = flips, .nflips = nflips};
	int64	   *seeds = grow(NULL, 0, n, sizeof(int64));

	memcpy(seeds, persons, n * sizeof(int64));
	(void) read_persons(&run, seeds, n, true);
	for (int round = 0;; round++)
	{
		int64	   *wanted;
		int			nwanted;
		Components *components = run_rule(&run, &wanted, &nwanted);
		int			fresh = read_persons(&run, wanted, nwanted, false);

		CHECK_FOR_INTERRUPTS();
		if (fresh > 0)
		{
			if (round >= ROUNDS)
				read_ahead(&run, wanted, fresh);
			continue;
		}
		forget_versions(&run, wanted, nwanted);
		find_moves(&run, components, region);
		if (!open_changed(&run, region))
			break;
	}
	list_persons(&run, region);
}
