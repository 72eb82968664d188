/*
 * taxonomy_compile.c
 *	  Making a taxonomy ready for use; see taxonomy_compile.h.
 */
#include "taxonomy/taxonomy_compile.h"

#include "miscadmin.h"
#include "utils/memutils.h"

/* a taxonomy while it is made */
typedef struct Compilation
{
	const TaxonomyText *text;
	Taxonomy   *taxonomy;
	TaxonomySource *source;
	int			infos_size;		/* allocated */
	int			rules_size;
} Compilation;

static void *
allocate(Size size)
{
	return palloc_extended(Max(size, 1), MCXT_ALLOC_HUGE);
}

static inline uint32
add_path(TreeBuilder *builder, const TaxonomyName *name)
{
	return tree_add(builder, name->path, name->len, name->at);
}

/* Makes the tree of all names; the numbers in source become nodes. */
static void
make_tree(Compilation *c, MemoryContext temporary)
{
	const TaxonomyText *text = c->text;
	TaxonomySource *source = c->source;
	TreeBuilder *builder;
	uint32	   *nodes;
	uint32		ntargets = 0;
	MemoryContext own = MemoryContextSwitchTo(temporary);

	for (int i = 0; i < text->nlines; i++)
		ntargets += text->lines[i].ntargets;
	builder = tree_begin(text->nlines + Min(ntargets, FACTAG_MAX_TAXONOMY_NAMES), text->stored, text->storedlen);
	source->text = text;
	source->node = allocate(sizeof(uint32) * text->nlines);
	source->targets = allocate(sizeof(uint32) * ntargets);
	ntargets = 0;
	for (int i = 0; i < text->nlines; i++)
	{
		const TaxonomyLine *line = &text->lines[i];

		if (i % 1024 == 0)
			CHECK_FOR_INTERRUPTS();
		if (tree_builder_count(builder) > FACTAG_MAX_TAXONOMY_NAMES)
			ereport(ERROR,
					(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
					 errmsg("a taxonomy has at most %d names, with their ancestors", FACTAG_MAX_TAXONOMY_NAMES),
					 errhint("Split the taxonomy, such as by its top levels.")));
		source->node[i] = line->name.len > 0 ? add_path(builder, &line->name) : TREE_NONE;
		for (int j = 0; j < line->ntargets; j++)
			source->targets[ntargets++] = add_path(builder, &line->targets[j]);
	}
	CHECK_FOR_INTERRUPTS();
	MemoryContextSwitchTo(own);
	tree_finish(builder, &c->taxonomy->tree, &nodes);
	CHECK_FOR_INTERRUPTS();
	for (int i = 0; i < text->nlines; i++)
	{
		if (source->node[i] != TREE_NONE)
			source->node[i] = nodes[source->node[i]];
	}
	for (uint32 i = 0; i < ntargets; i++)
		source->targets[i] = nodes[source->targets[i]];
	pfree(nodes);
}

/* Marks the nodes that lines are about, and chains the lines of each term. */
static void
mark_nodes(Compilation *c, MemoryContext temporary)
{
	const TaxonomyText *text = c->text;
	TaxonomySource *source = c->source;
	TreeNode   *nodes = c->taxonomy->tree.nodes;
	MemoryContext own = MemoryContextSwitchTo(temporary);

	source->first = allocate(sizeof(uint32) * c->taxonomy->tree.nnodes);
	memset(source->first, 0xFF, sizeof(uint32) * c->taxonomy->tree.nnodes);
	source->next = allocate(sizeof(uint32) * text->nlines);
	MemoryContextSwitchTo(own);
	/* from the last line on, so that each chain begins with the first */
	for (int i = text->nlines - 1; i >= 0; i--)
	{
		const TaxonomyLine *line = &text->lines[i];
		uint32		node = source->node[i];

		source->next[i] = TREE_NONE;
		if (line->type == LINE_TERM)
		{
			source->next[i] = source->first[node];
			source->first[node] = i;
			for (uint32 n = node; n != TREE_NONE && !(nodes[n].flags & TREE_DECLARED); n = nodes[n].parent)
				nodes[n].flags |= TREE_DECLARED;
			for (int j = 0; j < line->nattributes; j++)
			{
				if (line->attributes[j].kind == TERM_EXCLUSIVE)
					nodes[node].flags |= TREE_EXCLUSIVE;
			}
		}
		else if (taxonomy_line_is_link(line))
			nodes[node].flags |= line->type == LINE_ALIAS ? TREE_ALIAS : TREE_IMPLIES;
	}
}

