/*
 * taxonomy_hint.c
 *	  Known names near one that is not known.
 */
#include "taxonomy/taxonomy_problem.h"

#include "miscadmin.h"

#include "text/path.h"
#include "text/quote.h"

#define HINT_NAMES 10			/* names in a hint */

const char *
taxonomy_path_text(const char *path, int len)
{
	StringInfoData out;

	initStringInfo(&out);
	quote_path(&out, path, len, path_specials);
	return out.data;
}

static const char *
node_text(const Taxonomy *taxonomy, uint32 node)
{
	char		path[FACTAG_MAX_PATH];

	return taxonomy_path_text(path, tree_path(&taxonomy->tree, node, path));
}

/*
 * Collects the declared children of a node that stand around a segment in the order,
 * HINT_NAMES at most; returns how many there are in all.
 */
static uint32
near_children(const Taxonomy *taxonomy, uint32 parent, const char *segment, int len, uint32 *names, int *nnames)
{
	const TaxonomyTree *tree = &taxonomy->tree;
	uint32		end = parent == TREE_NONE ? tree->nnodes : tree->nodes[parent].end;
	uint32		total = 0;
	int			before = 0;
	int			after = 0;
	uint32		earlier[HINT_NAMES];	/* the last ones before it, in a ring */
	uint32		later[HINT_NAMES];
	int			from;

	for (uint32 i = parent == TREE_NONE ? 0 : parent + 1; i < end; i = tree->nodes[i].end)
	{
		const TreeNode *node = &tree->nodes[i];

		CHECK_FOR_INTERRUPTS();
		if (!(node->flags & TREE_DECLARED))
			continue;
		total++;
		if (path_compare(tree_segment(tree, node), node->seglen, segment, len) < 0)
			earlier[before++ % HINT_NAMES] = i;
		else if (after < HINT_NAMES)
			later[after++] = i;
	}
	/* half of them from before, or more if there are fewer after */
	from = Min(before, Max(HINT_NAMES / 2, HINT_NAMES - after));
	*nnames = 0;
	for (int i = before - from; i < before; i++)
		names[(*nnames)++] = earlier[i % HINT_NAMES];
	for (int i = 0; i < after && *nnames < HINT_NAMES; i++)
		names[(*nnames)++] = later[i];
	return total;
}

const char *
taxonomy_unknown_hint(const Taxonomy *taxonomy, const char *path, int len)
{
	const TaxonomyTree *tree = &taxonomy->tree;
	StringInfoData out;
	uint32		names[HINT_NAMES];
	int			nnames;
	uint32		total;
	int			matched;
	uint32		node = tree_find(tree, path, len, &matched);
	const char *segment;

	while (node != TREE_NONE && !(tree->nodes[node].flags & TREE_DECLARED))
	{
		matched = path_parent(path, matched);
		node = tree->nodes[node].parent;
	}
	segment = matched > 0 ? path + matched + 1 : path;
	total = near_children(taxonomy, node, segment, path_segment_end(segment, path + len) - segment, names, &nnames);
	initStringInfo(&out);
	if (total == 0 && node == TREE_NONE)
		return "the taxonomy declares no tags";
	if (total == 0)
		appendStringInfo(&out, "nothing is known below %s", node_text(taxonomy, node));
	else if (node == TREE_NONE)
		appendStringInfoString(&out, "known at the top: ");
	else
		appendStringInfo(&out, "known below %s: ", node_text(taxonomy, node));
	for (int i = 0; i < nnames; i++)
		appendStringInfo(&out, "%s%s", i > 0 ? ", " : "", node_text(taxonomy, names[i]));
	if (total > (uint32) nnames)
		appendStringInfo(&out, ", and %u more", total - nnames);
	return out.data;
}
