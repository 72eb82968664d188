/*
 * audience_create.c
 *	  SQL: audience_create.
 */
#include "audience/audience.h"

#include "access/heaptoast.h"
#include "access/htup_details.h"
#include "access/relation.h"
#include "catalog/pg_attribute.h"
#include "catalog/pg_class.h"
#include "catalog/pg_constraint.h"
#include "catalog/pg_namespace.h"
#include "catalog/pg_type.h"
#include "commands/tablecmds.h"
#include "commands/trigger.h"
#include "miscadmin.h"
#include "utils/acl.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"
#include "utils/snapmgr.h"
#include "utils/syscache.h"

#include "audience/audience_fill.h"
#include "usertable/table_owner.h"
#include "audience/audience_shape.h"
#include "audience/audience_source.h"
#include "usertable/table_sql.h"
#include "audience/audience_trigger.h"

/* bytes of an audience's name: the names of its tables and triggers are longer by up to eight */
#define MAX_NAME (NAMEDATALEN - 1 - 8)

/* members for each chunk below which the ids are called sparse */
#define SPARSE 64

/* what the statements are made from */
typedef struct Making
{
	Audience	audience;
	Oid			namespace;		/* of the tables */
	char	   *schema;			/* the extension's, quoted */
	char	   *source;			/* quoted and qualified */
	char	   *id;				/* raw */
	char	   *tags;
	char	   *name;
	char	   *argument;		/* of the triggers, and the beginning of their names */
} Making;

/* Returns an argument that must not be NULL (22004), as text. */
static char *
text_argument(FunctionCallInfo fcinfo, int number, const char *name)
{
	if (PG_ARGISNULL(number))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("argument \"%s\" of audience_create must not be null", name)));
	return text_to_cstring(PG_GETARG_TEXT_PP(number));
}

/* Returns the quoted and qualified name of one of the audience's tables. */
static char *
table_name(const Making *making, AudienceTable table)
{
	return quote_qualified_identifier(get_namespace_name(making->namespace),
									  psprintf("%s%s", making->name, audience_table_suffix(table)));
}

/* Returns the OID of one of the audience's tables, which has just been made. */
static Oid
table_oid(const Making *making, AudienceTable table)
{
	return get_relname_relid(psprintf("%s%s", making->name, audience_table_suffix(table)), making->namespace);
}

/* Returns the number of a column of the source, with its base type; 22023 if there is no such column. */
static AttrNumber
find_column(Oid source, const char *column, Oid *type)
{
	AttrNumber	number = get_attnum(source, column);

	if (number <= 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("table \"%s\" has no column \"%s\"", get_rel_name(source), column),
				 errhint("The name is that of the column as it is, without quotes.")));
	*type = getBaseType(get_atttype(source, number));
	return number;
}

/* Finds the two columns, and refuses them if they cannot have an audience (22023). */
static void
check_columns(Making *making, Relation source)
{
	Oid			relid = RelationGetRelid(source);
	Oid			id_type;
	Oid			tags_type;
	AttrNumber	id = find_column(relid, making->id, &id_type);
	AttrNumber	tags = find_column(relid, making->tags, &tags_type);
	Form_pg_attribute id_column = TupleDescAttr(RelationGetDescr(source), id - 1);
	Form_pg_attribute tags_column = TupleDescAttr(RelationGetDescr(source), tags - 1);

	if (id_type != INT2OID && id_type != INT4OID && id_type != INT8OID)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("column \"%s\" of table \"%s\" cannot be the id of an audience", making->id, get_rel_name(relid)),
				 errdetail("Its type is %s, not smallint, integer or bigint.", format_type_be(id_column->atttypid)),
				 errhint("Add an identity column: ALTER TABLE ... ADD COLUMN ... bigint GENERATED ALWAYS AS IDENTITY UNIQUE.")));
	if (tags_type != audience_tagset_type(making->audience.schema))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("column \"%s\" of table \"%s\" cannot be the tags of an audience", making->tags, get_rel_name(relid)),
				 errdetail("Its type is %s, not tagset.", format_type_be(tags_column->atttypid)),
				 errhint("Add a column of type tagset. It can be generated from another column.")));
	if (tags_column->attgenerated && tags_column->attgenerated != ATTRIBUTE_GENERATED_STORED)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("column \"%s\" of table \"%s\" cannot be the tags of an audience", making->tags, get_rel_name(relid)),
				 errdetail("It is a virtual generated column, whose changes no trigger sees."),
				 errhint("Generate it STORED.")));
	if (!id_column->attnotnull)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("column \"%s\" of table \"%s\" cannot be the id of an audience", making->id, get_rel_name(relid)),
				 errdetail("It can be NULL."),
				 errhint("Use ALTER TABLE ... ALTER COLUMN ... SET NOT NULL.")));
	if (!OidIsValid(audience_source_index(source, id)))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("column \"%s\" of table \"%s\" cannot be the id of an audience", making->id, get_rel_name(relid)),
				 errdetail("No primary key, unique constraint or unique index is on that column alone, for all rows and not deferrable."),
				 errhint("Add one: ALTER TABLE ... ADD UNIQUE (...).")));
	making->audience.id_column = id;
	making->audience.tags_column = tags;
}

