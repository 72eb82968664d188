/*
 * tagpath_query.c
 *	  A single path as the subject of a query: a set of one, without attributes.
 */
#include "tagpath/tagpath.h"

#include "query/query_eval.h"
#include "text/path.h"

typedef struct PathSubject
{
	QuerySubject subject;		/* first */
	bool		done;
} PathSubject;

static bool
path_has(QuerySubject *subject, const char *path, int len, bool exact)
{
	return path_within(subject->path, subject->len, path, len) && (!exact || subject->len == len);
}

static void
path_start(QuerySubject *subject, const QueryTerm *term)
{
	(void) term;
	((PathSubject *) subject)->done = false;
}

static bool
path_next(QuerySubject *subject)
{
	PathSubject *one = (PathSubject *) subject;
	bool		more = !one->done;

	one->done = true;
	return more;
}

static bool
path_attribute(QuerySubject *subject, Attribute which, AttributeValue *value)
{
	(void) subject;
	value->number = 1;
	return which == ATTRIBUTE_WEIGHT;
}

static Datum
meets(FunctionCallInfo fcinfo, int patharg, int queryarg)
{
	const QueryPlan *plan = query_plan_cached(fcinfo, queryarg);
	struct varlena *path = PG_GETARG_TAGPATH_P(patharg);
	PathSubject one = {
		.subject = {
			.has = path_has,
			.start = path_start,
			.next = path_next,
			.attribute = path_attribute,
			.path = TAGPATH_DATA(path),
			.len = TAGPATH_LEN(path)
		}
	};

	PG_RETURN_BOOL(query_matches(plan, &one.subject));
}

PG_FUNCTION_INFO_V1(tagpath_meets);
Datum
tagpath_meets(PG_FUNCTION_ARGS)
{
	return meets(fcinfo, 0, 1);
}

/* SQL's tagquery_met_by(tagquery, tagpath) */
PG_FUNCTION_INFO_V1(tagquery_met_by_path);
Datum
tagquery_met_by_path(PG_FUNCTION_ARGS)
{
	return meets(fcinfo, 1, 0);
}
