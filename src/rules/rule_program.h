/*
 * rule_program.h
 *	  A rule set made ready to run: its patterns each once, which of them can
 *	  match at all found by one pass over the text (prefilter.h), machine code
 *	  made when a pattern is first tried.
 */
#ifndef FACTAG_RULE_PROGRAM_H
#define FACTAG_RULE_PROGRAM_H

#include "pcre/regex.h"
#include "prefilter/prefilter.h"
#include "rules/rule_text.h"

typedef struct ProgramPattern
{
	const Condition *condition; /* the first that asks for it */
	FoldedPattern compiled;		/* for text as it is folded */
	Regex	   *regex;			/* NULL until it is first tried */
	int			nrules;			/* that ask for it */
	int		   *rules;
	Size		counted;		/* of regex, in the program's size */
	uint64		document;		/* the last one it was tried on, */
	bool		met;			/* and whether it matched */
} ProgramPattern;

typedef struct ProgramRule
{
	const Rule *rule;
	AttributeValue by;			/* the rule as a source */
} ProgramRule;

/* bytes of compiled patterns, of which a short one can make many, unless the cache may take more */
#define PROGRAM_MOST_CODE	((Size) 64 * 1024 * 1024)

typedef struct RuleProgram
{
	MemoryContext context;
	MemoryContext code;			/* below it, of the patterns compiled so far */
	Size		code_size;		/* bytes of these, machine code included */
	Size		most_code;		/* past so many they are forgotten */
	Size		size;			/* bytes of all */
	RuleOptions options;
	int			nrules;
	ProgramRule *rules;
	int			npatterns;
	ProgramPattern *patterns;
	int			nfields;
	const RuleField **fields;
	bool		asks_text;		/* some pattern is of the text itself */
	Prefilter  *prefilter;
	uint64	   *always;			/* rules that may hold where no pattern matches */

	/* of the document that is looked at */
	uint64		document;
	uint64	   *candidates;		/* patterns that may match */
	uint64	   *scanned;		/* the same for one text of several */
	uint64	   *asked;			/* rules to be looked at */
} RuleProgram;

#define BITMAP_WORDS(n)			(((n) + 63) / 64)

static inline bool
bitmap_has(const uint64 *bitmap, int i)
{
	return (bitmap[i / 64] >> (i % 64)) & 1;
}

static inline void
bitmap_set(uint64 *bitmap, int i)
{
	bitmap[i / 64] |= UINT64CONST(1) << (i % 64);
}

/* Makes a program from the canonical text of a rule set, in a context of its own below the current one. */
extern RuleProgram *rule_program_make(const char *text, int len);

/*
 * A pattern's code, compiled when it is first asked for: good until the next one
 * is, since the program forgets all past its most_code.
 */
extern Regex *rule_program_regex(RuleProgram *program, ProgramPattern *pattern);

/* Counts what a pattern's code has grown by. */
extern void rule_program_count(RuleProgram *program, ProgramPattern *pattern);

#endif							/* FACTAG_RULE_PROGRAM_H */
