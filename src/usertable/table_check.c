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
#include "catalog/pg_language.h"
#include "catalog/pg_operator.h"
#include "catalog/pg_proc.h"
#include "catalog/pg_trigger.h"
#include "catalog/pg_type.h"
#include "miscadmin.h"
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

/* Refuses a table with a trigger of another role (55000). */
pg_noreturn static void
refuse_foreign(Relation relation, const char *detail)
{
	ereport(ERROR,
			(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
			 errmsg("cannot use table \"%s\"", RelationGetRelationName(relation)),
			 errdetail_internal("%s", detail),
			 errhint("Use DROP TRIGGER, or ALTER FUNCTION ... OWNER TO.")));
}

void
table_check_triggers(Relation relation, Oid owner)
{
	int			n = relation->trigdesc ? relation->trigdesc->numtriggers : 0;
	Oid		   *functions = palloc(Max(n, 1) * sizeof(Oid));
	Oid		   *conditions = palloc(Max(n, 1) * sizeof(Oid));

	/* copied first, since any look into the catalogs may make the entry of the relcache anew */
	for (int i = 0; i < n; i++)
	{
		const Trigger *trigger = &relation->trigdesc->triggers[i];

		functions[i] = trigger->tgisinternal ? InvalidOid : trigger->tgfoid;
		conditions[i] = !trigger->tgisinternal && trigger->tgqual ? trigger->tgoid : InvalidOid;
	}
	for (int i = 0; i < n; i++)
	{
		if (OidIsValid(functions[i]) && is_foreign(ProcedureRelationId, functions[i], owner))
			refuse_foreign(relation, psprintf("It has a trigger with function \"%s\", which belongs to another role than the table, "
											  "and would run with the rights of the table's owner.", get_func_name(functions[i])));
		if (OidIsValid(conditions[i]) && has_foreign_condition(conditions[i], owner))
			refuse_foreign(relation, psprintf("It has a trigger with function \"%s\", whose condition uses what belongs to another role than the table, "
											  "and would run with the rights of the table's owner.", get_func_name(functions[i])));
	}
	pfree(functions);
	pfree(conditions);
}
