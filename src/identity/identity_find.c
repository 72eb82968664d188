/*
 * identity_find.c
 *	  SQL: identity_find.
 */
#include "identity/identity_statement.h"

#include "catalog/pg_type.h"

/* the statement's number */
#define FIND_IDENTIFIER 600

static const IdentityStatement find_identifier = {
	FIND_IDENTIFIER,
	"SELECT id FROM ONLY {identifier} WHERE kind = $1 AND value = $2",
	SPI_OK_SELECT, 2, {TEXTOID, TEXTOID}
};

PG_FUNCTION_INFO_V1(identity_find);
Datum
identity_find(PG_FUNCTION_ARGS)
{
	Datum		values[] = {PG_GETARG_DATUM(1), PG_GETARG_DATUM(2)};
	Identity	graph;
	int64		id = 0;
	bool		found;

	identity_open(&graph, fcinfo, PG_GETARG_OID(0), IDENTITY_USE_FIND);
	found = identity_execute(&graph, &find_identifier, values, NULL, 1) > 0;
	if (found)
		id = identity_int8(0, 1);
	identity_close(&graph);
	if (!found)
		PG_RETURN_NULL();
	PG_RETURN_INT64(id);
}
