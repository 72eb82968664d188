/*
 * query_deparse.c
 *	  The canonical text of a query: fewest parentheses, single blanks.
 */
#include "query/query_deparse.h"

#include "miscadmin.h"

#include "query/query_pattern.h"
#include "query/query_specials.h"
#include "text/timestamp.h"

static const char *const operators[] = {
	[QUERY_EQ] = "=", [QUERY_NE] = "!=",
	[QUERY_LT] = "<", [QUERY_LE] = "<=",
	[QUERY_GT] = ">", [QUERY_GE] = ">=",
};

/* Appends the text of a term, perhaps in a line. */
static void
print_term(StringInfo out, const QueryNode *term, bool line)
{
	if (term->exact)
		appendStringInfoChar(out, '=');
	query_pattern_deparse(out, term->pattern, term->patternlen, line);
	for (int i = 0; i < term->nfilters; i++)
	{
		const QueryFilter *filter = &term->filters[i];

		appendStringInfo(out, "%s%s", i == 0 ? "[" : "; ", attribute_defs[filter->attribute].name);
		if (attribute_defs[filter->attribute].kind == KIND_FLAG)
			continue;
		appendStringInfoString(out, operators[filter->op]);
		for (int j = 0; j < filter->nvalues; j++)
		{
			if (j > 0)
				appendStringInfoChar(out, '|');
			if (filter->relative && filter->relative[j])
				duration_print(out, *filter->relative[j]);
			else
				attribute_deparse_value(out, query_filter_specials(filter->attribute), &attribute_defs[filter->attribute], filter->values[j]);
		}
	}
	if (term->nfilters > 0)
		appendStringInfoChar(out, ']');
}

/* how tightly a node holds together; a looser one inside gets parentheses */
static int
binding(const QueryNode *node)
{
	switch (node->type)
	{
		case QUERY_AT:
			return 0;
		case QUERY_OR:
			return 1;
		case QUERY_AND:
			return 2;
		default:
			return 3;
	}
}

/* Appends the text of a node in what binds so tightly, perhaps in a line. */
static void
print_node(StringInfo out, const QueryNode *node, int outside, bool line)
{
	bool		parentheses = binding(node) < outside;

	check_stack_depth();
	CHECK_FOR_INTERRUPTS();
	if (parentheses)
		appendStringInfoChar(out, '(');
	switch (node->type)
	{
		case QUERY_TERM:
			print_term(out, node, line);
			break;
		case QUERY_NOT:
			appendStringInfoChar(out, '!');
			print_node(out, node->children[0], 3, line);
			break;
		case QUERY_AND:
		case QUERY_OR:
			for (int i = 0; i < node->nchildren; i++)
			{
				if (i > 0)
					appendStringInfoString(out, node->type == QUERY_AND ? " & " : " | ");
				print_node(out, node->children[i], binding(node), line);
			}
			break;
		case QUERY_COUNT:
			appendStringInfo(out, "%d of (", node->least);
			for (int i = 0; i < node->nchildren; i++)
			{
				if (i > 0)
					appendStringInfoString(out, ", ");
				print_node(out, node->children[i], 1, line);
			}
			appendStringInfoChar(out, ')');
			break;
		case QUERY_AT:
			print_node(out, node->children[0], 1, line);
			appendStringInfoString(out, " @");
			timestamp_print(out, node->timestamp);
			break;
	}
	if (parentheses)
		appendStringInfoChar(out, ')');
}

void
query_deparse(StringInfo out, const QueryNode *node)
{
	print_node(out, node, 0, false);
}

void
query_deparse_line(StringInfo out, const QueryNode *node)
{
	print_node(out, node, 0, true);
}

void
query_deparse_term(StringInfo out, const QueryNode *term)
{
	print_term(out, term, false);
}
