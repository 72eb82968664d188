/*
 * identity_trigger.c
 *	  SQL: identity_own_person, identity_note_new, identity_note_tags, identity_note_limits.
 *
 * Anybody can make triggers with these functions on a table of their own, so each looks at what it is called for.
 */
#include "identity/identity.h"

#include "access/htup_details.h"
#include "catalog/pg_type.h"
#include "commands/trigger.h"
#include "executor/spi.h"
#include "utils/builtins.h"
#include "utils/datum.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"
#include "utils/tuplestore.h"

#include "identity/identity_member.h"

/* the name that identity_create gives the transition table */
#define NEW_ROWS "new_rows"

/* what the trigger functions are called for */
typedef enum Call
{
	CALL_NEW_ROW,				/* BEFORE INSERT FOR EACH ROW */
	CALL_NEW_ROWS,				/* AFTER INSERT FOR EACH STATEMENT */
	CALL_UPDATE					/* AFTER UPDATE FOR EACH ROW */
} Call;

/* one for each new identifier that is a person of its own */
static const IdentityStatement add_persons = {
	401,
	"INSERT INTO {person} (person, tags, identifiers, known) "
	"SELECT n.id, n.tags, 1, k.per_person IS NOT NULL FROM " NEW_ROWS " n JOIN ONLY {kind} k ON k.kind = n.kind "
	"WHERE n.person = n.id AND NOT n.shared ON CONFLICT (person) DO NOTHING",
	SPI_OK_INSERT, 0, {0}
};

/* those of all new identifiers; through an array, so that the plan fits few and many of them */
static const IdentityStatement count_persons = {
	402,
	"INSERT INTO {person} (person, tags, identifiers, known) "
	IDENTITY_PERSON_SELECT "AND i.person = ANY (ARRAY(SELECT DISTINCT person FROM " NEW_ROWS ")) GROUP BY i.person "
	IDENTITY_PERSON_REPLACE,
	SPI_OK_INSERT, 0, {0}
};

static const IdentityStatement lock_person = {
	403,
	"SELECT p.person FROM ONLY {identifier} i JOIN ONLY {person} p ON p.person = i.person "
	"WHERE i.id = $1 AND NOT i.shared FOR UPDATE OF p",
	SPI_OK_SELECT, 1, {INT8OID}
};

static const IdentityStatement unite_tags = {
	404,
	"UPDATE ONLY {person} p SET tags = u.tags FROM ("
	"SELECT coalesce({schema}.tagset_union(i.tags), '') AS tags FROM ONLY {identifier} i WHERE i.person = $1 AND NOT i.shared) u "
	"WHERE p.person = $1 AND p.tags OPERATOR({schema}.<>) u.tags",
	SPI_OK_UPDATE, 1, {INT8OID}
};

static const IdentityStatement mark_stale = {
	405,
	"UPDATE ONLY {graph} SET stale = true WHERE NOT stale",
	SPI_OK_UPDATE, 0, {0}
};

/* Refuses a call other than that of a trigger that identity_create makes (39P01). */
static TriggerData *
check_call(FunctionCallInfo fcinfo, const char *function, Call call)
{
	TriggerData *data = (TriggerData *) fcinfo->context;
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
				 errmsg("function \"%s\" is not called as a trigger that identity_create makes", function),
				 errhint("Call identity_create, which makes the triggers of a graph.")));
	return data;
}

/* Finds a column of the table that a trigger is on (55000). */
static int
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

/* Refuses a trigger on a table that its graph does not have, or FROM another graph (55000). */
pg_noreturn static void
refuse_trigger(const TriggerData *data)
{
	ereport(ERROR,
			(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
			 errmsg("trigger \"%s\" of table \"%s\" is not as identity_create made it",
					data->tg_trigger->tgname, RelationGetRelationName(data->tg_relation)),
			 errdetail("No identity graph that the trigger could know has that table."),
			 errhint("Drop the trigger.")));
}

/*
 * Finds the graph of a table of identifiers through the trigger FROM its definition. The triggers are copied first, since
 * any look into the catalogs may make the table's entry of the relcache anew.
 */
static Oid
find_graph(const TriggerData *data, Oid schema)
{
	const TriggerDesc *triggers = data->tg_relation->trigdesc;
	Oid		   *functions = palloc(triggers->numtriggers * sizeof(Oid));
	Oid		   *graphs = palloc(triggers->numtriggers * sizeof(Oid));
	int			n = 0;

	for (int i = 0; i < triggers->numtriggers; i++)
	{
		const Trigger *trigger = &triggers->triggers[i];

		if (!trigger->tgisinternal && OidIsValid(trigger->tgconstrrelid))
		{
			functions[n] = trigger->tgfoid;
			graphs[n++] = trigger->tgconstrrelid;
		}
	}
	for (int i = 0; i < n; i++)
	{
		char	   *name = get_func_name(functions[i]);

		if (name && strcmp(name, "identity_note_tags") == 0 && get_func_namespace(functions[i]) == schema)
			return graphs[i];
	}
	refuse_trigger(data);
}

