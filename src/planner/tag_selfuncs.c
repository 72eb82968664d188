/*
 * tag_selectivity.c
 *	  Restriction and join selectivity of the operators of tagset, tagpath and
 *	  labelset. A column of paths is one of sets with one element: "path <@ top" is
 *	  "set @> top"; a column of logs is one of the sets of what they assert.
 */
#include "planner/tag_guess.h"

/* what an operator asks of its left side */
typedef enum Condition
{
	COVERS,						/* set @> set */
	COVERS_PATH,				/* set @> path */
	COVERED,					/* set <@ set */
	OVERLAPS,					/* set && set */
	WITHIN,						/* path <@ path */
	CONTAINS,					/* path @> path */
	MEETS						/* set or path @@ query */
} Condition;

/* Estimator.open: a condition of a column */
static bool
open_condition(ColumnCondition *cc, FunctionCallInfo fcinfo, const char *value_type, TagColumn holds)
{
	TagStatistics *stats;

	if (getBaseType(cc->column->vartype) != factag_type(fcinfo, tag_column_type(holds)) ||
		cc->value_type != factag_type(fcinfo, value_type))
		return false;
	stats = palloc(sizeof(TagStatistics));
	tag_statistics_open(stats, cc->trusted ? cc->column : NULL, factag_type(fcinfo, "tagset"), holds);
	cc->statistics = stats;
	/* in a join, the side that has statistics of tags is asked about the other's values */
	if (cc->join)
		return stats->tags != NULL;
	stats->sampled = cc->trusted ? cc->column : NULL;
	return true;
}

static bool
tagset_open(ColumnCondition *cc, FunctionCallInfo fcinfo)
{
	if (cc->condition == COVERS && cc->value_type == factag_type(fcinfo, "tagpath"))
		cc->condition = COVERS_PATH;
	return open_condition(cc, fcinfo, cc->condition == COVERS_PATH ? "tagpath" :
						  cc->condition == MEETS ? "tagquery" : "tagset", TAG_COLUMN_SETS);
}

static bool
tagpath_open(ColumnCondition *cc, FunctionCallInfo fcinfo)
{
	return open_condition(cc, fcinfo, cc->condition == MEETS ? "tagquery" : "tagpath", TAG_COLUMN_PATHS);
}

static bool
labelset_open(ColumnCondition *cc, FunctionCallInfo fcinfo)
{
	return open_condition(cc, fcinfo, "tagquery", TAG_COLUMN_LOGS);
}

static void
close_condition(ColumnCondition *cc)
{
	tag_statistics_close(cc->statistics);
}

static Guess
guess_condition(const ColumnCondition *cc, Datum value)
{
	TagStatistics *stats = cc->statistics;
	struct varlena *v = (struct varlena *) PG_DETOAST_DATUM_PACKED(value);

	switch ((Condition) cc->condition)
	{
		case COVERS:
			return tag_covers_guess(stats, v);
		case COVERED:
			return tag_covered_guess(stats, v);
		case OVERLAPS:
			return tag_overlaps_guess(stats, v);
		case MEETS:
			return tag_query_guess(stats, query_plan(v));
		default:
			v = DatumGetTagpathP(PointerGetDatum(v));
			return cc->condition == CONTAINS ?
				tag_ancestors_guess(stats, TAGPATH_DATA(v), TAGPATH_LEN(v)) :
				tag_path_guess(stats, TAGPATH_DATA(v), TAGPATH_LEN(v), false);
	}
}

static const Estimator tagset_estimator = {tagset_open, guess_condition, close_condition};
static const Estimator tagpath_estimator = {tagpath_open, guess_condition, close_condition};
static const Estimator labelset_estimator = {labelset_open, guess_condition, close_condition};

SELECTIVITY_FUNCTIONS(tagset_covers, &tagset_estimator, COVERS, COVERED)
SELECTIVITY_FUNCTIONS(tagset_covered, &tagset_estimator, COVERED, COVERS)
SELECTIVITY_FUNCTIONS(tagset_overlaps, &tagset_estimator, OVERLAPS, OVERLAPS)
SELECTIVITY_FUNCTIONS(tagset_meets, &tagset_estimator, MEETS, MEETS)
SELECTIVITY_FUNCTIONS(tagpath_within, &tagpath_estimator, WITHIN, CONTAINS)
SELECTIVITY_FUNCTIONS(tagpath_contains, &tagpath_estimator, CONTAINS, WITHIN)
SELECTIVITY_FUNCTIONS(tagpath_meets, &tagpath_estimator, MEETS, MEETS)
SELECTIVITY_FUNCTIONS(labelset_meets, &labelset_estimator, MEETS, MEETS)