/* Refuses a name that is too long (42622), empty (42602), or taken (42710). */
static void
check_name(const Making *making)
{
	int			len = strlen(making->name);

	if (len == 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_NAME),
				 errmsg("the name of an audience must not be empty")));
	if (len > MAX_NAME)
		ereport(ERROR,
				(errcode(ERRCODE_NAME_TOO_LONG),
				 errmsg("the name of an audience can have at most %d bytes", MAX_NAME),
				 errdetail("\"%s\" has %d bytes, and the names of its tables and triggers are longer.", making->name, len),
				 errhint("Give the audience a shorter name in argument \"audience\".")));
	for (int i = 0; i < AUDIENCE_TABLES; i++)
	{
		char	   *name = psprintf("%s%s", making->name, audience_table_suffix(i));

		if (OidIsValid(get_relname_relid(name, making->namespace)) ||
			SearchSysCacheExists2(TYPENAMENSP, CStringGetDatum(name), ObjectIdGetDatum(making->namespace)))
			ereport(ERROR,
					(errcode(ERRCODE_DUPLICATE_OBJECT),
					 errmsg("\"%s\" already exists in schema \"%s\"", name, get_namespace_name(making->namespace)),
					 errdetail("An audience consists of tables whose names begin with its own."),
					 errhint("Give the audience another name in argument \"audience\".")));
	}
}

/* Whether a trigger or constraint of the source has a name. */
static bool
is_taken(Oid source, const char *name)
{
	return OidIsValid(get_trigger_oid(source, name, true)) ||
		OidIsValid(get_relation_constraint_oid(source, name, true));
}

/*
 * Returns the argument that an audience's triggers share, and with which their names begin: the
 * audience's name, with a number if another audience was made with that name, and has been renamed.
 */
static char *
choose_argument(const Making *making)
{
	Oid			source = making->audience.source;
	List	   *triggers = audience_triggers_on(source);

	for (int n = 1; n < 100; n++)
	{
		char	   *argument = n == 1 ? making->name : psprintf("%s%d", making->name, n);
		bool		taken = is_taken(source, psprintf("%s_hold", argument)) ||
			is_taken(source, psprintf("%s_note", argument)) || is_taken(source, psprintf("%s_empty", argument));
		ListCell   *cell;

		foreach(cell, triggers)
		{
			AudienceTrigger *trigger = lfirst(cell);

			taken |= trigger->argument && strcmp(trigger->argument, argument) == 0;
		}
		if (!taken)
			return argument;
	}
	ereport(ERROR,
			(errcode(ERRCODE_DUPLICATE_OBJECT),
			 errmsg("table \"%s\" has triggers for too many audiences that were named \"%s\"", get_rel_name(source), making->name),
			 errhint("Give the audience another name in argument \"audience\".")));
}

