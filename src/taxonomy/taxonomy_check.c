/*
 * taxonomy_check.c
 *	  What the lines of a taxonomy must be together; see taxonomy_check.h.
 */
#include "taxonomy/taxonomy_check.h"

#include "miscadmin.h"
#include "utils/memutils.h"

#include "taxonomy/taxonomy_circle.h"
#include "taxonomy/taxonomy_compile.h"
#include "taxonomy/taxonomy_names.h"
#include "text/path.h"
#include "text/quote.h"

typedef struct Check
{
	Lexer	   *lx;
	Taxonomy   *taxonomy;
	TaxonomySource source;
} Check;

/* A path as errors show it. */
static const char *
path_name(const char *path, int len)
{
	StringInfoData out;

	initStringInfo(&out);
	quote_path(&out, path, len, path_specials);
	return lex_clip(out.data);
}

static const char *
node_name(const Check *check, uint32 node)
{
	char		path[FACTAG_MAX_PATH];

	return path_name(path, tree_path(&check->taxonomy->tree, node, path));
}

/* Reports an error about a byte of the input; returns false. */
static bool
fail(const Check *check, int sqlstate, uint32 at, const char *hint, const char *detail)
{
	return lex_fail_code(check->lx, sqlstate, check->lx->input + at, hint, "%s", detail);
}

/* an attribute of a term that has several lines */
typedef struct LineAttribute
{
	const TermAttribute *attribute;
	int			line;
} LineAttribute;

/* qsort: by what they are about, then by line */
static int
compare_line_attributes(const void *a, const void *b)
{
	const LineAttribute *x = a;
	const LineAttribute *y = b;
	int			c = term_attribute_compare(x->attribute, y->attribute);

	return c ? c : x->line < y->line ? -1 : x->line > y->line;
}

/* Refuses a term whose lines say different things. */
static bool
check_twins(const Check *check, uint32 node)
{
	const TaxonomySource *source = &check->source;
	int			n = 0;
	LineAttribute *attributes;
	bool		ok = true;

	for (uint32 i = source->first[node]; i != TREE_NONE; i = source->next[i])
		n += source->text->lines[i].nattributes;
	attributes = palloc_extended(sizeof(LineAttribute) * Max(n, 1), MCXT_ALLOC_HUGE);
	n = 0;
	for (uint32 i = source->first[node]; i != TREE_NONE; i = source->next[i])
	{
		const TaxonomyLine *line = &source->text->lines[i];

		for (int j = 0; j < line->nattributes; j++)
			attributes[n++] = (LineAttribute) {&line->attributes[j], i};
	}
	qsort(attributes, n, sizeof(LineAttribute), compare_line_attributes);
	for (int i = 1; i < n && ok; i++)
	{
		const TermAttribute *a = attributes[i - 1].attribute;
		const TermAttribute *b = attributes[i].attribute;

		if (term_attribute_compare(a, b) == 0 && !term_attribute_same(a, b))
			ok = fail(check, ERRCODE_DUPLICATE_OBJECT, b->at, NULL,
					  psprintf("The tag %s has another value for %s on another line.", node_name(check, node),
							   term_attribute_full_name(b)));
		else if (a->kind == TERM_STATIC && b->kind == TERM_DYNAMIC)
			ok = fail(check, ERRCODE_DUPLICATE_OBJECT, Max(a->at, b->at), "A static tag never ends, a dynamic one always does.",
					  psprintf("The tag %s is static on one line and dynamic on another.", node_name(check, node)));
	}
	pfree(attributes);
	return ok;
}

