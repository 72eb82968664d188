/*
 * identity_kinds.c
 *	  The kinds of an identity graph, and their limits.
 */
#include "identity/identity_kinds.h"

#include "catalog/pg_type.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"

#include "identity/identity_statement.h"

/* the statement's number */
#define KINDS_READ 400

static const IdentityStatement read_kinds = {
	KINDS_READ,
	"SELECT kind, priority, per_person, shared_above, blocked, blocked_pattern FROM ONLY {kind} ORDER BY priority",
	SPI_OK_SELECT, 0, {0}
};

/* Refuses kinds that the constraints of their table would not have let in (55000). */
static void
check_kind(const Identity *graph, const IdentityKinds *kinds, const IdentityKind *kind)
{
	const char *detail = NULL;

	if (!kind->name)
		detail = "A kind has no name.";
	else if (kind->priority < 1 || kind->priority > IDENTITY_PRIORITY_MAX)
		detail = psprintf("Kind \"%s\" has no priority between 1 and %d.", kind->name, IDENTITY_PRIORITY_MAX);
	else if (kinds->n > 0 && kinds->kinds[kinds->n - 1].priority == kind->priority)
		detail = psprintf("Kinds \"%s\" and \"%s\" have the same priority.", kinds->kinds[kinds->n - 1].name, kind->name);
	else if (kind->per_person < 0 || kind->shared_above < 0)
		detail = psprintf("Kind \"%s\" has a limit that is not positive.", kind->name);
	if (detail)
		ereport(ERROR,
				(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
				 errmsg("table \"%s\" is not as identity_create made it", get_rel_name(graph->tables[IDENTITY_KIND])),
				 errdetail_internal("%s", detail),
				 errhint("Put it right, and give the table its constraints back.")));
}

/* Reads the values that are dropped. */
static void
read_blocked(IdentityKind *kind, Datum array)
{
	Datum	   *values;
	bool	   *nulls;
	int			n;

	deconstruct_array(DatumGetArrayTypeP(array), TEXTOID, -1, false, TYPALIGN_INT, &values, &nulls, &n);
	kind->blocked = palloc(Max(n, 1) * sizeof(char *));
	for (int i = 0; i < n; i++)
	{
		if (!nulls[i])
			kind->blocked[kind->nblocked++] = TextDatumGetCString(values[i]);
	}
}

void
identity_kinds_read(const Identity *graph, IdentityKinds *kinds)
{
	uint64		rows = identity_execute(graph, &read_kinds, NULL, NULL, 0);

	kinds->n = 0;
	kinds->kinds = palloc0(Max(rows, 1) * sizeof(IdentityKind));
	for (uint64 row = 0; row < rows; row++)
	{
		IdentityKind *kind = &kinds->kinds[kinds->n];

		kind->name = identity_text(row, 1);
		kind->priority = identity_int4(row, 2);
		kind->per_person = identity_int4(row, 3);
		kind->shared_above = identity_int4(row, 4);
		if (!identity_is_null(row, 5))
			read_blocked(kind, identity_datum(row, 5, TEXTARRAYOID));
		kind->blocked_pattern = identity_text(row, 6);
		check_kind(graph, kinds, kind);
		kinds->n++;
	}
	SPI_freetuptable(SPI_tuptable);
}

const IdentityKind *
identity_kind_named(const IdentityKinds *kinds, const char *name)
{
	for (int i = 0; i < kinds->n; i++)
	{
		if (strcmp(kinds->kinds[i].name, name) == 0)
			return &kinds->kinds[i];
	}
	return NULL;
}

const IdentityKind *
identity_kind_of(const IdentityKinds *kinds, int priority)
{
	int			low = 0;
	int			high = kinds->n;

	while (low < high)
	{
		int			middle = low + (high - low) / 2;

		if (kinds->kinds[middle].priority < priority)
			low = middle + 1;
		else
			high = middle;
	}
	return low < kinds->n && kinds->kinds[low].priority == priority ? &kinds->kinds[low] : NULL;
}
