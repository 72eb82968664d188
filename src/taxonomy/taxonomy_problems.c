/*
 * taxonomy_problems.c
 *	  SQL's taxonomy_valid, taxonomy_problems and taxonomy_query_problems.
 */
#include "factag.h"

#include "funcapi.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/memutils.h"
#include "utils/tuplestore.h"

#include "query/query_pack.h"
#include "taxonomy/taxonomy_cache.h"
#include "taxonomy/taxonomy_problem.h"

enum
{
	COLUMN_PROBLEM, COLUMN_SEVERITY, COLUMN_TAG, COLUMN_DETAIL, COLUMN_HINT, COLUMNS
};

/* Sets a column to a text; NULL is SQL's NULL. */
static void
set_column(Datum *values, bool *nulls, int column, const char *text)
{
	nulls[column] = text == NULL;
	values[column] = text ? CStringGetTextDatum(text) : (Datum) 0;
}

/* ProblemCallback: adds a row */
static void
add_row(void *arg, const TaxonomyProblem *problem)
{
	ReturnSetInfo *rsinfo = arg;
	Datum		values[COLUMNS];
	bool		nulls[COLUMNS];

	CHECK_FOR_INTERRUPTS();
	set_column(values, nulls, COLUMN_PROBLEM, problem->problem);
	set_column(values, nulls, COLUMN_SEVERITY, problem->error ? "error" : "warning");
	set_column(values, nulls, COLUMN_TAG, problem->tag);
	set_column(values, nulls, COLUMN_DETAIL, problem->detail);
	set_column(values, nulls, COLUMN_HINT, problem->hint);
	tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values, nulls);
}

PG_FUNCTION_INFO_V1(taxonomy_problems);
Datum
taxonomy_problems(PG_FUNCTION_ARGS)
{
	struct varlena *set = PG_GETARG_PACKED_P(0);
	Taxonomy   *taxonomy = taxonomy_argument(fcinfo, 1);

	InitMaterializedSRF(fcinfo, MAT_SRF_USE_EXPECTED_DESC);
	(void) taxonomy_find_problems(taxonomy, set, add_row, fcinfo->resultinfo);
	return (Datum) 0;
}

PG_FUNCTION_INFO_V1(taxonomy_query_problems);
Datum
taxonomy_query_problems(PG_FUNCTION_ARGS)
{
	const QueryNode *query = query_unpack(PG_GETARG_PACKED_P(0));
	Taxonomy   *taxonomy = taxonomy_argument(fcinfo, 1);

	InitMaterializedSRF(fcinfo, MAT_SRF_USE_EXPECTED_DESC);
	taxonomy_find_query_problems(taxonomy, query, add_row, fcinfo->resultinfo);
	return (Datum) 0;
}

/* whether a set has no problem that is an error */
PG_FUNCTION_INFO_V1(taxonomy_valid);
Datum
taxonomy_valid(PG_FUNCTION_ARGS)
{
	struct varlena *set = PG_GETARG_PACKED_P(0);

	PG_RETURN_BOOL(!taxonomy_find_problems(taxonomy_argument(fcinfo, 1), set, NULL, NULL));
}
