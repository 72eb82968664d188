/*
 * table_check.c
 *	  What a user's table must not have where a function writes it as its owner.
 */
#include "usertable/table_check.h"

#include "access/genam.h"
#include "access/htup_details.h"
#include "access/table.h"
#include "catalog/indexing.h"
#include "catalog/pg_depend.h"
#include "catalog/pg_inherits.h"
#include "catalog/pg_language.h"
#include "catalog/pg_operator.h"
#include "catalog/pg_proc.h"
#include "catalog/pg_trigger.h"
#include "catalog/pg_type.h"
#include "miscadmin.h"
#include "storage/lmgr.h"
#include "utils/fmgroids.h"
#include "utils/lsyscache.h"
#include "utils/syscache.h"

void
table_check_rules(Relation relation)
{
	if (relation->rd_rules)
		ereport(ERROR,
				(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
				 errmsg("cannot use table \"%s\"", RelationGetRelationName(relation)),
				 errdetail("The table has a rule."),
				 errhint("Use DROP RULE.")));
}

/* Whether a role is neither the owner nor a superuser. */
static inline bool
is_other(Oid role, Oid owner)
{
	return role != owner && !superuser_arg(role);
}

/* Whether such a role can say what a function, an operator or a type does. */
static bool
is_foreign(Oid class, Oid object, Oid owner)
{
	Oid			function = class == OperatorRelationId ? get_opcode(object) : object;
	HeapTuple	tuple = SearchSysCache1(class == TypeRelationId ? TYPEOID : PROCOID, ObjectIdGetDatum(function));
	bool		foreign = false;

	if (!HeapTupleIsValid(tuple))
		return false;
	if (class == TypeRelationId)
		foreign = is_other(((Form_pg_type) GETSTRUCT(tuple))->typowner, owner);
	else
	{
		Form_pg_proc form = (Form_pg_proc) GETSTRUCT(tuple);

		foreign = form->prolang != ClanguageId && form->prolang != INTERNALlanguageId && is_other(form->proowner, owner);
	}
	ReleaseSysCache(tuple);
	return foreign;
}

/* The same for what the condition of a trigger uses: the function of such a trigger may be anyone's. */
static bool
has_foreign_condition(Oid trigger, Oid owner)
{
	Relation	depend = table_open(DependRelationId, AccessShareLock);
	ScanKeyData keys[2];
	SysScanDesc scan;
	HeapTuple	tuple;
	bool		foreign = false;

	ScanKeyInit(&keys[0], Anum_pg_depend_classid, BTEqualStrategyNumber, F_OIDEQ, ObjectIdGetDatum(TriggerRelationId));
	ScanKeyInit(&keys[1], Anum_pg_depend_objid, BTEqualStrategyNumber, F_OIDEQ, ObjectIdGetDatum(trigger));
	scan = systable_beginscan(depend, DependDependerIndexId, true, NULL, lengthof(keys), keys);
	while (!foreign && HeapTupleIsValid(tuple = systable_getnext(scan)))
	{
		Form_pg_depend form = (Form_pg_depend) GETSTRUCT(tuple);

		if (form->refclassid == ProcedureRelationId || form->refclassid == OperatorRelationId || form->refclassid == TypeRelationId)
			foreign = is_foreign(form->refclassid, form->refobjid, owner);
	}
	systable_endscan(scan);
	table_close(depend, AccessShareLock);
	return foreign;
}

/* Refuses a table with a trigger or a foreign key of another role (55000). */
pg_noreturn static void
refuse_foreign(Relation relation, const char *detail, const char *hint)
{
	ereport(ERROR,
			(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
			 errmsg("cannot use table \"%s\"", RelationGetRelationName(relation)),
			 errdetail_internal("%s", detail),
			 errhint("%s", hint)));
}

