/*
 * audience_drop.c
 *	  SQL: audience_drop.
 *
 * It also drops what is left of an audience: one whose table is gone, whose definition is
 * empty, or which lacks a trigger.
 */
#include "audience/audience.h"

#include "access/relation.h"
#include "catalog/dependency.h"
#include "catalog/pg_class.h"
#include "catalog/pg_trigger.h"
#include "commands/tablecmds.h"
#include "miscadmin.h"
#include "storage/sinval.h"
#include "utils/acl.h"
#include "utils/lsyscache.h"
#include "utils/syscache.h"

#include "audience/audience_definition.h"
#include "usertable/table_owner.h"
#include "audience/audience_shape.h"
#include "usertable/table_sql.h"
#include "audience/audience_trigger.h"

/* Locks a relation until the end of the transaction, and refuses it if this session uses it (55006); false if it is gone. */
static bool
lock_unused(Oid relid)
{
	Relation	relation = OidIsValid(relid) ? try_relation_open(relid, AccessExclusiveLock) : NULL;

	if (!relation)
		return false;
	CheckTableNotInUse(relation, "audience_drop");
	relation_close(relation, NoLock);
	return true;
}

/* Finds an audience and checks that the caller owns it (42P01, 55000, 42501). */
static void
find_audience(Audience *audience, Oid relid)
{
	if (!audience_resolve(audience, relid))
	{
		AudienceFault fault = {0};

		if (!SearchSysCacheExists1(RELOID, ObjectIdGetDatum(relid)))
			ereport(ERROR,
					(errcode(ERRCODE_UNDEFINED_TABLE),
					 errmsg("relation with OID %u does not exist", relid)));
		audience_set_not_one(relid, &fault);
		audience_fault_raise(&fault);
	}
	if (!factag_owns_relation(relid, GetUserId()))
		aclcheck_error(ACLCHECK_NOT_OWNER, OBJECT_TABLE, get_rel_name(relid));
}

/* Whether a relation is a table of an audience, and has the same owner. */
static bool
is_table(const Audience *audience, AudienceTable table, Oid relid)
{
	return OidIsValid(relid) && audience_table_has_shape(relid, table, audience->schema) &&
		table_owner_of(relid) == audience->owner;
}

/* Returns one of the other tables: what the definition or the trigger names, or else has the name; InvalidOid if none is. */
static Oid
find_table(const Audience *audience, AudienceTable table, Oid named)
{
	Oid			other;

	if (is_table(audience, table, named))
		return named;
	other = get_relname_relid(psprintf("%s%s", get_rel_name(audience->audience), audience_table_suffix(table)),
							  get_rel_namespace(audience->audience));
	return is_table(audience, table, other) ? other : InvalidOid;
}

/*
 * Finds an audience's source table after DROP COLUMN CASCADE of the column of tags, which drops the trigger that holds the audience. The
 * trigger that notes changes in the audience's pending table is still on the source table. Returns InvalidOid if no table has such a trigger.
 */
static Oid
find_lost_source(const Audience *audience)
{
	Oid			pending = find_table(audience, AUDIENCE_TABLE_PENDING, InvalidOid);
	List	   *notes = OidIsValid(pending) ? audience_triggers_from(pending, AUDIENCE_TRIGGER_NOTE) : NIL;

	return list_length(notes) == 1 ? ((AudienceTrigger *) linitial(notes))->source : InvalidOid;
}

