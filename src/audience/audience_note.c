/*
 * audience_note.c
 *	  SQL: audience_note, audience_hold, audience_empty.
 *
 * An event of a row says that the row changed, not what it is now: events fire at the end
 * of the statement, and the statements of other triggers may change the row again and have their
 * events fire first. So the trigger records what the table now has for the ids of its event. The
 * event of the last change fires after that change, so what is recorded last is right.
 */
#include "audience/audience.h"

#include "access/genam.h"
#include "access/htup_details.h"
#include "access/table.h"
#include "access/tableam.h"
#include "catalog/pg_class.h"
#include "catalog/pg_type.h"
#include "commands/trigger.h"
#include "executor/spi.h"
#include "storage/lmgr.h"
#include "utils/hsearch.h"
#include "utils/inval.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"
#include "utils/snapmgr.h"

#include "audience/audience_row.h"
#include "audience/audience_shape.h"
#include "audience/audience_source.h"
#include "audience/audience_trigger.h"
#include "usertable/table_check.h"
#include "usertable/table_owner.h"
#include "usertable/table_sql.h"

/* the statement's number, for table_sql_plan */
#define NOTE_UPSERT 300

/* what the trigger needs to know, until a relation that it is about changes */
typedef struct NoteEntry
{
	Oid			trigger;		/* the key */
	bool		valid;
	Oid			source;
	Oid			definition;		/* InvalidOid: the audience is gone, and there is nothing to note */
	Oid			pending;
	Oid			owner;
	Oid			schema;
	Oid			tags_type;
	AudienceKey key;
} NoteEntry;

static HTAB *entries = NULL;

/* Forgets what is known of a changed relation, or of all. */
static void
forget_relation(Datum arg, Oid relid)
{
	HASH_SEQ_STATUS status;
	NoteEntry  *entry;

	(void) arg;
	hash_seq_init(&status, entries);
	while ((entry = hash_seq_search(&status)) != NULL)
	{
		if (!OidIsValid(relid) || relid == entry->source || relid == entry->pending || relid == entry->definition)
			entry->valid = false;
	}
}

/* what the holder of an audience knows */
typedef struct Hold
{
	Oid			function;
	Oid			definition;
	AttrNumber	id_column;
	AttrNumber	tags_column;
} Hold;

/*
 * Finds the holder that has an audience's argument, in the triggers of its table; false if it is gone. The
 * triggers are copied first, since any look into the catalogs may make the table's entry of the relcache anew.
 */
static bool
find_hold(Relation source, const char *argument, Hold *hold)
{
	int			n = source->trigdesc->numtriggers;
	Hold	   *candidates = palloc(n * sizeof(Hold));
	int			found = 0;

	for (int i = 0; i < n; i++)
	{
		const Trigger *trigger = &source->trigdesc->triggers[i];

		if (trigger->tgnargs == 1 && trigger->tgnattr == 2 && strcmp(trigger->tgargs[0], argument) == 0)
			candidates[found++] = (Hold) {
				.function = trigger->tgfoid,
				.definition = trigger->tgconstrrelid,
				.id_column = trigger->tgattr[0],
				.tags_column = trigger->tgattr[1],
			};
	}
	for (int i = 0; i < found; i++)
	{
		if (audience_trigger_kind(candidates[i].function) == AUDIENCE_TRIGGER_HOLD)
		{
			*hold = candidates[i];
			return true;
		}
	}
	return false;
}

/* Whether a pending table, which is locked, can have one row for each id only. */
static bool
has_key(Oid relid)
{
	Relation	pending = table_open(relid, NoLock);
	bool		has = OidIsValid(audience_source_index(pending, AUDIENCE_PENDING_ID));

	table_close(pending, NoLock);
	return has;
}

