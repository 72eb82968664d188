/*
 * query_path_filter.h
 *	  The filter "path" of a term, which compares the path of the element itself:
 *	  [path=a|b] is passed at or below a or b, [path!=a|b] everywhere else.
 */
#ifndef FACTAG_QUERY_PATH_FILTER_H
#define FACTAG_QUERY_PATH_FILTER_H

#include "query/query.h"

/* Whether an element at a path passes a filter. */
extern bool path_filter_passes(const QueryFilter *filter, const char *path, int len);

/* which of the paths at and below a path pass filters */
typedef enum PathScope
{
	PATHS_NONE,
	PATHS_SOME,					/* perhaps some, but not all */
	PATHS_ALL
} PathScope;

/* Returns which of the paths at and below a path pass those of n filters that are on the path. */
extern PathScope path_filters_scope(const QueryFilter *filters, int n, const char *path, int len);

/*
 * A filter on the path as it is needed with a literal pattern: a[path=a/b] is a/b,
 * and a[path!=x] is a. Returns false if the filter is not needed, perhaps because
 * the pattern has become the only path that the filter had. Else the filter is
 * left with the paths below the pattern only; with none, and "=", if no path that
 * the pattern matches passes.
 */
extern bool path_filter_simplify(QueryFilter *filter, const char **pattern, int *len, bool exact);

#endif							/* FACTAG_QUERY_PATH_FILTER_H */
