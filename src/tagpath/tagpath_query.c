/*
 * tagpath_query.c
 *	  A single path as the subject of a query: like a set of one element without
 *	  attributes.
 */
#include "tagpath/tagpath_query.h"

#include "query/query_eval.h"
#include "text/path.h"

typedef struct PathSubject
{
	QuerySubject subject;		/* first */
	bool		done;			/* the path was read */
} PathSubject;

/* QuerySubject.has */
static QueryAnswer
path_has(QuerySubject *subject, const QueryTerm *term)
{
	bool		within = path_within(subject->path, subject->len, term->pattern, term->patternlen);

	return within && (!term->exact || subject->len == term->patternlen) ? QUERY_YES : QUERY_NO;
}

/* QuerySubject.start */
static void
path_start(QuerySubject *subject, const QueryTerm *term)
{
	(void) term;
	((PathSubject *) subject)->done = false;
}

/* QuerySubject.next */
static bool
path_next(QuerySubject *subject)
{
	PathSubject *one = (PathSubject *) subject;
	bool		more = !one->done;

	one->done = true;
	return more;
}

/* QuerySubject.attribute: only the default weight */
static bool
path_attribute(QuerySubject *subject, Attribute which, AttributeValue *value)
{
	(void) subject;
	value->number = 1;
	return which == ATTRIBUTE_WEIGHT;
}

/* Makes the subject of a path. */
static void
path_subject_init(PathSubject *one, struct varlena *value)
{
	struct varlena *path = DatumGetTagpathP(PointerGetDatum(value));

	one->subject = (QuerySubject) {
		.has = path_has,
		.timeless = true,
		.start = path_start,
		.next = path_next,
		.attribute = path_attribute,
		.path = TAGPATH_DATA(path),
		.len = TAGPATH_LEN(path)
	};
}

QUERY_MATCH_FUNCTION(tagpath_meets, PathSubject, path_subject_init, 0, 1)

/* SQL's tagquery_met_by(tagquery, tagpath) */
QUERY_MATCH_FUNCTION(tagquery_met_by_path, PathSubject, path_subject_init, 1, 0)
