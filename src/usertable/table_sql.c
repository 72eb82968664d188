/*
 * table_sql.c
 *	  Statements on tables that functions made for a user.
 */
#include "usertable/table_sql.h"

#include "access/table.h"
#include "access/xact.h"
#include "utils/builtins.h"
#include "utils/guc.h"
#include "utils/hsearch.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/plancache.h"
#include "utils/rel.h"
#include "utils/syscache.h"

#include "usertable/table_check.h"

/* plans that are kept before those of dropped tables are looked for */
#define KEPT_PLANS 64

typedef struct PlanKey
{
	Oid			relid;
	int			statement;
} PlanKey;

typedef struct PlanEntry
{
	PlanKey		key;
	SPIPlanPtr	plan;			/* NULL: none could be prepared */
} PlanEntry;

static HTAB *plans = NULL;
static List *retired = NIL;		/* plans to be freed at the end of the transaction */

char *
table_sql_name(Oid relid)
{
	char	   *name = get_rel_name(relid);

	if (!name)
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_TABLE),
				 errmsg("relation with OID %u does not exist", relid)));
	return quote_qualified_identifier(get_namespace_name(get_rel_namespace(relid)), name);
}

char *
table_sql_schema(Oid schema)
{
	char	   *name = get_namespace_name(schema);

	if (!name)
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_SCHEMA),
				 errmsg("schema with OID %u does not exist", schema)));
	return pstrdup(quote_identifier(name));
}

uint64
table_sql_run(const char *statement)
{
	uint64		rows;
	int			result;

	if (SPI_connect() != SPI_OK_CONNECT)
		elog(ERROR, "SPI_connect failed");
	result = SPI_execute(statement, false, 0);
	if (result < 0)
		elog(ERROR, "cannot run a statement: %s", SPI_result_code_string(result));
	rows = SPI_processed;
	SPI_finish();
	return rows;
}

/*
 * Has a plan freed at the end of the transaction. Until then it may be running: a trigger of a table can write
 * the table again.
 */
static void
retire(SPIPlanPtr plan)
{
	MemoryContext old = MemoryContextSwitchTo(TopMemoryContext);

	retired = lappend(retired, plan);
	MemoryContextSwitchTo(old);
}

/* XactCallback: frees the plans that were retired */
static void
free_retired(XactEvent event, void *arg)
{
	(void) arg;
	if (event != XACT_EVENT_COMMIT && event != XACT_EVENT_ABORT && event != XACT_EVENT_PREPARE)
		return;
	while (retired != NIL)
	{
		SPIPlanPtr	plan = llast(retired);

		retired = list_delete_last(retired);
		SPI_freeplan(plan);
	}
}

/* Forgets the plans of tables that are gone. */
static void
forget_dropped(void)
{
	HASH_SEQ_STATUS status;
	PlanEntry  *entry;

	hash_seq_init(&status, plans);
	while ((entry = hash_seq_search(&status)) != NULL)
	{
		if (SearchSysCacheExists1(RELOID, ObjectIdGetDatum(entry->key.relid)))
			continue;
		if (entry->plan)
			retire(entry->plan);
		hash_search(plans, &entry->key, HASH_REMOVE, NULL);
	}
}

/* The entry of a statement and a table. */
static PlanEntry *
find_entry(Oid relid, int statement)
{
	PlanKey		key = {relid, statement};
	PlanEntry  *entry;
	bool		found;

	if (!plans)
	{
		HASHCTL		info = {.keysize = sizeof(PlanKey), .entrysize = sizeof(PlanEntry)};

		plans = hash_create("factag plans", KEPT_PLANS, &info, HASH_ELEM | HASH_BLOBS);
		RegisterXactCallback(free_retired, NULL);
	}
	entry = hash_search(plans, &key, HASH_FIND, NULL);
	if (entry)
		return entry;
	if (hash_get_num_entries(plans) % KEPT_PLANS == KEPT_PLANS - 1)
		forget_dropped();
	entry = hash_search(plans, &key, HASH_ENTER, &found);
	entry->plan = NULL;
	return entry;
}

