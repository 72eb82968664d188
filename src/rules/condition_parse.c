/*
 * condition_parse.c
 *	  Conditions of rules, from text; the grammar is in ruleset.sql.
 */
#include "rules/rule_text.h"

#include <ctype.h>
#include <math.h>

#include "common/string.h"
#include "miscadmin.h"
#include "nodes/pg_list.h"
#include "utils/fmgrprotos.h"

#include "pcre/regex.h"
#include "text/number.h"

static const char *const condition_hint = "Write a condition as /pattern/i & !/other/ | 2 of (/a/, /b/) & title ~ /pattern/ & age < 3.";

#define MAX_NUMBER 100			/* characters of a number */

typedef struct Parser
{
	Lexer	   *lx;
	int			depth;
	bool		check;
	EvasionOptions fold;
} Parser;

static Condition *parse_or(Parser *ps);

static Condition *
make_condition(ConditionType type)
{
	Condition  *condition = palloc0(sizeof(Condition));

	condition->type = type;
	return condition;
}

/* of one child that child; what has the same type is made flat */
static Condition *
combine(ConditionType type, List *children)
{
	Condition  *condition;
	int			total = 0;
	ListCell   *cell;

	if (list_length(children) == 1)
		return linitial(children);
	foreach(cell, children)
	{
		Condition  *child = lfirst(cell);

		total += child->type == type ? child->nchildren : 1;
	}
	condition = make_condition(type);
	condition->children = palloc(sizeof(Condition *) * total);
	foreach(cell, children)
	{
		Condition  *child = lfirst(cell);

		if (child->type != type)
			condition->children[condition->nchildren++] = child;
		else
		{
			memcpy(condition->children + condition->nchildren, child->children, sizeof(Condition *) * child->nchildren);
			condition->nchildren += child->nchildren;
		}
	}
	return condition;
}

/* the end of a pattern's text, at its closing slash; NULL if there is none */
static const char *
pattern_end(const char *p, const char *end)
{
	while (p < end && *p != '/')
		p += *p == '\\' && p + 1 < end ? 2 : 1;
	return p < end ? p : NULL;
}

/* the arrow here: its bytes, 0 if there is none */
static int
arrow_at(const char *p, const char *end)
{
	if (end - p >= 2 && p[0] == '-' && p[1] == '>')
		return 2;
	return end - p >= 3 && memcmp(p, "\342\206\222", 3) == 0 ? 3 : 0;
}

const char *
condition_end(Lexer *lx, int *arrow)
{
	const char *p = lx->cur;

	*arrow = 0;
	while (p < lx->end && (*arrow = arrow_at(p, lx->end)) == 0)
	{
		const char *start = p;

		if (*p == '/')
			p = pattern_end(p + 1, lx->end);
		else if (*p == '"')
			p = lex_quote_end(p + 1, lx->end);
		if (!p)
		{
			lex_fail(lx, start, *start == '/' ? "Inside a pattern write a slash as \\/." : NULL,
					 *start == '/' ? "Expected a slash that ends the pattern that begins" : "Expected a closing quote for the one");
			return NULL;
		}
		p++;
	}
	return p;
}

/* the pattern between slashes, where \/ is a slash */
static void
take_pattern(Condition *condition, const char *from, const char *to)
{
	char	   *pattern = palloc(to - from + 1);
	int			n = 0;

	for (const char *p = from; p < to; p++)
	{
		if (*p == '\\' && p + 1 < to)
		{
			if (p[1] != '/')
				pattern[n++] = *p;
			p++;
		}
		pattern[n++] = *p;
	}
	pattern[n] = '\0';
	condition->pattern = pattern;
	condition->patternlen = n;
}

/* the place in the input of a byte of the pattern that begins at from */
static const char *
pattern_place(const char *from, int offset)
{
	while (offset-- > 0)
		from += from[0] == '\\' && from[1] == '/' ? 2 : 1;
	return from;
}

RulePattern
rule_pattern(const Condition *condition, EvasionOptions fold)
{
	RulePattern result = {.len = condition->patternlen, .flags = condition->flags};

	result.pattern = evasion_pattern(condition->pattern, &result.len, fold);
	/* a capital in a pattern would never meet folded text */
	if (fold & EVASION_CASEFOLD)
		result.flags |= REGEX_CASELESS;
	return result;
}

