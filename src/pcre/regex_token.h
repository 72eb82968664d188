/*
 * regex_token.h
 *	  The tokens of a pattern, and the state of the scan that reads them (regex_scan.h).
 */
#ifndef FACTAG_REGEX_TOKEN_H
#define FACTAG_REGEX_TOKEN_H

#include "factag.h"

typedef enum RegexTokenKind
{
	REGEX_CHARACTER,			/* stands for one character, escaped or not */
	REGEX_SET,					/* stands for characters of a kind: . \d \p{L} \R \X */
	REGEX_QUANTIFIER,			/* with the ? or + after it */
	REGEX_BRACES,				/* {,3} or {1, 3}: a quantifier from PCRE2 10.43 on, before it text */
	REGEX_OPEN,					/* a parenthesis with what belongs to it: (?:  (?<name>  (?= */
	REGEX_CLOSE,
	REGEX_OR,
	REGEX_CLASS,				/* [ or [^ */
	REGEX_MEMBER,				/* in a class: a character, or a range of them */
	REGEX_MEMBER_SET,			/* in a class: \d [:alpha:] */
	REGEX_CLASS_END,
	REGEX_IGNORED,				/* \Q \E, comments, blanks in extended mode */
	REGEX_OTHER					/* anchors, references, options, verbs, and what is not known */
} RegexTokenKind;

typedef struct RegexToken
{
	RegexTokenKind kind;
	const char *start;			/* its bytes in the pattern */
	const char *end;
	uint32		first;			/* REGEX_CHARACTER and REGEX_MEMBER: the character, or the */
	uint32		last;			/* first and the last one of a range */
	int			min;			/* REGEX_QUANTIFIER */
	int			max;			/* the same; -1: any number */
	bool		quoted;			/* REGEX_CHARACTER and REGEX_MEMBER: between \Q and \E */
	bool		negated;		/* REGEX_CLASS: [^; REGEX_OPEN: a negative lookaround */
	bool		lookaround;		/* REGEX_OPEN */
	bool		lookbehind;		/* the same; a lookaround, too */
} RegexToken;

#define REGEX_SCAN_DEPTH 256	/* PCRE2 nests groups at most 250 deep */

typedef struct RegexScan
{
	const char *p;
	const char *end;
	bool		quoted;			/* between \Q and \E */
	bool		in_class;
	bool		first;			/* at the start of a class, where a bracket is a character */
	int			depth;			/* of groups */
	uint8		extended[REGEX_SCAN_DEPTH]; /* by depth: 1 in extended mode, 2 if blanks in classes
											 * are ignored too */
} RegexScan;

#endif							/* FACTAG_REGEX_TOKEN_H */
