/*
 * query_parse.c
 *	  Making the tree of a query, from text or from other trees. The grammar is
 *	  in tagquery.sql.
 */
#include "query/query_parse.h"

#include "miscadmin.h"

#include "pcre/regex.h"
#include "query/query_pattern.h"
#include "query/query_specials.h"
#include "text/path.h"
#include "text/verdict.h"

static const char *const term_hint = "Write a query as interest/*/apartment & (region/taipei | !status/churned); put names with special characters in double quotes.";

typedef struct Parser
{
	Lexer	   *lx;
	int			terms;
	int			depth;
} Parser;

static QueryNode *parse_or(Parser *ps);

QueryNode *
query_term(const char *pattern, int len, bool exact)
{
	QueryNode  *node = palloc0(sizeof(QueryNode));
	char	   *copy = palloc(len);

	memcpy(copy, pattern, len);
	node->type = QUERY_TERM;
	node->pattern = copy;
	node->patternlen = len;
	node->exact = exact;
	return node;
}

/* a node with room for n children */
static QueryNode *
make_node(QueryNodeType type, int n)
{
	QueryNode  *node = palloc0(sizeof(QueryNode));

	node->type = type;
	node->nchildren = n;
	node->children = palloc(sizeof(QueryNode *) * n);
	return node;
}

QueryNode *
query_not(QueryNode *child)
{
	QueryNode  *node;

	if (child->type == QUERY_NOT)
		return child->children[0];
	node = make_node(QUERY_NOT, 1);
	node->children[0] = child;
	return node;
}

QueryNode *
query_combine(QueryNodeType type, QueryNode **nodes, int n)
{
	QueryNode  *node;
	int			total = 0;
	int			k = 0;

	if (n == 1)
		return nodes[0];
	for (int i = 0; i < n; i++)
		total += nodes[i]->type == type ? nodes[i]->nchildren : 1;
	node = make_node(type, total);
	for (int i = 0; i < n; i++)
	{
		if (nodes[i]->type != type)
		{
			node->children[k++] = nodes[i];
			continue;
		}
		for (int j = 0; j < nodes[i]->nchildren; j++)
			node->children[k++] = nodes[i]->children[j];
	}
	return node;
}

QueryNode *
query_at(QueryNode *child, TimestampTz timestamp)
{
	QueryNode  *node;

	if (child->type == QUERY_AT)
		return child;
	node = make_node(QUERY_AT, 1);
	node->children[0] = child;
	node->timestamp = timestamp;
	return node;
}

/* Counts the terms; returns how many levels down the deepest one is. */
static int
measure(const QueryNode *node, int *terms)
{
	int			deepest = -1;

	check_stack_depth();
	CHECK_FOR_INTERRUPTS();
	if (node->type == QUERY_TERM)
		(*terms)++;
	for (int i = 0; i < node->nchildren; i++)
	{
		int			depth = measure(node->children[i], terms);

		deepest = Max(deepest, depth);
	}
	return deepest + 1;
}

int
query_check(const QueryNode *node)
{
	int			terms = 0;

	if (measure(node, &terms) > FACTAG_MAX_NESTING)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("a tagquery is nested at most %d levels deep", FACTAG_MAX_NESTING)));
	if (terms > FACTAG_MAX_TERMS)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("a tagquery has at most %d terms", FACTAG_MAX_TERMS)));
	return terms;
}

/* "=", "!=", "<", "<=", ">", ">=" */
static bool
parse_operator(Lexer *lx, QueryOperator *op)
{
	if (lex_accept(lx, '='))
		*op = QUERY_EQ;
	else if (lex_accept(lx, '!'))
	{
		if (!lex_accept(lx, '='))
			return lex_fail(lx, lx->cur, NULL, "Expected \"!=\", found %s.", lex_describe(lx));
		*op = QUERY_NE;
	}
	else if (lex_accept(lx, '<'))
		*op = lex_accept(lx, '=') ? QUERY_LE : QUERY_LT;
	else if (lex_accept(lx, '>'))
		*op = lex_accept(lx, '=') ? QUERY_GE : QUERY_GT;
	else
		return lex_fail(lx, lx->cur, "Write a filter as [value>=100; weight>0.5].",
						"Expected a comparison operator, found %s.", lex_describe(lx));
	return true;
}

/* A flag alone, which is stored as "=" with no value. */
static bool
parse_flag(Lexer *lx, const char *at, QueryFilter *filter)
{
	int			next = lex_peek(lx, attribute_name_specials);

	filter->op = QUERY_EQ;
	filter->nvalues = 0;
	filter->values = NULL;
	if (filter->attribute == ATTRIBUTE_NEG)
		return lex_fail(lx, at, "A withdrawn label asserts nothing, so no query matches it; labelset_history shows it.",
						"A query cannot filter by neg.");
	if (next > 0 && next != ';' && next != ']')
		return lex_fail(lx, lx->cur, "Write the flag alone, as in [deny].",
						"The flag %s takes no comparison.", attribute_defs[filter->attribute].name);
	return true;
}

