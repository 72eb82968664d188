/*
 * taxonomy_rename.c
 *	  Old names in a query; see taxonomy_rename.h.
 */
#include "taxonomy/taxonomy_rename.h"

#include "miscadmin.h"

#include "query/query_parse.h"
#include "taxonomy/taxonomy_names.h"
#include "text/path.h"

int
taxonomy_literal_head(const char *pattern, int len)
{
	const char *end = pattern + len;
	int			head = 0;

	for (const char *p = pattern; p < end;)
	{
		const char *stop = path_segment_end(p, end);

		for (const char *q = p; q < stop; q++)
		{
			if ((unsigned char) *q <= FACTAG_REGEX)
				return head;
		}
		head = stop - pattern;
		p = stop + 1;
	}
	return head;
}

/* Whether a path is an old name. */
static bool
is_old(const Taxonomy *taxonomy, const char *path, int len)
{
	int			matched;

	return taxonomy_alias(taxonomy, tree_find(&taxonomy->tree, path, len, &matched), TREE_NONE) != TREE_NONE;
}

/* A filter on the path itself with the names of today; the filter if it has no old one. */
static QueryFilter
rename_filter(const Taxonomy *taxonomy, const QueryFilter *filter)
{
	QueryFilter result = *filter;
	NameList	list;
	bool		any = false;

	for (int i = 0; filter->attribute == ATTRIBUTE_PATH && i < filter->nvalues; i++)
	{
		int			len;
		const char *path = attribute_text(filter->values[i], &len);

		any |= is_old(taxonomy, path, len);
	}
	if (!any)
		return result;
	names_init(&list);
	for (int i = 0; i < filter->nvalues; i++)
	{
		int			len;
		const char *path = attribute_text(filter->values[i], &len);

		names_add_meaning(&list, taxonomy, path, len, TREE_NONE);
	}
	result.nvalues = 0;
	result.values = palloc(sizeof(AttributeValue) * list.n);
	for (int i = 0; i < list.n; i++)
	{
		if (list.names[i].final)
			result.values[result.nvalues++] = attribute_make_text(list.names[i].path, list.names[i].len);
	}
	if (result.nvalues > FACTAG_MAX_VALUES)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("a filter on old names would have more than %d values", FACTAG_MAX_VALUES),
				 errhint("Write the filter with fewer values, or as several terms.")));
	return result;
}

/* The term, or a copy whose filters have the names of today. */
static QueryNode *
rename_filters(const Taxonomy *taxonomy, QueryNode *term)
{
	QueryNode  *node = NULL;

	for (int i = 0; i < term->nfilters; i++)
	{
		QueryFilter filter = rename_filter(taxonomy, &term->filters[i]);

		if (filter.values == term->filters[i].values)
			continue;
		if (!node)
		{
			node = query_term(term->pattern, term->patternlen, term->exact);
			node->nfilters = term->nfilters;
			node->filters = palloc(sizeof(QueryFilter) * term->nfilters);
			memcpy(node->filters, term->filters, sizeof(QueryFilter) * term->nfilters);
		}
		node->filters[i] = filter;
	}
	return node ? node : term;
}

/* A term with another pattern. */
static QueryNode *
with_pattern(const QueryNode *term, const char *pattern, int len)
{
	QueryNode  *node = query_term(pattern, len, term->exact);

	node->nfilters = term->nfilters;
	node->filters = term->filters;
	return node;
}

/* The term with today's names. */
static QueryNode *
rename_term(const Taxonomy *taxonomy, QueryNode *term)
{
	int			head = taxonomy_literal_head(term->pattern, term->patternlen);
	NameList	list;
	QueryNode **terms;
	int			n = 0;

	term = rename_filters(taxonomy, term);
	if (!is_old(taxonomy, term->pattern, head))
		return term;
	names_init(&list);
	names_add_meaning(&list, taxonomy, term->pattern, head, TREE_NONE);
	terms = palloc(sizeof(QueryNode *) * list.n);
	for (int i = 0; i < list.n; i++)
	{
		char		pattern[FACTAG_MAX_PATH];
		int			len;

		if (!list.names[i].final)
			continue;
		len = path_rebase(term->pattern, term->patternlen, head, list.names[i].path, list.names[i].len, pattern);
		terms[n++] = with_pattern(term, pattern, len);
	}
	return query_combine(QUERY_AND, terms, n);
}

QueryNode *
taxonomy_rename(const Taxonomy *taxonomy, QueryNode *query)
{
	QueryNode **children;
	bool		changed = false;

	check_stack_depth();
	CHECK_FOR_INTERRUPTS();
	if (query->type == QUERY_TERM)
		return rename_term(taxonomy, query);
	children = palloc(sizeof(QueryNode *) * query->nchildren);
	for (int i = 0; i < query->nchildren; i++)
	{
		children[i] = taxonomy_rename(taxonomy, query->children[i]);
		changed |= children[i] != query->children[i];
	}
	if (!changed)
		return query;
	switch (query->type)
	{
		case QUERY_NOT:
			return query_not(children[0]);
		case QUERY_AT:
			return query_at(children[0], query->timestamp);
		case QUERY_COUNT:
			return query_count(query->least, children, query->nchildren);
		default:
			return query_combine(query->type, children, query->nchildren);
	}
}
