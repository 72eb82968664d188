/*
 * audience_write.c
 *	  Writing the base of an audience, row by row.
 */
#include "audience/audience_write.h"

#include "catalog/pg_type.h"
#include "miscadmin.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"

#include "usertable/table_sql.h"
#include "idset/idset_format.h"
#include "tagpath/tagpath.h"

/* the statements, by number */
enum
{
	WRITE_INSERT = 100,
	WRITE_UPDATE,
	WRITE_DELETE,
	WRITE_MEMBERS,
	WRITE_NO_MEMBERS
};

/* columns of NAME_tags, which are the parameters of statements */
#define NCOLUMNS	11

StaticAssertDecl(AUDIENCE_TAGS_ATTRIBUTED == 7 && AUDIENCE_TAGS_COLUMNS == NCOLUMNS, "the columns of NAME_tags");

/* TableSqlText */
static char *
insert_text(Oid relid, Oid schema)
{
	(void) schema;
	return psprintf("INSERT INTO %s (path, chunk, rows, ids, own, dynamic, attributed, weight, value, since, until) "
					"VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)", table_sql_name(relid));
}

/* TableSqlText */
static char *
update_text(Oid relid, Oid schema)
{
	char	   *operators = table_sql_schema(schema);

	return psprintf("UPDATE ONLY %s SET rows = $3, ids = $4, own = $5, dynamic = $6, attributed = $7, "
					"weight = $8, value = $9, since = $10, until = $11 "
					"WHERE path OPERATOR(%s.=) $1 AND chunk OPERATOR(pg_catalog.=) $2",
					table_sql_name(relid), operators);
}

/* TableSqlText */
static char *
delete_text(Oid relid, Oid schema)
{
	char	   *operators = table_sql_schema(schema);

	return psprintf("DELETE FROM ONLY %s WHERE path OPERATOR(%s.=) $1 AND chunk OPERATOR(pg_catalog.=) $2",
					table_sql_name(relid), operators);
}

/* TableSqlText */
static char *
members_text(Oid relid, Oid schema)
{
	(void) schema;
	return psprintf("INSERT INTO %s (chunk, rows, ids) VALUES ($1, $2, $3) "
					"ON CONFLICT (chunk) DO UPDATE SET rows = excluded.rows, ids = excluded.ids",
					table_sql_name(relid));
}

/* TableSqlText */
static char *
no_members_text(Oid relid, Oid schema)
{
	(void) schema;
	return psprintf("DELETE FROM ONLY %s WHERE chunk OPERATOR(pg_catalog.=) $1", table_sql_name(relid));
}

/* Runs a statement that writes one row. */
static void
execute(SPIPlanPtr plan, Datum *values, const char *nulls, int expected)
{
	/* a trigger of the table's owner can leave a row out */
	if (table_sql_execute(plan, values, nulls, 0, expected) != 1)
		ereport(ERROR,
				(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
				 errmsg("a row of an audience's table was not written"),
				 errhint("Drop triggers of the audience's tables.")));
}

/* Runs a statement whose parameters are the columns of a row, or the first nargs of them. */
static void
execute_row(const Audience *audience, int statement, TableSqlText text, int nargs, int expected, const AudienceStored *row)
{
	Oid			tagpath = get_atttype(audience->tags, AUDIENCE_TAGS_PATH);
	Oid			idset = get_atttype(audience->tags, AUDIENCE_TAGS_IDS);
	const Oid	types[NCOLUMNS] = {
		tagpath, INT8OID, INT4OID, idset, idset, BOOLOID,
		idset, FLOAT4ARRAYOID, FLOAT8ARRAYOID, TIMESTAMPTZARRAYOID, TIMESTAMPTZARRAYOID
	};
	MemoryContext old = CurrentMemoryContext;
	struct varlena *path = tagpath_form(row->path, row->len);
	Datum		values[NCOLUMNS] = {
		PointerGetDatum(path), Int64GetDatum(row->chunk), Int32GetDatum(row->rows),
		row->ids, row->own, BoolGetDatum(row->dynamic),
		row->columns[0], row->columns[1], row->columns[2], row->columns[3], row->columns[4]
	};
	char		nulls[NCOLUMNS];

	memset(nulls, ' ', sizeof(nulls));
	for (int i = 0; i < NCOLUMNS; i++)
	{
		/* of the columns that may be NULL, 0 says that they are */
		if ((i == AUDIENCE_TAGS_OWN - 1 || i >= AUDIENCE_TAGS_ATTRIBUTED - 1) && !DatumGetPointer(values[i]))
			nulls[i] = 'n';
	}
	execute(table_sql_plan(audience->tags, statement, audience->schema, text, nargs, types), values, nulls, expected);
	/* SPI leaves its own context behind */
	MemoryContextSwitchTo(old);
	pfree(path);
}

void
audience_insert_row(const Audience *audience, const AudienceStored *row)
{
	execute_row(audience, WRITE_INSERT, insert_text, NCOLUMNS, SPI_OK_INSERT, row);
}

void
audience_update_row(const Audience *audience, const AudienceStored *row)
{
	execute_row(audience, WRITE_UPDATE, update_text, NCOLUMNS, SPI_OK_UPDATE, row);
}

void
audience_delete_row(const Audience *audience, const char *path, int len, int64 chunk)
{
	AudienceStored row = {.path = path, .len = len, .chunk = chunk};

	execute_row(audience, WRITE_DELETE, delete_text, 2, SPI_OK_DELETE, &row);
}

void
audience_write_members(const Audience *audience, int64 chunk, const IdBlocks *members)
{
	Oid			types[3] = {INT8OID, INT4OID, get_atttype(audience->members, AUDIENCE_MEMBERS_IDS)};
	Datum		values[3] = {Int64GetDatum(chunk), Int32GetDatum((int32) members->count)};
	MemoryContext old = CurrentMemoryContext;

	if (members->count == 0)
		execute(table_sql_plan(audience->members, WRITE_NO_MEMBERS, audience->schema, no_members_text, 1, types),
				values, NULL, SPI_OK_DELETE);
	else
	{
		values[2] = PointerGetDatum(idset_store(members));
		execute(table_sql_plan(audience->members, WRITE_MEMBERS, audience->schema, members_text, 3, types),
				values, NULL, SPI_OK_INSERT);
		pfree(DatumGetPointer(values[2]));
	}
	MemoryContextSwitchTo(old);
}

void
audience_insert_chunk(const Audience *audience, AudienceChunk *chunk)
{
	MemoryContext context = AllocSetContextCreate(CurrentMemoryContext, "row of an audience", ROW_CONTEXT_SIZES);
	MemoryContext old = MemoryContextSwitchTo(context);
	AudienceChunkRow row;

	while (audience_chunk_next(chunk, &row))
	{
		AudienceStored stored;

		CHECK_FOR_INTERRUPTS();
		MemoryContextReset(context);
		audience_stored_make(audience_chunk_number(chunk), &row, &stored);
		audience_insert_row(audience, &stored);
	}
	audience_write_members(audience, audience_chunk_number(chunk), audience_chunk_members(chunk));
	MemoryContextSwitchTo(old);
	MemoryContextDelete(context);
}
