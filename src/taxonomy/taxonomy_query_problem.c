/*
 * taxonomy_query_problem.c
 *	  Names in a query that are not known, old or deprecated; see taxonomy_problem.h.
 */
#include "taxonomy/taxonomy_problem.h"

#include "miscadmin.h"

#include "taxonomy/taxonomy_names.h"
#include "taxonomy/taxonomy_rename.h"

typedef struct Scan
{
	const Taxonomy *taxonomy;
	ProblemCallback callback;
	void	   *arg;
} Scan;

/* Reports what is wrong with one name of today that a name in the query means. */
static void
check_meaning(const Scan *scan, const char *text, const char *path, int len, bool renamed)
{
	int			matched;
	uint32		node = tree_find(&scan->taxonomy->tree, path, len, &matched);
	const TaxonomyInfo *info = taxonomy_info(scan->taxonomy, node);
	TaxonomyProblem problem = {.tag = text};

	if (taxonomy_name_status(scan->taxonomy, len, node, matched) == NAME_UNKNOWN)
	{
		problem.problem = "unknown";
		problem.error = true;
		problem.detail = renamed ? psprintf("means %s", taxonomy_path_text(path, len)) : NULL;
		problem.hint = taxonomy_unknown_hint(scan->taxonomy, path, len);
		scan->callback(scan->arg, &problem);
	}
	if (info->deprecated)
	{
		problem.problem = "deprecated";
		problem.error = false;
		problem.detail = info->deprecation;
		problem.hint = info->deprecation ? info->deprecation : "use another tag for what is new";
		scan->callback(scan->arg, &problem);
	}
}

/* Reports what is wrong with a name in the query. */
static void
check_name(const Scan *scan, const char *path, int len)
{
	const char *text = taxonomy_path_text(path, len);
	NameList	list;
	StringInfoData names;
	TaxonomyProblem problem = {.problem = "alias", .tag = text};
	bool		renamed;

	names_init(&list);
	names_add_meaning(&list, scan->taxonomy, path, len, TREE_NONE);
	renamed = list.n > 2;
	initStringInfo(&names);
	for (int i = 0; i < list.n; i++)
	{
		const ReachedName *name = &list.names[i];

		if (!name->final)
			continue;
		check_meaning(scan, text, name->path, name->len, renamed);
		appendStringInfo(&names, "%s%s", names.len > 0 ? ", " : "", taxonomy_path_text(name->path, name->len));
	}
	if (!renamed)
		return;
	problem.detail = psprintf("means %s", names.data);
	problem.hint = psprintf("write %s", names.data);
	scan->callback(scan->arg, &problem);
}

/* Checks the names of a term: its literal beginning, and those of filters on the path. */
static void
check_term(const Scan *scan, const QueryNode *term)
{
	int			head = taxonomy_literal_head(term->pattern, term->patternlen);

	if (head > 0)
		check_name(scan, term->pattern, head);
	for (int i = 0; i < term->nfilters; i++)
	{
		const QueryFilter *filter = &term->filters[i];

		for (int j = 0; filter->attribute == ATTRIBUTE_PATH && j < filter->nvalues; j++)
		{
			int			len;
			const char *path = attribute_text(filter->values[j], &len);

			check_name(scan, path, len);
		}
	}
}

static void
check_node(const Scan *scan, const QueryNode *node)
{
	check_stack_depth();
	CHECK_FOR_INTERRUPTS();
	if (node->type == QUERY_TERM)
		check_term(scan, node);
	for (int i = 0; i < node->nchildren; i++)
		check_node(scan, node->children[i]);
}

void
taxonomy_find_query_problems(const Taxonomy *taxonomy, const QueryNode *query, ProblemCallback callback, void *arg)
{
	Scan		scan = {taxonomy, callback, arg};

	check_node(&scan, query);
}
