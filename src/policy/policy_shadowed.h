/*
 * policy_shadowed.h
 *	  Rules that make no difference, because another says the same whenever they fire.
 */
#ifndef FACTAG_POLICY_SHADOWED_H
#define FACTAG_POLICY_SHADOWED_H

#include "policy/policy_text.h"

/*
 * For each line, the rule that shadows it, the first if there are several; NULL for none and for
 * lines that are not rules. A rule shadows another if no exemption names it, its outputs do not
 * end, it is not in shadow itself, its condition holds wherever the other's does (policy_implies.h) and
 * each output of the other is one of its own, or a milder step of a ladder. Of two that shadow each other
 * only the later is shadowed. Beyond a limit of steps rules are not compared any more.
 */
extern const PolicyLine **policy_shadowed(const PolicyText *text);

#endif							/* FACTAG_POLICY_SHADOWED_H */
