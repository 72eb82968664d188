/*
 * rule_deparse.h
 *	  The canonical text of a rule set and of its parts.
 */
#ifndef FACTAG_RULE_DEPARSE_H
#define FACTAG_RULE_DEPARSE_H

#include "rules/rule_text.h"

#include "lib/stringinfo.h"

/* Append the canonical text. */
extern void rule_deparse(StringInfo out, const RuleText *text);
extern void condition_deparse(StringInfo out, const Condition *condition);
extern void rule_deparse_labels(StringInfo out, const Rule *rule);

/* A rule's name as errors and functions show it, palloc'd. */
extern char *rule_name_text(const Rule *rule);

#endif							/* FACTAG_RULE_DEPARSE_H */
