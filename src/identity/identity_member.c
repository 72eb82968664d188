/*
 * identity_member.c
 *	  Identifiers, as the rule needs them.
 */
#include "identity/identity_member.h"

#include "catalog/pg_type.h"

enum
{
	MEMBER_READ = 700,
	MEMBER_OF_PERSONS
};

static const IdentityStatement read_members = {
	MEMBER_READ, IDENTITY_MEMBER_SELECT "WHERE i.id = ANY ($1) ORDER BY i.id", SPI_OK_SELECT, 1, {INT8ARRAYOID}
};

static const IdentityStatement members_of_persons = {
	MEMBER_OF_PERSONS, IDENTITY_MEMBER_SELECT "WHERE i.person = ANY ($1)", SPI_OK_SELECT, 1, {INT8ARRAYOID}
};

IdentityMember *
identity_member_execute(const Identity *graph, const IdentityStatement *statement, const int64 *ids, int n, int *found)
{
	Datum		values[1];
	uint64		rows;
	IdentityMember *members;

	*found = 0;
	if (n == 0)
		return palloc(sizeof(IdentityMember));
	values[0] = identity_ids(ids, n);
	rows = identity_execute(graph, statement, values, NULL, 0);
	members = MemoryContextAllocHuge(CurrentMemoryContext, Max(rows, 1) * sizeof(IdentityMember));
	for (uint64 row = 0; row < rows; row++)
	{
		members[row].id = identity_int8(row, 1);
		members[row].kind = identity_int4(row, 2);
		members[row].person = identity_int8(row, 3);
		members[row].shared = identity_bool(row, 4);
	}
	SPI_freetuptable(SPI_tuptable);
	*found = (int) rows;
	return members;
}

IdentityMember *
identity_member_read(const Identity *graph, const int64 *ids, int n, int *found)
{
	return identity_member_execute(graph, &read_members, ids, n, found);
}

IdentityMember *
identity_member_of_persons(const Identity *graph, const int64 *persons, int n, int *found)
{
	return identity_member_execute(graph, &members_of_persons, persons, n, found);
}

/* qsort: by id */
static int
compare_members(const void *a, const void *b)
{
	int64		x = ((const IdentityMember *) a)->id;
	int64		y = ((const IdentityMember *) b)->id;

	return x < y ? -1 : x > y;
}

void
identity_member_sort(IdentityMember *members, int n)
{
	if (n > 1)
		qsort(members, n, sizeof(IdentityMember), compare_members);
}

const IdentityMember *
identity_member_find(const IdentityMember *members, int n, int64 id)
{
	IdentityMember key = {.id = id};

	return n == 0 ? NULL : bsearch(&key, members, n, sizeof(IdentityMember), compare_members);
}

int
identity_member_compare_ids(const void *a, const void *b)
{
	int64		x = *(const int64 *) a;
	int64		y = *(const int64 *) b;

	return x < y ? -1 : x > y;
}

int
identity_member_sort_ids(int64 *ids, int n)
{
	int			kept = 0;

	if (n > 1)
		qsort(ids, n, sizeof(int64), identity_member_compare_ids);
	for (int i = 0; i < n; i++)
	{
		if (kept == 0 || ids[i] != ids[kept - 1])
			ids[kept++] = ids[i];
	}
	return kept;
}

bool
identity_member_has_id(const int64 *ids, int n, int64 id)
{
	return n > 0 && bsearch(&id, ids, n, sizeof(int64), identity_member_compare_ids);
}
