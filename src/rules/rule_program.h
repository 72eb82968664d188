/*
 * rule_program.h
 *	  A rule set made executable. Each distinct pattern is in it once, a
 *	  prefilter (prefilter.h) finds the patterns that can match a text, and a
 *	  pattern is compiled when it is first tried.
 */
#ifndef FACTAG_RULE_PROGRAM_H
#define FACTAG_RULE_PROGRAM_H

#include "factag.h"

#include "datatype/timestamp.h"

#include "pcre/regex.h"
#include "prefilter/bitmap.h"
#include "prefilter/prefilter.h"
#include "rules/rule_text.h"

/* a pattern, shared by all conditions with the same text, flags and field */
typedef struct SharedPattern
{
	const Condition *condition; /* the first of them */
	FoldedPattern folded;		/* what is compiled */
	Regex	   *regex;			/* NULL until it is first tried */
	Size		counted_size;	/* of regex, as the program's code_size has it */
	int			nrules;			/* the rules that use it, in their order */
	int		   *rules;
	uint64		document_number;	/* the document that it was last tried on, */
	bool		matched;		/* and whether it matched */
} SharedPattern;

typedef struct ProgramRule
{
	const Rule *rule;
	AttributeValue by;			/* the source of its labels: option "by" and the rule's name */
	int		   *labels;			/* their numbers in the program, in no order */
	TimestampTz warned;			/* start of the last statement with a warning about it, or 0 */
} ProgramRule;

/*
 * Bytes of compiled patterns in a program, unless the cache's size allows more.
 * They need a limit of their own, since a short pattern can compile to much.
 */
#define PROGRAM_MAX_CODE_SIZE	((Size) 64 * 1024 * 1024)

typedef struct RuleProgram
{
	MemoryContext code_context; /* of the compiled patterns */
	Size		code_size;		/* bytes of these, machine code included */
	Size		max_code_size;	/* above it, all are freed before the next is compiled */
	RuleOptions options;
	int			nrules;
	ProgramRule *rules;
	int			nlabels;
	Label	  **labels;			/* of all rules, with their sources, in label_compare's order */
	int			npatterns;
	SharedPattern *patterns;
	int			nfields;
	const RuleField **fields;
	bool		uses_text;		/* some pattern has no field */
	Prefilter  *prefilter;
	uint64	   *always_evaluated;	/* rules whose condition can be true when no pattern matches */

	/* for the current document */
	uint64		document_number;	/* counts documents */
	uint64	   *candidates;		/* patterns that may match */
	StartRanges *ranges;		/* where, in the text that was scanned last */
	uint64	   *to_evaluate;	/* rules that may match */
	uint64	   *chosen;			/* labels of those that match; used by ruleset_classify */
} RuleProgram;

/*
 * Makes a program from a rule set, which must live as long and be followed by a
 * zero byte, in the current memory context.
 */
extern RuleProgram *rule_program_make(const struct varlena *ruleset);

/*
 * A pattern's compiled form. Valid until the next call, which may free all
 * compiled patterns (max_code_size).
 */
extern Regex *rule_program_regex(RuleProgram *program, SharedPattern *pattern);

/* Updates the program's code_size after a pattern was compiled or matched. */
extern void rule_program_count(RuleProgram *program, SharedPattern *pattern);

#endif							/* FACTAG_RULE_PROGRAM_H */
