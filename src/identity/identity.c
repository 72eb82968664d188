/*
 * identity.c
 *	  Opening an identity graph.
 *
 * What a graph consists of is in its definition, a row that its owner may edit. So the tables that it names
 * are used only if they belong to the definition's owner and have the columns that identity_create made.
 */
#include "identity/identity.h"

#include "access/genam.h"
#include "access/htup_details.h"
#include "access/relation.h"
#include "access/xact.h"
#include "catalog/pg_class.h"
#include "executor/spi.h"
#include "miscadmin.h"
#include "storage/lockdefs.h"
#include "storage/sinval.h"
#include "utils/acl.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"
#include "utils/rls.h"
#include "utils/snapmgr.h"
#include "utils/syscache.h"

#include "usertable/table_check.h"

/*
 * The privileges that each use needs, and the locks that it takes, in the order of the columns. Everybody keeps that order. Who
 * excludes the others locks the definition a second time at the end, since who changes a kind's limits locks the kinds first.
 */
static const struct
{
	AclMode		identifier_right;
	AclMode		link_right;
	AclMode		person_right;
	LOCKMODE	locks[IDENTITY_TABLES];
	LOCKMODE	definition;		/* in the end */
}			uses[] = {
	[IDENTITY_USE_FIND] = {
		.identifier_right = ACL_SELECT,
		.locks = {[IDENTITY_IDENTIFIER] = AccessShareLock},
	},
	[IDENTITY_USE_READ] = {
		.identifier_right = ACL_SELECT,
		.link_right = ACL_SELECT,
		.locks = {AccessShareLock, AccessShareLock, AccessShareLock, AccessShareLock, AccessShareLock, NoLock},
	},
	[IDENTITY_USE_READ_ALL] = {
		.identifier_right = ACL_SELECT,
		.link_right = ACL_SELECT,
		.locks = {AccessShareLock, AccessShareLock, AccessShareLock, AccessShareLock, AccessShareLock, NoLock},
	},
	[IDENTITY_USE_SEE] = {
		.link_right = ACL_INSERT,
		.locks = {AccessShareLock, RowExclusiveLock, RowExclusiveLock, RowExclusiveLock, RowExclusiveLock, NoLock},
	},
	[IDENTITY_USE_UNLINK] = {
		.link_right = ACL_UPDATE,
		.locks = {AccessShareLock, RowExclusiveLock, RowExclusiveLock, RowExclusiveLock, RowExclusiveLock, NoLock},
	},
	[IDENTITY_USE_ERASE] = {
		.identifier_right = ACL_DELETE,
		.locks = {AccessShareLock, RowExclusiveLock, RowExclusiveLock, RowExclusiveLock, RowExclusiveLock, RowExclusiveLock},
	},
	[IDENTITY_USE_RESOLVE] = {
		.person_right = ACL_UPDATE,
		.locks = {AccessShareLock, RowExclusiveLock, RowExclusiveLock, RowExclusiveLock, RowExclusiveLock, NoLock},
	},
	[IDENTITY_USE_RESOLVE_ALL] = {
		.person_right = ACL_UPDATE,
		.locks = {ShareRowExclusiveLock, ShareRowExclusiveLock, ShareRowExclusiveLock, ShareRowExclusiveLock, ShareRowExclusiveLock, NoLock},
		.definition = ShareRowExclusiveLock,
	},
	[IDENTITY_USE_TRIGGER] = {
		.locks = {AccessShareLock, AccessShareLock, NoLock, RowExclusiveLock, NoLock, NoLock},
	},
	[IDENTITY_USE_LIMITS] = {
		.locks = {NoLock},
	},
};

/* Refuses a graph that is not what identity_create made (55000). */
pg_noreturn static void
refuse_broken(Oid relid, const char *detail)
{
	ereport(ERROR,
			(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
			 errmsg("identity graph \"%s\" is not as identity_create made it", get_rel_name(relid)),
			 errdetail_internal("%s", detail),
			 errhint("Put it right, or make the graph anew with identity_drop and identity_create.")));
}

