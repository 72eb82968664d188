/*
 * audience_rebuild.c
 *	  SQL: audience_rebuild.
 */
#include "audience/audience.h"

#include "access/table.h"
#include "commands/tablecmds.h"
#include "executor/spi.h"
#include "utils/lsyscache.h"
#include "utils/snapmgr.h"

#include "audience/audience_fill.h"
#include "usertable/table_owner.h"
#include "usertable/table_sql.h"

/*
 * Deletes all rows of a table: older snapshots go on to see them, so that they go on to be right. Refuses
 * a table that keeps some (55000).
 */
static void
delete_all(Oid relid)
{
	char	   *name = table_sql_name(relid);

	(void) table_sql_run(psprintf("DELETE FROM ONLY %s", name));
	if (table_sql_run(psprintf("SELECT FROM ONLY %s LIMIT 1", name)) > 0)
		ereport(ERROR,
				(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
				 errmsg("cannot empty table \"%s\"", get_rel_name(relid)),
				 errdetail("A trigger or rule of the table keeps rows from being deleted.")));
}

PG_FUNCTION_INFO_V1(audience_rebuild);
Datum
audience_rebuild(PG_FUNCTION_ARGS)
{
	Audience	audience;
	OwnerContext saved;
	Relation	source;
	int64		chunks;

	audience_need_new_snapshots("audience_rebuild");
	audience_open(&audience, fcinfo, PG_GETARG_OID(0), AUDIENCE_REBUILD);
	source = table_open(audience.source, NoLock);
	CheckTableNotInUse(source, "audience_rebuild");
	table_close(source, NoLock);

	table_as_owner(&saved, audience.owner);
	delete_all(audience.tags);
	delete_all(audience.members);
	delete_all(audience.pending);
	if (SPI_connect() != SPI_OK_CONNECT)
		elog(ERROR, "SPI_connect failed");
	PushActiveSnapshot(GetTransactionSnapshot());
	(void) audience_fill(&audience, &chunks);
	PopActiveSnapshot();
	SPI_finish();
	table_as_caller(&saved);
	PG_RETURN_VOID();
}
