/*
 * identity_drop.c
 *	  SQL: identity_drop.
 *
 * It also drops what is left of an identity graph: one that has lost tables or its definition's row.
 */
#include "identity/identity.h"

#include "access/genam.h"
#include "access/htup_details.h"
#include "access/relation.h"
#include "catalog/pg_class.h"
#include "catalog/pg_type.h"
#include "commands/tablecmds.h"
#include "miscadmin.h"
#include "storage/sinval.h"
#include "utils/acl.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"

#include "usertable/table_sql.h"

/* what belongs to a graph */
typedef struct Parts
{
	Oid			graph;
	Oid			owner;
	Oid			tables[IDENTITY_TABLES];	/* InvalidOid: gone */
	Oid			view;
} Parts;

/* Locks a relation until the end of the transaction, and refuses it if this session uses it (55006); NULL if it is gone. */
static Relation
open_unused(Oid relid)
{
	Relation	relation = OidIsValid(relid) ? try_relation_open(relid, AccessExclusiveLock) : NULL;

	if (relation)
		CheckTableNotInUse(relation, "identity_drop");
	return relation;
}

/* Takes what the row of the definition names, if there is one. */
static void
take_row(Parts *parts, Relation definition, const AttrNumber *columns)
{
	SysScanDesc scan = systable_beginscan(definition, InvalidOid, false, NULL, 0, NULL);
	HeapTuple	tuple = systable_getnext(scan);

	for (int i = 0; i <= IDENTITY_TABLES; i++)
	{
		Oid			relid = InvalidOid;

		if (HeapTupleIsValid(tuple))
		{
			bool		isnull;
			Datum		value = heap_getattr(tuple, columns[IDENTITY_COLUMN_TABLES + i], RelationGetDescr(definition), &isnull);

			relid = isnull ? InvalidOid : DatumGetObjectId(value);
		}
		if (i < IDENTITY_TABLES)
			parts->tables[i] = relid;
		else
			parts->view = relid;
	}
	systable_endscan(scan);
}

/* Locks the definition, checks that the caller owns it (42P01, 55000, 42501), and reads it. */
static void
open_definition(Parts *parts)
{
	AttrNumber	columns[IDENTITY_COLUMNS];
	Relation	definition;

	if (get_rel_relkind(parts->graph) != RELKIND_RELATION)
		identity_refuse(parts->graph);
	/* a table that the caller does not own is not even locked */
	if (!factag_owns_relation(parts->graph, GetUserId()))
		aclcheck_error(ACLCHECK_NOT_OWNER, OBJECT_TABLE, get_rel_name(parts->graph));
	definition = open_unused(parts->graph);
	if (!definition || !identity_find_columns(RelationGetDescr(definition), columns))
		identity_refuse(parts->graph);
	parts->owner = definition->rd_rel->relowner;
	take_row(parts, definition, columns);
	relation_close(definition, NoLock);
}

/* Whether a relation, which is locked, looks like the table, or like the view if that is IDENTITY_TABLES. */
static bool
looks_right(const Parts *parts, Relation relation, int table)
{
	TupleDesc	desc = RelationGetDescr(relation);

	if (relation->rd_rel->relowner != parts->owner)
		return false;
	if (table < IDENTITY_TABLES)
		return relation->rd_rel->relkind == RELKIND_RELATION && identity_has_shape(desc, table, InvalidOid);
	return relation->rd_rel->relkind == RELKIND_VIEW && identity_find_column(desc, "link", INT8OID) != InvalidAttrNumber &&
		identity_find_column(desc, "limit_of", TEXTOID) != InvalidAttrNumber;
}

/* Locks a table or the view, and returns it; InvalidOid if it is not what its place says. */
static Oid
take_part(const Parts *parts, Oid relid, int table)
{
	Relation	relation = table_owner_of(relid) == parts->owner ? open_unused(relid) : NULL;
	bool		right = relation && looks_right(parts, relation, table);

	if (relation)
		relation_close(relation, NoLock);
	return right ? relid : InvalidOid;
}

/* Finds a table or the view: what the definition names, or else has the name. */
static Oid
find_part(const Parts *parts, Oid named, int table, const char *suffix)
{
	Oid			relid = take_part(parts, named, table);

	if (OidIsValid(relid))
		return relid;
	return take_part(parts, get_relname_relid(psprintf("%s%s", get_rel_name(parts->graph), suffix),
											  get_rel_namespace(parts->graph)), table);
}

/* Locks all that belongs to a graph, in the order that all keep. */
static void
lock_all(Parts *parts)
{
	uint64		seen;

	do
	{
		CHECK_FOR_INTERRUPTS();
		seen = SharedInvalidMessageCounter;
		open_definition(parts);
		for (int i = 0; i < IDENTITY_TABLES; i++)
			parts->tables[i] = find_part(parts, parts->tables[i], i, identity_table_suffix(i));
		parts->view = find_part(parts, parts->view, IDENTITY_TABLES, IDENTITY_VIEW_SUFFIX);
	} while (seen != SharedInvalidMessageCounter);
}

/* Gives a hint that holds for identity_drop, in place of that for DROP TABLE, which names CASCADE. */
static void
hint_at_dependents(void *arg)
{
	(void) arg;
	if (geterrcode() == ERRCODE_DEPENDENT_OBJECTS_STILL_EXIST)
		errhint("Drop the dependent objects first.");
}

PG_FUNCTION_INFO_V1(identity_drop);
Datum
identity_drop(PG_FUNCTION_ARGS)
{
	Parts		parts = {.graph = PG_GETARG_OID(0)};
	OwnerContext saved;
	StringInfoData statement;
	ErrorContextCallback dependents = {.previous = error_context_stack, .callback = hint_at_dependents};

	lock_all(&parts);
	table_as_owner(&saved, parts.owner);
	error_context_stack = &dependents;
	if (OidIsValid(parts.view))
		(void) table_sql_run(psprintf("DROP VIEW %s", table_sql_name(parts.view)));
	initStringInfo(&statement);
	appendStringInfo(&statement, "DROP TABLE %s", table_sql_name(parts.graph));
	for (int i = 0; i < IDENTITY_TABLES; i++)
	{
		if (OidIsValid(parts.tables[i]))
			appendStringInfo(&statement, ", %s", table_sql_name(parts.tables[i]));
	}
	(void) table_sql_run(statement.data);
	error_context_stack = dependents.previous;
	table_as_caller(&saved);
	PG_RETURN_VOID();
}
