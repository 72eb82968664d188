/*
 * audience.c
 *	  Opening an audience.
 *
 * What an audience consists of is found through its triggers, which DDL keeps right, and
 * through its definition, a row that its owner may edit. So what the row names is
 * compared with the triggers where they have it too, and else is used only if it looks like a table of an
 * audience and belongs to the audience's owner.
 */
#include "audience/audience.h"

#include "access/relation.h"
#include "access/xact.h"
#include "catalog/pg_class.h"
#include "miscadmin.h"
#include "storage/lmgr.h"
#include "storage/sinval.h"
#include "utils/acl.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"
#include "utils/rls.h"
#include "utils/snapmgr.h"
#include "utils/syscache.h"

#include "audience/audience_definition.h"
#include "usertable/table_owner.h"
#include "audience/audience_shape.h"
#include "audience/audience_source.h"
#include "audience/audience_trigger.h"
#include "usertable/table_check.h"

static const char *const make_anew = "Make the audience anew with audience_drop and audience_create.";

/*
 * The locks that each use takes, in the order of the columns. Everybody keeps that order, and
 * takes all of them before anything is read, so that nobody deadlocks with a TRUNCATE or
 * sees half of it. A reader never locks the source, which a TRUNCATE that waits for the reader has locked.
 */
static const struct
{
	LOCKMODE	source;
	LOCKMODE	definition;
	LOCKMODE	others;			/* tags, members, pending */
}			locks[] = {
	[AUDIENCE_READ] = {NoLock, AccessShareLock, AccessShareLock},
	[AUDIENCE_LIST] = {NoLock, AccessShareLock, AccessShareLock},
	[AUDIENCE_COMPACT] = {NoLock, AccessShareLock, RowExclusiveLock},
	[AUDIENCE_REBUILD] = {ShareRowExclusiveLock, AccessShareLock, ExclusiveLock},
	[AUDIENCE_EMPTY] = {NoLock, AccessShareLock, AccessExclusiveLock},
	[AUDIENCE_CHECK] = {AccessShareLock, AccessShareLock, AccessShareLock},
};

static inline bool
reads(AudienceUse use)
{
	return use == AUDIENCE_READ || use == AUDIENCE_LIST;
}

Oid
audience_function_schema(FunctionCallInfo fcinfo)
{
	return get_func_namespace(fcinfo->flinfo->fn_oid);
}

void
audience_need_new_snapshots(const char *function)
{
	if (IsolationUsesXactSnapshot())
		ereport(ERROR,
				(errcode(ERRCODE_ACTIVE_SQL_TRANSACTION),
				 errmsg("%s cannot run in a transaction that is REPEATABLE READ or SERIALIZABLE", function),
				 errdetail("Its snapshot may be older than changes that the audience must have."),
				 errhint("Begin a transaction with ISOLATION LEVEL READ COMMITTED.")));
}

/* A relation's name for a message. */
static char *
name_of(Oid relid)
{
	char	   *name = get_rel_name(relid);

	return name ? name : psprintf("%u", relid);
}

/* Sets a fault of an audience that is not what audience_create made (55000). */
static void
set_broken(AudienceFault *fault, const Audience *audience, char *detail)
{
	audience_fault_set(fault, ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE,
					   psprintf("audience \"%s\" is not as audience_create made it", name_of(audience->audience)),
					   detail, make_anew);
}

/* Takes the one trigger of a kind that has the audience's argument; sets a fault and returns NULL if it is not one. */
static AudienceTrigger *
take_trigger(const Audience *audience, List *triggers, const char *argument, AudienceTriggerKind kind,
			 AudienceFault *fault)
{
	AudienceTrigger *taken = NULL;
	ListCell   *cell;

	foreach(cell, triggers)
	{
		AudienceTrigger *trigger = lfirst(cell);

		if (trigger->kind != kind || !trigger->argument || strcmp(trigger->argument, argument) != 0)
			continue;
		if (taken)
		{
			set_broken(fault, audience, psprintf("Triggers \"%s\" and \"%s\" of table \"%s\" both call %s for it.",
												 taken->name, trigger->name, name_of(audience->source),
												 audience_trigger_function(kind)));
			return NULL;
		}
		taken = trigger;
	}
	if (!taken)
		set_broken(fault, audience, psprintf("Table \"%s\" has no trigger that calls %s for it.",
											 name_of(audience->source), audience_trigger_function(kind)));
	else if (!taken->sound)
		set_broken(fault, audience, psprintf("Trigger \"%s\" of table \"%s\" does not fire when it should.",
											 taken->name, name_of(audience->source)));
	else
		return taken;
	return NULL;
}

