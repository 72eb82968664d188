/*
 * identity_lock.c
 *	  Locks on rows of an identity graph.
 *
 * Whoever changes links locks their ends first, then the identifiers that get another person, and then the persons. A session that updates an
 * identifier's tags locks rows in that order, too.
 */
#include "identity/identity_lock.h"

#include "access/transam.h"
#include "catalog/pg_type.h"

enum
{
	LOCK_IDENTIFIERS = 720,
	LOCK_PERSONS,
	LOCK_NONE
};

static const IdentityStatement lock_identifiers = {
	LOCK_IDENTIFIERS, IDENTITY_MEMBER_SELECT "WHERE i.id = ANY ($1) ORDER BY i.id FOR NO KEY UPDATE OF i", SPI_OK_SELECT, 1,
	{INT8ARRAYOID}
};

#define VERSIONS "SELECT person, xmin FROM ONLY {person} WHERE person = ANY ($1) ORDER BY person"

static const IdentityStatement lock_persons = {
	LOCK_PERSONS, VERSIONS " FOR NO KEY UPDATE", SPI_OK_SELECT, 1, {INT8ARRAYOID}
};

static const IdentityStatement read_persons = {
	LOCK_NONE, VERSIONS, SPI_OK_SELECT, 1, {INT8ARRAYOID}
};

IdentityMember *
identity_lock(Identity *graph, const int64 *ids, int n, int *found)
{
	return identity_member_execute(graph, &lock_identifiers, ids, n, found);
}

/* Executes one of the statements on persons. */
static void
read_versions(const Identity *graph, const IdentityStatement *statement, const int64 *persons, int n, TransactionId *versions)
{
	Datum		values[1];
	uint64		rows;
	uint64		row = 0;

	if (n == 0)
		return;
	values[0] = identity_ids(persons, n);
	rows = identity_execute(graph, statement, values, NULL, 0);
	for (int i = 0; i < n; i++)
	{
		versions[i] = InvalidTransactionId;
		/* more than one only where the owner has dropped the primary key */
		for (; row < rows && identity_int8(row, 1) == persons[i]; row++)
			versions[i] = DatumGetTransactionId(identity_datum(row, 2, XIDOID));
	}
	SPI_freetuptable(SPI_tuptable);
}

void
identity_lock_persons(const Identity *graph, const int64 *persons, int n, TransactionId *versions)
{
	read_versions(graph, &lock_persons, persons, n, versions);
}

void
identity_lock_none(const Identity *graph, const int64 *persons, int n, TransactionId *versions)
{
	read_versions(graph, &read_persons, persons, n, versions);
}