/* Locks all that belongs to an audience, in the order that all keep, and finds the other tables. */
static void
lock_all(Audience *audience, Oid schema, Oid relid)
{
	uint64		seen;

	do
	{
		AudienceDefinition definition;

		CHECK_FOR_INTERRUPTS();
		seen = SharedInvalidMessageCounter;
		find_audience(audience, relid);
		audience->schema = schema;
		if (!OidIsValid(audience->source))
			audience->source = find_lost_source(audience);
		(void) lock_unused(audience->source);
		if (!lock_unused(relid))
			ereport(ERROR,
					(errcode(ERRCODE_UNDEFINED_TABLE),
					 errmsg("relation with OID %u does not exist", relid),
					 errdetail("It was dropped at the same time.")));
		audience_definition_read(relid, NULL, &definition);
		audience->tags = find_table(audience, AUDIENCE_TABLE_TAGS, definition.tags);
		audience->members = find_table(audience, AUDIENCE_TABLE_MEMBERS, definition.members);
		audience->pending = find_table(audience, AUDIENCE_TABLE_PENDING,
									   OidIsValid(audience->pending) ? audience->pending : definition.pending);
		(void) lock_unused(audience->tags);
		(void) lock_unused(audience->members);
		(void) lock_unused(audience->pending);
	} while (seen != SharedInvalidMessageCounter);
}

/* Whether a trigger ties an audience to its table: the one that holds it, or else the one that notes changes. */
static bool
is_tie(const Audience *audience, const AudienceTrigger *trigger)
{
	return (trigger->kind == AUDIENCE_TRIGGER_HOLD && trigger->from == audience->audience) ||
		(trigger->kind == AUDIENCE_TRIGGER_NOTE && OidIsValid(trigger->from) && trigger->from == audience->pending);
}

/* Drops the triggers on the source that have the audience's argument, if no other audience has it. */
static void
drop_triggers(const Audience *audience)
{
	List	   *triggers = audience_triggers_on(audience->source);
	const char *argument = NULL;
	ListCell   *cell;
	bool		of_others = false;

	foreach(cell, triggers)
	{
		AudienceTrigger *trigger = lfirst(cell);

		if (is_tie(audience, trigger) && (!argument || trigger->kind == AUDIENCE_TRIGGER_HOLD))
			argument = trigger->argument;
	}
	if (!argument)
		return;
	foreach(cell, triggers)
	{
		AudienceTrigger *trigger = lfirst(cell);

		of_others |= trigger->kind == AUDIENCE_TRIGGER_HOLD && trigger->from != audience->audience && trigger->argument &&
			strcmp(trigger->argument, argument) == 0;
	}
	foreach(cell, triggers)
	{
		AudienceTrigger *trigger = lfirst(cell);
		ObjectAddress address;

		if (of_others || !trigger->argument || strcmp(trigger->argument, argument) != 0)
			continue;
		ObjectAddressSet(address, TriggerRelationId, trigger->oid);
		performDeletion(&address, DROP_RESTRICT, 0);
	}
}

/* Appends a table to a DROP TABLE. */
static void
append_table(StringInfo statement, Oid relid)
{
	if (OidIsValid(relid))
		appendStringInfo(statement, "%s%s", statement->len ? ", " : "DROP TABLE ", table_sql_name(relid));
}

/* Gives a hint that holds for audience_drop, in place of that for DROP TABLE, which names CASCADE. */
static void
hint_at_dependents(void *arg)
{
	(void) arg;
	if (geterrcode() == ERRCODE_DEPENDENT_OBJECTS_STILL_EXIST)
		errhint("Drop the dependent objects first.");
}

PG_FUNCTION_INFO_V1(audience_drop);
Datum
audience_drop(PG_FUNCTION_ARGS)
{
	Audience	audience;
	OwnerContext saved;
	StringInfoData statement;
	ErrorContextCallback dependents = {.previous = error_context_stack, .callback = hint_at_dependents};

	lock_all(&audience, audience_function_schema(fcinfo), PG_GETARG_OID(0));
	table_as_owner(&saved, audience.owner);
	/* of the triggers, one is not dropped with a table, and its owner may not own the source by now */
	if (OidIsValid(audience.source))
		drop_triggers(&audience);
	initStringInfo(&statement);
	append_table(&statement, audience.audience);
	append_table(&statement, audience.tags);
	append_table(&statement, audience.members);
	append_table(&statement, audience.pending);
	error_context_stack = &dependents;
	(void) table_sql_run(statement.data);
	error_context_stack = dependents.previous;
	table_as_caller(&saved);
	PG_RETURN_VOID();
}
