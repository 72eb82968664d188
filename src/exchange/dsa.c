/*
 * dsa.c
 *	  SQL's dsa_statement and dsa_problems: statements of reasons by Article 17 of
 *	  the EU's Digital Services Act, as the DSA Transparency Database takes them.
 */
#include "factag.h"

#include "funcapi.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/tuplestore.h"

#include "exchange/dsa_check.h"
#include "exchange/dsa_decision.h"
#include "text/input.h"

enum
{
	ARGUMENT_GIVEN, ARGUMENT_DECISION, ARGUMENT_POLICY, ARGUMENT_LANG, ARGUMENT_VERSION
};

/* problems that an error lists */
#define LISTED_MAX 100

/* The number of the version in the last argument; fails if there is none. */
static int
take_version(FunctionCallInfo fcinfo)
{
	StringInfoData versions;
	text	   *name;
	int			version;

	if (PG_ARGISNULL(ARGUMENT_VERSION))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("version must not be NULL")));
	name = PG_GETARG_TEXT_PP(ARGUMENT_VERSION);
	version = dsa_version_find(VARDATA_ANY(name), VARSIZE_ANY_EXHDR(name));
	if (version >= 0)
		return version;
	initStringInfo(&versions);
	for (int i = 0; dsa_version_name(i); i++)
		appendStringInfo(&versions, "%s%s", i > 0 ? ", " : "", dsa_version_name(i));
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("unknown version of statements of reasons: \"%s\"", lex_clip(text_to_cstring(name))),
			 errhint("Known versions are: %s.", versions.data)));
}

/* Makes the statement that the arguments ask for, with its problems. */
static void
make_statement(FunctionCallInfo fcinfo, DsaStatement *statement)
{
	int			version = take_version(fcinfo);

	dsa_statement_init(statement, PG_ARGISNULL(ARGUMENT_GIVEN) ? NULL : PG_GETARG_JSONB_P(ARGUMENT_GIVEN), version);
	if (!PG_ARGISNULL(ARGUMENT_DECISION))
	{
		if (PG_ARGISNULL(ARGUMENT_POLICY))
			ereport(ERROR,
					(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
					 errmsg("policy must not be NULL where there is a decision"),
					 errdetail("The policy has the codes, grounds and notices of the decision.")));
		dsa_decision_apply(statement, PG_GETARG_PACKED_P(ARGUMENT_DECISION), dsa_policy_argument(fcinfo, ARGUMENT_POLICY),
						   PG_ARGISNULL(ARGUMENT_LANG) ? NULL : text_to_cstring(PG_GETARG_TEXT_PP(ARGUMENT_LANG)));
	}
	dsa_check(statement);
}

/* Receives a problem; the name is not terminated. */
typedef void (*ProblemCallback) (void *arg, const char *name, int len, const char *problem);

/* Passes on all problems, those of fields first. */
static void
list_problems(const DsaStatement *statement, ProblemCallback callback, void *arg)
{
	for (DsaField field = 0; field < DSA_FIELDS; field++)
	{
		if (statement->values[field].problem)
			callback(arg, dsa_fields[field].name, strlen(dsa_fields[field].name), statement->values[field].problem);
	}
	for (int i = 0; i < statement->nunknown; i++)
	{
		CHECK_FOR_INTERRUPTS();
		callback(arg, statement->unknown[i].name.s, statement->unknown[i].name.len, statement->unknown[i].problem);
	}
}

typedef struct ProblemList
{
	int			n;
	StringInfoData lines;
} ProblemList;

/* ProblemCallback: adds a line of an error's detail */
static void
add_line(void *arg, const char *name, int len, const char *problem)
{
	ProblemList *list = arg;

	if (list->n++ < LISTED_MAX)
		appendStringInfo(&list->lines, "%s\"%s\" %s.", list->n > 1 ? "\n" : "", lex_clip(pnstrdup(name, len)), problem);
}

/* Raises an error that lists all problems, if there are any. */
static void
refuse_problems(const DsaStatement *statement)
{
	ProblemList list = {0};

	initStringInfo(&list.lines);
	list_problems(statement, add_line, &list);
	if (list.n == 0)
		return;
	if (list.n > LISTED_MAX)
		appendStringInfo(&list.lines, "\nThere are %d more.", list.n - LISTED_MAX);
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg_plural("statement of reasons has %d faulty field", "statement of reasons has %d faulty fields",
						   list.n, list.n),
			 errdetail_internal("%s", list.lines.data),
			 errhint("dsa_problems lists them as rows.")));
}

PG_FUNCTION_INFO_V1(dsa_statement);
Datum
dsa_statement(PG_FUNCTION_ARGS)
{
	DsaStatement statement;

	make_statement(fcinfo, &statement);
	refuse_problems(&statement);
	PG_RETURN_DATUM(dsa_statement_jsonb(&statement));
}

/* ProblemCallback: adds a row */
static void
add_row(void *arg, const char *name, int len, const char *problem)
{
	ReturnSetInfo *rsinfo = arg;
	Datum		values[2] = {PointerGetDatum(cstring_to_text_with_len(name, len)), CStringGetTextDatum(problem)};
	bool		nulls[2] = {false, false};

	tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values, nulls);
}

PG_FUNCTION_INFO_V1(dsa_problems);
Datum
dsa_problems(PG_FUNCTION_ARGS)
{
	DsaStatement statement;

	make_statement(fcinfo, &statement);
	InitMaterializedSRF(fcinfo, MAT_SRF_USE_EXPECTED_DESC);
	list_problems(&statement, add_row, fcinfo->resultinfo);
	return (Datum) 0;
}
