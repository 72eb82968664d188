/*
 * taxonomy_tree.h
 *	  The paths that a taxonomy names, with all their ancestors, as a tree: an array
 *	  of nodes in preorder, so that a subtree is a range, and a hash table from a
 *	  parent and a segment to the child.
 */
#ifndef FACTAG_TAXONOMY_TREE_H
#define FACTAG_TAXONOMY_TREE_H

#include "factag.h"

/* bytes of a name; one segment more than a path, which a policy puts before the names of a side */
#define TREE_MAX_PATH (FACTAG_MAX_PATH + FACTAG_MAX_SEGMENT + 1)

/* instead of a node's number: there is none */
#define TREE_NONE PG_UINT32_MAX

#define TREE_DECLARED	0x01	/* a term, or an ancestor of one */
#define TREE_EXCLUSIVE	0x02
#define TREE_ALIAS		0x04	/* source of an alias */
#define TREE_IMPLIES	0x08	/* source of an implication */

/* The last four are filled by taxonomy_compile.c: numbers of the nearest such thing at or above. */
typedef struct TreeNode
{
	uint32		parent;			/* or TREE_NONE */
	uint32		segment;		/* its place in the tree's names */
	uint32		end;			/* the first node after its subtree */
	uint8		seglen;
	uint8		flags;
	uint16		depth;			/* 1 at the top */
	uint32		info;			/* what is inherited, at this node */
	uint32		alias;			/* a node with TREE_ALIAS */
	uint32		implies;		/* a node with TREE_IMPLIES */
	uint32		exclusive;		/* a node with TREE_EXCLUSIVE */
} TreeNode;

StaticAssertDecl(sizeof(TreeNode) == 32, "a tree of a million nodes must be small");
StaticAssertDecl(FACTAG_MAX_SEGMENT <= PG_UINT8_MAX && TREE_MAX_PATH <= PG_UINT16_MAX,
				 "a node's numbers must fit");

/*
 * The segments of a tree. If the text that the paths were read from is there as long as
 * the tree, a segment that is written there as it is is not copied. Places from textlen on
 * are in "others".
 */
typedef struct TreeNames
{
	const char *text;
	uint32		textlen;		/* 0 if there is no text */
	char	   *others;
} TreeNames;

static inline const char *
tree_name(const TreeNames *names, uint32 place)
{
	return place < names->textlen ? names->text + place : names->others + (place - names->textlen);
}

typedef struct TaxonomyTree
{
	uint32		nnodes;
	TreeNode   *nodes;
	TreeNames	names;
	uint32	   *table;			/* of node numbers, TREE_NONE where empty */
	uint32		mask;			/* its size - 1 */
} TaxonomyTree;

typedef struct TreeBuilder TreeBuilder;

/*
 * Begins to make a tree of about so many nodes, in the current memory context. The tree
 * points into the text, unless that is NULL.
 */
extern TreeBuilder *tree_begin(uint32 expected, const char *text, uint32 textlen);

/*
 * Adds a path, written from byte "at" of the text on, and its ancestors; returns a number of
 * the builder.
 */
extern uint32 tree_add(TreeBuilder *builder, const char *path, int len, uint32 at);

/* The number of nodes so far. */
extern uint32 tree_builder_count(const TreeBuilder *builder);

/*
 * Makes the tree in the current memory context, and an array that has the node for
 * each number of the builder.
 */
extern void tree_finish(TreeBuilder *builder, TaxonomyTree *tree, uint32 **nodes);

/* The child of a node, or a node at the top for TREE_NONE; TREE_NONE if there is none. */
extern uint32 tree_child(const TaxonomyTree *tree, uint32 parent, const char *segment, int len);

/* The deepest node at or above a path, and the bytes of its own path; TREE_NONE and 0 if there is none. */
extern uint32 tree_find(const TaxonomyTree *tree, const char *path, int len, int *matched);

/* The segment of a node, of seglen bytes. */
static inline const char *
tree_segment(const TaxonomyTree *tree, const TreeNode *node)
{
	return tree_name(&tree->names, node->segment);
}

/* Writes a node's path into buf, which has room for the longest path that was added; returns its length. */
extern int	tree_path(const TaxonomyTree *tree, uint32 node, char *buf);

/* Whether a node is another one or below it. */
static inline bool
tree_within(const TaxonomyTree *tree, uint32 node, uint32 top)
{
	return node >= top && node < tree->nodes[top].end;
}

#endif							/* FACTAG_TAXONOMY_TREE_H */
