/*
 * identity_create.c
 *	  SQL: identity_create.
 */
#include "identity/identity.h"

#include "catalog/namespace.h"
#include "catalog/pg_class.h"
#include "catalog/pg_namespace.h"
#include "catalog/pg_type.h"
#include "miscadmin.h"
#include "nodes/makefuncs.h"
#include "utils/acl.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/syscache.h"
#include "utils/varlena.h"

#include "identity/identity_kinds.h"
#include "usertable/table_owner.h"
#include "usertable/table_sql.h"

/* bytes of a graph's name: the names of its tables and triggers are longer by up to eleven */
#define MAX_NAME (NAMEDATALEN - 1 - 11)

/* what the statements are made from */
typedef struct Making
{
	Oid			namespace;		/* of the tables */
	char	   *name;			/* raw */
	char	   *schema;			/* of factag's objects, quoted */
	const char *prefer;
	int			most;
} Making;

/* Returns the quoted and qualified name of a relation of the graph. */
static char *
name_with(const Making *making, const char *suffix)
{
	return quote_qualified_identifier(get_namespace_name(making->namespace), psprintf("%s%s", making->name, suffix));
}

/* The same for one of its tables. */
static char *
table_name(const Making *making, IdentityTable table)
{
	return name_with(making, identity_table_suffix(table));
}

/* Returns the OID of a relation of the graph, which has just been made. */
static Oid
oid_with(const Making *making, const char *suffix)
{
	return get_relname_relid(psprintf("%s%s", making->name, suffix), making->namespace);
}

/* Refuses a name of a relation that is taken (42710). */
static void
check_free(const Making *making, const char *suffix)
{
	char	   *name = psprintf("%s%s", making->name, suffix);

	if (OidIsValid(get_relname_relid(name, making->namespace)) ||
		SearchSysCacheExists2(TYPENAMENSP, CStringGetDatum(name), ObjectIdGetDatum(making->namespace)))
		ereport(ERROR,
				(errcode(ERRCODE_DUPLICATE_OBJECT),
				 errmsg("\"%s\" already exists in schema \"%s\"", name, get_namespace_name(making->namespace)),
				 errdetail("An identity graph consists of tables whose names begin with its own."),
				 errhint("Give the identity graph another name.")));
}

/* Finds the schema that a graph is to be made in (3F000), and refuses one that the caller may not create in (42501). */
static Oid
find_namespace(const RangeVar *range)
{
	Oid			namespace = RangeVarGetCreationNamespace(range);

	if (!factag_may_create_in(namespace, GetUserId()))
		aclcheck_error(ACLCHECK_NO_PRIV, OBJECT_SCHEMA, get_namespace_name(namespace));
	if (isAnyTempNamespace(namespace))
		ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("an identity graph cannot be temporary"),
				 errhint("Name a schema that is not temporary.")));
	return namespace;
}

/* Takes the name of a graph, and refuses one that is too long (42622), empty (42602), or taken (42710). */
static void
take_name(Making *making, text *name)
{
	RangeVar   *range = makeRangeVarFromNameList(textToQualifiedNameList(name));
	int			len = strlen(range->relname);

	making->name = range->relname;
	if (len == 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_NAME),
				 errmsg("the name of an identity graph must not be empty")));
	if (len > MAX_NAME)
		ereport(ERROR,
				(errcode(ERRCODE_NAME_TOO_LONG),
				 errmsg("the name of an identity graph can have at most %d bytes", MAX_NAME),
				 errdetail("\"%s\" has %d bytes, and the names of its tables and triggers are longer.", making->name, len),
				 errhint("Give the identity graph a shorter name.")));
	making->namespace = find_namespace(range);
	check_free(making, "");
	for (int i = 0; i < IDENTITY_TABLES; i++)
		check_free(making, identity_table_suffix(i));
	check_free(making, IDENTITY_VIEW_SUFFIX);
}