/* Refuses a write that the audience could not follow (55000, 0A000). */
static void
check_source(const NoteEntry *entry, Relation source)
{
	AudienceFault fault = {0};

	if (source->rd_rel->relpersistence != RELPERSISTENCE_PERMANENT)
		audience_source_check(entry->source, &fault);
	if (!OidIsValid(entry->key.index))
		audience_fault_set(&fault, ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE,
						   psprintf("audience \"%s\" needs a unique index on column \"%s\" of table \"%s\"",
									get_rel_name(entry->definition),
									get_attname(entry->source, entry->key.id_column, false),
									RelationGetRelationName(source)),
						   pstrdup("Without one, two rows could have the same id."),
						   "Create the index again, or drop the audience with audience_drop.");
	if (entry->owner != table_owner_of(entry->definition))
		audience_fault_set(&fault, ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE,
						   psprintf("audience \"%s\" has more than one owner", get_rel_name(entry->definition)),
						   psprintf("Table \"%s\" has another owner than table \"%s\".",
									get_rel_name(entry->pending), get_rel_name(entry->definition)),
						   "Use ALTER TABLE ... OWNER TO on all four tables.");
	if (!audience_table_has_shape(entry->pending, AUDIENCE_TABLE_PENDING, entry->schema) || !has_key(entry->pending))
		audience_fault_set(&fault, ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE,
						   psprintf("audience \"%s\" cannot note changes in table \"%s\"",
									get_rel_name(entry->definition), get_rel_name(entry->pending)),
						   pstrdup("The table does not have the columns and the key that audience_create made."),
						   "Make the audience anew with audience_drop and audience_create.");
	/* anybody can make triggers with our functions on a table of theirs */
	if (!audience_source_has_columns(entry->source, entry->key.id_column, entry->key.tags_column, entry->schema))
		audience_fault_set(&fault, ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE,
						   psprintf("audience \"%s\" cannot note changes of table \"%s\"",
									get_rel_name(entry->definition), RelationGetRelationName(source)),
						   pstrdup("The columns that its trigger names are not an id and a tagset."),
						   "Make the audience anew with audience_drop and audience_create.");
	audience_fault_raise(&fault);
}

/* Refuses a pending table that would run the code of another role as its owner (55000). */
static void
check_pending(const NoteEntry *entry)
{
	Relation	pending = table_open(entry->pending, NoLock);

	table_check_triggers(pending, entry->owner);
	table_close(pending, NoLock);
}

/* Fills an entry from the triggers of the table. */
static void
load_entry(NoteEntry *entry, const TriggerData *data, Oid schema)
{
	Relation	source = data->tg_relation;
	const Trigger *note = data->tg_trigger;
	Hold		hold = {0};

	if (note->tgnargs == 1)
		(void) find_hold(source, note->tgargs[0], &hold);
	entry->source = RelationGetRelid(source);
	entry->pending = note->tgconstrrelid;
	entry->definition = hold.definition;
	if (OidIsValid(hold.definition))
	{
		entry->key.id_column = hold.id_column;
		entry->key.tags_column = hold.tags_column;
		entry->key.id_type = getBaseType(TupleDescAttr(RelationGetDescr(source), entry->key.id_column - 1)->atttypid);
		entry->key.index = audience_source_index(source, entry->key.id_column);
		entry->owner = table_owner_of(entry->pending);
		entry->schema = schema;
		entry->tags_type = get_atttype(entry->pending, AUDIENCE_PENDING_TAGS);
		check_source(entry, source);
		check_pending(entry);
	}
	entry->valid = true;
}

/* The entry of the trigger that is being fired. The pending table is locked, so that it stays as it was checked. */
static const NoteEntry *
get_entry(FunctionCallInfo fcinfo)
{
	const TriggerData *data = (const TriggerData *) fcinfo->context;
	NoteEntry  *entry;
	bool		found;

	if (!entries)
	{
		HASHCTL		info = {.keysize = sizeof(Oid), .entrysize = sizeof(NoteEntry)};

		entries = hash_create("factag triggers of audiences", 16, &info, HASH_ELEM | HASH_BLOBS);
		CacheRegisterRelcacheCallback(forget_relation, (Datum) 0);
	}
	/* this forgets the entry if another transaction has changed the table's owner, triggers or key */
	LockRelationOid(data->tg_trigger->tgconstrrelid, RowExclusiveLock);
	entry = hash_search(entries, &data->tg_trigger->tgoid, HASH_ENTER, &found);
	if (!found)
		*entry = (NoteEntry) {.trigger = data->tg_trigger->tgoid};
	if (!entry->valid)
		load_entry(entry, data, audience_function_schema(fcinfo));
	return entry;
}

/* Refuses to be called otherwise than as a trigger of its kind (39P01). */
static void
check_call(FunctionCallInfo fcinfo, const char *function, bool row)
{
	const TriggerData *data = (const TriggerData *) fcinfo->context;

	if (!CALLED_AS_TRIGGER(fcinfo) || !TRIGGER_FIRED_AFTER(data->tg_event) ||
		(row ? !TRIGGER_FIRED_FOR_ROW(data->tg_event) || TRIGGER_FIRED_BY_TRUNCATE(data->tg_event) :
		 !TRIGGER_FIRED_BY_TRUNCATE(data->tg_event)))
		ereport(ERROR,
				(errcode(ERRCODE_E_R_I_E_TRIGGER_PROTOCOL_VIOLATED),
				 errmsg("function \"%s\" is not called as a trigger that audience_create makes", function),
				 errhint("Call audience_create, which makes the triggers of a table.")));
}

