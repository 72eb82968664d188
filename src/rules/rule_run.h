/*
 * rule_run.h
 *	  Running a rule set over a document.
 */
#ifndef FACTAG_RULE_RUN_H
#define FACTAG_RULE_RUN_H

#include "rules/rule_document.h"

/* goes over the rules that hold, in their order */
typedef struct RuleRun
{
	RuleDocument *document;
	int			next;			/* the rule to be looked at next */
} RuleRun;

/* Begins; finds the patterns that can match at all. */
extern void rule_run_init(RuleRun *run, RuleDocument *document);

/* the number of the next rule that holds, -1 behind the last */
extern int	rule_run_next(RuleRun *run);

/* whether some rule holds */
extern bool rule_run_any(RuleDocument *document);

/* whether a condition of a rule holds of the document that runs */
extern bool rule_condition_matches(RuleDocument *document, const Condition *condition);

/*
 * The texts that a pattern looks at, and the next match in one of them from a
 * byte of it on. Raises 54000, or says no, at a limit; names the rule.
 */
extern const DocumentText *rule_texts(RuleDocument *document, const ProgramPattern *pattern, int *n);
extern bool rule_match(RuleProgram *program, ProgramPattern *pattern, const DocumentText *text, int start, int *from, int *to);

/* Defines the settings of this room. */
extern void rule_define_settings(void);

#endif							/* FACTAG_RULE_RUN_H */