/* Makes the tables. */
static void
make_tables(const Making *making)
{
	const char *identifier = table_name(making, IDENTITY_IDENTIFIER);
	const char *link = table_name(making, IDENTITY_LINK);
	const char *history = table_name(making, IDENTITY_HISTORY);

	(void) table_sql_run(psprintf("CREATE TABLE %s ("
								  "layout integer PRIMARY KEY, prefer text NOT NULL CHECK (prefer IN ('last', 'first')), "
								  "most integer NOT NULL CHECK (most > 0), stale boolean NOT NULL DEFAULT false, "
								  "kind_table regclass NOT NULL, identifier_table regclass NOT NULL, link_table regclass NOT NULL, "
								  "person_table regclass NOT NULL, history_table regclass NOT NULL, erasure_table regclass NOT NULL, "
								  "refused_view regclass NOT NULL) USING heap", name_with(making, "")));
	/* so that one statement can renumber kinds, their priorities are compared when it ends */
	(void) table_sql_run(psprintf("CREATE TABLE %s ("
								  "kind text COLLATE \"C\" PRIMARY KEY CHECK (kind <> ''), "
								  "priority integer NOT NULL UNIQUE DEFERRABLE CHECK (priority BETWEEN 1 AND %d), "
								  "per_person integer CHECK (per_person > 0), shared_above integer DEFAULT 100 CHECK (shared_above > 0), "
								  "blocked text[] NOT NULL DEFAULT '{\"null\",anonymous,-1,\"\"}', "
								  "blocked_pattern text DEFAULT '^[0-]*$') USING heap",
								  table_name(making, IDENTITY_KIND), IDENTITY_PRIORITY_MAX));
	/* updates of tags and persons find room on the page */
	(void) table_sql_run(psprintf("CREATE TABLE %s ("
								  "id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, "
								  "kind text COLLATE \"C\" NOT NULL REFERENCES %s ON UPDATE CASCADE, "
								  "value text COLLATE \"C\" NOT NULL, person bigint NOT NULL, shared boolean NOT NULL DEFAULT false, "
								  "tags %s.tagset NOT NULL DEFAULT '', UNIQUE (kind, value)) USING heap WITH (fillfactor = 90)",
								  identifier, table_name(making, IDENTITY_KIND), making->schema));
	(void) table_sql_run(psprintf("CREATE INDEX ON %s (person)", identifier));
	/* values are personal data, which ANALYZE would copy into pg_statistic */
	(void) table_sql_run(psprintf("ALTER TABLE %s ALTER value SET STATISTICS 0", identifier));
	(void) table_sql_run(psprintf("CREATE TABLE %s ("
								  "id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, a bigint NOT NULL, b bigint NOT NULL, "
								  "at timestamptz NOT NULL, last timestamptz NOT NULL, source text NOT NULL, "
								  "ended_at timestamptz, reason text, CHECK (a <> b), CHECK (at <= last), "
								  "CHECK (isfinite(at) AND isfinite(last))) USING heap", link));
	(void) table_sql_run(psprintf("CREATE INDEX ON %s (a, b)", link));
	(void) table_sql_run(psprintf("CREATE INDEX ON %s (b, a)", link));
	(void) table_sql_run(psprintf("CREATE TABLE %s ("
								  "person bigint PRIMARY KEY, tags %s.tagset NOT NULL, identifiers integer NOT NULL, known boolean NOT NULL) "
								  "USING heap WITH (fillfactor = 90)", table_name(making, IDENTITY_PERSON), making->schema));
	(void) table_sql_run(psprintf("CREATE TABLE %s ("
								  "identifier bigint NOT NULL, person bigint NOT NULL, since timestamptz NOT NULL, until timestamptz, "
								  "PRIMARY KEY (identifier, since), CHECK (person <> identifier), CHECK (since < until)) USING heap", history));
	(void) table_sql_run(psprintf("CREATE INDEX ON %s (person)", history));
	(void) table_sql_run(psprintf("CREATE TABLE %s ("
								  "id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, at timestamptz NOT NULL, method text NOT NULL, "
								  "place text NOT NULL, by text NOT NULL, reason text, identifiers integer NOT NULL, "
								  "links integer NOT NULL, digest bytea NOT NULL) USING heap", table_name(making, IDENTITY_ERASURE)));
}

/*
 * Makes the view of refused links. It counts the members of a person once, however many refused links the person has, and
 * compares two persons once, however many links are between them. Both full joins find a partner for each row; they are
 * full, and fenced by OFFSET 0, so that tables without statistics do not make the planner take nested loops over the CTEs.
 */