/* Makes the four tables. */
static void
make_tables(const Making *making)
{
	const char *schema = making->schema;
	char	   *tags = table_name(making, AUDIENCE_TABLE_TAGS);
	char	   *members = table_name(making, AUDIENCE_TABLE_MEMBERS);
	/* as many rows of a page as it takes; the server's default would toast most values beside */
	int			target = TOAST_TUPLE_TARGET_MAIN;

	(void) table_sql_run(psprintf("CREATE TABLE %s ("
						  "layout integer PRIMARY KEY, chunk_bits integer NOT NULL, tags_table regclass NOT NULL, "
						  "members_table regclass NOT NULL, pending_table regclass NOT NULL) USING heap",
						  table_name(making, AUDIENCE_TABLE_DEFINITION)));
	(void) table_sql_run(psprintf("CREATE TABLE %s ("
						  "path %s.tagpath NOT NULL, chunk bigint NOT NULL, rows integer NOT NULL, ids %s.idset NOT NULL, "
						  "own %s.idset, dynamic boolean NOT NULL, attributed %s.idset, weight real[], value double precision[], "
						  "since timestamptz[], until timestamptz[], PRIMARY KEY (path, chunk)) "
						  "USING heap WITH (toast_tuple_target = %d)",
						  tags, schema, schema, schema, schema, target));
	(void) table_sql_run(psprintf("CREATE INDEX ON %s (chunk)", tags));
	/* ANALYZE would detoast what no plan asks for */
	(void) table_sql_run(psprintf("ALTER TABLE %s ALTER ids SET STATISTICS 0, ALTER own SET STATISTICS 0, "
						  "ALTER attributed SET STATISTICS 0, ALTER weight SET STATISTICS 0, ALTER value SET STATISTICS 0, "
						  "ALTER since SET STATISTICS 0, ALTER until SET STATISTICS 0", tags));
	/* they hardly compress, and a question decompresses all that it reads */
	(void) table_sql_run(psprintf("ALTER TABLE %s ALTER weight SET STORAGE EXTERNAL, ALTER value SET STORAGE EXTERNAL, "
								 "ALTER since SET STORAGE EXTERNAL, ALTER until SET STORAGE EXTERNAL", tags));
	(void) table_sql_run(psprintf("CREATE TABLE %s ("
						  "chunk bigint PRIMARY KEY, rows integer NOT NULL, ids %s.idset NOT NULL) "
						  "USING heap WITH (toast_tuple_target = %d)", members, schema, target));
	(void) table_sql_run(psprintf("ALTER TABLE %s ALTER ids SET STATISTICS 0", members));
	/*
	 * A VACUUM before readers have passed many dead rows. Until then they prune pages, which the server does
	 * only with full ones; so pages are filled, and updates are nearly always HOT nevertheless.
	 */
	(void) table_sql_run(psprintf("CREATE TABLE %s (id bigint PRIMARY KEY, tags %s.tagset) "
						  "USING heap WITH (autovacuum_vacuum_scale_factor = 0, "
						  "autovacuum_vacuum_threshold = 5000, autovacuum_analyze_threshold = 1000000)",
						  table_name(making, AUDIENCE_TABLE_PENDING), schema));
}

/* Describes the tables, for those who come across them. */
static void
comment_tables(const Making *making)
{
	static const char *const comments[AUDIENCE_TABLES] = {
		[AUDIENCE_TABLE_DEFINITION] = "factag audience: its definition, and its name for audience_count and others",
		[AUDIENCE_TABLE_TAGS] = "factag audience: the ids of the rows at or below each tag",
		[AUDIENCE_TABLE_MEMBERS] = "factag audience: the ids of the rows that have tags",
		[AUDIENCE_TABLE_PENDING] = "factag audience: rows that changed since audience_compact",
	};

	for (int i = 0; i < AUDIENCE_TABLES; i++)
		(void) table_sql_run(psprintf("COMMENT ON TABLE %s IS %s", table_name(making, i), quote_literal_cstr(comments[i])));
}

/* Takes the OIDs of the tables, and writes the definition. */
static void
make_definition(Making *making)
{
	Audience   *audience = &making->audience;

	audience->audience = table_oid(making, AUDIENCE_TABLE_DEFINITION);
	audience->tags = table_oid(making, AUDIENCE_TABLE_TAGS);
	audience->members = table_oid(making, AUDIENCE_TABLE_MEMBERS);
	audience->pending = table_oid(making, AUDIENCE_TABLE_PENDING);
	table_revoke_defaults(audience->audience);
	table_revoke_defaults(audience->tags);
	table_revoke_defaults(audience->members);
	table_revoke_defaults(audience->pending);
	(void) table_sql_run(psprintf("INSERT INTO %s VALUES (%d, %d, %u, %u, %u)", table_name(making, AUDIENCE_TABLE_DEFINITION),
						  AUDIENCE_LAYOUT, audience->chunk_bits, audience->tags, audience->members, audience->pending));
}

/* Ties the three triggers. */
static void
make_triggers(const Making *making)
{
	const char *argument = quote_literal_cstr(making->argument);

	(void) table_sql_run(psprintf("CREATE CONSTRAINT TRIGGER %s AFTER UPDATE OF %s, %s ON %s FROM %s FOR EACH ROW WHEN (false) "
						  "EXECUTE FUNCTION %s.audience_hold(%s)",
						  quote_identifier(psprintf("%s_hold", making->argument)), quote_identifier(making->id),
						  quote_identifier(making->tags), making->source,
						  table_name(making, AUDIENCE_TABLE_DEFINITION), making->schema, argument));
	(void) table_sql_run(psprintf("CREATE CONSTRAINT TRIGGER %s AFTER INSERT OR UPDATE OR DELETE ON %s FROM %s FOR EACH ROW "
						  "EXECUTE FUNCTION %s.audience_note(%s)",
						  quote_identifier(psprintf("%s_note", making->argument)), making->source,
						  table_name(making, AUDIENCE_TABLE_PENDING), making->schema, argument));
	(void) table_sql_run(psprintf("CREATE TRIGGER %s AFTER TRUNCATE ON %s FOR EACH STATEMENT EXECUTE FUNCTION %s.audience_empty(%s)",
						  quote_identifier(psprintf("%s_empty", making->argument)), making->source, making->schema, argument));
}