/* Finds what the triggers know. Sets a fault if they are not the three that audience_create made. */
static void
resolve_triggers(Audience *audience, AudienceFault *fault)
{
	List	   *holds = audience_triggers_from(audience->audience, AUDIENCE_TRIGGER_HOLD);
	AudienceTrigger *hold = holds ? linitial(holds) : NULL;
	AudienceTrigger *note;
	AudienceTrigger *empty;
	List	   *triggers;

	if (!hold)
	{
		audience_fault_set(fault, ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE,
						   psprintf("audience \"%s\" has lost its table", name_of(audience->audience)),
						   pstrdup("The table, or the trigger that ties the two, has been dropped."),
						   "Drop the audience with audience_drop.");
		return;
	}
	audience->source = hold->source;
	audience->id_column = hold->id_column;
	audience->tags_column = hold->tags_column;
	if (list_length(holds) > 1)
		set_broken(fault, audience, psprintf("Triggers \"%s\" and \"%s\" both call audience_hold for it.",
											 hold->name, ((AudienceTrigger *) lsecond(holds))->name));
	if (fault->message || !hold->argument)
	{
		set_broken(fault, audience, psprintf("Trigger \"%s\" has no argument.", hold->name));
		return;
	}
	triggers = audience_triggers_on(hold->source);
	(void) take_trigger(audience, triggers, hold->argument, AUDIENCE_TRIGGER_HOLD, fault);
	note = take_trigger(audience, triggers, hold->argument, AUDIENCE_TRIGGER_NOTE, fault);
	empty = take_trigger(audience, triggers, hold->argument, AUDIENCE_TRIGGER_EMPTY, fault);
	if (note)
		audience->pending = note->from;
	audience->disabled = (note && note->disabled) || (empty && empty->disabled);
}

/* Starts with what is known of any relation: whether it looks like a definition, and its owner. */
static bool
resolve_definition(Audience *audience, Oid relid)
{
	memset(audience, 0, sizeof(Audience));
	if (!audience_table_has_shape(relid, AUDIENCE_TABLE_DEFINITION, InvalidOid))
		return false;
	audience->audience = relid;
	audience->owner = table_owner_of(relid);
	return true;
}

bool
audience_resolve(Audience *audience, Oid relid)
{
	AudienceFault fault = {0};

	if (!resolve_definition(audience, relid))
		return false;
	resolve_triggers(audience, &fault);
	return true;
}

/* Reads the definition, which is locked, as the use wants it, and compares it with the triggers. */
static void
look_at_definition(Audience *audience, AudienceUse use, AudienceFault *fault)
{
	/* who writes sees the newest definition; a reader must not see one that its snapshot has no data for */
	bool		write = use == AUDIENCE_EMPTY || use == AUDIENCE_REBUILD;
	AudienceDefinition definition;
	AudienceDefinition newest = {0};

	audience_definition_read(audience->audience, write ? NULL : GetActiveSnapshot(), &definition);
	if (definition.rows == 0)
		audience_definition_read(audience->audience, NULL, &newest);
	audience->chunk_bits = definition.chunk_bits;
	audience->tags = definition.tags;
	audience->members = definition.members;
	if (definition.rows == 0 && newest.rows > 0)
		audience_fault_set(fault, ERRCODE_T_R_SERIALIZATION_FAILURE,
						   psprintf("audience \"%s\" is newer than the snapshot", name_of(audience->audience)),
						   pstrdup("It was made after the transaction, statement or cursor began."),
						   "Begin the transaction again.");
	else if (definition.rows != 1)
		set_broken(fault, audience, psprintf("Its definition has %d rows instead of one.", definition.rows));
	else if (definition.layout != AUDIENCE_LAYOUT)
		audience_fault_set(fault, ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE,
						   psprintf("audience \"%s\" has layout %d, which this version of factag does not know",
									name_of(audience->audience), definition.layout),
						   NULL, make_anew);
	else if (audience->chunk_bits < AUDIENCE_CHUNK_BITS_MIN || audience->chunk_bits > AUDIENCE_CHUNK_BITS_MAX)
		set_broken(fault, audience, psprintf("Its definition has chunk_bits %d.", audience->chunk_bits));
	else if (definition.pending != audience->pending)
		set_broken(fault, audience, pstrdup("Its definition names another pending table than its trigger."));
}

/* Whether the calling user may do something with a relation; sets a fault if not (42501). */
static bool
may(Oid relid, AclMode mode, AudienceFault *fault)
{
	if (pg_class_aclcheck(relid, GetUserId(), mode) == ACLCHECK_OK)
		return true;
	audience_fault_set(fault, ERRCODE_INSUFFICIENT_PRIVILEGE,
					   psprintf("permission denied for table %s", name_of(relid)), NULL, NULL);
	return false;
}