/* The id of a row; refuses NULL (23502). */
static Datum
get_id(const NoteEntry *entry, Relation source, TupleTableSlot *slot)
{
	bool		isnull;
	Datum		id = slot_getattr(slot, entry->key.id_column, &isnull);

	if (isnull)
		ereport(ERROR,
				(errcode(ERRCODE_NOT_NULL_VIOLATION),
				 errmsg("null value in column \"%s\" of table \"%s\", whose audience \"%s\" needs ids",
						NameStr(TupleDescAttr(RelationGetDescr(source), entry->key.id_column - 1)->attname),
						RelationGetRelationName(source), get_rel_name(entry->definition)),
				 errhint("Give each row that has tags an id, or drop the audience with audience_drop."),
				 errtablecol(source, entry->key.id_column)));
	return id;
}

/* Whether two values are known to be the same, at the cost of detoasting them only if their pointers differ. */
static bool
is_same(Datum a, bool a_null, Datum b, bool b_null)
{
	struct varlena *p = (struct varlena *) DatumGetPointer(a);
	struct varlena *q = (struct varlena *) DatumGetPointer(b);

	if (a_null || b_null)
		return a_null && b_null;
	/* an update that leaves the column alone copies the pointer */
	if (VARATT_IS_EXTERNAL_ONDISK(p) && VARATT_IS_EXTERNAL_ONDISK(q) && memcmp(p, q, VARSIZE_EXTERNAL(p)) == 0)
		return true;
	p = DatumGetPackedP(a);
	q = DatumGetPackedP(b);
	return VARSIZE_ANY_EXHDR(p) == VARSIZE_ANY_EXHDR(q) && memcmp(VARDATA_ANY(p), VARDATA_ANY(q), VARSIZE_ANY_EXHDR(p)) == 0;
}

static char *
upsert_text(Oid relid, Oid schema)
{
	(void) schema;
	return psprintf("INSERT INTO %s (id, tags) VALUES ($1, $2) ON CONFLICT (id) DO UPDATE SET tags = excluded.tags",
					table_sql_name(relid));
}

/* Records the tags that an id now has; no tags: NULL, or no row. */
static void
record(const NoteEntry *entry, Datum id, Datum tags, bool isnull)
{
	Oid			types[] = {INT8OID, entry->tags_type};
	Datum		values[] = {Int64GetDatum(audience_key_value(&entry->key, id)), tags};
	char		nulls[] = {' ', isnull ? 'n' : ' '};
	OwnerContext saved;
	SPIPlanPtr	plan;

	table_as_owner(&saved, entry->owner);
	if (SPI_connect() != SPI_OK_CONNECT)
		elog(ERROR, "SPI_connect failed");
	plan = table_sql_plan(entry->pending, NOTE_UPSERT, entry->schema, upsert_text, lengthof(types), types);
	if (table_sql_execute(plan, values, nulls, 0, SPI_OK_INSERT) != 1)
		ereport(ERROR,
				(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
				 errmsg("audience \"%s\" cannot note changes in table \"%s\"",
						get_rel_name(entry->definition), get_rel_name(entry->pending)),
				 errdetail("A trigger of the table keeps rows from being written.")));
	SPI_finish();
	table_as_caller(&saved);
}

/* Notes that a row with this id is gone, unless another has the id by now, whose own event speaks. */
static void
note_gone(const NoteEntry *entry, Relation source, Datum id)
{
	Datum		tags;
	bool		isnull;

	if (!audience_row_now(&entry->key, source, id, &tags, &isnull))
		record(entry, id, (Datum) 0, true);
}

/* Notes that a row is new, or has new tags. */
static void
note_row(const NoteEntry *entry, Relation source, Datum id, TupleTableSlot *slot)
{
	Datum		tags;
	bool		isnull;

	if (table_tuple_satisfies_snapshot(source, slot, SnapshotSelf))
	{
		tags = slot_getattr(slot, entry->key.tags_column, &isnull);
		record(entry, id, tags, isnull);
	}
	/*
	 * The row has changed since: what it is now counts, although a later change has an event too, for
	 * one that leaves the tags alone is not noted. If no row has the id any more, an event says so.
	 */
	else if (audience_row_now(&entry->key, source, id, &tags, &isnull))
		record(entry, id, tags, isnull);
}

