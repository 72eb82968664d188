/*
 * pattern_fold.c
 *	  A pattern as it must be to match folded text; see pattern_fold.h.
 *
 * The text that a pattern is tried on was folded, so a pattern that is written as the text
 * was would never match. Three things are done about it:
 *
 * - What a character becomes in every text it becomes in the pattern: with casefold, ß is
 *	 ss; with width, （ is (. A character that is dropped from the text is dropped.
 *
 * - What becomes something else in some words only is found by folding what stands in the
 *	 pattern one after another, the run. What comes out is an alternative: with leet, k8s is
 *	 k[8b]s, since the text has kbs, but has x8y if nothing can be made of it.
 *
 * - With hans the text stays as it is, and each character of the pattern becomes the class
 *	 of itself and its Simplified or Traditional forms.
 *
 * Classes are in pattern_class.c. All else, such as \w or a reference, is as it was.
 */
#include "rules/pattern_fold.h"

#include <unicode/utf.h>

#include "miscadmin.h"

#include "pcre/regex.h"
#include "rules/pattern_class.h"
#include "rules/pattern_run.h"

/* Appends a token as it is. */
static void
copy_token(PatternFold *fold, const RegexToken *token)
{
	appendBinaryStringInfo(&fold->out, token->start, token->end - token->start);
	fold->escape = token->start[0] == '\\';
}

/* Whether folding leaves an alternative something to look for; else fails. */
static bool
end_branch(PatternFold *fold, const char *at, PatternFoldError *error)
{
	Branch	   *b = pattern_branch(fold);
	bool		empty = b->dropped && !b->solid;

	b->dropped = b->solid = false;
	if (!empty)
		return true;
	error->offset = at - fold->pattern;
	error->message = "folding drops all characters of the pattern, or of one of its alternatives";
	error->hint = "Leave out what the options invisible and confusables drop from the text.";
	return false;
}

/* Folds a token that is no part of a run; the scan stands after it. */
static bool
fold_token(PatternFold *fold, RegexScan *scan, const RegexToken *token, PatternFoldError *error)
{
	bool		lookbehind = pattern_branch(fold)->lookbehind;

	switch (token->kind)
	{
		case REGEX_CLASS:
			switch (pattern_class_fold(&fold->out, fold->pattern, scan, token, fold->caseless,
									   fold->options, error))
			{
				case PATTERN_CLASS_FAILED:
					return false;
				case PATTERN_CLASS_OPTIONAL:
					pattern_branch(fold)->dropped = fold->changed = true;
					break;
				case PATTERN_CLASS_CHANGED:
					fold->changed = true;
					/* FALLTHROUGH */
				case PATTERN_CLASS_SAME:
					pattern_branch(fold)->solid = true;
			}
			fold->escape = false;
			return true;
		case REGEX_SET:
			fold->changed = pattern_set_fold(&fold->out, token, fold->options) || fold->changed;
			fold->escape = false;
			pattern_branch(fold)->solid = true;
			return true;
		case REGEX_IGNORED:
			pattern_append_ignored(&fold->out, token);
			return true;
		case REGEX_OPEN:
			pattern_branch(fold)->solid = true;
			copy_token(fold, token);
			if (fold->depth + 1 < REGEX_SCAN_DEPTH)
				fold->branches[++fold->depth] = (Branch) {
				.lookbehind = lookbehind || token->lookbehind
			};
			return true;
		case REGEX_CLOSE:
		case REGEX_OR:
			if (!end_branch(fold, token->start, error))
				return false;
			if (token->kind == REGEX_CLOSE && fold->depth > 0)
				fold->depth--;
			copy_token(fold, token);
			return true;
		default:
			copy_token(fold, token);
			return true;
	}
}

/* Whether an option can change a pattern of printable ASCII without escapes for other characters. */
static bool
is_plain(const char *pattern, int len, EvasionOptions options)
{
	if (options & (EVASION_LEET | EVASION_SPACED | EVASION_REPEATS))
		return false;
	for (int i = 0; i < len; i++)
	{
		if (pattern[i] < ' ' || pattern[i] > '~' ||
			(pattern[i] == '\\' && i + 1 < len && strchr("xoNpc01234567", pattern[i + 1])))
			return false;
	}
	return true;
}

const char *
pattern_fold(const char *pattern, int *len, int flags, EvasionOptions options,
			 PatternFoldError *error)
{
	PatternFold *fold;
	RegexScan	scan;
	RegexToken	token;
	const char *result = pattern;
	bool		ok = true;

	if (options == 0 || is_plain(pattern, *len, options))
		return pattern;
	fold = palloc0(sizeof(PatternFold));
	fold->pattern = pattern;
	fold->options = options;
	fold->caseless = (flags & REGEX_CASELESS) || (options & EVASION_CASEFOLD);
	fold->before = REGEX_OTHER;
	initStringInfo(&fold->out);
	initStringInfo(&fold->after);
	regex_scan_init(&scan, pattern, *len, flags);
	while (ok && regex_scan_next(&scan, &token))
	{
		CHECK_FOR_INTERRUPTS();
		if (token.kind == REGEX_CHARACTER && U_IS_UNICODE_CHAR(token.first))
		{
			pattern_run_add(fold, &token);
			continue;
		}
		if (fold->nitems > 0 && (token.kind == REGEX_QUANTIFIER || token.kind == REGEX_IGNORED))
		{
			pattern_run_add_after(fold, &token);
			continue;
		}
		pattern_run_write(fold, token.kind);
		ok = fold_token(fold, &scan, &token, error);
		if (token.kind != REGEX_IGNORED && token.kind != REGEX_QUANTIFIER)
			fold->before = token.kind;
	}
	if (ok)
	{
		pattern_run_write(fold, REGEX_OTHER);
		ok = end_branch(fold, pattern + *len, error);
	}
	if (!ok)
		result = NULL;
	else if (fold->changed)
	{
		result = fold->out.data;
		*len = fold->out.len;
	}
	return result;
}