/* Refuses a comparison that the attribute does not know. */
static bool
check_operator(Lexer *lx, const char *at, const QueryFilter *filter)
{
	AttributeKind kind = attribute_defs[filter->attribute].kind;

	if (filter->op == QUERY_EQ || filter->op == QUERY_NE || (kind != KIND_PATH && kind != KIND_TEXT))
		return true;
	return lex_fail(lx, at, "Write [by=agency|human] for a source at or below either, [claim!=c17] for any other.",
					"The attribute %s can be compared with = and != only.", attribute_defs[filter->attribute].name);
}

/* Refuses a verdict off the scale where the order on the scale is asked for. */
static bool
check_value(Lexer *lx, const char *at, const QueryFilter *filter, AttributeValue value)
{
	if (filter->attribute != ATTRIBUTE_VERDICT || filter->op == QUERY_EQ || filter->op == QUERY_NE ||
		verdict_on_scale(value.verdict))
		return true;
	return lex_fail(lx, at, "The scale is false < mostly-false < mixed < mostly-true < true; compare other verdicts with = and !=.",
					"Expected a verdict on the scale, found \"%s\".", verdict_name(value.verdict));
}

/* One filter; its values are collected in chunks that double. */
static bool
parse_filter(Lexer *lx, QueryFilter *filter)
{
	const AttributeDef *def;
	int			size = 1;
	int			number;
	const char *at;

	lex_skip_blanks(lx);
	at = lx->cur;
	if (!attribute_read_name(lx, &query_attributes, &number))
		return false;
	filter->attribute = number;
	def = &attribute_defs[number];
	if (def->kind == KIND_FLAG)
		return parse_flag(lx, at, filter);
	lex_skip_blanks(lx);
	at = lx->cur;
	if (!parse_operator(lx, &filter->op) || !check_operator(lx, at, filter))
		return false;
	filter->nvalues = 0;
	filter->values = palloc(sizeof(AttributeValue) * size);
	do
	{
		if (filter->nvalues > 0 && filter->op != QUERY_EQ && filter->op != QUERY_NE)
			return lex_fail(lx, lx->cur, NULL, "Only = and != take several values.");
		if (filter->nvalues == FACTAG_MAX_VALUES)
			return lex_fail_code(lx, ERRCODE_PROGRAM_LIMIT_EXCEEDED, lx->cur, NULL,
								 "A filter can have at most %d values.", FACTAG_MAX_VALUES);
		if (filter->nvalues == size)
			filter->values = repalloc(filter->values, sizeof(AttributeValue) * (size *= 2));
		lex_skip_blanks(lx);
		at = lx->cur;
		if (!attribute_read_value(lx, query_value_specials, def, &filter->values[filter->nvalues]) ||
			!check_value(lx, at, filter, filter->values[filter->nvalues]))
			return false;
		filter->nvalues++;
	} while (lex_accept(lx, '|'));
	return true;
}

/* "[" filter; ... "]" behind a pattern */
static bool
parse_filters(Lexer *lx, QueryNode *term)
{
	int			size = 4;

	term->filters = palloc(sizeof(QueryFilter) * size);
	do
	{
		if (term->nfilters == FACTAG_MAX_VALUES)
			return lex_fail_code(lx, ERRCODE_PROGRAM_LIMIT_EXCEEDED, lx->cur, NULL,
								 "A term can have at most %d filters.", FACTAG_MAX_VALUES);
		if (term->nfilters == size)
			term->filters = repalloc(term->filters, sizeof(QueryFilter) * (size *= 2));
		if (!parse_filter(lx, &term->filters[term->nfilters++]))
			return false;
	} while (lex_accept(lx, ';'));
	if (!lex_accept(lx, ']'))
		return lex_fail(lx, lx->cur, "Write a filter as [value>=100; weight>0.5].",
						"Expected \";\" or \"]\", found %s.", lex_describe(lx));
	return true;
}

/* Reports what PCRE2 finds wrong with the regular expressions of a pattern. */
static bool
check_regexes(Lexer *lx, const char *at, const char *pattern, int len)
{
	const char *end = pattern + len;

	for (const char *p = pattern; p < end; p = path_segment_end(p, end) + 1)
	{
		RegexError	error;

		if (*p == FACTAG_REGEX && !regex_check(p + 1, path_segment_end(p, end) - p - 1, REGEX_CASELESS, &error))
			return lex_fail(lx, at, regex_hint(&error), "A regular expression is invalid at its byte %d: %s.",
							error.offset + 1, error.message);
	}
	return true;
}

