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
	int			matched;
	uint32		node = tree_find(&taxonomy->tree, term->pattern, head, &matched);
	NameList	list;
	QueryNode **terms;
	int			n = 0;

	if (taxonomy_alias(taxonomy, node, TREE_NONE) == TREE_NONE)
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
		default:
			return query_combine(query->type, children, query->nchildren);
	}
}
