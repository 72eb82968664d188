/*
 * query_copy.c
 *	  Copies of the terms of a query; see query_copy.h.
 */
#include "query/query_copy.h"

/* a palloc'd copy of bytes */
static void *
copy_bytes(const void *from, Size size)
{
	return memcpy(palloc(size), from, size);
}

/* Gives a filter values of its own. */
static void
copy_values(QueryFilter *filter)
{
	Duration  **relative = filter->relative;

	if (filter->nvalues == 0)
		return;
	filter->values = copy_bytes(filter->values, sizeof(AttributeValue) * filter->nvalues);
	if (relative)
		filter->relative = copy_bytes(relative, sizeof(Duration *) * filter->nvalues);
	for (int i = 0; i < filter->nvalues; i++)
	{
		if (relative && relative[i])
			filter->relative[i] = copy_bytes(relative[i], sizeof(Duration));
		else if (attribute_is_text(&attribute_defs[filter->attribute]))
		{
			int			len;
			const char *text = attribute_text(filter->values[i], &len);

			filter->values[i] = attribute_make_text(text, len);
		}
	}
}

QueryNode *
query_copy_term(const QueryNode *term)
{
	QueryNode  *copy = copy_bytes(term, sizeof(QueryNode));

	Assert(term->type == QUERY_TERM);
	copy->pattern = copy_bytes(term->pattern, term->patternlen);
	if (term->nfilters == 0)
		return copy;
	copy->filters = copy_bytes(term->filters, sizeof(QueryFilter) * term->nfilters);
	for (int i = 0; i < term->nfilters; i++)
		copy_values(&copy->filters[i]);
	return copy;
}