/* Refuses a term, or the source of an implication, that an alias renames. */
static bool
check_renamed(const Check *check, const TaxonomyLine *line, uint32 node)
{
	uint32		alias = check->taxonomy->tree.nodes[node].alias;

	if (alias == TREE_NONE || line->type == LINE_ALIAS)
		return true;
	if (line->type == LINE_TERM)
		return fail(check, ERRCODE_INVALID_PARAMETER_VALUE, line->name.at, "Declare the target of the alias instead.",
					psprintf("A term stands at or below %s, which is an alias.", node_name(check, alias)));
	return fail(check, ERRCODE_INVALID_PARAMETER_VALUE, line->name.at, "Write the implication from the target of the alias.",
				psprintf("An implication begins at or below %s, which is an alias.", node_name(check, alias)));
}

/* Refuses a target at or below the source of its link. */
static bool
check_target_place(const Check *check, const TaxonomyName *name, uint32 source, uint32 target)
{
	if (!tree_within(&check->taxonomy->tree, target, source))
		return true;
	return fail(check, ERRCODE_INVALID_PARAMETER_VALUE, name->at, NULL,
				psprintf("The target %s stands at or below the source of its link.", node_name(check, target)));
}

/* Refuses a target that is not known. An old name is known if what it means is. */
static bool
check_target_known(const Check *check, const TaxonomyLine *line, const TaxonomyName *name, uint32 source, uint32 target)
{
	Taxonomy   *taxonomy = check->taxonomy;
	NameList	list;
	bool		ok = true;

	/* an alias means its targets, which have their own lines: a long chain is not followed from each of its links */
	if (taxonomy->tree.nodes[target].flags & TREE_ALIAS)
		return true;
	names_init(&list);
	names_add_meaning(&list, taxonomy, name->path, name->len, line->type == LINE_ALIAS ? source : TREE_NONE);
	for (int i = 0; i < list.n && ok; i++)
	{
		const ReachedName *reached = &list.names[i];
		int			matched;
		uint32		node;
		NameStatus	status;
		const char *segment;
		int			len;
		int			rule;

		if (!reached->final)
			continue;
		node = tree_find(&taxonomy->tree, reached->path, reached->len, &matched);
		status = taxonomy_name_status(taxonomy, reached->len, node, matched);
		if (status == NAME_UNKNOWN)
			ok = fail(check, ERRCODE_UNDEFINED_OBJECT, name->at, "Declare it, or make a tag above it open. Lines for another taxonomy are joined to it as text: taxonomy || text 'a -> b'.",
					  psprintf("The target %s is not known.", path_name(reached->path, reached->len)));
		else if (status == NAME_OPEN &&
				 !taxonomy_names_match(taxonomy, reached->path, reached->len, node, matched, &segment, &len, &rule))
			ok = fail(check, ERRCODE_INVALID_PARAMETER_VALUE, name->at, NULL,
					  psprintf("In the target, %s does not match the naming rule /%s/.", path_name(segment, len),
							   lex_clip(taxonomy->rules[rule].pattern)));
	}
	return ok;
}

/* Refuses a declared node that breaks the naming rule above it; line is the term that declares it. */
static bool
check_node_name(const Check *check, uint32 number, const TaxonomyLine *line)
{
	Taxonomy   *taxonomy = check->taxonomy;
	const TreeNode *node = &taxonomy->tree.nodes[number];
	int			rule = taxonomy_info(taxonomy, node->parent)->rule;
	const char *segment = tree_segment(&taxonomy->tree, node);

	if (taxonomy_rule_matches(taxonomy, rule, segment, node->seglen))
		return true;
	return fail(check, ERRCODE_INVALID_PARAMETER_VALUE, line->name.at, NULL,
				psprintf("The name %s does not match the naming rule /%s/.", path_name(segment, node->seglen),
						 lex_clip(taxonomy->rules[rule].pattern)));
}

