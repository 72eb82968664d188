/*
 * identity_resolve.c
 *	  SQL: identity_resolve.
 */
#include "identity/identity.h"

#include "catalog/pg_type.h"
#include "utils/array.h"

#include "identity/identity_repair.h"
#include "identity/identity_settle.h"

/* The identifiers of an array; NULLs are left out. */
static int64 *
take_ids(ArrayType *array, int *n)
{
	Datum	   *values;
	bool	   *nulls;
	int			nvalues;
	int64	   *ids;

	deconstruct_array(array, INT8OID, sizeof(int64), FLOAT8PASSBYVAL, TYPALIGN_DOUBLE, &values, &nulls, &nvalues);
	ids = palloc(Max(nvalues, 1) * sizeof(int64));
	*n = 0;
	for (int i = 0; i < nvalues; i++)
	{
		if (!nulls[i])
			ids[(*n)++] = DatumGetInt64(values[i]);
	}
	return ids;
}

/* Computes the persons of some identifiers anew. */
static int64
resolve_some(Identity *graph, const IdentityKinds *kinds, ArrayType *array)
{
	int			n;
	int64	   *ids = take_ids(array, &n);
	int			found;
	IdentityMember *members = identity_lock(graph, ids, n, &found);

	for (int i = 0; i < found; i++)
		ids[i] = members[i].id;
	return identity_settle_all(graph, kinds, ids, found);
}

PG_FUNCTION_INFO_V1(identity_resolve);
Datum
identity_resolve(PG_FUNCTION_ARGS)
{
	bool		all = PG_ARGISNULL(1);
	Identity	graph;
	IdentityKinds kinds;
	int64		moved;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	identity_open(&graph, fcinfo, PG_GETARG_OID(0), all ? IDENTITY_USE_RESOLVE_ALL : IDENTITY_USE_RESOLVE);
	identity_kinds_read(&graph, &kinds);
	moved = all ? identity_repair(&graph, &kinds) : resolve_some(&graph, &kinds, PG_GETARG_ARRAYTYPE_P(1));
	identity_close(&graph);
	PG_RETURN_INT64(moved);
}
