/*
 * condition_parse.c
 *	  Reading the condition of a rule, by recursive descent. The grammar is in
 *	  ruleset.sql.
 */
#include "rules/condition_parse.h"

#include <math.h>

#include "common/string.h"
#include "miscadmin.h"
#include "utils/fmgrprotos.h"

#include "rules/condition_pattern.h"
#include "rules/rule_specials.h"
#include "ascii.h"
#include "text/number.h"
#include "text/slash_pattern.h"

static const char *const condition_hint = CONDITION_HINT;

#define MAX_NUMBER 100			/* characters of a number, as written and as printed */

typedef struct Parser
{
	Lexer	   *lx;
	int			depth;			/* levels of the condition being read */
	bool		check;			/* patterns must compile, */
	EvasionOptions fold;		/* also as they are folded */
} Parser;

static Condition *parse_or(Parser *ps);

/* The length in bytes of the arrow at p, "->" or an arrow character; 0 if there is none. */
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
			p = slash_pattern_end(p + 1, lx->end);
		else if (*p == '"')
			p = lex_quote_end(p + 1, lx->end);
		if (!p)
		{
			lex_fail(lx, start, *start == '/' ? "Inside a pattern write a slash as \\/." : NULL,
					 *start == '/' ? "A pattern has no closing slash." : "A quoted text has no closing quote.");
			return NULL;
		}
		p++;
	}
	return p;
}

/* Appends a key of a field. */
static void
add_key(RuleField *field, const char *key, int len)
{
	field->keys = field->nkeys ? repalloc(field->keys, sizeof(char *) * (field->nkeys + 1)) :
		palloc(sizeof(char *));
	field->keys[field->nkeys++] = pnstrdup(key, len);
}

/* Splits the name of a field into keys: at its dots, unless it is quoted. */
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
			return lex_fail(ps->lx, at, "Put the whole name of a field in double quotes, or none of it.", "The name of a field contains a quote.");
		if (*p && *p != '.')
			continue;
		if (p == start)
			return lex_fail(ps->lx, at, "Put a key with dots or special characters in double quotes.", "The name of a field is empty, or a part of it is.");
		add_key(field, start, p - start);
		if (!*p)
			return true;
		start = p + 1;
	}
}

/* operators that are no FieldOperator */
#define OPERATOR_MATCH (-1)
#define OPERATOR_NONE (-2)

/* Reads an operator: its FieldOperator, OPERATOR_MATCH for "~", OPERATOR_NONE for anything else. */
static int
parse_operator(Lexer *lx)
{
	if (lex_accept(lx, '~'))
		return OPERATOR_MATCH;
	if (lex_accept(lx, '='))
		return FIELD_EQ;
	if (lex_accept(lx, '!'))
		return lx->cur < lx->end && lex_accept(lx, '=') ? FIELD_NE : OPERATOR_NONE;
	if (lex_accept(lx, '<'))
		return lex_accept(lx, '=') ? FIELD_LE : FIELD_LT;
	if (lex_accept(lx, '>'))
		return lex_accept(lx, '=') ? FIELD_GE : FIELD_GT;
	return OPERATOR_NONE;
}

static const char *
print_number(Numeric number)
{
	return DatumGetCString(DirectFunctionCall1(numeric_out, NumericGetDatum(number)));
}

/* Reads a number. It is out of range if its canonical text could not be read again. */
static NumberStatus
take_number(Condition *condition, const char *word)
{
	float8		number;
	NumberStatus status = number_parse(word, false, &number);

	if (status != NUMBER_OK)
		return status;
	if (strlen(word) > MAX_NUMBER || fabs(number) > 1e50)
		return NUMBER_RANGE;
	condition->kind = FIELD_NUMBER;
	condition->numeric = DatumGetNumeric(DirectFunctionCall3(numeric_in, CStringGetDatum(word),
															 ObjectIdGetDatum(InvalidOid),
															 Int32GetDatum(-1)));
	return strlen(print_number(condition->numeric)) > MAX_NUMBER ? NUMBER_RANGE : NUMBER_OK;
}

/* Whether a word that is no number can name a field: it does not begin as a number does. */
static bool
may_be_field(const char *word)
{
	return !ascii_is_digit(*word) && *word != '-' && *word != '+' && *word != '.';
}

/* Reads the value or the field that a field is compared with. */
static bool
parse_value(Parser *ps, Condition *condition)
{
	static const char *const hint =
		"Write a number, true, false, null, or a text in double quotes. "
		"Fields can be compared by <, <=, > and >=.";
	Lexer	   *lx = ps->lx;
	const char *at;
	bool		quoted;
	char	   *word;

	lex_skip_blanks(lx);
	at = lx->cur;
	quoted = at < lx->end && *at == '"';
	word = lex_word(lx, condition_specials, "a value");
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

		/* not after = and !=, where text without quotes is more likely than another field */
		if (status == NUMBER_SYNTAX && condition->op >= FIELD_LT && may_be_field(word))
		{
			condition->kind = FIELD_FIELD;
			return take_field(ps, &condition->other, at, word, false);
		}
		if (status == NUMBER_RANGE)
			return lex_fail_code(lx, ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE, at, NULL,
								 "The number \"%s\" is beyond 1e50, or has more than %d characters when written out.",
								 lex_clip(word), MAX_NUMBER);
		if (status != NUMBER_OK)
			return lex_fail(lx, at, hint, "Expected a value, found \"%s\".", lex_clip(word));
	}
	if (condition->op >= FIELD_LT && condition->kind != FIELD_NUMBER)
		return lex_fail(lx, at, hint, "Expected a number, a text or a field after < or >, found \"%s\".", lex_clip(word));
	return true;
}

