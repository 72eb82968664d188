/*
 * pattern_run.h
 *	  The literal characters of a pattern for folded text. Private to the folding of patterns
 *	  (pattern_fold.h).
 */
#ifndef FACTAG_PATTERN_RUN_H
#define FACTAG_PATTERN_RUN_H

#include "factag.h"

#include "lib/stringinfo.h"

#include "pcre/regex_scan.h"
#include "rules/pattern_write.h"

/* a character of a run, and what follows it up to the next one: its quantifier, and comments */
typedef struct RunItem
{
	pg_wchar	c;
	const char *start;			/* how it is written */
	const char *end;
	bool		quoted;			/* between \Q and \E */
	bool		quantified;
	bool		optional;		/* its quantifier allows none */
	int			after;			/* what follows it, in the run's StringInfo */
	int			after_end;
	int			image;			/* what it becomes, in the run's images */
	int			nimage;
} RunItem;

/* an alternative being read */
typedef struct Branch
{
	bool		dropped;		/* something in it is dropped from the text */
	bool		solid;			/* something in it is not, and must match */
	bool		solid_before;	/* the same, before the last token */
	bool		all_solid;		/* the alternatives before it in its group are */
	bool		emptied;		/* of one of them all is dropped */
	bool		assertion;		/* its group matches no characters */
	bool		lookbehind;		/* it is in a lookbehind */
	bool		negated;		/* it is in a negative lookaround */
	int			optional;		/* the first of the fold's optionals that is in it */
} Branch;

typedef struct PatternFold
{
	StringInfoData out;
	const char *pattern;
	EvasionOptions options;
	bool		caseless;
	bool		changed;
	int			depth;
	Branch		branches[REGEX_SCAN_DEPTH];
	bool		escape;			/* the last thing written is an escape, which digits may extend */
	bool		gap;			/* something between that and what comes next is dropped */
	const char *missing;		/* the first place of what must match and is dropped; NULL for none */
	PatternSet	optionals;		/* where classes end that may match nothing: places in out */

	/* the run */
	RegexTokenKind before;		/* of the token before it; REGEX_OTHER at the start */
	RegexTokenKind next;		/* of the token after it; REGEX_OTHER at the end */
	int			nitems;
	int			size;
	RunItem    *items;
	StringInfoData after;		/* what follows its items */
	PatternSet	images;			/* what they become */
} PatternFold;

/* The alternative that is being read. */
static inline Branch *
pattern_branch(PatternFold *fold)
{
	return &fold->branches[fold->depth];
}

/* Notes that the pattern looks for what is dropped; in a negative lookaround that does no harm. */
static inline void
pattern_note_missing(PatternFold *fold, const char *place)
{
	if (!fold->missing && !pattern_branch(fold)->negated)
		fold->missing = place;
}

/* Appends what is ignored, without quotation: what is quoted is written with escapes. */
extern void pattern_append_ignored(StringInfo out, const RegexToken *token);

/* Add a character to the run, and what follows the last one: a quantifier, or what is ignored. */
extern void pattern_run_add(PatternFold *fold, const RegexToken *token);
extern void pattern_run_add_after(PatternFold *fold, const RegexToken *token);

/* Writes the run, if there is one; next is the kind of the token after it. */
extern void pattern_run_write(PatternFold *fold, RegexTokenKind next);

#endif							/* FACTAG_PATTERN_RUN_H */
