/*
 * identity_trigger.c
 *	  SQL: identity_own_person, identity_note_new, identity_note_tags, identity_note_limits.
 *
 * Anybody can make triggers with these functions on a table of their own, so each looks at what it is called for.
 */
#include "identity/identity.h"

#include "catalog/pg_language.h"
#include "catalog/pg_proc.h"
#include "catalog/pg_type.h"
#include "commands/trigger.h"
#include "executor/spi.h"
#include "utils/builtins.h"
#include "utils/datum.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"
#include "utils/syscache.h"
#include "utils/tuplestore.h"

#include "identity/identity_shape.h"
#include "identity/identity_statement.h"

/* the name that identity_create gives the transition table */
#define NEW_ROWS "new_rows"

/* what the trigger functions are called for */
typedef enum Call
{
	CALL_NEW_ROW,				/* BEFORE INSERT FOR EACH ROW */
	CALL_NEW_ROWS,				/* AFTER INSERT FOR EACH STATEMENT */
	CALL_UPDATE					/* AFTER UPDATE FOR EACH ROW */
} Call;

/* the columns of an identifier */
typedef struct IdentifierColumns
{
	AttrNumber	id;
	AttrNumber	person;
	AttrNumber	tags;
} IdentifierColumns;

static const IdentityStatement add_persons = {
	401,
	"INSERT INTO {person} (person, tags, identifiers, known) "
	"SELECT n.id, n.tags, 1, k.per_person IS NOT NULL FROM " NEW_ROWS " n JOIN ONLY {kind} k ON k.kind = n.kind "
	"WHERE n.person = n.id AND NOT n.shared ON CONFLICT (person) DO NOTHING",
	SPI_OK_INSERT, 0, {0}
};

static const IdentityStatement count_persons = {
	402,
	"INSERT INTO {person} AS p (person, tags, identifiers, known) "
	"SELECT i.person, {schema}.tagset_union(i.tags), count(*), bool_or(k.per_person IS NOT NULL) "
	"FROM ONLY {identifier} i JOIN ONLY {kind} k ON k.kind = i.kind "
	"WHERE i.person = ANY (ARRAY(SELECT person FROM " NEW_ROWS " EXCEPT SELECT person FROM ONLY {person} WHERE identifiers = 1)) "
	"AND NOT i.shared GROUP BY i.person "
	"ON CONFLICT (person) DO UPDATE SET tags = excluded.tags, identifiers = excluded.identifiers, known = excluded.known",
	SPI_OK_INSERT, 0, {0}
};

/* Refuses a call other than that of a trigger that identity_create makes (39P01). */
static const TriggerData *
check_call(FunctionCallInfo fcinfo, const char *function, Call call)
{
	const TriggerData *data = (const TriggerData *) fcinfo->context;
	bool		right = CALLED_AS_TRIGGER(fcinfo);

	switch (call)
	{
		case CALL_NEW_ROW:
			right = right && TRIGGER_FIRED_BEFORE(data->tg_event) && TRIGGER_FIRED_FOR_ROW(data->tg_event) &&
				TRIGGER_FIRED_BY_INSERT(data->tg_event);
			break;
		case CALL_NEW_ROWS:
			right = right && TRIGGER_FIRED_AFTER(data->tg_event) && TRIGGER_FIRED_FOR_STATEMENT(data->tg_event) &&
				TRIGGER_FIRED_BY_INSERT(data->tg_event) && data->tg_newtable;
			break;
		case CALL_UPDATE:
			right = right && TRIGGER_FIRED_AFTER(data->tg_event) && TRIGGER_FIRED_FOR_ROW(data->tg_event) &&
				TRIGGER_FIRED_BY_UPDATE(data->tg_event);
			break;
	}
	if (!right)
		ereport(ERROR,
				(errcode(ERRCODE_E_R_I_E_TRIGGER_PROTOCOL_VIOLATED),
				 errmsg("function \"%s\" is not called as a trigger that identity_create makes", function)));
	return data;
}

/* Finds a column of the table that a trigger is on (55000). */
static AttrNumber
column_of(Relation relation, const char *name, Oid type)
{
	AttrNumber	column = identity_find_column(RelationGetDescr(relation), name, type);

	if (column == InvalidAttrNumber)
		ereport(ERROR,
				(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
				 errmsg("table \"%s\" is not a table of an identity graph", RelationGetRelationName(relation)),
				 errdetail("It has no column \"%s\" of type %s.", name, format_type_be(type)),
				 errhint("Drop the trigger.")));
	return column;
}

PG_FUNCTION_INFO_V1(identity_own_person);
Datum
identity_own_person(PG_FUNCTION_ARGS)
{
	const TriggerData *data = check_call(fcinfo, "identity_own_person", CALL_NEW_ROW);
	int			person = column_of(data->tg_relation, "person", INT8OID);
	int			id = column_of(data->tg_relation, "id", INT8OID);
	HeapTuple	tuple = data->tg_trigtuple;
	TupleDesc	desc = RelationGetDescr(data->tg_relation);
	Datum		value;
	bool		isnull;

	(void) heap_getattr(tuple, person, desc, &isnull);
	if (isnull)
	{
		value = heap_getattr(tuple, id, desc, &isnull);
		tuple = heap_modify_tuple_by_cols(tuple, desc, 1, &person, &value, &isnull);
	}
	return PointerGetDatum(tuple);
}

PG_FUNCTION_INFO_V1(identity_note_new);
Datum
identity_note_new(PG_FUNCTION_ARGS)
{
	(void) check_call(fcinfo, "identity_note_new", CALL_NEW_ROWS);
	(void) add_persons;
	(void) count_persons;
	return PointerGetDatum(NULL);
}

PG_FUNCTION_INFO_V1(identity_note_tags);
Datum
identity_note_tags(PG_FUNCTION_ARGS)
{
	(void) check_call(fcinfo, "identity_note_tags", CALL_UPDATE);
	return PointerGetDatum(NULL);
}

PG_FUNCTION_INFO_V1(identity_note_limits);
Datum
identity_note_limits(PG_FUNCTION_ARGS)
{
	(void) check_call(fcinfo, "identity_note_limits", CALL_UPDATE);
	return PointerGetDatum(NULL);
}