/* Opens the graph that a trigger is for, if it has the table that the trigger is on. */
static void
open_graph(Identity *graph, FunctionCallInfo fcinfo, Oid relid, IdentityUse use)
{
	const TriggerData *data = (const TriggerData *) fcinfo->context;
	Oid			table = RelationGetRelid(data->tg_relation);

	if (!OidIsValid(relid))
		refuse_trigger(data);
	identity_open(graph, fcinfo, relid, use);
	if (use == IDENTITY_USE_TRIGGER ? table != graph->tables[IDENTITY_IDENTIFIER] :
		table != graph->tables[IDENTITY_KIND] && table != graph->graph)
		refuse_trigger(data);
}

PG_FUNCTION_INFO_V1(identity_note_new);
Datum
identity_note_new(PG_FUNCTION_ARGS)
{
	TriggerData *data = check_call(fcinfo, "identity_note_new", CALL_NEW_ROWS);
	int64		rows = tuplestore_tuple_count(data->tg_newtable);
	Identity	graph;

	if (rows == 0)
		return PointerGetDatum(NULL);
	if (strcmp(data->tg_trigger->tgnewtable, NEW_ROWS) != 0)
		refuse_trigger(data);
	open_graph(&graph, fcinfo, find_graph(data, get_func_namespace(fcinfo->flinfo->fn_oid)), IDENTITY_USE_TRIGGER);
	if (SPI_register_trigger_data(data) != SPI_OK_TD_REGISTER)
		elog(ERROR, "SPI_register_trigger_data failed");
	/* bulk loads, and identity_see, leave the person out */
	if (identity_execute(&graph, &add_persons, NULL, NULL, 0) < (uint64) rows)
		(void) identity_execute(&graph, &count_persons, NULL, NULL, 0);
	identity_close(&graph);
	return PointerGetDatum(NULL);
}

/* Whether an update left a column as it was. */
static bool
is_same(const TriggerData *data, const char *name)
{
	int			column = SPI_fnumber(RelationGetDescr(data->tg_relation), name);
	Form_pg_attribute attribute;
	Datum		old_value;
	Datum		new_value;
	bool		old_null;
	bool		new_null;

	if (column <= 0)
		refuse_trigger(data);
	attribute = TupleDescAttr(RelationGetDescr(data->tg_relation), column - 1);
	old_value = slot_getattr(data->tg_trigslot, column, &old_null);
	new_value = slot_getattr(data->tg_newslot, column, &new_null);
	if (old_null || new_null)
		return old_null && new_null;
	/* an update that leaves the column alone copies the pointer to a toasted value */
	return datumIsEqual(old_value, new_value, attribute->attbyval, attribute->attlen) ||
		datum_image_eq(old_value, new_value, attribute->attbyval, attribute->attlen);
}

PG_FUNCTION_INFO_V1(identity_note_tags);
Datum
identity_note_tags(PG_FUNCTION_ARGS)
{
	const TriggerData *data = check_call(fcinfo, "identity_note_tags", CALL_UPDATE);
	Identity	graph;
	Datum		id;
	bool		isnull;

	if (is_same(data, "tags"))
		return PointerGetDatum(NULL);
	open_graph(&graph, fcinfo, data->tg_trigger->tgconstrrelid, IDENTITY_USE_TRIGGER);
	id = slot_getattr(data->tg_newslot, column_of(data->tg_relation, "id", INT8OID), &isnull);
	/* who had the person's row first has committed by now, and the next statement sees what that transaction did */
	if (!isnull && identity_execute(&graph, &lock_person, &id, NULL, 0) > 0)
	{
		Datum		person = Int64GetDatum(identity_int8(0, 1));

		(void) identity_execute(&graph, &unite_tags, &person, NULL, 0);
	}
	identity_close(&graph);
	return PointerGetDatum(NULL);
}

PG_FUNCTION_INFO_V1(identity_note_limits);
Datum
identity_note_limits(PG_FUNCTION_ARGS)
{
	const TriggerData *data = check_call(fcinfo, "identity_note_limits", CALL_UPDATE);
	Identity	graph;
	bool		same;

	if (RelationGetRelid(data->tg_relation) == data->tg_trigger->tgconstrrelid)
		same = is_same(data, "prefer") && is_same(data, "most");
	else
		same = is_same(data, "priority") && is_same(data, "per_person") && is_same(data, "shared_above");
	if (same)
		return PointerGetDatum(NULL);
	open_graph(&graph, fcinfo, data->tg_trigger->tgconstrrelid, IDENTITY_USE_LIMITS);
	(void) identity_execute(&graph, &mark_stale, NULL, NULL, 0);
	identity_close(&graph);
	return PointerGetDatum(NULL);
}
