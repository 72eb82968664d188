/*
 * taxonomy_names.h
 *	  What a name means, and what it implies: following the links of a taxonomy
 *	  forwards.
 *
 *	  The deepest alias source at or above a name is replaced by its targets, again
 *	  until there is none; but no alias applies to what it made itself. Implications
 *	  apply to what a name means; what they make is a name again, with a meaning of
 *	  its own.
 */
#ifndef FACTAG_TAXONOMY_NAMES_H
#define FACTAG_TAXONOMY_NAMES_H

#include "taxonomy/taxonomy.h"

struct name_table_hash;

typedef struct ReachedName
{
	const char *path;
	int			len;
	uint32		made_by;		/* the source of the alias that made it, or TREE_NONE */
	bool		final;			/* no alias applies to it: a name of today */
} ReachedName;

/* the names that were reached, each once; those that are not final are former names */
typedef struct NameList
{
	int			n;
	int			size;
	ReachedName *names;
	struct name_table_hash *table;	/* of them; NULL while they are few */
	uint64		text;			/* bytes of the paths */
	MemoryContext context;		/* of all this */
} NameList;

/* Makes an empty list, which grows in the current memory context. */
extern void names_init(NameList *list);

/*
 * Appends what a name means; made_by is as in ReachedName. 54000 if there are more than
 * FACTAG_MAX_TAXONOMY_STEPS names, or if one is longer than a path can be.
 */
extern void names_add_meaning(NameList *list, const Taxonomy *taxonomy, const char *path, int len, uint32 made_by);

/* Appends a name of today, and then what it implies. */
extern void names_add_implied(NameList *list, const Taxonomy *taxonomy, const char *path, int len);

/* The alias source that applies to a name, TREE_NONE if it is one of today; node is its deepest node. */
static inline uint32
taxonomy_alias(const Taxonomy *taxonomy, uint32 node, uint32 made_by)
{
	const TreeNode *nodes = taxonomy->tree.nodes;
	uint32		alias = node == TREE_NONE ? TREE_NONE : nodes[node].alias;

	if (alias == TREE_NONE || alias != made_by)
		return alias;
	return nodes[alias].parent == TREE_NONE ? TREE_NONE : nodes[nodes[alias].parent].alias;
}

#endif							/* FACTAG_TAXONOMY_NAMES_H */