/* Reports what PCRE2 finds wrong with a pattern, as it is written and as it is folded. */
static bool
check_pattern(Parser *ps, const Condition *condition, const char *from)
{
	RegexError	error;
	RulePattern folded;

	if (!regex_check(condition->pattern, condition->patternlen, condition->flags, &error))
		return lex_fail(ps->lx, pattern_place(from, error.offset), NULL, error.refused ? "In a pattern %s;" : "PCRE2 says of the pattern: %s;", error.message);
	if (!ps->fold)
		return true;
	folded = rule_pattern(condition, ps->fold);
	return regex_check(folded.pattern, folded.len, folded.flags, &error) ||
		lex_fail(ps->lx, from, NULL, "PCRE2 says of the pattern, folded as the rule set says: %s;", error.message);
}

/* /pattern/flags */
static Condition *
parse_pattern(Parser *ps)
{
	Lexer	   *lx = ps->lx;
	Condition  *condition = make_condition(CONDITION_PATTERN);
	const char *from = lx->cur + 1;
	const char *to = pattern_end(from, lx->end);

	if (!to)
	{
		lex_fail(lx, lx->cur, "Inside a pattern write a slash as \\/.", "Expected a slash that ends the pattern that begins");
		return NULL;
	}
	if (to == from)
	{
		lex_fail(lx, lx->cur, condition_hint, "Expected a pattern between the slashes");
		return NULL;
	}
	take_pattern(condition, from, to);
	if (condition->patternlen > REGEX_MAX_PATTERN)
	{
		lex_fail_code(lx, ERRCODE_PROGRAM_LIMIT_EXCEEDED, lx->cur, NULL, "A pattern takes at most %d bytes; a longer one begins", REGEX_MAX_PATTERN);
		return NULL;
	}
	for (lx->cur = to + 1; lx->cur < lx->end && isalpha((unsigned char) *lx->cur); lx->cur++)
	{
		int			flag = regex_flag(*lx->cur);

		if (!flag)
		{
			lex_fail(lx, lx->cur, "Flags are i (either case), m (lines), s (. takes newlines), x (extended), n (no captures).",
					 "Expected a flag, found \"%c\"", *lx->cur);
			return NULL;
		}
		condition->flags |= flag;
	}
	if (ps->check && !check_pattern(ps, condition, from))
		return NULL;
	return condition;
}

/* Appends a key of a field. */
static void
add_key(RuleField *field, const char *key, int len)
{
	field->keys = field->nkeys ? repalloc(field->keys, sizeof(char *) * (field->nkeys + 1)) : palloc(sizeof(char *));
	field->keys[field->nkeys++] = pnstrdup(key, len);
}

/* a quoted name is one key, in a bare one dots join keys */
static bool
take_field(Parser *ps, RuleField *field, const char *at, const char *name, bool quoted)
{
	const char *start = name;

	if (quoted && *name)
	{
		add_key(field, name, strlen(name));
		return true;
	}
	for (const char *p = name;; p++)
	{
		if (*p == '"')
			return lex_fail(ps->lx, at, "Put the whole name of a field in double quotes, or nothing of it.", "A quote is within the name of a field");
		if (*p && *p != '.')
			continue;
		if (p == start)
			return lex_fail(ps->lx, at, "Put a key with dots or special characters in double quotes.", "Expected the name of a field");
		add_key(field, start, p - start);
		if (!*p)
			return true;
		start = p + 1;
	}
}

/* Reads "~" or a comparison; -1 for "~", -2 for anything else. */
static int
parse_operator(Lexer *lx)
{
	if (lex_accept(lx, LEX_QUERY, '~'))
		return -1;
	if (lex_accept(lx, LEX_QUERY, '='))
		return FIELD_EQ;
	if (lex_accept(lx, LEX_QUERY, '!'))
		return lx->cur < lx->end && lex_accept(lx, LEX_QUERY, '=') ? FIELD_NE : -2;
	if (lex_accept(lx, LEX_QUERY, '<'))
		return lex_accept(lx, LEX_QUERY, '=') ? FIELD_LE : FIELD_LT;
	if (lex_accept(lx, LEX_QUERY, '>'))
		return lex_accept(lx, LEX_QUERY, '=') ? FIELD_GE : FIELD_GT;
	return -2;
}

