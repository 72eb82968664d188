/*
 * query_filter.c
 *	  Reading the filters of a term; see query_filter.h.
 */
#include "query/query_filter.h"

#include "query/query_specials.h"
#include "text/verdict.h"

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

/*
 * Whether a duration comes next in place of a timestamp. A sign begins one, too,
 * so that the error is about durations, except that of an infinite timestamp.
 */
static bool
duration_is_next(const Lexer *lx)
{
	const char *p = lx->cur;
	const char *start;

	if (p < lx->end && *p == '"')
		p++;
	start = p;
	if (p < lx->end && (*p == '-' || *p == '+'))
		p++;
	if (p >= lx->end)
		return false;
	return pg_ascii_toupper(*p) == 'P' || (p > start && pg_ascii_toupper(*p) != 'I');
}

/* Reads a duration, value number i of a filter with space for "size" of them. */
static bool
parse_duration(Lexer *lx, QueryFilter *filter, int i, int size)
{
	const char *at = lx->cur;
	char	   *word = lex_word(lx, query_value_specials, "a value");
	Duration   *duration = palloc(sizeof(Duration));

	if (!word)
		return false;
	switch (duration_parse(word, duration))
	{
		case DURATION_OK:
			break;
		case DURATION_SYNTAX:
			return lex_fail(lx, at, "Write a duration before or after the timestamp asked for as -P30D, P1Y6M or PT12H.",
							"Expected a duration, found \"%s\".", lex_clip(word));
		case DURATION_RANGE:
			return lex_fail_code(lx, ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE, at, NULL,
								 "The duration \"%s\" is too long.", lex_clip(word));
	}
	if (!filter->relative)
		filter->relative = palloc0(sizeof(Duration *) * size);
	filter->relative[i] = duration;
	pfree(word);
	return true;
}

/* Reads value number i of a filter with space for "size" of them. */
static bool
parse_value(Lexer *lx, QueryFilter *filter, int i, int size)
{
	AttributeValue *value = &filter->values[i];
	const char *at;
	bool		ok;

	lex_skip_blanks(lx);
	at = lx->cur;
	memset(value, 0, sizeof(AttributeValue));
	if (attribute_defs[filter->attribute].kind == KIND_TIMESTAMP && duration_is_next(lx))
		return parse_duration(lx, filter, i, size);
	if (filter->attribute == ATTRIBUTE_PATH)
		lx->star_hint = "Write wildcards in the pattern before the filter: **/vaccine[path!=misinfo/archive].";
	ok = attribute_read_value(lx, query_filter_specials(filter->attribute),
							  &attribute_defs[filter->attribute], value);
	lx->star_hint = NULL;
	return ok && check_value(lx, at, filter, *value);
}

/* Doubles the space for values; returns the new size. */
static int
enlarge_values(QueryFilter *filter, int size)
{
	filter->values = repalloc(filter->values, sizeof(AttributeValue) * size * 2);
	if (filter->relative)
	{
		filter->relative = repalloc(filter->relative, sizeof(Duration *) * size * 2);
		memset(filter->relative + size, 0, sizeof(Duration *) * size);
	}
	return size * 2;
}

/* One filter; its values are collected in chunks that double. */
static bool
parse_filter(Lexer *lx, QueryFilter *filter)
{
	int			size = 1;
	int			number;
	const char *at;

	lex_skip_blanks(lx);
	at = lx->cur;
	memset(filter, 0, sizeof(QueryFilter));
	if (!attribute_read_name(lx, &query_attributes, &number))
		return false;
	filter->attribute = number;
	if (attribute_defs[number].kind == KIND_FLAG)
		return parse_flag(lx, at, filter);
	lex_skip_blanks(lx);
	at = lx->cur;
	if (!parse_operator(lx, &filter->op) || !check_operator(lx, at, filter))
		return false;
	filter->values = palloc(sizeof(AttributeValue) * size);
	do
	{
		if (filter->nvalues > 0 && filter->op != QUERY_EQ && filter->op != QUERY_NE)
			return lex_fail(lx, lx->cur, NULL, "Only = and != take several values.");
		if (filter->nvalues == FACTAG_MAX_VALUES)
			return lex_fail_code(lx, ERRCODE_PROGRAM_LIMIT_EXCEEDED, lx->cur, NULL,
								 "A filter can have at most %d values.", FACTAG_MAX_VALUES);
		if (filter->nvalues == size)
			size = enlarge_values(filter, size);
		if (!parse_value(lx, filter, filter->nvalues, size))
			return false;
		filter->nvalues++;
	} while (lex_accept(lx, '|'));
	return true;
}

bool
query_filters_read(Lexer *lx, QueryNode *term)
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