/* Sets a fault if row security hides rows of a relation from a user (42501). */
static void
look_at_row_security(Oid relid, AudienceFault *fault)
{
	if (check_enable_rls(relid, InvalidOid, true) == RLS_ENABLED)
		audience_fault_set(fault, ERRCODE_INSUFFICIENT_PRIVILEGE,
						   psprintf("row security of table \"%s\" is active for the user", name_of(relid)),
						   pstrdup("An audience counts all rows of its table, and does not know whose they are."),
						   "Ask through a function of the table's owner that is SECURITY DEFINER.");
}

/*
 * Sets a fault if the owner of an audience may not read the whole source (42501), which is so only if
 * it has another owner by now.
 */
static void
look_at_owner(const Audience *audience, AudienceFault *fault)
{
	if (table_owner_of(audience->source) != audience->owner &&
		(pg_class_aclcheck(audience->source, audience->owner, ACL_SELECT) != ACLCHECK_OK ||
		 check_enable_rls(audience->source, audience->owner, true) == RLS_ENABLED))
		audience_fault_set(fault, ERRCODE_INSUFFICIENT_PRIVILEGE,
						   psprintf("permission denied for table %s", name_of(audience->source)),
						   psprintf("Role \"%s\" owns the audience, and may not read all rows of the table.",
									GetUserNameFromId(audience->owner, false)),
						   "Give the audience's tables the owner of the table.");
}

/* Sets a fault if the calling user may not use an audience, as far as its triggers tell what it consists of. */
static void
look_at_rights(const Audience *audience, AudienceUse use, AudienceFault *fault)
{
	/* who may truncate the source may have its audience truncated */
	if (use == AUDIENCE_EMPTY)
		return;
	if (reads(use) || use == AUDIENCE_CHECK)
	{
		if (use == AUDIENCE_CHECK && !may(audience->source, ACL_SELECT, fault))
			return;
		if (may(audience->audience, ACL_SELECT, fault) && may(audience->pending, ACL_SELECT, fault))
		{
			look_at_row_security(audience->source, fault);
			look_at_row_security(audience->audience, fault);
			look_at_row_security(audience->pending, fault);
		}
		return;
	}
	if (use == AUDIENCE_REBUILD)
		look_at_owner(audience, fault);
	if (!factag_owns_relation(audience->audience, GetUserId()))
		audience_fault_set(fault, ERRCODE_INSUFFICIENT_PRIVILEGE,
						   psprintf("must be owner of table %s", name_of(audience->audience)), NULL, NULL);
}

/* Looks at a table beside the definition: its shape, its owner, and the rights of the calling user. */
static void
look_at_table(const Audience *audience, Oid relid, AudienceTable table, AudienceUse use, AudienceFault *fault)
{
	if (!SearchSysCacheExists1(RELOID, ObjectIdGetDatum(relid)))
		set_broken(fault, audience, psprintf("Its table NAME%s is gone.", audience_table_suffix(table)));
	else if (!audience_table_has_shape(relid, table, audience->schema))
		set_broken(fault, audience, psprintf("Relation \"%s\" is not a table like NAME%s of an audience.",
											 name_of(relid), audience_table_suffix(table)));
	else if (table_owner_of(relid) != audience->owner)
		audience_fault_set(fault, ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE,
						   psprintf("audience \"%s\" has more than one owner", name_of(audience->audience)),
						   psprintf("Table \"%s\" has another owner than table \"%s\".",
									name_of(relid), name_of(audience->audience)),
						   "Use ALTER TABLE ... OWNER TO on all four tables.");
	else if ((reads(use) || use == AUDIENCE_CHECK) && may(relid, ACL_SELECT, fault))
		look_at_row_security(relid, fault);
}

/* Looks at the types of the columns that the trigger names. */
static void
look_at_columns(const Audience *audience, AudienceFault *fault)
{
	if (!audience_source_has_columns(audience->source, audience->id_column, audience->tags_column, audience->schema))
		set_broken(fault, audience, psprintf("Its trigger on table \"%s\" names columns of other types.",
											 name_of(audience->source)));
}