static const char *
print_number(Numeric number)
{
	return DatumGetCString(DirectFunctionCall1(numeric_out, NumericGetDatum(number)));
}

/* Reads the number that a word is; out of range is one that would not read back as it prints. */
static NumberStatus
take_number(Condition *condition, const char *word)
{
	float8		number;
	NumberStatus status = number_parse8(word, &number);

	if (status != NUMBER_OK)
		return status;
	if (strlen(word) > MAX_NUMBER || fabs(number) > 1e50)
		return NUMBER_RANGE;
	condition->kind = FIELD_NUMBER;
	condition->numeric = DatumGetNumeric(DirectFunctionCall3(numeric_in, CStringGetDatum(word), ObjectIdGetDatum(InvalidOid), Int32GetDatum(-1)));
	return strlen(print_number(condition->numeric)) > MAX_NUMBER ? NUMBER_RANGE : NUMBER_OK;
}

/* what a field is compared with */
static bool
parse_value(Parser *ps, Condition *condition)
{
	static const char *const hint = "Write a number, true, false, null, or a text in double quotes.";
	Lexer	   *lx = ps->lx;
	const char *at;
	bool		quoted;
	char	   *word;

	lex_skip_blanks(lx);
	at = lx->cur;
	quoted = at < lx->end && *at == '"';
	word = lex_word(lx, LEX_QUERY, "a value");
	if (!word)
		return false;
	if (quoted)
	{
		condition->kind = FIELD_STRING;
		condition->string = word;
		condition->stringlen = strlen(word);
		return true;
	}
	if (strcmp(word, "true") == 0 || strcmp(word, "false") == 0)
	{
		condition->kind = FIELD_BOOL;
		condition->boolean = *word == 't';
	}
	else if (strcmp(word, "null") == 0)
		condition->kind = FIELD_NULL;
	else
	{
		NumberStatus status = take_number(condition, word);

		if (status == NUMBER_RANGE)
			return lex_fail_code(lx, ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE, at, NULL,
								 "A number goes to 1e50 and takes at most %d characters written out, not so \"%s\"", MAX_NUMBER, lex_clip(word));
		if (status != NUMBER_OK)
			return lex_fail(lx, at, hint, "Expected a value, found \"%s\"", lex_clip(word));
	}
	if (condition->op >= FIELD_LT && condition->kind != FIELD_NUMBER)
		return lex_fail(lx, at, hint, "Expected a number or a text behind < or >, found \"%s\"", lex_clip(word));
	return true;
}

/* field ~ /pattern/ or field op value, the field's name being read */
static Condition *
parse_field(Parser *ps, const char *at, const char *name, bool quoted)
{
	Lexer	   *lx = ps->lx;
	RuleField	field = {0};
	Condition  *condition;
	int			op;

	if (!take_field(ps, &field, at, name, quoted))
		return NULL;
	lex_skip_blanks(lx);
	at = lx->cur;
	op = parse_operator(lx);
	if (op == -1)
	{
		lex_skip_blanks(lx);
		if (lx->cur >= lx->end || *lx->cur != '/')
		{
			lex_fail(lx, lx->cur, condition_hint, "Expected a pattern, found %s", lex_describe(lx));
			return NULL;
		}
		condition = parse_pattern(ps);
		if (!condition)
			return NULL;
	}
	else if (op < 0)
	{
		lx->cur = at;
		lex_fail(lx, at, condition_hint, "Expected ~ or a comparison behind the field, found %s", lex_describe(lx));
		return NULL;
	}
	else
	{
		condition = make_condition(CONDITION_COMPARE);
		condition->op = op;
		if (!parse_value(ps, condition))
			return NULL;
	}
	condition->field = field;
	return condition;
}

static bool
expect_close(Parser *ps)
{
	if (lex_accept(ps->lx, LEX_QUERY, ')'))
		return true;
	return lex_fail(ps->lx, ps->lx->cur, condition_hint, "Expected \")\", found %s", lex_describe(ps->lx));
}

/* the number of "N of", 0 if a word is something else */
static int
count_of(const char *word)
{
	const char *end = word + strlen(word);
	char	   *rest;
	int			n;
	int			blank;

	if (!isdigit((unsigned char) *word))
		return 0;
	errno = 0;
	n = strtoint(word, &rest, 10);
	if (errno != 0 || n == 0 || !lex_blank(rest, end))
		return 0;
	while ((blank = lex_blank(rest, end)) > 0)
		rest += blank;
	return strcmp(rest, "of") == 0 ? n : 0;
}