/* Reads the rest of field ~ /pattern/ or field op value, after the field's name. */
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
	if (op == OPERATOR_MATCH)
	{
		lex_skip_blanks(lx);
		if (lx->cur >= lx->end || *lx->cur != '/')
		{
			lex_fail(lx, lx->cur, condition_hint, "Expected a pattern, found %s.", lex_describe(lx));
			return NULL;
		}
		condition = condition_pattern_parse(lx, ps->check, ps->fold);
		if (!condition)
			return NULL;
	}
	else if (op == OPERATOR_NONE)
	{
		lx->cur = at;
		lex_fail(lx, at, condition_hint, "Expected ~ or a comparison operator after the field, found %s.", lex_describe(lx));
		return NULL;
	}
	else if (lx->cur < lx->end && (*lx->cur == '~' || *lx->cur == '='))
	{
		lex_fail(lx, lx->cur, "Write field ~ /pattern/, or field = value.", "Expected a value, found %s.", lex_describe(lx));
		return NULL;
	}
	else
	{
		condition = condition_make(CONDITION_COMPARE);
		condition->op = op;
		if (!parse_value(ps, condition))
			return NULL;
	}
	condition->field = field;
	return condition;
}

/* Reads a closing parenthesis; false with an error if there is none. */
static bool
expect_close(Parser *ps)
{
	if (lex_accept(ps->lx, ')'))
		return true;
	return lex_fail(ps->lx, ps->lx->cur, condition_hint, "Expected \")\", found %s.", lex_describe(ps->lx));
}

/* The number N if a word is "N of", else 0. */
static int
count_of(const char *word)
{
	const char *end = word + strlen(word);
	char	   *rest;
	int			n;
	int			blank;

	if (!ascii_is_digit(*word))
		return 0;
	errno = 0;
	n = strtoint(word, &rest, 10);
	if (errno != 0 || n == 0 || !lex_blank(rest, end))
		return 0;
	while ((blank = lex_blank(rest, end)) > 0)
		rest += blank;
	return strcmp(rest, "of") == 0 ? n : 0;
}

/* Reads the list after "N of", from its parenthesis on. */
static Condition *
parse_count(Parser *ps, const char *at, int least)
{
	Condition  *condition = condition_make(CONDITION_COUNT);
	List	   *children = NIL;
	ListCell   *cell;

	(void) lex_accept(ps->lx, '(');
	do
	{
		Condition  *child = parse_or(ps);

		if (!child)
			return NULL;
		children = lappend(children, child);
	} while (lex_accept(ps->lx, ','));
	if (!expect_close(ps))
		return NULL;
	if (least > list_length(children))
	{
		lex_fail(ps->lx, at, "Require no more conditions than the list has.", "The rule requires %d conditions of a list of %d.", least, list_length(children));
		return NULL;
	}
	condition->least = least;
	condition->children = palloc(sizeof(Condition *) * list_length(children));
	foreach(cell, children)
		condition->children[condition->nchildren++] = lfirst(cell);
	return condition;
}

/* Reads a condition that begins with a word: N of (…), or a field. */
static Condition *
parse_word(Parser *ps)
{
	Lexer	   *lx = ps->lx;
	const char *at = lx->cur;
	bool		quoted = *at == '"';
	char	   *word = lex_word(lx, condition_specials, "a condition");
	int			least;

	if (!word)
		return NULL;
	least = quoted ? 0 : count_of(word);
	if (least && lex_peek(lx, condition_specials) == '(')
		return parse_count(ps, at, least);
	return parse_field(ps, at, word, quoted);
}

/* Reads a condition without & or |, or one in parentheses. */
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
					  "A condition can be nested at most %d levels deep.", FACTAG_MAX_RULE_NESTING);
		return NULL;
	}
	next = lex_peek(lx, condition_specials);
	if (next == '!')
	{
		(void) lex_accept(lx, '!');
		condition = parse_unary(ps);
		if (condition && condition->type == CONDITION_NOT)
			condition = condition->children[0];
		else if (condition)
		{
			Condition  *child = condition;

			condition = condition_make(CONDITION_NOT);
			condition->children = palloc(sizeof(Condition *));
			condition->children[condition->nchildren++] = child;
		}
	}
	else if (next == '(')
	{
		(void) lex_accept(lx, '(');
		condition = parse_or(ps);
		if (condition && !expect_close(ps))
			return NULL;
	}
	else if (next == '/' && *lx->cur == '/')
		condition = condition_pattern_parse(lx, ps->check, ps->fold);
	else if (next == 0)
		condition = parse_word(ps);
	else
	{
		lex_fail(lx, lx->cur, condition_hint, "Expected a condition, found %s.", lex_describe(lx));
		return NULL;
	}
	ps->depth--;
	return condition;
}

/* Reads parts joined by an operator. */
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
	} while (lex_accept(ps->lx, operator));
	return condition_combine(type, children);
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

	if (condition && lex_peek(lx, condition_specials) != -1)
	{
		lex_fail(lx, lx->cur, condition_hint, "Expected an operator or \"->\", found %s.", lex_describe(lx));
		return NULL;
	}
	return condition;
}