static void
make_view(const Making *making)
{
	const char *identifier = table_name(making, IDENTITY_IDENTIFIER);
	const char *kind = table_name(making, IDENTITY_KIND);

	(void) table_sql_run(psprintf(
		"CREATE VIEW %s (link, a, b, at, last, source, reason, limit_of) AS "
		"WITH refused AS ("
		"SELECT l.id, l.a, l.b, l.at, l.last, l.source, x.person AS a_person, y.person AS b_person, "
		"x.shared OR y.shared AS shared, CASE WHEN x.shared THEN x.kind WHEN y.shared THEN y.kind END AS shared_kind "
		"FROM ONLY %s l JOIN ONLY %s x ON x.id = l.a JOIN ONLY %s y ON y.id = l.b "
		"WHERE l.ended_at IS NULL AND x.person <> y.person"
		"), pair AS ("
		"SELECT DISTINCT a_person, b_person FROM refused WHERE NOT shared"
		"), member AS ("
		"SELECT i.person, i.kind, count(*)::integer AS n FROM ONLY %s i "
		"WHERE NOT i.shared AND i.person IN (SELECT a_person FROM pair UNION SELECT b_person FROM pair) "
		"GROUP BY i.person, i.kind"
		"), both_persons AS ("
		"SELECT p.a_person, p.b_person, m.kind, sum(m.n) AS n FROM ("
		"SELECT a_person, b_person, a_person AS person FROM pair UNION ALL SELECT a_person, b_person, b_person FROM pair) p "
		"FULL JOIN member m ON m.person = p.person GROUP BY p.a_person, p.b_person, m.kind"
		"), verdict AS ("
		"SELECT p.a_person, p.b_person, min(k.priority) FILTER (WHERE p.n > k.per_person) AS priority, "
		"sum(p.n) > (SELECT g.most FROM ONLY %s g) AS too_many "
		"FROM both_persons p JOIN ONLY %s k ON k.kind = p.kind GROUP BY p.a_person, p.b_person"
		") SELECT r.id, r.a, r.b, r.at, r.last, r.source, "
		"CASE WHEN r.shared THEN 'shared' WHEN v.priority IS NOT NULL THEN 'limit' WHEN v.too_many THEN 'most' ELSE 'unresolved' END, "
		"coalesce(r.shared_kind, k.kind) "
		"FROM refused r FULL JOIN verdict v ON v.a_person = r.a_person AND v.b_person = r.b_person "
		"LEFT JOIN ONLY %s k ON k.priority = v.priority AND NOT r.shared OFFSET 0",
		name_with(making, IDENTITY_VIEW_SUFFIX), table_name(making, IDENTITY_LINK), identifier, identifier, identifier,
		name_with(making, ""), kind, kind));
}

/* Describes a relation, for those who come across it. */
static void
comment(const char *type, const char *name, const char *text)
{
	(void) table_sql_run(psprintf("COMMENT ON %s %s IS %s", type, name, quote_literal_cstr(text)));
}

static void
comment_tables(const Making *making)
{
	static const char *const comments[IDENTITY_TABLES] = {
		[IDENTITY_KIND] = "factag identity graph: kinds of identifiers, and their limits",
		[IDENTITY_IDENTIFIER] = "factag identity graph: identifiers, and the person of each",
		[IDENTITY_LINK] = "factag identity graph: evidence that two identifiers are one person's",
		[IDENTITY_PERSON] = "factag identity graph: persons, with the tags of all of their identifiers",
		[IDENTITY_HISTORY] = "factag identity graph: since when, and until when, an identifier was in another's person",
		[IDENTITY_ERASURE] = "factag identity graph: proofs of erasures, without personal data",
	};

	comment("TABLE", name_with(making, ""), "factag identity graph: its definition, and its name for identity_see and others");
	for (int i = 0; i < IDENTITY_TABLES; i++)
		comment("TABLE", table_name(making, i), comments[i]);
	comment("VIEW", name_with(making, IDENTITY_VIEW_SUFFIX), "factag identity graph: links in force whose ends are two persons, and why");
}