/* Adds a naming rule; returns its number. */
static int
add_rule(Compilation *c, const TermAttribute *attribute)
{
	Taxonomy   *taxonomy = c->taxonomy;
	TaxonomyRule *rule;

	if (taxonomy->nrules == c->rules_size)
	{
		c->rules_size = Max(c->rules_size * 2, 4);
		taxonomy->rules = taxonomy->rules ? repalloc_huge(taxonomy->rules, sizeof(TaxonomyRule) * c->rules_size) :
			palloc(sizeof(TaxonomyRule) * c->rules_size);
	}
	rule = &taxonomy->rules[taxonomy->nrules];
	*rule = (TaxonomyRule) {.pattern = pnstrdup(attribute->text, attribute->textlen), .len = attribute->textlen};
	return taxonomy->nrules++;
}

/* Changes what is inherited by what an attribute says. */
static void
apply_attribute(Compilation *c, TaxonomyInfo *info, const TermAttribute *attribute)
{
	switch (attribute->kind)
	{
		case TERM_OPEN:
			info->open = true;
			break;
		case TERM_STATIC:
			info->lifetime = LIFETIME_STATIC;
			break;
		case TERM_DYNAMIC:
			info->lifetime = LIFETIME_DYNAMIC;
			info->duration = NULL;
			if (attribute->duration)
			{
				Duration   *copy = palloc(sizeof(Duration));

				*copy = *attribute->duration;
				info->duration = copy;
			}
			break;
		case TERM_NAME:
			info->rule = add_rule(c, attribute);
			break;
		case TERM_DEPRECATED:
			info->deprecated = true;
			info->deprecation = attribute->text ? pstrdup(attribute->text) : NULL;
			break;
		default:
			break;
	}
}

/* Whether an attribute is inherited and matters here: purposes are only listed. */
static inline bool
is_inherited(const TermAttribute *attribute)
{
	return attribute->kind < TERM_INHERITED && attribute->kind != TERM_PURPOSE;
}

/* Appends an info, a copy of another one; returns its number. */
static int
copy_info(Compilation *c, int from)
{
	Taxonomy   *taxonomy = c->taxonomy;

	if (taxonomy->ninfos == c->infos_size)
	{
		c->infos_size *= 2;
		taxonomy->infos = repalloc_huge(taxonomy->infos, sizeof(TaxonomyInfo) * c->infos_size);
	}
	taxonomy->infos[taxonomy->ninfos] = taxonomy->infos[from];
	return taxonomy->ninfos++;
}

/* Gives a node what it inherits from its parent, and what its terms say. */
static void
inherit(Compilation *c, uint32 number)
{
	TreeNode   *nodes = c->taxonomy->tree.nodes;
	TreeNode   *node = &nodes[number];
	const TreeNode *parent = node->parent == TREE_NONE ? NULL : &nodes[node->parent];
	bool		own = false;

	node->info = parent ? parent->info : 0;
	node->alias = (node->flags & TREE_ALIAS) ? number : parent ? parent->alias : TREE_NONE;
	node->implies = (node->flags & TREE_IMPLIES) ? number : parent ? parent->implies : TREE_NONE;
	node->exclusive = (node->flags & TREE_EXCLUSIVE) ? number : parent ? parent->exclusive : TREE_NONE;
	for (uint32 i = c->source->first[number]; i != TREE_NONE; i = c->source->next[i])
	{
		const TaxonomyLine *line = &c->text->lines[i];

		for (int j = 0; j < line->nattributes; j++)
		{
			if (!is_inherited(&line->attributes[j]))
				continue;
			if (!own)
				node->info = copy_info(c, node->info);
			own = true;
			apply_attribute(c, &c->taxonomy->infos[node->info], &line->attributes[j]);
		}
	}
}

