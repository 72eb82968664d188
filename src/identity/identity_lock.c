/*
 * identity_lock.c
 *	  Locks on rows of an identity graph.
 *
 * Whoever changes links locks their ends first, then the identifiers that get another person, and then the persons. A session that updates an
 * identifier's tags locks rows in that order, too.
 */
#include "identity/identity_lock.h"

#include "catalog/pg_type.h"

enum
{
	LOCK_IDENTIFIERS = 720,
	LOCK_PERSONS
};

static const IdentityStatement lock_identifiers = {
	LOCK_IDENTIFIERS, IDENTITY_MEMBER_SELECT "WHERE i.id = ANY ($1) ORDER BY i.id FOR NO KEY UPDATE OF i", SPI_OK_SELECT, 1,
	{INT8ARRAYOID}
};

static const IdentityStatement lock_persons = {
	LOCK_PERSONS, "SELECT FROM ONLY {person} WHERE person = ANY ($1) ORDER BY person FOR NO KEY UPDATE", SPI_OK_SELECT, 1,
	{INT8ARRAYOID}
};

IdentityMember *
identity_lock(Identity *graph, const int64 *ids, int n, int *found)
{
	return identity_member_execute(graph, &lock_identifiers, ids, n, found);
}

void
identity_lock_persons(const Identity *graph, const int64 *persons, int n)
{
	Datum		values[1];

	if (n == 0)
		return;
	values[0] = identity_ids(persons, n);
	(void) identity_execute(graph, &lock_persons, values, NULL, 0);
	SPI_freetuptable(SPI_tuptable);
}
