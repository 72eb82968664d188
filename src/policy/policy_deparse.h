/*
 * policy_deparse.h
 *	  The canonical text of a policy.
 */
#ifndef FACTAG_POLICY_DEPARSE_H
#define FACTAG_POLICY_DEPARSE_H

#include "policy/policy_text.h"

/*
 * Append the canonical text. It stops, in the middle of a line or not, soon after out
 * has more than FACTAG_MAX_POLICY_TEXT bytes.
 */
extern void policy_deparse(StringInfo out, const PolicyText *text);
extern void policy_deparse_line(StringInfo out, const PolicyLine *line);

#endif							/* FACTAG_POLICY_DEPARSE_H */