/* Notes a new row. */
static void
note_insert(const NoteEntry *entry, Relation source, TupleTableSlot *slot)
{
	Datum		id = get_id(entry, source, slot);

	audience_row_check(&entry->key, source, id);
	note_row(entry, source, id, slot);
}

/* Notes an update: of the id, or of the tags, or of neither. */
static void
note_update(const NoteEntry *entry, Relation source, TupleTableSlot *before, TupleTableSlot *after)
{
	Datum		old_id = get_id(entry, source, before);
	Datum		new_id = get_id(entry, source, after);
	Datum		old_tags;
	Datum		new_tags;
	bool		old_null;
	bool		new_null;

	if (audience_key_value(&entry->key, old_id) != audience_key_value(&entry->key, new_id))
	{
		audience_row_check(&entry->key, source, new_id);
		note_gone(entry, source, old_id);
	}
	else
	{
		old_tags = slot_getattr(before, entry->key.tags_column, &old_null);
		new_tags = slot_getattr(after, entry->key.tags_column, &new_null);
		if (is_same(old_tags, old_null, new_tags, new_null))
			return;
	}
	note_row(entry, source, new_id, after);
}

PG_FUNCTION_INFO_V1(audience_note);
Datum
audience_note(PG_FUNCTION_ARGS)
{
	const TriggerData *data = (const TriggerData *) fcinfo->context;
	const NoteEntry *known;
	NoteEntry	entry;
	Relation	source;

	check_call(fcinfo, "audience_note", true);
	source = data->tg_relation;
	if (!OidIsValid(data->tg_trigger->tgconstrrelid))
		return PointerGetDatum(NULL);
	known = get_entry(fcinfo);
	if (!OidIsValid(known->definition))
		return PointerGetDatum(NULL);
	entry = *known;				/* which may be forgotten at any time */
	if (TRIGGER_FIRED_BY_INSERT(data->tg_event))
		note_insert(&entry, source, data->tg_trigslot);
	else if (TRIGGER_FIRED_BY_DELETE(data->tg_event))
		note_gone(&entry, source, get_id(&entry, source, data->tg_trigslot));
	else
		note_update(&entry, source, data->tg_trigslot, data->tg_newslot);
	return PointerGetDatum(NULL);
}

PG_FUNCTION_INFO_V1(audience_hold);
Datum
audience_hold(PG_FUNCTION_ARGS)
{
	check_call(fcinfo, "audience_hold", true);
	return PointerGetDatum(NULL);
}

/* Whether a table now has no row. */
static bool
is_empty(Oid relid)
{
	Relation	table = table_open(relid, AccessShareLock);
	SysScanDesc scan = systable_beginscan(table, InvalidOid, false, NULL, 0, NULL);
	bool		empty = !HeapTupleIsValid(systable_getnext(scan));

	systable_endscan(scan);
	table_close(table, NoLock);
	return empty;
}

/*
 * Whether an audience has been emptied together with its source, definition included, as one does
 * before loading the data of a dump. Then it answers nothing, and there is nothing to empty.
 */
static bool
is_emptied(Oid relid, Oid schema)
{
	Audience	audience;

	return audience_resolve(&audience, relid) && audience_table_has_shape(audience.pending, AUDIENCE_TABLE_PENDING, schema) &&
		is_empty(relid) && is_empty(audience.pending);
}

PG_FUNCTION_INFO_V1(audience_empty);
Datum
audience_empty(PG_FUNCTION_ARGS)
{
	const TriggerData *data = (const TriggerData *) fcinfo->context;
	Hold		hold;
	Audience	audience;
	OwnerContext saved;

	check_call(fcinfo, "audience_empty", false);
	if (data->tg_trigger->tgnargs != 1 || !find_hold(data->tg_relation, data->tg_trigger->tgargs[0], &hold) ||
		!OidIsValid(hold.definition) || is_emptied(hold.definition, audience_function_schema(fcinfo)))
		return PointerGetDatum(NULL);
	audience_open(&audience, fcinfo, hold.definition, AUDIENCE_EMPTY);
	table_as_owner(&saved, audience.owner);
	(void) table_sql_run(psprintf("TRUNCATE ONLY %s, ONLY %s, ONLY %s", table_sql_name(audience.tags),
						  table_sql_name(audience.members), table_sql_name(audience.pending)));
	table_as_caller(&saved);
	return PointerGetDatum(NULL);
}
