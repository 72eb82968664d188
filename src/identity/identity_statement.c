/*
 * identity_statement.c
 *	  Statements on the tables of an identity graph, with kept plans; and the values of their rows.
 */
#include "identity/identity_statement.h"

#include "catalog/pg_type.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/hsearch.h"
#include "utils/lsyscache.h"

#include "usertable/table_sql.h"

/* above the numbers of all statements */
#define STATEMENTS 1000

/* the tables that plans were made for */
typedef struct PlannedTables
{
	Oid			graph;			/* the key */
	Oid			tables[IDENTITY_TABLES];
	int			edition;
} PlannedTables;

static HTAB *planned = NULL;

/* what the text of a statement is made from */
typedef struct Template
{
	const Identity *graph;
	const char *text;
} Template;

/*
 * How often a definition was seen to name other tables than before. A part of the key of plans: a plan does not notice if
 * the row is edited.
 */
static int
edition_of(const Identity *graph)
{
	PlannedTables *entry;
	bool		found;

	if (!planned)
	{
		HASHCTL		info = {.keysize = sizeof(Oid), .entrysize = sizeof(PlannedTables)};

		planned = hash_create("factag tables of identity graphs", 16, &info, HASH_ELEM | HASH_BLOBS);
	}
	entry = hash_search(planned, &graph->graph, HASH_ENTER, &found);
	if (!found)
		entry->edition = 0;
	else if (memcmp(entry->tables, graph->tables, sizeof(graph->tables)) != 0)
		entry->edition = (entry->edition + 1) % (INT_MAX / STATEMENTS);
	memcpy(entry->tables, graph->tables, sizeof(graph->tables));
	return entry->edition;
}

/* What stands for a word in braces; NULL if it is none of a template's. */
static char *
find_word(const Identity *graph, const char *word, size_t len)
{
	if (len == strlen("graph") && strncmp(word, "graph", len) == 0)
		return table_sql_name(graph->graph);
	if (len == strlen("schema") && strncmp(word, "schema", len) == 0)
		return table_sql_schema(graph->schema);
	for (int i = 0; i < IDENTITY_TABLES; i++)
	{
		const char *name = identity_table_suffix(i) + 1;

		if (len == strlen(name) && strncmp(word, name, len) == 0)
			return table_sql_name(graph->tables[i]);
	}
	return NULL;
}

/* TableSqlMake */
static char *
make_text(const void *context)
{
	const Template *template = context;
	StringInfoData text;
	const char *at = template->text;

	initStringInfo(&text);
	while (*at)
	{
		const char *end = *at == '{' ? strchr(at, '}') : NULL;
		char	   *name = end ? find_word(template->graph, at + 1, end - at - 1) : NULL;

		if (name)
		{
			appendStringInfoString(&text, name);
			at = end + 1;
		}
		else
			appendStringInfoChar(&text, *at++);
	}
	return text.data;
}

SPIPlanPtr
identity_plan(const Identity *graph, const IdentityStatement *statement)
{
	Template	template = {graph, statement->text};

	if (statement->number == IDENTITY_WHOLE)
		return table_sql_plan_once(graph->graph, make_text, &template, statement->nargs, statement->argtypes);
	return table_sql_plan_made(graph->graph, statement->number + edition_of(graph) * STATEMENTS,
							   make_text, &template, statement->nargs, statement->argtypes);
}

/*
 * Hides what an expression or a constraint of the owner refuses: a message or detail with the value of an identifier would show it to the caller
 * and the log. The first has it if a conversion fails, such as value::integer.
 */
static void
hide_values(void *arg)
{
	int			category = ERRCODE_TO_CATEGORY(geterrcode());

	(void) arg;
	if (category == ERRCODE_INTEGRITY_CONSTRAINT_VIOLATION)
		errdetail("The row is not shown, since identifiers can be personal data.");
	else if (category == ERRCODE_DATA_EXCEPTION && geterrcode() != ERRCODE_SEQUENCE_GENERATOR_LIMIT_EXCEEDED)
	{
		errmsg("an expression that was added to a table of the identity graph fails for a value");
		errdetail("The value and the message are not shown, since identifiers can be personal data.");
		errhint("Look into the table's constraints, columns, indexes and triggers, for a conversion such as value::integer.");
	}
}

uint64
identity_execute(const Identity *graph, const IdentityStatement *statement, Datum *values, const char *nulls, long most)
{
	SPIPlanPtr	plan = identity_plan(graph, statement);
	ErrorContextCallback hide = {.previous = error_context_stack, .callback = hide_values};
	uint64		rows;

	error_context_stack = &hide;
	rows = graph->read_only ? table_sql_read(plan, values, nulls, most) :
		table_sql_execute(plan, values, nulls, most, statement->expected);
	error_context_stack = hide.previous;
	return rows;
}

/* A value of a row, of the type that it must have (55000). */
static Datum
get_value(uint64 row, int column, Oid type, bool *isnull)
{
	Oid			found = SPI_gettypeid(SPI_tuptable->tupdesc, column);

	if (found != type)
		ereport(ERROR,
				(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
				 errmsg("a table of an identity graph is not as identity_create made it"),
				 errdetail("Column \"%s\" has type %s, not %s.", SPI_fname(SPI_tuptable->tupdesc, column),
						   format_type_be(found), format_type_be(type)),
				 errhint("Make the graph anew with identity_drop and identity_create.")));
	return SPI_getbinval(SPI_tuptable->vals[row], SPI_tuptable->tupdesc, column, isnull);
}

bool
identity_is_null(uint64 row, int column)
{
	bool		isnull;

	(void) SPI_getbinval(SPI_tuptable->vals[row], SPI_tuptable->tupdesc, column, &isnull);
	return isnull;
}

int64
identity_int8(uint64 row, int column)
{
	bool		isnull;
	Datum		value = get_value(row, column, INT8OID, &isnull);

	return isnull ? 0 : DatumGetInt64(value);
}

int32
identity_int4(uint64 row, int column)
{
	bool		isnull;
	Datum		value = get_value(row, column, INT4OID, &isnull);

	return isnull ? 0 : DatumGetInt32(value);
}

bool
identity_bool(uint64 row, int column)
{
	bool		isnull;
	Datum		value = get_value(row, column, BOOLOID, &isnull);

	return !isnull && DatumGetBool(value);
}

TimestampTz
identity_timestamp(uint64 row, int column)
{
	bool		isnull;
	Datum		value = get_value(row, column, TIMESTAMPTZOID, &isnull);

	return isnull ? 0 : DatumGetTimestampTz(value);
}

char *
identity_text(uint64 row, int column)
{
	bool		isnull;
	Datum		value = get_value(row, column, TEXTOID, &isnull);

	return isnull ? NULL : TextDatumGetCString(value);
}

Datum
identity_datum(uint64 row, int column, Oid type)
{
	bool		isnull;
	Datum		value = get_value(row, column, type, &isnull);

	return isnull ? (Datum) 0 : value;
}

Datum
identity_ids(const int64 *ids, int n)
{
	Datum	   *values = palloc(Max(n, 1) * sizeof(Datum));

	for (int i = 0; i < n; i++)
		values[i] = Int64GetDatum(ids[i]);
	return PointerGetDatum(construct_array(values, n, INT8OID, sizeof(int64), FLOAT8PASSBYVAL, TYPALIGN_DOUBLE));
}