/* Refuses a table with a rule. */
static void
check_rules(Oid relid)
{
	Relation	table = table_open(relid, NoLock);

	table_check_rules(table);
	table_close(table, NoLock);
}

/* Prepares a statement that is planned once, whatever its parameters are. */
static SPIPlanPtr
prepare(TableSqlMake make, const void *context, int nargs, const Oid *argtypes)
{
	SPIPlanPtr	plan = SPI_prepare_cursor(make(context), nargs, unconstify(Oid *, argtypes), CURSOR_OPT_GENERIC_PLAN);

	if (!plan)
		elog(ERROR, "cannot prepare a statement: %s", SPI_result_code_string(SPI_result));
	return plan;
}

/*
 * Plans a statement without a kind of path, unless it has a plan. Nothing else is planned under the setting: not the statements of
 * triggers and functions that run with it.
 */
static void
plan_without(SPIPlanPtr plan, bool kept, const char *setting)
{
	const CachedPlanSource *source = linitial(SPI_plan_get_plan_sources(plan));
	CachedPlan *made;
	int			level;

	if (source->is_valid && source->gplan && source->gplan->is_valid)
		return;
	level = NewGUCNestLevel();
	(void) set_config_option(setting, "off", PGC_USERSET, PGC_S_SESSION, GUC_ACTION_SAVE, true, 0, false);
	made = SPI_plan_get_cached_plan(plan);
	if (!made)
		elog(ERROR, "cannot plan a statement");
	ReleaseCachedPlan(made, kept ? CurrentResourceOwner : NULL);
	AtEOXact_GUC(false, level);
}

SPIPlanPtr
table_sql_plan_made(Oid relid, int statement, TableSqlMake make, const void *context, int nargs, const Oid *argtypes)
{
	PlanEntry  *entry = find_entry(relid, statement);
	SPIPlanPtr	plan = entry->plan;

	check_rules(relid);
	/* a plan is not made again from its own text: that has the names of when it was first prepared */
	if (!plan || !SPI_plan_is_valid(plan))
	{
		entry->plan = NULL;
		if (plan)
			retire(plan);
		plan = prepare(make, context, nargs, argtypes);
		if (SPI_keepplan(plan) != 0)
			elog(ERROR, "cannot keep a plan");
		entry->plan = plan;
	}
	plan_without(plan, true, "enable_seqscan");
	return plan;
}

SPIPlanPtr
table_sql_plan_once(Oid relid, TableSqlMake make, const void *context, int nargs, const Oid *argtypes)
{
	SPIPlanPtr	plan;

	check_rules(relid);
	plan = prepare(make, context, nargs, argtypes);
	plan_without(plan, false, "enable_nestloop");
	return plan;
}

/* what the text of a statement follows from */
typedef struct TextSource
{
	TableSqlText text;
	Oid			relid;
	Oid			schema;
} TextSource;

/* TableSqlMake */
static char *
make_text(const void *context)
{
	const TextSource *source = context;

	return source->text(source->relid, source->schema);
}

SPIPlanPtr
table_sql_plan(Oid relid, int statement, Oid schema, TableSqlText text, int nargs, const Oid *argtypes)
{
	TextSource	source = {text, relid, schema};

	return table_sql_plan_made(relid, statement, make_text, &source, nargs, argtypes);
}

/* Executes a plan. */
static uint64
execute(SPIPlanPtr plan, Datum *values, const char *nulls, bool read_only, long most, int expected)
{
	int			result = SPI_execute_plan(plan, values, nulls, read_only, most);

	if (result != expected)
		elog(ERROR, "a statement failed: %s", SPI_result_code_string(result));
	return SPI_processed;
}

uint64
table_sql_execute(SPIPlanPtr plan, Datum *values, const char *nulls, long most, int expected)
{
	return execute(plan, values, nulls, false, most, expected);
}

uint64
table_sql_read(SPIPlanPtr plan, Datum *values, const char *nulls, long most)
{
	return execute(plan, values, nulls, true, most, SPI_OK_SELECT);
}
