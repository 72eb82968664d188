/*
 * identity_shape.c
 *	  What the tables of an identity graph look like.
 */
#include "identity/identity_shape.h"

#include "catalog/pg_type.h"
#include "utils/syscache.h"

typedef struct Column
{
	const char *name;
	Oid			type;			/* InvalidOid: tagset */
} Column;

static const Column definition[IDENTITY_COLUMNS] = {
	[IDENTITY_COLUMN_LAYOUT] = {"layout", INT4OID},
	[IDENTITY_COLUMN_PREFER] = {"prefer", TEXTOID},
	[IDENTITY_COLUMN_MOST] = {"most", INT4OID},
	[IDENTITY_COLUMN_STALE] = {"stale", BOOLOID},
	[IDENTITY_COLUMN_TABLES + IDENTITY_KIND] = {"kind_table", REGCLASSOID},
	[IDENTITY_COLUMN_TABLES + IDENTITY_IDENTIFIER] = {"identifier_table", REGCLASSOID},
	[IDENTITY_COLUMN_TABLES + IDENTITY_LINK] = {"link_table", REGCLASSOID},
	[IDENTITY_COLUMN_TABLES + IDENTITY_PERSON] = {"person_table", REGCLASSOID},
	[IDENTITY_COLUMN_TABLES + IDENTITY_HISTORY] = {"history_table", REGCLASSOID},
	[IDENTITY_COLUMN_TABLES + IDENTITY_ERASURE] = {"erasure_table", REGCLASSOID},
	[IDENTITY_COLUMN_REFUSED] = {"refused_view", REGCLASSOID},
};

/* the columns of each table, up to one without a name */
static const Column shapes[IDENTITY_TABLES][10] = {
	[IDENTITY_KIND] = {
		{"kind", TEXTOID}, {"priority", INT4OID}, {"per_person", INT4OID}, {"shared_above", INT4OID},
		{"blocked", TEXTARRAYOID}, {"blocked_pattern", TEXTOID},
	},
	[IDENTITY_IDENTIFIER] = {
		{"id", INT8OID}, {"kind", TEXTOID}, {"value", TEXTOID}, {"person", INT8OID}, {"shared", BOOLOID}, {"tags", InvalidOid},
	},
	[IDENTITY_LINK] = {
		{"id", INT8OID}, {"a", INT8OID}, {"b", INT8OID}, {"at", TIMESTAMPTZOID}, {"last", TIMESTAMPTZOID},
		{"source", TEXTOID}, {"ended_at", TIMESTAMPTZOID}, {"reason", TEXTOID},
	},
	[IDENTITY_PERSON] = {
		{"person", INT8OID}, {"tags", InvalidOid}, {"identifiers", INT4OID}, {"known", BOOLOID},
	},
	[IDENTITY_HISTORY] = {
		{"identifier", INT8OID}, {"person", INT8OID}, {"since", TIMESTAMPTZOID}, {"until", TIMESTAMPTZOID},
	},
	[IDENTITY_ERASURE] = {
		{"id", INT8OID}, {"at", TIMESTAMPTZOID}, {"method", TEXTOID}, {"place", TEXTOID}, {"by", TEXTOID},
		{"reason", TEXTOID}, {"identifiers", INT4OID}, {"links", INT4OID}, {"digest", BYTEAOID},
	},
};

static const char *const suffixes[IDENTITY_TABLES] = {
	[IDENTITY_KIND] = "_kind",
	[IDENTITY_IDENTIFIER] = "_identifier",
	[IDENTITY_LINK] = "_link",
	[IDENTITY_PERSON] = "_person",
	[IDENTITY_HISTORY] = "_history",
	[IDENTITY_ERASURE] = "_erasure",
};

const char *
identity_table_suffix(IdentityTable table)
{
	return suffixes[table];
}

const char *
identity_column_name(IdentityColumn column)
{
	return definition[column].name;
}

AttrNumber
identity_find_column(TupleDesc desc, const char *name, Oid type)
{
	for (int i = 0; i < desc->natts; i++)
	{
		Form_pg_attribute attribute = TupleDescAttr(desc, i);

		if (!attribute->attisdropped && attribute->atttypid == type && strcmp(NameStr(attribute->attname), name) == 0)
			return attribute->attnum;
	}
	return InvalidAttrNumber;
}

bool
identity_find_columns(TupleDesc desc, AttrNumber *columns)
{
	for (int i = 0; i < IDENTITY_COLUMNS; i++)
	{
		columns[i] = identity_find_column(desc, definition[i].name, definition[i].type);
		if (columns[i] == InvalidAttrNumber)
			return false;
	}
	return true;
}

bool
identity_has_shape(TupleDesc desc, IdentityTable table, Oid schema)
{
	for (const Column *column = shapes[table]; column->name; column++)
	{
		Oid			type = column->type;

		if (!OidIsValid(type) && !OidIsValid(schema))
			continue;
		if (!OidIsValid(type))
			type = GetSysCacheOid2(TYPENAMENSP, Anum_pg_type_oid, CStringGetDatum("tagset"), ObjectIdGetDatum(schema));
		if (identity_find_column(desc, column->name, type) == InvalidAttrNumber)
			return false;
	}
	return true;
}