void
identity_refuse(Oid relid)
{
	char	   *name = get_rel_name(relid);

	if (!name)
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_TABLE),
				 errmsg("relation with OID %u does not exist", relid)));
	ereport(ERROR,
			(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
			 errmsg("\"%s\" is not an identity graph", name),
			 errhint("identity_create makes an identity graph, and returns the table that stands for it.")));
}

/* Refuses a caller who lacks a privilege on a table of the graph, or from whom row security hides rows (42501). */
static void
check_right(Oid relid, AclMode right)
{
	if (right == 0)
		return;
	if (pg_class_aclcheck(relid, GetUserId(), right) != ACLCHECK_OK)
		aclcheck_error(ACLCHECK_NO_PRIV, OBJECT_TABLE, get_rel_name(relid));
	if (check_enable_rls(relid, InvalidOid, true) == RLS_ENABLED)
		ereport(ERROR,
				(errcode(ERRCODE_INSUFFICIENT_PRIVILEGE),
				 errmsg("row security of table \"%s\" is active for the user", get_rel_name(relid)),
				 errdetail("The functions of an identity graph use all rows of its tables."),
				 errhint("Call them in a function of the table's owner that is SECURITY DEFINER.")));
}

/* A column of the definition. */
static Datum
column_of(const Identity *graph, HeapTuple tuple, TupleDesc desc, const AttrNumber *columns, IdentityColumn column)
{
	bool		isnull;
	Datum		value = heap_getattr(tuple, columns[column], desc, &isnull);

	if (isnull)
		refuse_broken(graph->graph, psprintf("Column %s of its definition is null.", identity_column_name(column)));
	return value;
}

/* Takes the row of the definition. */
static void
take_row(Identity *graph, HeapTuple tuple, TupleDesc desc, const AttrNumber *columns)
{
	int			layout = DatumGetInt32(column_of(graph, tuple, desc, columns, IDENTITY_COLUMN_LAYOUT));
	char	   *prefer = TextDatumGetCString(column_of(graph, tuple, desc, columns, IDENTITY_COLUMN_PREFER));

	if (layout != IDENTITY_LAYOUT)
		ereport(ERROR,
				(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
				 errmsg("identity graph \"%s\" has layout %d, which this version of factag does not know",
						get_rel_name(graph->graph), layout),
				 errhint("Install the version of factag that made the graph, or a newer one.")));
	graph->first = strcmp(prefer, "first") == 0;
	if (!graph->first && strcmp(prefer, "last") != 0)
		refuse_broken(graph->graph, "Column prefer of its definition is neither 'last' nor 'first'.");
	graph->most = DatumGetInt32(column_of(graph, tuple, desc, columns, IDENTITY_COLUMN_MOST));
	if (graph->most < 1)
		refuse_broken(graph->graph, "Column most of its definition is not positive.");
	graph->stale = DatumGetBool(column_of(graph, tuple, desc, columns, IDENTITY_COLUMN_STALE));
	for (int i = 0; i < IDENTITY_TABLES; i++)
		graph->tables[i] = DatumGetObjectId(column_of(graph, tuple, desc, columns, IDENTITY_COLUMN_TABLES + i));
	graph->refused = DatumGetObjectId(column_of(graph, tuple, desc, columns, IDENTITY_COLUMN_REFUSED));
}

/* a version of the definition's row, to tell whether it is another one */
typedef struct RowVersion
{
	int			rows;			/* that the definition has */
	TransactionId writer;
	ItemPointerData place;
} RowVersion;