/* ["="] pattern ["[" filters "]"] */
static QueryNode *
parse_term(Parser *ps)
{
	Lexer	   *lx = ps->lx;
	bool		exact = lex_accept(lx, '=');
	char		pattern[FACTAG_MAX_PATH];
	int			len;
	int			next = lex_peek(lx, query_specials);
	QueryNode  *term;

	const char *at = lx->cur;

	if (next != 0 && next != '*' && next != '~')
	{
		lex_fail(lx, lx->cur, term_hint, "Expected a tag, found %s.", lex_describe(lx));
		return NULL;
	}
	if (++ps->terms > FACTAG_MAX_TERMS)
	{
		lex_fail_code(lx, ERRCODE_PROGRAM_LIMIT_EXCEEDED, lx->cur, NULL,
					  "A query can have at most %d terms.", FACTAG_MAX_TERMS);
		return NULL;
	}
	if (!query_pattern_read(lx, pattern, &len) || !check_regexes(lx, at, pattern, len))
		return NULL;
	term = query_term(pattern, len, exact);
	if (lex_accept(lx, '[') && !parse_filters(lx, term))
		return NULL;
	return term;
}

/* ["@" timestamp] behind an or; node itself where there is none */
static QueryNode *
parse_moment(Parser *ps, QueryNode *node)
{
	Lexer	   *lx = ps->lx;
	static const AttributeDef def = {.kind = KIND_TIMESTAMP};
	AttributeValue value;

	if (!lex_accept(lx, '@'))
		return node;
	if (!attribute_read_value(lx, query_timestamp_specials, &def, &value))
		return NULL;
	return query_at(node, value.timestamp);
}

/* "!" unary, a parenthesis, or a term */
static QueryNode *
parse_unary(Parser *ps)
{
	Lexer	   *lx = ps->lx;
	QueryNode  *node;

	check_stack_depth();
	if (ps->depth > FACTAG_MAX_NESTING)
	{
		lex_fail_code(lx, ERRCODE_PROGRAM_LIMIT_EXCEEDED, lx->cur, NULL,
					  "A query can be nested at most %d levels deep.", FACTAG_MAX_NESTING);
		return NULL;
	}
	ps->depth++;
	if (lex_accept(lx, '!'))
	{
		node = parse_unary(ps);
		if (node)
			node = query_not(node);
	}
	else if (lex_accept(lx, '('))
	{
		node = parse_or(ps);
		if (node)
			node = parse_moment(ps, node);
		if (node && !lex_accept(lx, ')'))
		{
			lex_fail(lx, lx->cur, term_hint, "Expected \")\", found %s.", lex_describe(lx));
			node = NULL;
		}
	}
	else
		node = parse_term(ps);
	ps->depth--;
	return node;
}

/* operands joined by one operator, each read by the next lower rule */
static QueryNode *
parse_joined(Parser *ps, QueryNodeType type, char operator, QueryNode *(*operand) (Parser *))
{
	QueryNode **nodes;
	int			n = 0;
	int			size = 4;

	nodes = palloc(sizeof(QueryNode *) * size);
	do
	{
		if (n == size)
			nodes = repalloc(nodes, sizeof(QueryNode *) * (size *= 2));
		nodes[n] = operand(ps);
		if (!nodes[n++])
			return NULL;
	} while (lex_accept(ps->lx, operator));
	return query_combine(type, nodes, n);
}

static QueryNode *
parse_and(Parser *ps)
{
	return parse_joined(ps, QUERY_AND, '&', parse_unary);
}

static QueryNode *
parse_or(Parser *ps)
{
	return parse_joined(ps, QUERY_OR, '|', parse_and);
}

QueryNode *
query_parse(Lexer *lx)
{
	Parser		ps = {.lx = lx};
	QueryNode  *node = parse_or(&ps);

	if (node)
		node = parse_moment(&ps, node);
	if (node && lex_peek(lx, query_specials) != -1)
	{
		lex_fail(lx, lx->cur, term_hint, "Expected \"&\", \"|\" or the end, found %s.", lex_describe(lx));
		return NULL;
	}
	/* operators nest without parentheses too */
	if (node && measure(node, &(int) {0}) > FACTAG_MAX_NESTING)
	{
		lex_fail_code(lx, ERRCODE_PROGRAM_LIMIT_EXCEEDED, lx->cur, NULL,
					  "A query can be nested at most %d levels deep.", FACTAG_MAX_NESTING);
		return NULL;
	}
	return node;
}
