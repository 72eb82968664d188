/*
 * policy_program.h
 *	  A policy made ready for use. policy_compile.h makes one from the lines, and
 *	  policy_run.h evaluates it.
 *
 * The condition of a rule has no "!", so it is a network of gates: a gate is full when
 * enough of its inputs are, all of an "and", one of an "or", N of an "N of". A term is
 * full when an element meets it, and a rule fires when the gate of its whole condition
 * is full. Nothing needs to be done for what is never filled, so that the time follows
 * the elements and not the rules.
 *
 * A term that several conditions have is there once. Terms hang in a tree of names, at
 * the node of the whole segments that they begin with: an element can meet those at the
 * nodes at or above it, and those that begin with a wildcard.
 *
 * What a run has found is marked by the run's number, so that nothing needs to be cleared,
 * not even after an error.
 */
#ifndef FACTAG_POLICY_PROGRAM_H
#define FACTAG_POLICY_PROGRAM_H

#include "factag.h"

#include "datatype/timestamp.h"

#include "label/label_resolve.h"
#include "query/query_plan.h"
#include "taxonomy/taxonomy_tree.h"

/* the logs and the set that a policy sees as one: the actor's labels are below "actor" */
typedef enum PolicySide
{
	SIDE_CONTENT,
	SIDE_ACTOR,
	SIDE_CONTEXT,
	SIDE_FACTS
} PolicySide;

#define POLICY_LOGS SIDE_FACTS	/* the sides that are logs come first */
#define SIDE_BIT(side) (1 << (side))

/* what a term or a gate fills: a gate by its number or, with this bit, a rule */
#define TARGET_RULE 0x80000000u

typedef struct PolicyTerm
{
	QueryTerm  *query;			/* NULL for a bare term that no exemption has */
	uint32		node;			/* where it hangs, TREE_NONE if it begins with a wildcard */
	uint32		first;			/* its targets in the program's targets */
	uint32		ntargets;
	uint32		met;			/* the run in which an element met it */
	uint32		wanted;			/* the collection that looks for all that meet it */
	uint32		link;			/* policy_until.c's */
	bool		bare;			/* a name alone, perhaps with "=" */
	bool		at_node;		/* met at the node alone, not below */
	bool		denies;			/* met by denials alone, not by assertions */
	bool		needs_path;		/* compares whole paths */
	TimestampTz resolved;		/* the timestamp that its relative filters have */
} PolicyTerm;

typedef struct PolicyGate
{
	uint32		target;
	uint32		least;			/* inputs that fill it */
	uint32		run;			/* in which filled counts */
	uint32		filled;
} PolicyGate;

/* a term in the condition of a rule */
typedef struct PolicyLeaf
{
	uint32		term;
	uint32		target;
} PolicyLeaf;

typedef struct CompiledOutput
{
	const char *path;
	int			len;
	int			ladder;			/* -1 for a free output */
	int			step;			/* of the ladder, 0 is the mildest */
	const Duration *lasts;		/* NULL for none */
	uint32		rule;
	uint32		rank;			/* in the order of the labels of all outputs */
	uint32		decided;		/* the run in which it is decided */
	TimestampTz until;			/* if it is decided and has a duration */
} CompiledOutput;

typedef struct CompiledRule
{
	const char *name;			/* a path */
	int			len;
	bool		shadow;
	bool		lasts;			/* some output has a duration */
	AttributeValue source;		/* of its labels */
	uint32		noutputs;
	CompiledOutput *outputs;	/* in the order written */
	uint32		nexemptions;
	uint32	   *exemptions;		/* those that name it, in the order of lines */
	uint32		first_leaf;		/* its terms in the order written */
	uint32		nleaves;
	uint32		first_gate;		/* its gates, each after its target */
	uint32		ngates;
	uint32		fired;			/* the run in which it fired; policy_explain's */
} CompiledRule;

typedef struct CompiledExemption
{
	const char *name;			/* a path */
	int			len;
	QueryStep	condition;		/* a term's index is its number in the program */
	uint32		evaluated;		/* the run in which holds counts */
	bool		holds;
} CompiledExemption;

/* what hangs at a node of the tree */
typedef struct PolicyPlace
{
	uint32		first;			/* its first term; the next node's first ends them */
	uint8		hides;			/* SIDE_BITs of the sides of which what is at or below the node is not seen */
} PolicyPlace;

typedef struct PolicyProgram
{
	uint32		run;			/* number of the last run */
	uint32		collection;		/* number of the last collection */
	uint32		nterms;
	PolicyTerm *terms;			/* those that begin with a wildcard, then by node */
	uint32		nheadless;		/* number of the former */
	uint32	   *targets;
	uint32		nleaves;
	PolicyLeaf *leaves;
	uint32		ngates;
	PolicyGate *gates;
	TaxonomyTree tree;
	PolicyPlace *places;		/* by node, and one more */
	uint32		base[POLICY_LOGS + 1];	/* the node below which a side is; TREE_NONE for none */
	uint32		nrules;
	CompiledRule *rules;		/* in the order of lines */
	uint32	   *fired;			/* the rules that fired in this run, in no order */
	uint32		nfired;
	uint32	   *active;			/* those that decide */
	uint32		nexemptions;
	CompiledExemption *exemptions;
	uint32		noutputs;
	CompiledOutput **ranked;	/* all outputs, by rank */
	int			nladders;
	int		   *severest;		/* of each ladder: the severest step in this run */
	bool		has_trust;
	LabelPrecedence trust;
	bool		has_denials;	/* some term is met by denials */
	const QueryTerm *relative;	/* a term that is relative to a timestamp; NULL for none */
	QueryPlan	plan;			/* what the terms share */
	MemoryContext code_context; /* of compiled regular expressions */
} PolicyProgram;

/* Begins a run. */
extern void policy_program_begin(PolicyProgram *program);

/* Begins to collect the elements that meet some terms, which get the number that is returned as wanted. */
extern uint32 policy_program_collect(PolicyProgram *program);

/* Frees the compiled regular expressions if they take too much memory. */
extern void policy_program_limit_code(PolicyProgram *program);

/* The text of a term as it is written in a condition; palloc'd. */
extern char *policy_term_text(const PolicyProgram *program, const PolicyTerm *term);

/* Whether an element has met a term in this run. */
static inline bool
policy_term_met(const PolicyProgram *program, uint32 term)
{
	return program->terms[term].met == program->run;
}

/* Whether a gate is full in this run. */
static inline bool
policy_gate_full(const PolicyProgram *program, uint32 gate)
{
	return program->gates[gate].run == program->run && program->gates[gate].filled >= program->gates[gate].least;
}

#endif							/* FACTAG_POLICY_PROGRAM_H */
