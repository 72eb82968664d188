/*
 * audience_row.c
 *	  The row that a source has for an id at this very moment.
 */
#include "audience/audience_row.h"

#include "access/genam.h"
#include "access/htup_details.h"
#include "access/relscan.h"
#include "access/tableam.h"
#include "access/xact.h"
#include "catalog/pg_type.h"
#include "miscadmin.h"
#include "utils/fmgroids.h"
#include "utils/rel.h"
#include "utils/snapmgr.h"

int64
audience_key_value(const AudienceKey *key, Datum id)
{
	switch (key->id_type)
	{
		case INT2OID:
			return DatumGetInt16(id);
		case INT4OID:
			return DatumGetInt32(id);
		default:
			return DatumGetInt64(id);
	}
}

/* Makes the key of a scan of the index that makes ids unique. */
static void
init_scan_key(const AudienceKey *key, Datum id, ScanKey scan)
{
	RegProcedure equals = key->id_type == INT2OID ? F_INT2EQ : key->id_type == INT4OID ? F_INT4EQ : F_INT8EQ;

	ScanKeyInit(scan, key->id_column, BTEqualStrategyNumber, equals, id);
}

bool
audience_row_now(const AudienceKey *key, Relation source, Datum id, Datum *tags, bool *isnull)
{
	ScanKeyData equal;
	SysScanDesc scan;
	HeapTuple	tuple;

	init_scan_key(key, id, &equal);
	scan = systable_beginscan(source, key->index, true, SnapshotSelf, 1, &equal);
	tuple = systable_getnext(scan);
	if (HeapTupleIsValid(tuple))
	{
		*tags = heap_getattr(tuple, key->tags_column, RelationGetDescr(source), isnull);
		if (!*isnull)
			*tags = PointerGetDatum(PG_DETOAST_DATUM_COPY(*tags));
	}
	systable_endscan(scan);
	return HeapTupleIsValid(tuple);
}

void
audience_row_check(const AudienceKey *key, Relation source, Datum id)
{
	ScanKeyData equal;
	SysScanDesc scan;
	Snapshot	snapshot;
	bool		two = false;

	if (!IsolationUsesXactSnapshot())
		return;
	CommandCounterIncrement();	/* what the transaction deleted itself is gone */
	snapshot = RegisterSnapshot(GetTransactionSnapshot());
	init_scan_key(key, id, &equal);
	/* all versions, since a scan by the snapshot would be a read that SERIALIZABLE keeps account of */
	scan = systable_beginscan(source, key->index, true, SnapshotAny, 1, &equal);
	while (!two && HeapTupleIsValid(systable_getnext(scan)))
	{
		CHECK_FOR_INTERRUPTS();
		two = table_tuple_satisfies_snapshot(source, scan->slot, snapshot) &&
			!table_tuple_satisfies_snapshot(source, scan->slot, SnapshotSelf);
	}
	systable_endscan(scan);
	UnregisterSnapshot(snapshot);
	if (two)
		ereport(ERROR,
				(errcode(ERRCODE_T_R_SERIALIZATION_FAILURE),
				 errmsg("could not serialize access due to concurrent delete"),
				 errdetail("Another transaction has deleted the row of table \"%s\" that had id " INT64_FORMAT ".",
						   RelationGetRelationName(source), audience_key_value(key, id)),
				 errhint("The transaction might succeed if retried.")));
}
