/*
 * policy_index.h
 *	  The tree of names in which the terms of a policy hang.
 */
#ifndef FACTAG_POLICY_INDEX_H
#define FACTAG_POLICY_INDEX_H

#include "policy/policy_program.h"
#include "policy/policy_text.h"

/* the whole segments that a term begins with; none if it begins with a wildcard */
typedef struct PolicyHead
{
	const char *path;
	int			len;
} PolicyHead;

/*
 * Makes the program's tree of the terms' heads and of the names below which a side is
 * not seen, and sorts the terms by their nodes. Returns the new number for each old one,
 * in the temporary context.
 */
extern uint32 *policy_index(PolicyProgram *program, const PolicyText *text, const PolicyHead *heads,
							MemoryContext temporary);

#endif							/* FACTAG_POLICY_INDEX_H */
