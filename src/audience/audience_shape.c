/*
 * audience_shape.c
 *	  What the four tables of an audience look like.
 */
#include "audience/audience_shape.h"

#include "access/htup_details.h"
#include "catalog/pg_attribute.h"
#include "catalog/pg_class.h"
#include "catalog/pg_type.h"
#include "utils/syscache.h"

typedef struct Column
{
	const char *name;
	Oid			type;
	const char *our_type;		/* in the extension's schema, if type is InvalidOid */
} Column;

static const Column definition[AUDIENCE_DEFINITION_COLUMNS] = {
	[AUDIENCE_DEFINITION_LAYOUT - 1] = {"layout", INT4OID, NULL},
	[AUDIENCE_DEFINITION_CHUNK_BITS - 1] = {"chunk_bits", INT4OID, NULL},
	[AUDIENCE_DEFINITION_TAGS - 1] = {"tags_table", REGCLASSOID, NULL},
	[AUDIENCE_DEFINITION_MEMBERS - 1] = {"members_table", REGCLASSOID, NULL},
	[AUDIENCE_DEFINITION_PENDING - 1] = {"pending_table", REGCLASSOID, NULL},
};

static const Column tags[AUDIENCE_TAGS_COLUMNS] = {
	[AUDIENCE_TAGS_PATH - 1] = {"path", InvalidOid, "tagpath"},
	[AUDIENCE_TAGS_CHUNK - 1] = {"chunk", INT8OID, NULL},
	[AUDIENCE_TAGS_ROWS - 1] = {"rows", INT4OID, NULL},
	[AUDIENCE_TAGS_IDS - 1] = {"ids", InvalidOid, "idset"},
	[AUDIENCE_TAGS_OWN - 1] = {"own", InvalidOid, "idset"},
	[AUDIENCE_TAGS_DYNAMIC - 1] = {"dynamic", BOOLOID, NULL},
	[AUDIENCE_TAGS_ATTRIBUTED - 1] = {"attributed", InvalidOid, "idset"},
	[AUDIENCE_TAGS_WEIGHT - 1] = {"weight", FLOAT4ARRAYOID, NULL},
	[AUDIENCE_TAGS_VALUE - 1] = {"value", FLOAT8ARRAYOID, NULL},
	[AUDIENCE_TAGS_SINCE - 1] = {"since", TIMESTAMPTZARRAYOID, NULL},
	[AUDIENCE_TAGS_UNTIL - 1] = {"until", TIMESTAMPTZARRAYOID, NULL},
};

static const Column members[AUDIENCE_MEMBERS_COLUMNS] = {
	[AUDIENCE_MEMBERS_CHUNK - 1] = {"chunk", INT8OID, NULL},
	[AUDIENCE_MEMBERS_ROWS - 1] = {"rows", INT4OID, NULL},
	[AUDIENCE_MEMBERS_IDS - 1] = {"ids", InvalidOid, "idset"},
};

static const Column pending[AUDIENCE_PENDING_COLUMNS] = {
	[AUDIENCE_PENDING_ID - 1] = {"id", INT8OID, NULL},
	[AUDIENCE_PENDING_TAGS - 1] = {"tags", InvalidOid, "tagset"},
};

static const struct
{
	const char *suffix;
	const Column *columns;
	int			n;
}			shapes[AUDIENCE_TABLES] = {
	[AUDIENCE_TABLE_DEFINITION] = {"", definition, AUDIENCE_DEFINITION_COLUMNS},
	[AUDIENCE_TABLE_TAGS] = {"_tags", tags, AUDIENCE_TAGS_COLUMNS},
	[AUDIENCE_TABLE_MEMBERS] = {"_members", members, AUDIENCE_MEMBERS_COLUMNS},
	[AUDIENCE_TABLE_PENDING] = {"_pending", pending, AUDIENCE_PENDING_COLUMNS},
};

const char *
audience_table_suffix(AudienceTable table)
{
	return shapes[table].suffix;
}

/* Returns a type of the extension. */
static Oid
our_type(const char *name, Oid schema)
{
	return GetSysCacheOid2(TYPENAMENSP, Anum_pg_type_oid, CStringGetDatum(name), ObjectIdGetDatum(schema));
}

Oid
audience_tagset_type(Oid schema)
{
	return our_type("tagset", schema);
}

/* Whether a column of a relation has a name and a type. */
static bool
has_column(Oid relid, int number, const Column *column, Oid schema)
{
	HeapTuple	tuple = SearchSysCache2(ATTNUM, ObjectIdGetDatum(relid), Int16GetDatum(number));
	Oid			type = column->type;
	bool		has;

	if (!HeapTupleIsValid(tuple))
		return false;
	if (!OidIsValid(type))
		type = our_type(column->our_type, schema);
	has = !((Form_pg_attribute) GETSTRUCT(tuple))->attisdropped &&
		strcmp(NameStr(((Form_pg_attribute) GETSTRUCT(tuple))->attname), column->name) == 0 &&
		((Form_pg_attribute) GETSTRUCT(tuple))->atttypid == type;
	ReleaseSysCache(tuple);
	return has;
}

bool
audience_table_has_shape(Oid relid, AudienceTable table, Oid schema)
{
	HeapTuple	tuple = SearchSysCache1(RELOID, ObjectIdGetDatum(relid));
	Form_pg_class form;
	bool		has;

	if (!HeapTupleIsValid(tuple))
		return false;
	form = (Form_pg_class) GETSTRUCT(tuple);
	has = form->relkind == RELKIND_RELATION && form->relpersistence == RELPERSISTENCE_PERMANENT &&
		form->relnatts >= shapes[table].n;
	ReleaseSysCache(tuple);
	for (int i = 0; has && i < shapes[table].n; i++)
		has = has_column(relid, i + 1, &shapes[table].columns[i], schema);
	return has;
}