/* Whether a trigger of a foreign key writes the referencing table when a referenced row is written. */
static bool
writes_referencing(Oid function)
{
	switch (function)
	{
		case F_RI_FKEY_CASCADE_DEL:
		case F_RI_FKEY_CASCADE_UPD:
		case F_RI_FKEY_SETNULL_DEL:
		case F_RI_FKEY_SETNULL_UPD:
		case F_RI_FKEY_SETDEFAULT_DEL:
		case F_RI_FKEY_SETDEFAULT_UPD:
			return true;
		default:
			return false;
	}
}

static void check_triggers(Relation relation, Oid owner, List **checked);

/*
 * The same for what a foreign key writes with a referenced row. AFTER triggers of the referencing table run at the end of the statement that wrote
 * the row, with the rights of its user.
 */
static void
check_referencing(Relation relation, Oid owner, Oid relid, List **checked)
{
	ListCell   *cell;

	if (list_member_oid(*checked, relid))
		return;
	/* children are locked by the search for them */
	LockRelationOid(relid, RowExclusiveLock);
	if (!SearchSysCacheExists1(RELOID, ObjectIdGetDatum(relid)))
		return;
	foreach(cell, find_all_inheritors(relid, RowExclusiveLock, NULL))
	{
		Relation	referencing = table_open(lfirst_oid(cell), NoLock);

		CHECK_FOR_INTERRUPTS();
		if (is_other(referencing->rd_rel->relowner, owner))
			refuse_foreign(relation, psprintf("A foreign key of table \"%s\", which belongs to another role, writes that table together with this one. "
											  "Its triggers would run with the rights of this table's owner.",
											  RelationGetRelationName(referencing)),
						   "Use ALTER TABLE ... DROP CONSTRAINT, or a foreign key without ON DELETE and ON UPDATE.");
		check_triggers(referencing, owner, checked);
		table_close(referencing, NoLock);
	}
}

/* Does what table_check_triggers says, for tables that were not checked yet. */
static void
check_triggers(Relation relation, Oid owner, List **checked)
{
	int			n = relation->trigdesc ? relation->trigdesc->numtriggers : 0;
	Oid		   *functions = palloc(Max(n, 1) * sizeof(Oid));
	Oid		   *conditions = palloc(Max(n, 1) * sizeof(Oid));
	Oid		   *referencing = palloc(Max(n, 1) * sizeof(Oid));
	const char *hint = "Use DROP TRIGGER, or ALTER FUNCTION ... OWNER TO.";

	check_stack_depth();
	*checked = lappend_oid(*checked, RelationGetRelid(relation));

	/* copied first, since any look into the catalogs may make the entry of the relcache anew */
	for (int i = 0; i < n; i++)
	{
		const Trigger *trigger = &relation->trigdesc->triggers[i];

		functions[i] = trigger->tgisinternal ? InvalidOid : trigger->tgfoid;
		conditions[i] = !trigger->tgisinternal && trigger->tgqual ? trigger->tgoid : InvalidOid;
		referencing[i] = trigger->tgisinternal && writes_referencing(trigger->tgfoid) ? trigger->tgconstrrelid : InvalidOid;
	}
	for (int i = 0; i < n; i++)
	{
		if (OidIsValid(functions[i]) && is_foreign(ProcedureRelationId, functions[i], owner))
			refuse_foreign(relation, psprintf("It has a trigger with function \"%s\", which belongs to another role than the table, "
											  "and would run with the rights of the table's owner.", get_func_name(functions[i])), hint);
		if (OidIsValid(conditions[i]) && has_foreign_condition(conditions[i], owner))
			refuse_foreign(relation, psprintf("It has a trigger with function \"%s\", whose condition uses what belongs to another role than the table, "
											  "and would run with the rights of the table's owner.", get_func_name(functions[i])), hint);
		if (OidIsValid(referencing[i]))
			check_referencing(relation, owner, referencing[i], checked);
	}
	pfree(functions);
	pfree(conditions);
	pfree(referencing);
}

void
table_check_triggers(Relation relation, Oid owner)
{
	List	   *checked = NIL;

	check_triggers(relation, owner, &checked);
	list_free(checked);
}
