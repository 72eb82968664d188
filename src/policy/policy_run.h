/*
 * policy_run.h
 *	  The evaluation of a policy: reads the labels and facts once, marks the terms that
 *	  they meet, and finds the rules that fire.
 */
#ifndef FACTAG_POLICY_RUN_H
#define FACTAG_POLICY_RUN_H

#include "label/label_holding.h"
#include "policy/policy_program.h"
#include "query/query_eval.h"
#include "tagset/tagset_reader.h"

struct PolicyRun;

/*
 * Told of an element that meets a wanted term. Returns whether it wants to know which
 * other terms the element meets.
 */
typedef bool (*PolicyFound) (void *context, struct PolicyRun *run, const PolicyTerm *term);

typedef struct PolicyRun
{
	QuerySubject subject;		/* first; path and len are of the joined log once has_path is set */
	PolicyProgram *program;
	bool		has_at;
	TimestampTz at;
	const struct varlena *logs[POLICY_LOGS];	/* NULL for an empty one */
	const struct varlena *facts;
	const bool *kept[POLICY_LOGS];	/* with option "trust": the labels that stand, by number */

	/* the current element */
	PolicySide	side;
	const char *path;			/* on its side */
	int			len;
	bool		has_path;
	bool		denies;
	bool		has_attributes;	/* attributes is set */
	Attributes	attributes;		/* of a fact */
	HoldingReader holds;
	TagsetReader reader;

	/* the nodes of the tree at and above the element, and where their segments end in its path */
	int			depth;
	uint32		nodes[FACTAG_MAX_PATH];
	uint16		ends[FACTAG_MAX_PATH];
	char		joined[TREE_MAX_PATH];

	/* while elements are collected */
	uint32		wanted;
	PolicyFound found;
	void	   *context;
} PolicyRun;

/*
 * Reads the arguments of a function, content, policy, at, actor, context and facts, except
 * for the policy. Returns whether there is any label or fact. 22003 for an infinite "at".
 */
extern bool policy_run_arguments(PolicyRun *run, FunctionCallInfo fcinfo);

/* Reads the policy. 22023 if it is relative to a timestamp, and "at" is NULL. */
extern void policy_run_program(PolicyRun *run, FunctionCallInfo fcinfo);

/* Evaluates the conditions of the rules. */
extern void policy_run(PolicyRun *run);

/* Finds the elements that meet a term whose wanted is this number. */
extern void policy_run_collect(PolicyRun *run, uint32 wanted, PolicyFound found, void *context);

/* The path of the current element in the joined log, where it may be longer than FACTAG_MAX_PATH. */
extern void policy_run_path(PolicyRun *run);

/* Whether an exemption holds. */
extern bool policy_run_exempts(PolicyRun *run, uint32 exemption);

#endif							/* FACTAG_POLICY_RUN_H */
