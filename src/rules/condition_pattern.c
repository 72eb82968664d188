/*
 * condition_pattern.c
 *	  A pattern between slashes, with its flags; see condition_pattern.h.
 */
#include "rules/condition_pattern.h"

#include "ascii.h"
#include "pcre/regex.h"
#include "text/slash_pattern.h"

Condition *
condition_pattern_make(const char *from, const char *to)
{
	Condition  *condition = condition_make(CONDITION_PATTERN);

	condition->pattern = slash_pattern_read(from, to, &condition->patternlen);
	return condition;
}

/* Compiles a pattern, as it is written and as it is folded; false with an error if it fails. */
static bool
check_pattern(Lexer *lx, const Condition *condition, EvasionOptions fold, const char *from)
{
	RegexError	error;
	PatternFoldError fold_error;
	FoldedPattern folded;

	if (!regex_check(condition->pattern, condition->patternlen, condition->flags, &error))
		return lex_fail(lx, slash_pattern_place(from, error.offset), regex_hint(&error),
						"The pattern is invalid: %s.", error.message);
	if (!fold)
		return true;
	if (!condition_fold_pattern(condition, fold, &folded, &fold_error))
		return lex_fail(lx, slash_pattern_place(from, fold_error.offset), fold_error.hint,
						"The pattern cannot be folded: %s.", fold_error.message);
	return regex_check(folded.pattern, folded.len, folded.flags, &error) ||
		lex_fail(lx, from, regex_hint(&error), "The pattern is invalid once it is folded: %s.", error.message);
}

Condition *
condition_pattern_parse(Lexer *lx, bool check, EvasionOptions fold)
{
	Condition  *condition;
	const char *from = lx->cur + 1;
	const char *to = slash_pattern_end(from, lx->end);

	if (!to)
	{
		lex_fail(lx, lx->cur, "Inside a pattern write a slash as \\/.", "A pattern has no closing slash.");
		return NULL;
	}
	if (to == from)
	{
		lex_fail(lx, lx->cur, CONDITION_HINT, "The pattern is empty.");
		return NULL;
	}
	condition = condition_pattern_make(from, to);
	if (condition->patternlen > REGEX_MAX_PATTERN)
	{
		lex_fail_code(lx, ERRCODE_PROGRAM_LIMIT_EXCEEDED, lx->cur, NULL, "A pattern can have at most %d bytes.", REGEX_MAX_PATTERN);
		return NULL;
	}
	for (lx->cur = to + 1; lx->cur < lx->end && ascii_is_letter((unsigned char) *lx->cur); lx->cur++)
	{
		int			flag = regex_flag(*lx->cur);

		if (!flag)
		{
			lex_fail(lx, lx->cur, CONDITION_FLAG_HINT,
					 "Expected a flag, found \"%c\".", *lx->cur);
			return NULL;
		}
		condition->flags |= flag;
	}
	if (check && !check_pattern(lx, condition, fold, from))
		return NULL;
	return condition;
}

