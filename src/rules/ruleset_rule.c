/*
 * ruleset_rule.c
 *	  A rule made from its parts, which need no quoting.
 */
#include "rules/ruleset.h"

#include "mb/pg_wchar.h"
#include "utils/builtins.h"

#include "pcre/regex.h"
#include "pcre/regex_scan.h"
#include "rules/condition_pattern.h"
#include "rules/rule_deparse.h"
#include "rules/rule_parse.h"
#include "text/lexer.h"

enum
{
	ARG_NAME, ARG_PATTERN, ARG_FLAGS, ARG_LABEL
};

/* A text argument, which must not be NULL. */
static text *
part(FunctionCallInfo fcinfo, int n, const char *what)
{
	if (PG_ARGISNULL(n))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("a rule needs a %s", what),
				 errdetail("The %s is NULL.", what)));
	return PG_GETARG_TEXT_PP(n);
}

/* Reads the name of a rule. */
static void
read_name(Rule *rule, text *name)
{
	Lexer		lx;
	char		path[FACTAG_MAX_PATH];

	lex_init(&lx, "tagpath", VARDATA_ANY(name), VARSIZE_ANY_EXHDR(name), NULL);
	(void) lex_path(&lx, path_specials, path, &rule->namelen);
	rule->name = pnstrdup(path, rule->namelen);
}

/* Reads the labels of a rule, as they are written after its arrow. */
static void
read_labels(Rule *rule, text *labels)
{
	Lexer		lx;

	if (memchr(VARDATA_ANY(labels), '\n', VARSIZE_ANY_EXHDR(labels)))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
				 errmsg("invalid labels of rule \"%s\"", rule_name_text(rule)),
				 errdetail("The labels have several lines.")));
	lex_init(&lx, "ruleset", VARDATA_ANY(labels), VARSIZE_ANY_EXHDR(labels), NULL);
	(void) rule_parse_labels(&lx, rule);
}

pg_noreturn static void fail_pattern(const Rule *rule, int sqlstate, const char *detail, const char *hint);

/* Raises an error about the pattern of a rule. */
static void
fail_pattern(const Rule *rule, int sqlstate, const char *detail, const char *hint)
{
	ereport(ERROR,
			(errcode(sqlstate),
			 errmsg("invalid pattern of rule \"%s\"", rule_name_text(rule)),
			 errdetail_internal("%s", detail),
			 hint ? errhint("%s", hint) : 0));
}

/* Reads the flags of a pattern; NULL is none. */
static int
read_flags(const Rule *rule, FunctionCallInfo fcinfo)
{
	char	   *letters;
	int			flags = 0;

	if (PG_ARGISNULL(ARG_FLAGS))
		return 0;
	letters = text_to_cstring(PG_GETARG_TEXT_PP(ARG_FLAGS));
	for (const char *p = letters; *p; p++)
	{
		if (!regex_flag(*p))
			fail_pattern(rule, ERRCODE_INVALID_TEXT_REPRESENTATION,
						 psprintf("Expected flags, found \"%s\".", lex_clip(letters)), CONDITION_FLAG_HINT);
		flags |= regex_flag(*p);
	}
	return flags;
}

/*
 * Whether a pattern has a backslash before a slash between \Q and \E, which a rule cannot
 * have: there, \/ is a slash.
 */
static bool
quotes_escaped_slash(const char *pattern, int len, int flags)
{
	RegexScan	scan;
	RegexToken	token;
	bool		backslash = false;	/* the token before is a quoted backslash */

	regex_scan_init(&scan, pattern, len, flags);
	while (regex_scan_next(&scan, &token))
	{
		if (backslash && token.quoted && token.first == '/')
			return true;
		backslash = token.quoted && token.first == '\\';
	}
	return false;
}

/* Reads a pattern, whose slashes may have a backslash before them. */
static Condition *
read_pattern(const Rule *rule, text *pattern, int flags)
{
	const char *p = VARDATA_ANY(pattern);
	int			len = VARSIZE_ANY_EXHDR(pattern);
	RegexError	error;
	Condition  *condition;

	if (len == 0)
		fail_pattern(rule, ERRCODE_INVALID_TEXT_REPRESENTATION, "The pattern is empty.", NULL);
	if (len > REGEX_MAX_PATTERN)
		fail_pattern(rule, ERRCODE_PROGRAM_LIMIT_EXCEEDED,
					 psprintf("A pattern can have at most %d bytes.", REGEX_MAX_PATTERN), NULL);
	if (memchr(p, '\n', len))
		fail_pattern(rule, ERRCODE_INVALID_TEXT_REPRESENTATION, "The pattern has several lines.",
					 "Write a line feed as \\n, and leave out those that the flag x ignores.");
	if (!regex_check(p, len, flags, &error))
		fail_pattern(rule, ERRCODE_INVALID_TEXT_REPRESENTATION,
					 psprintf("The pattern is invalid: %s. The error is at character %d.", error.message,
							  pg_mbstrlen_with_len(p, error.offset) + 1), regex_hint(&error));
	if (quotes_escaped_slash(p, len, flags))
		fail_pattern(rule, ERRCODE_INVALID_TEXT_REPRESENTATION,
					 "Between \\Q and \\E, a rule cannot have a backslash before a slash.",
					 "Write both outside of \\Q and \\E, as \\\\/.");
	condition = condition_pattern_make(p, p + len);
	condition->flags = flags;
	return condition;
}

PG_FUNCTION_INFO_V1(ruleset_rule);
Datum
ruleset_rule(PG_FUNCTION_ARGS)
{
	text	   *name = part(fcinfo, ARG_NAME, "name");
	text	   *pattern = part(fcinfo, ARG_PATTERN, "pattern");
	text	   *labels = part(fcinfo, ARG_LABEL, "label");
	RuleText   *result = palloc0(sizeof(RuleText));
	RuleLine   *line = rule_text_new_line(result);

	line->type = LINE_RULE;
	line->rule = palloc0(sizeof(Rule));
	result->nrules = 1;
	read_name(line->rule, name);
	line->rule->condition = read_pattern(line->rule, pattern, read_flags(line->rule, fcinfo));
	read_labels(line->rule, labels);
	PG_RETURN_POINTER(ruleset_pack(result, NULL));
}