/* Reads the definition as a snapshot has it, or the newest if that is NULL. */
static RowVersion
read_rows(Identity *graph, Relation definition, const AttrNumber *columns, Snapshot snapshot)
{
	SysScanDesc scan = systable_beginscan(definition, InvalidOid, false, snapshot, 0, NULL);
	RowVersion	version = {0};
	HeapTuple	tuple;

	while (HeapTupleIsValid(tuple = systable_getnext(scan)))
	{
		if (version.rows++ == 0)
		{
			take_row(graph, tuple, RelationGetDescr(definition), columns);
			version.writer = HeapTupleHeaderGetXmin(tuple->t_data);
			version.place = tuple->t_self;
		}
	}
	systable_endscan(scan);
	return version;
}

/* Refuses to go on with a snapshot that is older than the definition (40001). */
pg_noreturn static void
refuse_snapshot(const Identity *graph, const char *detail)
{
	ereport(ERROR,
			(errcode(ERRCODE_T_R_SERIALIZATION_FAILURE),
			 errmsg("identity graph \"%s\" is newer than the snapshot", get_rel_name(graph->graph)),
			 errdetail_internal("%s", detail),
			 errhint("Begin the transaction again.")));
}

/* Locks and reads the definition. */
static void
read_definition(Identity *graph, LOCKMODE lock)
{
	Relation	definition = try_relation_open(graph->graph, lock);
	AttrNumber	columns[IDENTITY_COLUMNS];
	RowVersion	newest = {0};
	RowVersion	seen = {0};

	if (!definition || definition->rd_rel->relkind != RELKIND_RELATION ||
		!identity_find_columns(RelationGetDescr(definition), columns))
		identity_refuse(graph->graph);
	table_check_rules(definition);
	graph->owner = definition->rd_rel->relowner;
	if (!graph->read_only)
		table_check_triggers(definition, graph->owner);
	/* who writes sees the newest definition; a reader must not see one that its snapshot has no data for */
	if (graph->read_only || IsolationUsesXactSnapshot())
		seen = read_rows(graph, definition, columns, GetActiveSnapshot());
	if (!graph->read_only || seen.rows == 0)
		newest = read_rows(graph, definition, columns, NULL);
	if (graph->read_only && seen.rows == 0 && newest.rows > 0)
		refuse_snapshot(graph, "It was made after the transaction, statement or cursor began.");
	/* a change of limits, and the end of a full identity_resolve, write the row; the limits of before would make persons of before */
	if (!graph->read_only && IsolationUsesXactSnapshot() && newest.rows > 0 && !TransactionIdIsCurrentTransactionId(newest.writer) &&
		(seen.rows != newest.rows || seen.writer != newest.writer || !ItemPointerEquals(&seen.place, &newest.place)))
		refuse_snapshot(graph, "It, or limits of its kinds, were changed after the transaction began.");
	if (!graph->read_only)
		seen = newest;
	if (seen.rows != 1)
		refuse_broken(graph->graph, psprintf("Its definition has %d rows instead of one.", seen.rows));
	relation_close(definition, NoLock);
}

/* Refuses a table that the definition names if it has another owner, or the caller lacks the privilege on it. */
static void
check_table(const Identity *graph, IdentityTable table, AclMode right)
{
	Oid			relid = graph->tables[table];
	Oid			owner = table_owner_of(relid);

	if (!OidIsValid(owner))
		refuse_broken(graph->graph, psprintf("Its table NAME%s is gone.", identity_table_suffix(table)));
	if (owner != graph->owner)
		ereport(ERROR,
				(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
				 errmsg("identity graph \"%s\" has more than one owner", get_rel_name(graph->graph)),
				 errdetail("Table \"%s\" has another owner than table \"%s\".", get_rel_name(relid), get_rel_name(graph->graph)),
				 errhint("Use ALTER TABLE ... OWNER TO on all tables of the graph.")));
	check_right(relid, right);
}

