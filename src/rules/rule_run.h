/*
 * rule_run.h
 *	  Running a rule set on a document.
 */
#ifndef FACTAG_RULE_RUN_H
#define FACTAG_RULE_RUN_H

#include "rules/rule_document.h"

/* iterates over the rules that match, in their order */
typedef struct RuleRun
{
	RuleDocument *document;
	int			next;			/* the first rule not evaluated yet */
} RuleRun;

/* Begins an iteration; finds the patterns and rules that may match. */
extern void rule_run_init(RuleRun *run, RuleDocument *document);

/* The number of the next rule that matches, -1 after the last. */
extern int	rule_run_next(RuleRun *run);

/* Whether any rule matches. */
extern bool rule_run_any(RuleDocument *document);

/* Whether a condition is true for the document of the current run. */
extern bool rule_condition_matches(RuleDocument *document, const Condition *condition);

/* The texts of a document that a pattern applies to. */
extern const DocumentText *rule_texts(RuleDocument *document, const SharedPattern *pattern,
									  int *n);

/*
 * Finds the next match of a pattern in one of its texts, in the bytes of the
 * folded text, from byte start on; false if there is none. At a limit raises
 * 54000, or returns false with a warning if the rule set says on-limit: skip.
 */
extern bool rule_match(RuleProgram *program, SharedPattern *pattern, const DocumentText *text,
					   int start, int *from, int *to);

/* Defines the settings of this folder. */
extern void rule_define_settings(void);

#endif							/* FACTAG_RULE_RUN_H */
