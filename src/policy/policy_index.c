/*
 * policy_index.c
 *	  The tree of names of a policy; see policy_index.h.
 */
#include "policy/policy_index.h"

#include "miscadmin.h"
#include "utils/memutils.h"

/* the names below which the sides are; they are part of the language */
static const char *const base_names[POLICY_LOGS + 1] = {
	[SIDE_ACTOR] = "actor", [SIDE_CONTEXT] = "context"
};

#define MAX_BASE 8				/* bytes of a base, with the separator after it */

/* a name below which a side is not seen */
typedef struct Hidden
{
	uint32		node;			/* a number of the builder */
	PolicySide	side;
} Hidden;

typedef struct PolicyIndex
{
	PolicyProgram *program;
	TreeBuilder *builder;
	uint32	   *nodes;			/* for each term a number of the builder, or TREE_NONE */
	uint32		base[POLICY_LOGS + 1];	/* the same */
	uint32		nhidden;
	Hidden	   *hidden;
} PolicyIndex;

/* Adds a name of a side to the tree. */
static uint32
add_name(PolicyIndex *index, PolicySide side, const char *path, int len)
{
	const char *base = base_names[side];
	char		name[TREE_MAX_PATH];
	int			baselen = 0;

	if (base)
	{
		baselen = strlen(base);
		memcpy(name, base, baselen);
		name[baselen++] = FACTAG_SEPARATOR;
		Assert(baselen <= MAX_BASE);
	}
	memcpy(name + baselen, path, len);
	return tree_add(index->builder, name, baselen + len, 0);
}

StaticAssertDecl(FACTAG_MAX_PATH + MAX_BASE <= TREE_MAX_PATH, "every name of a side fits into the tree");

static void
hide(PolicyIndex *index, PolicySide side, uint32 node)
{
	index->hidden[index->nhidden++] = (Hidden) {node, side};
}

/*
 * Adds what is not seen: labels of the content and facts that pretend to be another
 * side's, and labels where option "facts" lets only facts be.
 */
static void
add_hidden(PolicyIndex *index, const PolicyText *text)
{
	uint32		n = 0;

	for (int i = 0; i < text->nlines; i++)
	{
		if (text->lines[i].type == POLICY_FACTS)
			n += text->lines[i].nnames;
	}
	index->hidden = palloc_extended(sizeof(Hidden) * ((Size) n * POLICY_LOGS + 4), MCXT_ALLOC_HUGE);
	for (PolicySide side = SIDE_ACTOR; side <= SIDE_CONTEXT; side++)
	{
		index->base[side] = tree_add(index->builder, base_names[side], strlen(base_names[side]), 0);
		hide(index, SIDE_CONTENT, index->base[side]);
		hide(index, SIDE_FACTS, index->base[side]);
	}
	for (int i = 0; i < text->nlines; i++)
	{
		const PolicyLine *line = &text->lines[i];

		for (int j = 0; line->type == POLICY_FACTS && j < line->nnames; j++)
		{
			CHECK_FOR_INTERRUPTS();
			for (PolicySide side = SIDE_CONTENT; side < POLICY_LOGS; side++)
				hide(index, side, add_name(index, side, line->names[j].path, line->names[j].len));
		}
	}
}

/* Makes the places of the nodes and sorts the terms; renumbered gets their new numbers. */
static void
place_terms(PolicyIndex *index, uint32 *renumbered)
{
	PolicyProgram *program = index->program;
	uint32		nnodes = program->tree.nnodes;
	PolicyTerm *sorted = palloc_extended(sizeof(PolicyTerm) * Max(program->nterms, 1), MCXT_ALLOC_HUGE);
	uint32		next = 0;

	/* first a place counts its terms, then it tells where the next one goes */
	for (uint32 i = 0; i < program->nterms; i++)
	{
		if (program->terms[i].node == TREE_NONE)
			program->nheadless++;
		else
			program->places[program->terms[i].node].first++;
	}
	next = program->nheadless;
	for (uint32 i = 0; i < nnodes; i++)
	{
		uint32		count = program->places[i].first;

		program->places[i].first = next;
		next += count;
	}
	next = 0;
	for (uint32 i = 0; i < program->nterms; i++)
	{
		uint32		node = program->terms[i].node;

		renumbered[i] = node == TREE_NONE ? next++ : program->places[node].first++;
		sorted[renumbered[i]] = program->terms[i];
		if (sorted[renumbered[i]].query)
			sorted[renumbered[i]].query->index = renumbered[i];
	}
	/* each place now tells where the next node's terms begin */
	for (uint32 i = nnodes; i > 0; i--)
		program->places[i].first = program->places[i - 1].first;
	program->places[0].first = program->nheadless;
	if (program->terms)
		pfree(program->terms);
	program->terms = sorted;
}

uint32 *
policy_index(PolicyProgram *program, const PolicyText *text, const PolicyHead *heads, MemoryContext temporary)
{
	PolicyIndex		index = {.program = program};
	MemoryContext own = MemoryContextSwitchTo(temporary);
	uint32	   *renumbered = palloc_extended(sizeof(uint32) * Max(program->nterms, 1), MCXT_ALLOC_HUGE);
	uint32	   *nodes;

	index.builder = tree_begin(program->nterms, NULL, 0);
	index.nodes = palloc_extended(sizeof(uint32) * Max(program->nterms, 1), MCXT_ALLOC_HUGE);
	for (uint32 i = 0; i < program->nterms; i++)
	{
		CHECK_FOR_INTERRUPTS();
		index.nodes[i] = heads[i].len > 0 ? tree_add(index.builder, heads[i].path, heads[i].len, 0) : TREE_NONE;
	}
	add_hidden(&index, text);
	MemoryContextSwitchTo(own);
	tree_finish(index.builder, &program->tree, &nodes);
	program->places = palloc0(sizeof(PolicyPlace) * ((Size) program->tree.nnodes + 1));
	for (uint32 i = 0; i < program->nterms; i++)
		program->terms[i].node = index.nodes[i] == TREE_NONE ? TREE_NONE : nodes[index.nodes[i]];
	for (uint32 i = 0; i < index.nhidden; i++)
		program->places[nodes[index.hidden[i].node]].hides |= SIDE_BIT(index.hidden[i].side);
	for (PolicySide side = SIDE_CONTENT; side <= SIDE_FACTS; side++)
		program->base[side] = base_names[side] ? nodes[index.base[side]] : TREE_NONE;
	pfree(nodes);
	place_terms(&index, renumbered);
	return renumbered;
}