static inline int
compare_source(const TaxonomyLink *a, const TaxonomyLink *b)
{
	return a->source != b->source ? (a->source < b->source ? -1 : 1) : a->target < b->target ? -1 : a->target > b->target;
}

static inline int
compare_target(const TaxonomyLink *a, const TaxonomyLink *b)
{
	return a->target != b->target ? (a->target < b->target ? -1 : 1) : a->source < b->source ? -1 : a->source > b->source;
}

#define ST_SORT sort_by_source
#define ST_ELEMENT_TYPE TaxonomyLink
#define ST_COMPARE(a, b) compare_source(a, b)
#define ST_CHECK_FOR_INTERRUPTS
#define ST_SCOPE static
#define ST_DEFINE
#include "lib/sort_template.h"

#define ST_SORT sort_by_target
#define ST_ELEMENT_TYPE TaxonomyLink
#define ST_COMPARE(a, b) compare_target(a, b)
#define ST_CHECK_FOR_INTERRUPTS
#define ST_SCOPE static
#define ST_DEFINE
#include "lib/sort_template.h"

/* Collects the links, each once. */
static void
make_links(Compilation *c, MemoryContext temporary)
{
	Taxonomy   *taxonomy = c->taxonomy;
	TaxonomyLink *sorted;
	uint32		target = 0;
	uint32		n = 0;

	for (int i = 0; i < c->text->nlines; i++)
		n += c->text->lines[i].ntargets;
	taxonomy->links = allocate(sizeof(TaxonomyLink) * n);
	n = 0;
	for (int i = 0; i < c->text->nlines; i++)
	{
		for (int j = 0; j < c->text->lines[i].ntargets; j++)
			taxonomy->links[n++] = (TaxonomyLink) {c->source->node[i], c->source->targets[target++]};
	}
	sort_by_source(taxonomy->links, n);
	for (uint32 i = 0; i < n; i++)
	{
		if (taxonomy->nlinks == 0 || compare_source(&taxonomy->links[taxonomy->nlinks - 1], &taxonomy->links[i]) != 0)
			taxonomy->links[taxonomy->nlinks++] = taxonomy->links[i];
	}
	taxonomy->by_target = allocate(sizeof(uint32) * taxonomy->nlinks);
	sorted = MemoryContextAllocHuge(temporary, sizeof(TaxonomyLink) * Max(taxonomy->nlinks, 1));
	/* the number of a link stands for its source: both have the same order */
	for (uint32 i = 0; i < taxonomy->nlinks; i++)
		sorted[i] = (TaxonomyLink) {i, taxonomy->links[i].target};
	sort_by_target(sorted, taxonomy->nlinks);
	for (uint32 i = 0; i < taxonomy->nlinks; i++)
		taxonomy->by_target[i] = sorted[i].source;
}

Taxonomy *
taxonomy_compile(const TaxonomyText *text, MemoryContext temporary, TaxonomySource *source)
{
	static uint64 serial = 0;
	Taxonomy   *taxonomy = palloc0(sizeof(Taxonomy));
	Compilation c = {.text = text, .taxonomy = taxonomy, .source = source, .infos_size = 8};

	taxonomy->serial = ++serial;
	taxonomy->code_context = AllocSetContextCreate(CurrentMemoryContext, "factag naming rules", ALLOCSET_SMALL_SIZES);
	taxonomy->infos = palloc0(sizeof(TaxonomyInfo) * c.infos_size);
	taxonomy->ninfos = 1;
	taxonomy->infos[0].rule = -1;
	for (int kind = 0; kind < TERM_INHERITED; kind++)
	{
		if (text->options[kind])
			apply_attribute(&c, &taxonomy->infos[0], text->options[kind]);
	}
	make_tree(&c, temporary);
	mark_nodes(&c, temporary);
	for (uint32 i = 0; i < taxonomy->tree.nnodes; i++)
	{
		if (i % 1024 == 0)
			CHECK_FOR_INTERRUPTS();
		inherit(&c, i);
	}
	make_links(&c, temporary);
	return taxonomy;
}