/* Checks each term with its lines, and the names of its ancestors that are not checked yet. */
static bool
check_terms(const Check *check)
{
	const TaxonomySource *source = &check->source;
	const TreeNode *nodes = check->taxonomy->tree.nodes;
	bool	   *checked = palloc0(Max(check->taxonomy->tree.nnodes, 1));
	bool		ok = true;

	for (int i = 0; i < source->text->nlines && ok; i++)
	{
		const TaxonomyLine *line = &source->text->lines[i];
		uint32		node = source->node[i];

		CHECK_FOR_INTERRUPTS();
		if (line->type != LINE_TERM)
			continue;
		if (source->first[node] == (uint32) i && source->next[i] != TREE_NONE)
			ok = check_twins(check, node);
		for (uint32 n = node; n != TREE_NONE && !checked[n] && ok; n = nodes[n].parent)
		{
			ok = check_node_name(check, n, line);
			checked[n] = true;
		}
	}
	pfree(checked);
	return ok;
}

/* Checks the places of links and of what they rename. */
static bool
check_places(const Check *check)
{
	const TaxonomySource *source = &check->source;
	uint32		target = 0;

	for (int i = 0; i < source->text->nlines; i++)
	{
		const TaxonomyLine *line = &source->text->lines[i];
		uint32		node = source->node[i];

		CHECK_FOR_INTERRUPTS();
		if (node != TREE_NONE && !check_renamed(check, line, node))
			return false;
		for (int j = 0; j < line->ntargets; j++)
		{
			if (!check_target_place(check, &line->targets[j], node, source->targets[target++]))
				return false;
		}
	}
	return true;
}

/* Refuses arrows that lead in a circle, at the first of their lines. */
static bool
check_circles(const Check *check)
{
	const TaxonomySource *source = &check->source;
	uint32	   *circle = taxonomy_circles(check->taxonomy);

	for (int i = 0; circle && i < source->text->nlines; i++)
	{
		const TaxonomyLine *line = &source->text->lines[i];

		if (!taxonomy_line_is_link(line) || circle[source->node[i]] == TREE_NONE)
			continue;
		return fail(check, ERRCODE_INVALID_PARAMETER_VALUE, line->name.at,
					"One arrow leads to another if the target of the first and the source of the second are on one line of descent.",
					circle[source->node[i]] == source->node[i] ?
					psprintf("The arrow from %s leads back to itself.", node_name(check, source->node[i])) :
					psprintf("The arrow from %s leads in a circle, by way of the one from %s.", node_name(check, source->node[i]),
							 node_name(check, circle[source->node[i]])));
	}
	return true;
}

/* Checks that the targets of links are known; arrows do not lead in a circle. */
static bool
check_targets(const Check *check)
{
	const TaxonomySource *source = &check->source;
	MemoryContext context = AllocSetContextCreate(CurrentMemoryContext, "factag targets", ALLOCSET_DEFAULT_SIZES);
	MemoryContext old = MemoryContextSwitchTo(context);
	uint32		target = 0;
	bool		ok = true;

	for (int i = 0; i < source->text->nlines && ok; i++)
	{
		const TaxonomyLine *line = &source->text->lines[i];

		for (int j = 0; j < line->ntargets && ok; j++)
		{
			CHECK_FOR_INTERRUPTS();
			MemoryContextReset(context);
			ok = check_target_known(check, line, &line->targets[j], source->node[i], source->targets[target++]);
		}
	}
	MemoryContextSwitchTo(old);
	/* an error that was saved is in this memory */
	if (ok)
		MemoryContextDelete(context);
	return ok;
}

bool
taxonomy_check(Lexer *lx, const TaxonomyText *text)
{
	MemoryContext context = AllocSetContextCreate(CurrentMemoryContext, "factag taxonomy", ALLOCSET_DEFAULT_SIZES);
	MemoryContext old = MemoryContextSwitchTo(context);
	Check		check = {.lx = lx};
	bool		ok;

	check.taxonomy = taxonomy_compile(text, context, &check.source);
	ok = check_places(&check) && check_circles(&check) && check_targets(&check) && check_terms(&check);
	/* conditions whose names of today are too many or too long */
	if (ok)
		taxonomy_compile_musts(check.taxonomy, text);
	MemoryContextSwitchTo(old);
	/* an error that was saved is in this memory */
	if (ok)
		MemoryContextDelete(context);
	return ok;
}
