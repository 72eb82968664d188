/*
 * policy_implies.h
 *	  Whether a condition of a rule holds wherever another does.
 */
#ifndef FACTAG_POLICY_IMPLIES_H
#define FACTAG_POLICY_IMPLIES_H

#include "query/query.h"

/* the pattern of a term without "any number of segments" at its end, which "a" has anyway */
typedef struct PolicyPattern
{
	const char *path;
	int			len;
	int			head;			/* bytes of its whole literal segments at the start */
	bool		exact;
} PolicyPattern;

extern PolicyPattern policy_pattern(const QueryNode *term);

/*
 * Whether b holds for every log and set for which a does. Neither has "!" or a timestamp. The
 * answer true is certain; false may also mean that this is not found, because it follows from several
 * terms together, or would take more steps: *steps has those left and is reduced.
 */
extern bool policy_implies(const QueryNode *a, const QueryNode *b, int64 *steps);

#endif							/* FACTAG_POLICY_IMPLIES_H */
