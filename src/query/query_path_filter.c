/*
 * query_path_filter.c
 *	  The filter "path" of a term; see query_path_filter.h.
 */
#include "query/query_path_filter.h"

#include "miscadmin.h"

#include "text/path.h"

bool
path_filter_passes(const QueryFilter *filter, const char *path, int len)
{
	for (int i = 0; i < filter->nvalues; i++)
	{
		int			toplen;
		const char *top = attribute_text(filter->values[i], &toplen);

		if (path_within(path, len, top, toplen))
			return filter->op == QUERY_EQ;
	}
	return filter->op == QUERY_NE;
}

/* Returns which of the paths at and below a path pass one filter. */
static PathScope
filter_scope(const QueryFilter *filter, const char *path, int len)
{
	bool		splits = false;	/* a value is below the path */

	CHECK_FOR_INTERRUPTS();
	for (int i = 0; i < filter->nvalues; i++)
	{
		int			toplen;
		const char *top = attribute_text(filter->values[i], &toplen);

		if (path_within(path, len, top, toplen))
			return filter->op == QUERY_EQ ? PATHS_ALL : PATHS_NONE;
		splits = splits || path_within(top, toplen, path, len);
	}
	if (splits)
		return PATHS_SOME;
	return filter->op == QUERY_EQ ? PATHS_NONE : PATHS_ALL;
}

PathScope
path_filters_scope(const QueryFilter *filters, int n, const char *path, int len)
{
	PathScope	scope = PATHS_ALL;

	for (int i = 0; i < n && scope != PATHS_NONE; i++)
	{
		if (filters[i].attribute == ATTRIBUTE_PATH)
			scope = Min(scope, filter_scope(&filters[i], path, len));
	}
	return scope;
}

/* Keeps the values of a filter that are below a path; the others make no difference there. */
static void
keep_values_below(QueryFilter *filter, const char *path, int len)
{
	AttributeValue *kept = palloc(sizeof(AttributeValue) * filter->nvalues);
	int			n = 0;

	for (int i = 0; i < filter->nvalues; i++)
	{
		int			toplen;
		const char *top = attribute_text(filter->values[i], &toplen);

		if (path_within(top, toplen, path, len))
			kept[n++] = filter->values[i];
	}
	filter->values = kept;
	filter->nvalues = n;
}

bool
path_filter_simplify(QueryFilter *filter, const char **pattern, int *len, bool exact)
{
	PathScope	scope = filter_scope(filter, *pattern, *len);

	if (exact && scope == PATHS_SOME)
		scope = path_filter_passes(filter, *pattern, *len) ? PATHS_ALL : PATHS_NONE;
	if (scope == PATHS_ALL)
		return false;
	if (scope == PATHS_NONE)
	{
		filter->op = QUERY_EQ;
		filter->nvalues = 0;
		return true;
	}
	keep_values_below(filter, *pattern, *len);
	if (filter->op != QUERY_EQ || filter->nvalues > 1)
		return true;
	*pattern = attribute_text(filter->values[0], len);
	return false;
}
