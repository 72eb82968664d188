/*
 * audience_status.c
 *	  SQL: audience_status.
 */
#include "audience/audience.h"

#include "access/genam.h"
#include "access/htup_details.h"
#include "access/table.h"
#include "catalog/pg_class.h"
#include "catalog/pg_type.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"
#include "utils/snapmgr.h"
#include "utils/tuplestore.h"

#include "usertable/table_owner.h"
#include "audience/audience_shape.h"

/* the columns of audience_state */
enum
{
	STATE_AUDIENCE,
	STATE_SOURCE,
	STATE_OWNER,
	STATE_MEMBERS,
	STATE_PENDING,
	STATE_BYTES,
	STATE_PROBLEM,
	STATE_COLUMNS
};

/* Returns the OIDs of the relations that look like a definition. */
static List *
find_audiences(void)
{
	Relation	catalog = table_open(RelationRelationId, AccessShareLock);
	SysScanDesc scan = systable_beginscan(catalog, InvalidOid, false, NULL, 0, NULL);
	List	   *found = NIL;
	HeapTuple	tuple;

	while (HeapTupleIsValid(tuple = systable_getnext(scan)))
	{
		Form_pg_class form = (Form_pg_class) GETSTRUCT(tuple);

		CHECK_FOR_INTERRUPTS();
		if (form->relkind == RELKIND_RELATION && form->relnatts >= AUDIENCE_DEFINITION_COLUMNS &&
			audience_table_has_shape(form->oid, AUDIENCE_TABLE_DEFINITION, InvalidOid))
			found = lappend_oid(found, form->oid);
	}
	systable_endscan(scan);
	table_close(catalog, AccessShareLock);
	return found;
}

/* Returns the rows of a table that the active snapshot sees, or the sum of one of its integer columns. */
static int64
count_rows(Oid relid, AttrNumber column)
{
	Relation	table = table_open(relid, NoLock);
	SysScanDesc scan = systable_beginscan(table, InvalidOid, false, GetActiveSnapshot(), 0, NULL);
	HeapTuple	tuple;
	int64		n = 0;

	while (HeapTupleIsValid(tuple = systable_getnext(scan)))
	{
		bool		isnull;

		CHECK_FOR_INTERRUPTS();
		n += column == 0 ? 1 : DatumGetInt32(heap_getattr(tuple, column, RelationGetDescr(table), &isnull));
	}
	systable_endscan(scan);
	table_close(table, NoLock);
	return n;
}

/* Returns the bytes of the four tables, with their indexes and TOAST. */
static int64
size_of(const Audience *audience)
{
	const Oid	tables[AUDIENCE_TABLES] = {audience->audience, audience->tags, audience->members, audience->pending};
	int64		bytes = 0;

	for (int i = 0; i < AUDIENCE_TABLES; i++)
		bytes += DatumGetInt64(DirectFunctionCall1(pg_total_relation_size, ObjectIdGetDatum(tables[i])));
	return bytes;
}

/* Fills the row of an audience; false if it has just been dropped. */
static bool
state_of(Oid schema, Oid relid, Datum *values, bool *nulls)
{
	Audience	audience;
	AudienceFault fault;
	char	   *owner;

	audience_look(&audience, schema, relid, AUDIENCE_LIST, &fault);
	if (!OidIsValid(audience.audience))
		return false;
	memset(nulls, true, STATE_COLUMNS);
	values[STATE_AUDIENCE] = ObjectIdGetDatum(relid);
	nulls[STATE_AUDIENCE] = false;
	values[STATE_SOURCE] = ObjectIdGetDatum(audience.source);
	nulls[STATE_SOURCE] = !OidIsValid(audience.source);
	owner = GetUserNameFromId(audience.owner, true);
	if (owner)
		values[STATE_OWNER] = DirectFunctionCall1(namein, CStringGetDatum(owner));
	nulls[STATE_OWNER] = !owner;
	if (!fault.message)
	{
		values[STATE_MEMBERS] = Int64GetDatum(count_rows(audience.members, AUDIENCE_MEMBERS_ROWS));
		values[STATE_PENDING] = Int64GetDatum(count_rows(audience.pending, 0));
		values[STATE_BYTES] = Int64GetDatum(size_of(&audience));
		nulls[STATE_MEMBERS] = nulls[STATE_PENDING] = nulls[STATE_BYTES] = false;
		if (table_owner_of(audience.source) != audience.owner)
			fault.message = psprintf("table \"%s\" has another owner", get_rel_name(audience.source));
	}
	/* that others may not read it is no problem of an audience */
	if (fault.message && fault.sqlstate != ERRCODE_INSUFFICIENT_PRIVILEGE)
	{
		values[STATE_PROBLEM] = CStringGetTextDatum(fault.detail ? psprintf("%s: %s", fault.message, fault.detail) : fault.message);
		nulls[STATE_PROBLEM] = false;
	}
	return true;
}

PG_FUNCTION_INFO_V1(audience_status);
Datum
audience_status(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *rsinfo;
	List	   *audiences = find_audiences();
	ListCell   *cell;

	InitMaterializedSRF(fcinfo, 0);
	rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	foreach(cell, audiences)
	{
		Datum		values[STATE_COLUMNS] = {0};
		bool		nulls[STATE_COLUMNS];

		if (state_of(audience_function_schema(fcinfo), lfirst_oid(cell), values, nulls))
			tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values, nulls);
	}
	return (Datum) 0;
}
