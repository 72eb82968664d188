/*
 * tag_selfuncs.c
 *	  SQL-callable restriction and join selectivity functions of the operators of
 *	  tagset, tagpath and labelset. The arithmetic is in tag_estimate.c.
 *
 *	  All columns are estimated as columns of sets. A path is a set of one element,
 *	  so "path <@ top" is "set @> top". A log is the set of the paths it asserts.
 */
#include "planner/tag_estimate.h"

#include "utils/lsyscache.h"

#include "label/label_query.h"
#include "tagpath/tagpath_query.h"
#include "tagset/tagset_query.h"

/* the condition that an operator puts on its left argument */
typedef enum Condition
{
	COVERS,						/* set or log @> set */
	COVERS_PATH,				/* set @> path */
	COVERED,					/* set <@ set */
	OVERLAPS,					/* set && set */
	WITHIN,						/* path <@ path */
	CONTAINS,					/* path @> path */
	MATCHES						/* set, path or log @@ query */
} Condition;

/*
 * Estimator.open for a column of the given contents and a value of the given
 * type. In a join only a column with statistics of tags will do: it is estimated
 * for the other column's values.
 */
static bool
open_condition(ColumnCondition *cc, FunctionCallInfo fcinfo, const char *value_type,
			   TagColumn contents)
{
	TagStatistics *stats;

	if (getBaseType(cc->column->vartype) != factag_type(fcinfo, tag_column_type(contents)) ||
		cc->value_type != factag_type(fcinfo, value_type))
		return false;
	stats = palloc(sizeof(TagStatistics));
	tag_statistics_open(stats, cc->trusted ? cc->column : NULL, factag_type(fcinfo, "tagset"),
						contents);
	cc->statistics = stats;
	if (cc->join)
		return stats->tags != NULL;
	stats->sample_source = cc->trusted ? cc->column : NULL;
	return true;
}

/* Estimator.open of a tagset column. */
static bool
tagset_open(ColumnCondition *cc, FunctionCallInfo fcinfo)
{
	/* @> of a path shares its selectivity function with @> of a set */
	if (cc->condition == COVERS && cc->value_type == factag_type(fcinfo, "tagpath"))
		cc->condition = COVERS_PATH;
	return open_condition(cc, fcinfo, cc->condition == COVERS_PATH ? "tagpath" :
						  cc->condition == MATCHES ? "tagquery" : "tagset", TAG_COLUMN_SETS);
}

/* Estimator.open of a tagpath column. */
static bool
tagpath_open(ColumnCondition *cc, FunctionCallInfo fcinfo)
{
	return open_condition(cc, fcinfo, cc->condition == MATCHES ? "tagquery" : "tagpath",
						  TAG_COLUMN_PATHS);
}

/* Estimator.open of a labelset column. */
static bool
labelset_open(ColumnCondition *cc, FunctionCallInfo fcinfo)
{
	return open_condition(cc, fcinfo, cc->condition == MATCHES ? "tagquery" : "tagset",
						  TAG_COLUMN_LOGS);
}

/* Estimator.close */
static void
close_condition(ColumnCondition *cc)
{
	tag_statistics_close(cc->statistics);
}

/* Estimator.estimate */
static SelectivityEstimate
estimate_condition(const ColumnCondition *cc, Datum value)
{
	TagStatistics *stats = cc->statistics;
	struct varlena *v = (struct varlena *) PG_DETOAST_DATUM_PACKED(value);

	switch ((Condition) cc->condition)
	{
		case COVERS:
			return tag_covers_estimate(stats, v);
		case COVERED:
			return tag_covered_estimate(stats, v);
		case OVERLAPS:
			return tag_overlaps_estimate(stats, v);
		case MATCHES:
			return tag_query_estimate(stats, query_plan_unchecked(v));
		default:
			v = DatumGetTagpathP(PointerGetDatum(v));
			return cc->condition == CONTAINS ?
				tag_ancestors_estimate(stats, TAGPATH_DATA(v), TAGPATH_LEN(v)) :
				tag_path_estimate(stats, TAGPATH_DATA(v), TAGPATH_LEN(v), false);
	}
}

/* Whether a function is one of "@@". */
static bool
is_match_function(PGFunction function)
{
	static const PGFunction match_functions[] = {
		tagset_meets, tagquery_met_by_set,
		tagpath_meets, tagquery_met_by_path,
		labelset_meets, tagquery_met_by_labels,
		factlabel_meets, tagquery_met_by_label
	};

	for (int i = 0; i < (int) lengthof(match_functions); i++)
	{
		if (function == match_functions[i])
			return true;
	}
	return false;
}

/*
 * Estimator.generic. Where a stored query is relative to a timestamp, or has a regular
 * expression that reaches a limit, evaluating it for an estimate must raise no error.
 */
static double
estimate_generic(PlannerInfo *root, Oid operator, Oid collation, List *args, int relid)
{
	FmgrInfo	function;
	volatile double p;

	fmgr_info(get_opcode(operator), &function);
	if (!is_match_function(function.fn_addr))
		return generic_restriction_selectivity(root, operator, collation, args, relid, ESTIMATE_DEFAULT);
	query_estimate_begin();
	PG_TRY();
	{
		p = generic_restriction_selectivity(root, operator, collation, args, relid, ESTIMATE_DEFAULT);
	}
	PG_FINALLY();
	{
		query_estimate_end();
	}
	PG_END_TRY();
	return p;
}

/*
 * Estimator.prepare: gives the function of "@@" the plan of the query, which raises
 * no error where a regular expression reaches a limit. The functions of other
 * operators use fn_extra in their own ways.
 */
static void
prepare_function(const ColumnCondition *cc, FmgrInfo *function)
{
	const TagStatistics *stats = cc->statistics;

	if (stats->plan && is_match_function(function->fn_addr))
		query_plan_set(function, stats->plan);
}

static const Estimator tagset_estimator = {
	tagset_open, estimate_condition, prepare_function, close_condition, estimate_generic
};
static const Estimator tagpath_estimator = {
	tagpath_open, estimate_condition, prepare_function, close_condition, estimate_generic
};
static const Estimator labelset_estimator = {
	labelset_open, estimate_condition, prepare_function, close_condition, estimate_generic
};

SELECTIVITY_FUNCTIONS(tagset_covers, &tagset_estimator, COVERS, COVERED)
SELECTIVITY_FUNCTIONS(tagset_covered, &tagset_estimator, COVERED, COVERS)
SELECTIVITY_FUNCTIONS(tagset_overlaps, &tagset_estimator, OVERLAPS, OVERLAPS)
SELECTIVITY_FUNCTIONS(tagset_meets, &tagset_estimator, MATCHES, MATCHES)
SELECTIVITY_FUNCTIONS(tagpath_within, &tagpath_estimator, WITHIN, CONTAINS)
SELECTIVITY_FUNCTIONS(tagpath_contains, &tagpath_estimator, CONTAINS, WITHIN)
SELECTIVITY_FUNCTIONS(tagpath_meets, &tagpath_estimator, MATCHES, MATCHES)
/* only the log's side is estimated, of @> as of <@ */
SELECTIVITY_FUNCTIONS(labelset_covers, &labelset_estimator, COVERS, COVERS)
SELECTIVITY_FUNCTIONS(labelset_meets, &labelset_estimator, MATCHES, MATCHES)