/* Makes a trigger whose name begins with that of the graph. */
static void
make_trigger(const Making *making, const char *suffix, const char *type, const char *event, const char *table, const char *rest,
			 const char *function)
{
	(void) table_sql_run(psprintf("CREATE %s %s %s ON %s %s EXECUTE FUNCTION %s.%s()", type,
								  quote_identifier(psprintf("%s%s", making->name, suffix)), event, table, rest,
								  making->schema, function));
}

static void
make_triggers(const Making *making)
{
	const char *identifier = table_name(making, IDENTITY_IDENTIFIER);
	const char *from = psprintf("FROM %s FOR EACH ROW", name_with(making, ""));

	make_trigger(making, "_own_person", "TRIGGER", "BEFORE INSERT", identifier, "FOR EACH ROW", "identity_own_person");
	make_trigger(making, "_note_new", "TRIGGER", "AFTER INSERT", identifier, "REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT",
				 "identity_note_new");
	make_trigger(making, "_note_tags", "CONSTRAINT TRIGGER", "AFTER UPDATE OF tags", identifier, from, "identity_note_tags");
	make_trigger(making, "_note_kind", "CONSTRAINT TRIGGER", "AFTER UPDATE OF priority, per_person, shared_above",
				 table_name(making, IDENTITY_KIND), from, "identity_note_limits");
	make_trigger(making, "_note_most", "CONSTRAINT TRIGGER", "AFTER UPDATE OF prefer, most", name_with(making, ""), from,
				 "identity_note_limits");
}

/* Takes away what default privileges granted, and writes the definition. */
static Oid
make_definition(const Making *making)
{
	Oid			graph = oid_with(making, "");
	Oid			refused = oid_with(making, IDENTITY_VIEW_SUFFIX);
	StringInfoData statement;

	initStringInfo(&statement);
	appendStringInfo(&statement, "INSERT INTO %s (layout, prefer, most", name_with(making, ""));
	for (int i = 0; i < IDENTITY_TABLES; i++)
		appendStringInfo(&statement, ", %s_table", identity_table_suffix(i) + 1);
	appendStringInfo(&statement, ", refused_view) VALUES (%d, %s, %d", IDENTITY_LAYOUT,
					 quote_literal_cstr(making->prefer), making->most);
	for (int i = 0; i < IDENTITY_TABLES; i++)
	{
		Oid			table = oid_with(making, identity_table_suffix(i));

		table_revoke_defaults(table);
		appendStringInfo(&statement, ", %u", table);
	}
	appendStringInfo(&statement, ", %u)", refused);
	table_revoke_defaults(graph);
	table_revoke_defaults(refused);
	(void) table_sql_run(statement.data);
	return graph;
}

/* Refuses arguments that are NULL (22004) or that no graph has (22023). */
static void
take_arguments(Making *making, FunctionCallInfo fcinfo)
{
	static const char *const names[] = {"graph", "prefer", "most"};
	char	   *prefer;

	for (int i = 0; i < (int) lengthof(names); i++)
	{
		if (PG_ARGISNULL(i))
			ereport(ERROR,
					(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
					 errmsg("argument \"%s\" of identity_create must not be null", names[i])));
	}
	prefer = text_to_cstring(PG_GETARG_TEXT_PP(1));
	if (strcmp(prefer, "last") != 0 && strcmp(prefer, "first") != 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("prefer must be 'last' or 'first', not '%s'", prefer),
				 errdetail("Where a limit forbids that all links count, 'last' lets the latest count, and 'first' the earliest.")));
	making->prefer = prefer;
	making->most = PG_GETARG_INT32(2);
	if (making->most < 1)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("most must be at least 1"),
				 errdetail("It is the number of identifiers that a person may have.")));
}

PG_FUNCTION_INFO_V1(identity_create);
Datum
identity_create(PG_FUNCTION_ARGS)
{
	Making		making = {0};
	OwnerContext saved;
	Oid			graph;

	take_arguments(&making, fcinfo);
	take_name(&making, PG_GETARG_TEXT_PP(0));
	making.schema = table_sql_schema(get_func_namespace(fcinfo->flinfo->fn_oid));
	table_as_owner(&saved, GetUserId());
	make_tables(&making);
	make_view(&making);
	comment_tables(&making);
	graph = make_definition(&making);
	make_triggers(&making);
	table_as_caller(&saved);
	PG_RETURN_OID(graph);
}