void
audience_set_not_one(Oid relid, AudienceFault *fault)
{
	const char *hint = "audience_create makes an audience, and audience_status lists them.";
	ListCell   *cell;

	/* the table was meant to stand for its audience */
	foreach(cell, audience_triggers_on(relid))
	{
		AudienceTrigger *trigger = lfirst(cell);

		if (trigger->kind == AUDIENCE_TRIGGER_HOLD && OidIsValid(trigger->from))
		{
			hint = psprintf("The table's audience is \"%s\".", name_of(trigger->from));
			break;
		}
	}
	audience_fault_set(fault, ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE,
					   psprintf("\"%s\" is not an audience", name_of(relid)), NULL, hint);
}

/* Locks a relation until the end of the transaction; sets a fault if it is gone (42P01), or locked by another (55P03). */
static void
lock(Oid relid, LOCKMODE mode, AudienceUse use, AudienceFault *fault)
{
	Relation	relation;

	if (fault->message || mode == NoLock)
		return;
	if (use == AUDIENCE_LIST && !ConditionalLockRelationOid(relid, mode))
	{
		audience_fault_set(fault, ERRCODE_LOCK_NOT_AVAILABLE, psprintf("table \"%s\" is locked", name_of(relid)),
						   pstrdup("Another transaction changes or empties it."), NULL);
		return;
	}
	relation = try_relation_open(relid, mode);
	if (relation)
		relation_close(relation, NoLock);
	else
		audience_fault_set(fault, ERRCODE_UNDEFINED_TABLE, psprintf("relation with OID %u does not exist", relid),
						   pstrdup("It was dropped at the same time."), NULL);
}

/* Refuses a table, which is locked, that would run the code of another role when it is written as its owner (55000). */
static void
check_triggers(const Audience *audience, Oid relid)
{
	Relation	relation = relation_open(relid, NoLock);

	table_check_triggers(relation, audience->owner);
	relation_close(relation, NoLock);
}

/* Does what audience_look says, as far as the catalogs are as they were when it began. */
static void
look_once(Audience *audience, Oid schema, Oid relid, AudienceUse use, AudienceFault *fault)
{
	if (!resolve_definition(audience, relid))
	{
		if (!SearchSysCacheExists1(RELOID, ObjectIdGetDatum(relid)))
			audience_fault_set(fault, ERRCODE_UNDEFINED_TABLE,
							   psprintf("relation with OID %u does not exist", relid), NULL, NULL);
		else
			audience_set_not_one(relid, fault);
		return;
	}
	audience->schema = schema;
	resolve_triggers(audience, fault);
	if (!fault->message)
		look_at_columns(audience, fault);
	if (fault->message)
		return;
	look_at_rights(audience, use, fault);
	if (reads(use) || use == AUDIENCE_CHECK || use == AUDIENCE_REBUILD)
		audience_source_check(audience->source, fault);
	if (audience->disabled && reads(use))
		audience_fault_set(fault, ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE,
						   psprintf("audience \"%s\" may have missed changes", name_of(audience->audience)),
						   psprintf("A trigger of table \"%s\" that keeps it up is disabled.", name_of(audience->source)),
						   "Enable the trigger, then call audience_rebuild.");
	lock(audience->source, locks[use].source, use, fault);
	lock(audience->audience, locks[use].definition, use, fault);
	if (fault->message)
		return;
	look_at_definition(audience, use, fault);
	if (fault->message)
		return;
	look_at_table(audience, audience->tags, AUDIENCE_TABLE_TAGS, use, fault);
	look_at_table(audience, audience->members, AUDIENCE_TABLE_MEMBERS, use, fault);
	look_at_table(audience, audience->pending, AUDIENCE_TABLE_PENDING, use, fault);
	lock(audience->tags, locks[use].others, use, fault);
	lock(audience->members, locks[use].others, use, fault);
	lock(audience->pending, locks[use].others, use, fault);
	if (!fault->message && !reads(use) && use != AUDIENCE_CHECK)
	{
		check_triggers(audience, audience->tags);
		check_triggers(audience, audience->members);
		check_triggers(audience, audience->pending);
	}
}

void
audience_look(Audience *audience, Oid schema, Oid relid, AudienceUse use, AudienceFault *fault)
{
	uint64		seen;

	/* while it waited for a lock, another transaction may have changed what was looked at */
	do
	{
		CHECK_FOR_INTERRUPTS();
		seen = SharedInvalidMessageCounter;
		memset(fault, 0, sizeof(AudienceFault));
		look_once(audience, schema, relid, use, fault);
	} while (seen != SharedInvalidMessageCounter);
}

void
audience_open(Audience *audience, FunctionCallInfo fcinfo, Oid relid, AudienceUse use)
{
	AudienceFault fault;

	audience_look(audience, audience_function_schema(fcinfo), relid, use, &fault);
	audience_fault_raise(&fault);
}