/* Fills the audience from its source, and tells if ids are sparse. */
static void
fill(const Making *making)
{
	int64		chunks = 0;
	int64		members;

	if (SPI_connect() != SPI_OK_CONNECT)
		elog(ERROR, "SPI_connect failed");
	PushActiveSnapshot(GetTransactionSnapshot());
	members = audience_fill(&making->audience, &chunks);
	PopActiveSnapshot();
	SPI_finish();
	if (chunks > 1 && members / chunks < SPARSE)
		ereport(WARNING,
				(errmsg("the ids of audience \"%s\" are sparse", making->name),
				 errdetail("A chunk of %d ids has %lld of the rows on average, so queries and upkeep are slow.",
						   1 << making->audience.chunk_bits, (long long) (members / chunks)),
				 errhint("Use an identity column as id.")));
}

/* Locks the table, and refuses it if the caller does not own it or it cannot have an audience. */
static void
check_source(Making *making)
{
	Oid			relid = making->audience.source;
	AudienceFault fault = {0};
	Relation	source;

	/* a relation that the caller does not own is not even locked */
	if (!SearchSysCacheExists1(RELOID, ObjectIdGetDatum(relid)))
		audience_source_check(relid, &fault);
	else if (!factag_owns_relation(relid, GetUserId()))
		aclcheck_error(ACLCHECK_NOT_OWNER, get_relkind_objtype(get_rel_relkind(relid)), get_rel_name(relid));
	else if (get_rel_relkind(relid) != RELKIND_RELATION)
		audience_source_check(relid, &fault);
	audience_fault_raise(&fault);
	source = relation_open(relid, ShareRowExclusiveLock);
	audience_source_check(relid, &fault);
	audience_fault_raise(&fault);
	if (!factag_owns_relation(relid, GetUserId()))
		aclcheck_error(ACLCHECK_NOT_OWNER, OBJECT_TABLE, get_rel_name(relid));
	CheckTableNotInUse(source, "audience_create");
	if (audience_triggers_from(relid, AUDIENCE_TRIGGER_NOTE) != NIL)
		ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("cannot keep an audience of table \"%s\"", get_rel_name(relid)),
				 errdetail("It is a table of an audience.")));
	making->audience.owner = source->rd_rel->relowner;
	making->namespace = RelationGetNamespace(source);
	check_columns(making, source);
	relation_close(source, NoLock);
	if (!factag_may_create_in(making->namespace, making->audience.owner))
		ereport(ERROR,
				(errcode(ERRCODE_INSUFFICIENT_PRIVILEGE),
				 errmsg("permission denied for schema %s", get_namespace_name(making->namespace)),
				 errdetail("The tables of an audience are made in the schema and for the owner of its table, role \"%s\".",
						   GetUserNameFromId(making->audience.owner, false)),
				 errhint("Grant that role CREATE on the schema.")));
}

PG_FUNCTION_INFO_V1(audience_create);
Datum
audience_create(PG_FUNCTION_ARGS)
{
	Making		making = {0};
	OwnerContext saved;

	if (PG_ARGISNULL(0) || PG_ARGISNULL(4))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("argument \"%s\" of audience_create must not be null", PG_ARGISNULL(0) ? "tbl" : "chunk_bits")));
	making.audience.source = PG_GETARG_OID(0);
	making.id = text_argument(fcinfo, 1, "id");
	making.tags = text_argument(fcinfo, 2, "tags");
	making.audience.chunk_bits = PG_GETARG_INT32(4);
	making.audience.schema = audience_function_schema(fcinfo);
	if (making.audience.chunk_bits < AUDIENCE_CHUNK_BITS_MIN || making.audience.chunk_bits > AUDIENCE_CHUNK_BITS_MAX)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("chunk_bits must be between %d and %d", AUDIENCE_CHUNK_BITS_MIN, AUDIENCE_CHUNK_BITS_MAX),
				 errhint("Leave it out for chunks of 65,536 ids.")));
	audience_need_new_snapshots("audience_create");
	check_source(&making);
	making.name = PG_ARGISNULL(3) ? psprintf("%s_audience", get_rel_name(making.audience.source)) :
		text_to_cstring(PG_GETARG_TEXT_PP(3));
	check_name(&making);
	making.schema = table_sql_schema(making.audience.schema);
	making.source = table_sql_name(making.audience.source);
	making.argument = choose_argument(&making);

	table_as_owner(&saved, making.audience.owner);
	make_tables(&making);
	comment_tables(&making);
	make_definition(&making);
	make_triggers(&making);
	fill(&making);
	table_as_caller(&saved);
	PG_RETURN_OID(making.audience.audience);
}
