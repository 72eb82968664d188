/*
 * audience_definition.c
 *	  Reads the definition of an audience.
 */
#include "audience/audience_definition.h"

#include "access/genam.h"
#include "access/htup_details.h"
#include "access/table.h"
#include "utils/rel.h"

#include "audience/audience_shape.h"

/* A column of a row; 0 if it is NULL. */
static Datum
column(HeapTuple tuple, int number, TupleDesc desc)
{
	bool		isnull;
	Datum		value = heap_getattr(tuple, number, desc, &isnull);

	return isnull ? (Datum) 0 : value;
}

void
audience_definition_read(Oid relid, Snapshot snapshot, AudienceDefinition *definition)
{
	Relation	table = table_open(relid, NoLock);
	TupleDesc	desc = RelationGetDescr(table);
	/* without a snapshot the scan takes a new one, even while a query runs in parallel, when GetLatestSnapshot fails */
	SysScanDesc scan = systable_beginscan(table, InvalidOid, false, snapshot, 0, NULL);
	HeapTuple	tuple;

	memset(definition, 0, sizeof(AudienceDefinition));
	while (HeapTupleIsValid(tuple = systable_getnext(scan)))
	{
		definition->rows++;
		definition->layout = DatumGetInt32(column(tuple, AUDIENCE_DEFINITION_LAYOUT, desc));
		definition->chunk_bits = DatumGetInt32(column(tuple, AUDIENCE_DEFINITION_CHUNK_BITS, desc));
		definition->tags = DatumGetObjectId(column(tuple, AUDIENCE_DEFINITION_TAGS, desc));
		definition->members = DatumGetObjectId(column(tuple, AUDIENCE_DEFINITION_MEMBERS, desc));
		definition->pending = DatumGetObjectId(column(tuple, AUDIENCE_DEFINITION_PENDING, desc));
	}
	systable_endscan(scan);
	table_close(table, NoLock);
}
