/*
 * tagpath_query.c
 *	  A single path as the subject of a query: like a set of one element without
 *	  attributes.
 */
#include "tagpath/tagpath_query.h"

#include "query/query_eval.h"

/* QuerySubject.has, which always knows */
static QueryAnswer
path_has(QuerySubject *subject, const QueryTerm *term)
{
	return query_term_matches(term, subject) ? QUERY_YES : QUERY_NO;
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
path_subject_init(QuerySubject *subject, struct varlena *value)
{
	struct varlena *path = DatumGetTagpathP(PointerGetDatum(value));

	*subject = (QuerySubject) {
		.has = path_has,
		.timeless = true,
		.attribute = path_attribute,
		.path = TAGPATH_DATA(path),
		.len = TAGPATH_LEN(path)
	};
}

QUERY_MATCH_FUNCTION(tagpath_meets, QuerySubject, path_subject_init, 0, 1)

/* SQL's tagquery_met_by(tagquery, tagpath) */
QUERY_MATCH_FUNCTION(tagquery_met_by_path, QuerySubject, path_subject_init, 1, 0)