/* Locks a table that the definition names, and refuses it if it is not what it should be. */
static void
open_table(const Identity *graph, IdentityTable table, LOCKMODE lock)
{
	Relation	relation = try_relation_open(graph->tables[table], lock);

	if (!relation)
		refuse_broken(graph->graph, psprintf("Its table NAME%s is gone.", identity_table_suffix(table)));
	if (relation->rd_rel->relkind != RELKIND_RELATION || RelationUsesLocalBuffers(relation) ||
		!identity_has_shape(RelationGetDescr(relation), table, graph->schema))
		refuse_broken(graph->graph, psprintf("Relation \"%s\" is not a table like NAME%s of an identity graph.",
											 RelationGetRelationName(relation), identity_table_suffix(table)));
	table_check_rules(relation);
	relation_close(relation, NoLock);
}

/* Refuses a table, which is locked, that would run the code of another role when it is written as its owner (55000). */
static void
check_triggers(const Identity *graph, IdentityTable table)
{
	Relation	relation = relation_open(graph->tables[table], NoLock);

	table_check_triggers(relation, graph->owner);
	relation_close(relation, NoLock);
}

/* Checks and locks the tables; false if the definition changed what it names meanwhile. */
static bool
open_once(Identity *graph, IdentityUse use)
{
	Oid			tables[IDENTITY_TABLES];

	if (get_rel_relkind(graph->graph) != RELKIND_RELATION)
		identity_refuse(graph->graph);
	read_definition(graph, AccessShareLock);
	/* all privileges first: without them, nobody must be able to hold off others by a lock, or by waiting for one */
	for (int i = 0; i < IDENTITY_TABLES; i++)
	{
		AclMode		right = i == IDENTITY_IDENTIFIER ? uses[use].identifier_right :
			i == IDENTITY_LINK ? uses[use].link_right : i == IDENTITY_PERSON ? uses[use].person_right : 0;

		if (uses[use].locks[i] != NoLock)
			check_table(graph, i, right);
	}
	for (int i = 0; i < IDENTITY_TABLES; i++)
	{
		if (uses[use].locks[i] != NoLock)
			open_table(graph, i, uses[use].locks[i]);
	}
	/* only now, since tables that foreign keys write are locked, too, and may be tables of the graph */
	for (int i = 0; i < IDENTITY_TABLES && !graph->read_only; i++)
	{
		if (uses[use].locks[i] != NoLock)
			check_triggers(graph, i);
	}
	/* a full identity_resolve that it waited for had other limits, perhaps */
	memcpy(tables, graph->tables, sizeof(tables));
	if (!graph->read_only)
		read_definition(graph, uses[use].definition);
	return memcmp(tables, graph->tables, sizeof(tables)) == 0;
}

void
identity_open(Identity *graph, FunctionCallInfo fcinfo, Oid relid, IdentityUse use)
{
	uint64		seen;
	bool		done;

	if (use == IDENTITY_USE_RESOLVE_ALL && IsolationUsesXactSnapshot())
		ereport(ERROR,
				(errcode(ERRCODE_ACTIVE_SQL_TRANSACTION),
				 errmsg("identity_resolve of all identifiers cannot run in a transaction that is REPEATABLE READ or SERIALIZABLE"),
				 errdetail("Its snapshot may be older than links that the persons must have."),
				 errhint("Begin a transaction with ISOLATION LEVEL READ COMMITTED.")));
	memset(graph, 0, sizeof(Identity));
	graph->graph = relid;
	graph->schema = get_func_namespace(fcinfo->flinfo->fn_oid);
	graph->read_only = use == IDENTITY_USE_FIND || use == IDENTITY_USE_READ || use == IDENTITY_USE_READ_ALL;
	/* while it waited for a lock, another transaction may have changed what was looked at */
	do
	{
		CHECK_FOR_INTERRUPTS();
		seen = SharedInvalidMessageCounter;
		done = open_once(graph, use);
	} while (!done || seen != SharedInvalidMessageCounter);
	table_as_owner(&graph->saved, graph->owner);
	if (SPI_connect() != SPI_OK_CONNECT)
		elog(ERROR, "SPI_connect failed");
}

void
identity_close(Identity *graph)
{
	SPI_finish();
	table_as_caller(&graph->saved);
}
