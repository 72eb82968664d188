/*
 * query_parse.c
 *	  Making the tree of a query, from text or from other trees. The grammar is
 *	  in tagquery.sql.
 */
#include "query/query_parse.h"

#include "miscadmin.h"

#include "ascii.h"
#include "pcre/regex.h"
#include "query/query_filter.h"
#include "query/query_pattern.h"
#include "query/query_specials.h"
#include "text/path.h"

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

QueryNode *
query_count(int least, QueryNode **nodes, int n)
{
	QueryNode  *node;

	if (least == 1 || least == n)
		return query_combine(least == n ? QUERY_AND : QUERY_OR, nodes, n);
	node = make_node(QUERY_COUNT, n);
	memcpy(node->children, nodes, sizeof(QueryNode *) * n);
	node->least = least;
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
				 errmsg("a tagquery is nested at most %d levels deep", FACTAG_MAX_NESTING),
				 errhint("Write conditions beside each other, in one list, where they are joined alike.")));
	if (terms > FACTAG_MAX_TERMS)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("a tagquery has at most %d terms", FACTAG_MAX_TERMS),
				 errhint("A term for a path also finds everything below it.")));
	return terms;
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
	if (lex_accept(lx, '[') && !query_filters_read(lx, term))
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

/*
 * Skips "N of (" if that comes next; *least gets N, or FACTAG_MAX_TERMS + 1 for
 * any larger number. A parenthesis never follows a tag, so no tag is read so.
 */
static bool
accept_count(Lexer *lx, int *least)
{
	const char *p = lex_blanks_end(lx->cur, lx->end);
	const char *digits = p;
	int			len;

	*least = 0;
	for (; p < lx->end && ascii_is_digit(*p); p++)
	{
		if ((p - digits) % FACTAG_INTERRUPT_BYTES == 0)
			CHECK_FOR_INTERRUPTS();
		*least = Min(*least * 10 + (*p - '0'), FACTAG_MAX_TERMS + 1);
	}
	if (p == digits || lex_blank(p, lx->end) == 0)
		return false;
	p = lex_blanks_end(p, lx->end);
	if (lx->end - p < 2 || memcmp(p, "of", 2) != 0)
		return false;
	p = lex_blanks_end(p + 2, lx->end);
	if (lex_ascii(p, lx->end, &len) != '(')
		return false;
	lx->cur = p + len;
	return true;
}

/* The list after "N of (", which begins at "at" */
static QueryNode *
parse_count(Parser *ps, const char *at, int least)
{
	Lexer	   *lx = ps->lx;
	int			size = 4;
	int			n = 0;
	QueryNode **nodes = palloc(sizeof(QueryNode *) * size);

	do
	{
		if (n == size)
			nodes = repalloc(nodes, sizeof(QueryNode *) * (size *= 2));
		nodes[n] = parse_or(ps);
		if (!nodes[n++])
			return NULL;
	} while (lex_accept(lx, ','));
	if (!lex_accept(lx, ')'))
	{
		lex_fail(lx, lx->cur, term_hint, "Expected \",\" or \")\", found %s.", lex_describe(lx));
		return NULL;
	}
	if (least == 0)
	{
		lex_fail(lx, at, "Write that none of them may match as !(a | b | c).",
				 "The query requires none of a list of %d.", n);
		return NULL;
	}
	if (least > n)
	{
		lex_fail(lx, at, "Require no more conditions than the list has.",
				 "The query requires more conditions than its list of %d has.", n);
		return NULL;
	}
	return query_count(least, nodes, n);
}

/* "!" unary, a parenthesis, a list to count in, or a term */
static QueryNode *
parse_unary(Parser *ps)
{
	Lexer	   *lx = ps->lx;
	QueryNode  *node;
	const char *at;
	int			least;

	check_stack_depth();
	if (ps->depth > FACTAG_MAX_NESTING)
	{
		lex_fail_code(lx, ERRCODE_PROGRAM_LIMIT_EXCEEDED, lx->cur, NULL,
					  "A query can be nested at most %d levels deep.", FACTAG_MAX_NESTING);
		return NULL;
	}
	ps->depth++;
	lex_skip_blanks(lx);
	at = lx->cur;
	if (accept_count(lx, &least))
		node = parse_count(ps, at, least);
	else if (lex_accept(lx, '!'))
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
