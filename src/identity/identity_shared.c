/*
 * identity_shared.c
 *	  Identifiers that too many others are linked to.
 */
#include "identity/identity_shared.h"

#include "catalog/pg_type.h"

enum
{
	SHARED_LINKS = 740,
	SHARED_NEIGHBOURS
};

#define NEIGHBOURS "SELECT b AS id FROM ONLY {link} WHERE a = $1 AND ended_at IS NULL " \
	"UNION ALL SELECT a FROM ONLY {link} WHERE b = $1 AND ended_at IS NULL"

/* as many links as the limit has neighbours, and one more */
static const IdentityStatement some_links = {
	SHARED_LINKS, "SELECT FROM (" NEIGHBOURS ") n LIMIT $2", SPI_OK_SELECT, 2, {INT8OID, INT8OID}
};

/* as many neighbours that count; $3 is the priority, see identity_counts */
static const IdentityStatement some_neighbours = {
	SHARED_NEIGHBOURS,
	"SELECT FROM (SELECT DISTINCT n.id FROM (" NEIGHBOURS ") n CROSS JOIN LATERAL (SELECT kind FROM ONLY {identifier} WHERE id = n.id LIMIT 1) i "
	IDENTITY_KIND_OF_EACH "WHERE k.priority <= $3 OR k.per_person IS NOT NULL) d LIMIT $2",
	SPI_OK_SELECT, 3, {INT8OID, INT8OID, INT4OID}
};

bool
identity_shared_count(const Identity *graph, const IdentityKinds *kinds, const IdentityMember *member)
{
	const IdentityKind *kind = identity_kind_of(kinds, member->kind);
	Datum		values[3];
	uint64		n;

	if (!kind || kind->shared_above == 0)
		return false;
	values[0] = Int64GetDatum(member->id);
	values[1] = Int64GetDatum((int64) kind->shared_above + 1);
	values[2] = Int32GetDatum(member->kind);
	/* hardly any identifier has more links than that, so the neighbours are hardly ever looked at */
	n = identity_execute(graph, &some_links, values, NULL, 0);
	SPI_freetuptable(SPI_tuptable);
	if (n <= (uint64) kind->shared_above)
		return false;
	n = identity_execute(graph, &some_neighbours, values, NULL, 0);
	SPI_freetuptable(SPI_tuptable);
	return n > (uint64) kind->shared_above;
}
