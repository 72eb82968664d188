/*
 * audience_trigger.c
 *	  The triggers of audiences, as the catalogs have them.
 */
#include "audience/audience_trigger.h"

#include "access/genam.h"
#include "access/htup_details.h"
#include "access/table.h"
#include "catalog/dependency.h"
#include "catalog/indexing.h"
#include "catalog/pg_class.h"
#include "catalog/pg_depend.h"
#include "catalog/pg_language.h"
#include "catalog/pg_proc.h"
#include "catalog/pg_trigger.h"
#include "commands/trigger.h"
#include "utils/builtins.h"
#include "utils/fmgroids.h"
#include "utils/rel.h"
#include "utils/syscache.h"

static const char *const functions[] = {
	[AUDIENCE_TRIGGER_OTHER] = NULL,
	[AUDIENCE_TRIGGER_HOLD] = "audience_hold",
	[AUDIENCE_TRIGGER_NOTE] = "audience_note",
	[AUDIENCE_TRIGGER_EMPTY] = "audience_empty",
};

const char *
audience_trigger_function(AudienceTriggerKind kind)
{
	return functions[kind];
}

/* A function of ours is known by its symbol: only a superuser can make a function in C. */
AudienceTriggerKind
audience_trigger_kind(Oid function)
{
	HeapTuple	tuple = SearchSysCache1(PROCOID, ObjectIdGetDatum(function));
	AudienceTriggerKind kind = AUDIENCE_TRIGGER_OTHER;

	if (!HeapTupleIsValid(tuple))
		return kind;
	if (((Form_pg_proc) GETSTRUCT(tuple))->prolang == ClanguageId)
	{
		bool		isnull;
		Datum		source = SysCacheGetAttr(PROCOID, tuple, Anum_pg_proc_prosrc, &isnull);
		char	   *symbol = isnull ? NULL : TextDatumGetCString(source);

		for (int i = AUDIENCE_TRIGGER_HOLD; symbol && i <= AUDIENCE_TRIGGER_EMPTY; i++)
		{
			if (strcmp(symbol, functions[i]) == 0)
				kind = i;
		}
	}
	ReleaseSysCache(tuple);
	return kind;
}

/* Whether a trigger fires for what its kind is to see, and then always and at once. */
static bool
is_sound(AudienceTriggerKind kind, Form_pg_trigger form, bool conditional)
{
	int16		type = form->tgtype;

	if (form->tgdeferrable)
		return false;
	switch (kind)
	{
		case AUDIENCE_TRIGGER_HOLD:
			return form->tgattr.dim1 == 2 && OidIsValid(form->tgconstrrelid);
		case AUDIENCE_TRIGGER_NOTE:
			return TRIGGER_FOR_ROW(type) && TRIGGER_FOR_AFTER(type) && TRIGGER_FOR_INSERT(type) &&
				TRIGGER_FOR_UPDATE(type) && TRIGGER_FOR_DELETE(type) && !conditional && form->tgattr.dim1 == 0 &&
				OidIsValid(form->tgconstrrelid);
		case AUDIENCE_TRIGGER_EMPTY:
			return !TRIGGER_FOR_ROW(type) && TRIGGER_FOR_AFTER(type) && TRIGGER_FOR_TRUNCATE(type) && !conditional;
		case AUDIENCE_TRIGGER_OTHER:
			break;
	}
	return false;
}

/* Reads a row of pg_trigger; NULL if the trigger is none of an audience. */
static AudienceTrigger *
read_trigger(Relation catalog, HeapTuple tuple)
{
	Form_pg_trigger form = (Form_pg_trigger) GETSTRUCT(tuple);
	AudienceTriggerKind kind = form->tgisinternal ? AUDIENCE_TRIGGER_OTHER : audience_trigger_kind(form->tgfoid);
	AudienceTrigger *trigger;
	bool		no_condition;
	bool		no_arguments;
	Datum		arguments;

	if (kind == AUDIENCE_TRIGGER_OTHER)
		return NULL;
	trigger = palloc0(sizeof(AudienceTrigger));
	trigger->kind = kind;
	trigger->oid = form->oid;
	trigger->name = pstrdup(NameStr(form->tgname));
	trigger->function = form->tgfoid;
	trigger->source = form->tgrelid;
	trigger->from = form->tgconstrrelid;
	if (form->tgattr.dim1 == 2)
	{
		trigger->id_column = form->tgattr.values[0];
		trigger->tags_column = form->tgattr.values[1];
	}
	trigger->disabled = form->tgenabled == TRIGGER_DISABLED || form->tgenabled == TRIGGER_FIRES_ON_REPLICA;
	(void) heap_getattr(tuple, Anum_pg_trigger_tgqual, RelationGetDescr(catalog), &no_condition);
	arguments = heap_getattr(tuple, Anum_pg_trigger_tgargs, RelationGetDescr(catalog), &no_arguments);
	/* each argument ends with a zero byte */
	if (!no_arguments && form->tgnargs == 1)
		trigger->argument = pstrdup(VARDATA_ANY(DatumGetByteaPP(arguments)));
	trigger->sound = trigger->argument && is_sound(kind, form, !no_condition);
	return trigger;
}

/* Appends the triggers of audiences that a key of pg_trigger finds. */
static List *
scan_triggers(List *list, Oid index, AttrNumber column, Oid value)
{
	Relation	catalog = table_open(TriggerRelationId, AccessShareLock);
	ScanKeyData key;
	SysScanDesc scan;
	HeapTuple	tuple;

	ScanKeyInit(&key, column, BTEqualStrategyNumber, F_OIDEQ, ObjectIdGetDatum(value));
	scan = systable_beginscan(catalog, index, true, NULL, 1, &key);
	while (HeapTupleIsValid(tuple = systable_getnext(scan)))
	{
		AudienceTrigger *trigger = read_trigger(catalog, tuple);

		if (trigger)
			list = lappend(list, trigger);
	}
	systable_endscan(scan);
	table_close(catalog, AccessShareLock);
	return list;
}

List *
audience_triggers_on(Oid source)
{
	return scan_triggers(NIL, TriggerRelidNameIndexId, Anum_pg_trigger_tgrelid, source);
}

List *
audience_triggers_from(Oid from, AudienceTriggerKind kind)
{
	Relation	catalog = table_open(DependRelationId, AccessShareLock);
	List	   *triggers = NIL;
	List	   *found = NIL;
	ListCell   *cell;
	ScanKeyData keys[2];
	SysScanDesc scan;
	HeapTuple	tuple;

	ScanKeyInit(&keys[0], Anum_pg_depend_refclassid, BTEqualStrategyNumber, F_OIDEQ,
				ObjectIdGetDatum(RelationRelationId));
	ScanKeyInit(&keys[1], Anum_pg_depend_refobjid, BTEqualStrategyNumber, F_OIDEQ, ObjectIdGetDatum(from));
	scan = systable_beginscan(catalog, DependReferenceIndexId, true, NULL, 2, keys);
	while (HeapTupleIsValid(tuple = systable_getnext(scan)))
	{
		Form_pg_depend form = (Form_pg_depend) GETSTRUCT(tuple);

		if (form->classid == TriggerRelationId)
			triggers = scan_triggers(triggers, TriggerOidIndexId, Anum_pg_trigger_oid, form->objid);
	}
	systable_endscan(scan);
	table_close(catalog, AccessShareLock);
	foreach(cell, triggers)
	{
		AudienceTrigger *trigger = lfirst(cell);

		if (trigger->kind == kind && trigger->from == from)
			found = lappend(found, trigger);
	}
	return found;
}
