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
#include "utils/memutils.h"

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

/* Notes that something must match, unless a quantifier that follows allows none. */
static void
note_solid(PatternFold *fold, bool solid)
{
	Branch	   *b = pattern_branch(fold);

	b->solid_before = b->solid;
	b->solid = b->solid || solid;
}

/* Ends an alternative; notes whether it must match something, or nothing is left of it. */
static void
end_branch(PatternFold *fold)
{
	Branch	   *b = pattern_branch(fold);

	b->emptied = b->emptied || (b->dropped && !b->solid && fold->optionals.n == b->optional);
	/* something must match, so that the pattern does not match everywhere */
	for (int i = fold->optionals.n - 1; i >= b->optional && !b->solid; i--)
	{
		int			bar = fold->optionals.chars[i];

		memmove(fold->out.data + bar, fold->out.data + bar + 1, fold->out.len - bar);
		fold->out.len--;
	}
	fold->optionals.n = b->optional;
	b->all_solid = b->all_solid && b->solid;
	b->dropped = b->solid = b->solid_before = false;
}

/* Whether the token that was read last has a quantifier that allows none. */
static bool
is_optional(RegexScan scan)
{
	RegexToken	token;

	while (regex_scan_next(&scan, &token))
	{
		if (token.kind != REGEX_IGNORED)
			return token.kind == REGEX_QUANTIFIER && token.min == 0;
	}
	return false;
}

/* Folds a token that is no part of a run; the scan stands after it. */
static bool
fold_token(PatternFold *fold, RegexScan *scan, const RegexToken *token, PatternFoldError *error)
{
	bool		lookbehind = pattern_branch(fold)->lookbehind;
	bool		negated = pattern_branch(fold)->negated;

	switch (token->kind)
	{
		case REGEX_CLASS:
			switch (pattern_class_fold(&fold->out, fold->pattern, scan, token, fold->caseless,
									   fold->options, error))
			{
				case PATTERN_CLASS_FAILED:
					return false;
				case PATTERN_CLASS_DROPPED:
					pattern_branch(fold)->dropped = fold->changed = true;
					if (!is_optional(*scan))
						pattern_note_missing(fold, token->start);
					break;
				case PATTERN_CLASS_OPTIONAL:
					pattern_set_add(&fold->optionals, fold->out.len - 2);
					fold->changed = true;
					break;
				case PATTERN_CLASS_CHANGED:
					fold->changed = true;
					note_solid(fold, true);
					break;
				case PATTERN_CLASS_SAME:
					note_solid(fold, true);
			}
			fold->escape = false;
			return true;
		case REGEX_SET:
			fold->changed = pattern_set_fold(&fold->out, token, fold->options) || fold->changed;
			fold->escape = false;
			note_solid(fold, true);
			return true;
		case REGEX_QUANTIFIER:
			if (token->min == 0)
				pattern_branch(fold)->solid = pattern_branch(fold)->solid_before;
			copy_token(fold, token);
			return true;
		case REGEX_IGNORED:
			pattern_append_ignored(&fold->out, token);
			return true;
		case REGEX_OPEN:
			copy_token(fold, token);
			if (fold->depth + 1 < REGEX_SCAN_DEPTH)
				fold->branches[++fold->depth] = (Branch) {
				.lookbehind = lookbehind || token->lookbehind, .optional = fold->optionals.n,
				.negated = negated || (token->lookaround && token->negated),
				.all_solid = true, .assertion = token->lookaround
			};
			return true;
		case REGEX_CLOSE:
		case REGEX_OR:
			end_branch(fold);
			if (token->kind == REGEX_CLOSE && fold->depth > 0)
			{
				const Branch *group = &fold->branches[fold->depth--];

				note_solid(fold, group->all_solid && !group->assertion);
				pattern_branch(fold)->dropped |= group->emptied;
			}
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

/* Folds a pattern into *fold, in the current memory context; false with *error if that cannot be. */
static bool
fold_tokens(PatternFold *fold, const char *pattern, int len, int flags, EvasionOptions options,
			PatternFoldError *error)
{
	RegexScan	scan;
	RegexToken	token;

	fold->pattern = pattern;
	fold->options = options;
	fold->caseless = (flags & REGEX_CASELESS) || (options & EVASION_CASEFOLD);
	fold->before = REGEX_OTHER;
	initStringInfo(&fold->out);
	initStringInfo(&fold->after);
	regex_scan_init(&scan, pattern, len, flags);
	while (regex_scan_next(&scan, &token))
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
		if (!fold_token(fold, &scan, &token, error))
			return false;
		if (token.kind != REGEX_IGNORED && token.kind != REGEX_QUANTIFIER)
			fold->before = token.kind;
	}
	pattern_run_write(fold, REGEX_OTHER);
	end_branch(fold);
	error->offset = fold->missing ? fold->missing - pattern : 0;
	error->message = fold->missing ? "it looks for a character that is dropped from folded text" :
		"all characters of the pattern, or of one of its alternatives, are dropped from folded text";
	error->hint = "The options invisible and confusables drop characters: leave them out, or make them optional.";
	return !fold->missing && !fold->branches[0].emptied;
}

const char *
pattern_fold(const char *pattern, int *len, int flags, EvasionOptions options,
			 PatternFoldError *error)
{
	MemoryContext scratch;
	MemoryContext outer;
	PatternFold *fold;
	const char *result = pattern;

	if (options == 0 || is_plain(pattern, *len, options))
		return pattern;
	/* the result may be kept for long, what leads to it is not */
	scratch = AllocSetContextCreate(CurrentMemoryContext, "factag folded pattern", ALLOCSET_DEFAULT_SIZES);
	outer = MemoryContextSwitchTo(scratch);
	fold = palloc0(sizeof(PatternFold));
	if (!fold_tokens(fold, pattern, *len, flags, options, error))
	{
		result = NULL;
		error->message = MemoryContextStrdup(outer, error->message);
		error->hint = MemoryContextStrdup(outer, error->hint);
	}
	else if (fold->changed)
	{
		result = MemoryContextStrdup(outer, fold->out.data);
		*len = fold->out.len;
	}
	MemoryContextSwitchTo(outer);
	MemoryContextDelete(scratch);
	return result;
}