/* the list behind "N of", from its parenthesis on */
static Condition *
parse_count(Parser *ps, const char *at, int least)
{
	Condition  *condition = make_condition(CONDITION_COUNT);
	List	   *children = NIL;
	ListCell   *cell;

	(void) lex_accept(ps->lx, LEX_QUERY, '(');
	do
	{
		Condition  *child = parse_or(ps);

		if (!child)
			return NULL;
		children = lappend(children, child);
	} while (lex_accept(ps->lx, LEX_QUERY, ','));
	if (!expect_close(ps))
		return NULL;
	if (least > list_length(children))
	{
		lex_fail(ps->lx, at, "Ask for no more than the list has.", "%d of %d conditions are asked for", least, list_length(children));
		return NULL;
	}
	condition->least = least;
	condition->children = palloc(sizeof(Condition *) * list_length(children));
	foreach(cell, children)
		condition->children[condition->nchildren++] = lfirst(cell);
	return condition;
}

/* what begins with a word: N of (…), or a field */
static Condition *
parse_word(Parser *ps)
{
	Lexer	   *lx = ps->lx;
	const char *at = lx->cur;
	bool		quoted = *at == '"';
	char	   *word = lex_word(lx, LEX_QUERY, "a condition");
	int			least;

	if (!word)
		return NULL;
	least = quoted ? 0 : count_of(word);
	if (least && lex_peek(lx, LEX_QUERY) == '(')
		return parse_count(ps, at, least);
	return parse_field(ps, at, word, quoted);
}

static Condition *
parse_unary(Parser *ps)
{
	Lexer	   *lx = ps->lx;
	Condition  *condition;
	int			next;

	check_stack_depth();
	CHECK_FOR_INTERRUPTS();
	if (++ps->depth > FACTAG_MAX_RULE_NESTING)
	{
		lex_fail_code(lx, ERRCODE_PROGRAM_LIMIT_EXCEEDED, lx->cur, NULL,
					  "A condition has at most %d levels; one more begins", FACTAG_MAX_RULE_NESTING);
		return NULL;
	}
	next = lex_peek(lx, LEX_QUERY);
	if (next == '!')
	{
		(void) lex_accept(lx, LEX_QUERY, '!');
		condition = parse_unary(ps);
		if (condition && condition->type == CONDITION_NOT)
			condition = condition->children[0];
		else if (condition)
		{
			Condition  *child = condition;

			condition = make_condition(CONDITION_NOT);
			condition->children = palloc(sizeof(Condition *));
			condition->children[condition->nchildren++] = child;
		}
	}
	else if (next == '(')
	{
		(void) lex_accept(lx, LEX_QUERY, '(');
		condition = parse_or(ps);
		if (condition && !expect_close(ps))
			return NULL;
	}
	else if (next == '/' && *lx->cur == '/')
		condition = parse_pattern(ps);
	else if (next == 0)
		condition = parse_word(ps);
	else
	{
		lex_fail(lx, lx->cur, condition_hint, "Expected a condition, found %s", lex_describe(lx));
		return NULL;
	}
	ps->depth--;
	return condition;
}

static Condition *
parse_chain(Parser *ps, ConditionType type, char operator, Condition *(*part) (Parser *))
{
	List	   *children = NIL;

	do
	{
		Condition  *child = part(ps);

		if (!child)
			return NULL;
		children = lappend(children, child);
	} while (lex_accept(ps->lx, LEX_QUERY, operator));
	return combine(type, children);
}

static Condition *
parse_and(Parser *ps)
{
	return parse_chain(ps, CONDITION_AND, '&', parse_unary);
}

static Condition *
parse_or(Parser *ps)
{
	return parse_chain(ps, CONDITION_OR, '|', parse_and);
}

Condition *
condition_parse(Lexer *lx, bool check, EvasionOptions fold)
{
	Parser		ps = {.lx = lx, .check = check, .fold = fold};
	Condition  *condition = parse_or(&ps);

	if (condition && lex_peek(lx, LEX_QUERY) != -1)
	{
		lex_fail(lx, lx->cur, condition_hint, "Expected an operator or \"->\", found %s", lex_describe(lx));
		return NULL;
	}
	return condition;
}
