/*
 * policy_deparse.c
 *	  The canonical text of a policy: a line each, single blanks, attributes in a fixed
 *	  order, comments unchanged.
 */
#include "policy/policy_deparse.h"

#include "miscadmin.h"

#include "policy/policy_attribute.h"
#include "policy/policy_line.h"
#include "policy/policy_specials.h"
#include "query/query_deparse.h"
#include "text/driver_text.h"
#include "text/line_quote.h"

/* Appends the name of a line, whose first segment is quoted if the line would be read as another one. */
static void
print_line_name(StringInfo out, const PolicyLine *line)
{
	const char *path = line->name.path;
	int			len = line->name.len;

	line_quote_path(out, path, len, policy_print_specials,
					policy_name_misleads(path, len) || driver_text_starts(path, path + len));
}

static void
print_name(StringInfo out, const PolicyName *name)
{
	line_quote_path(out, name->path, name->len, policy_print_specials, false);
}

/* Appends paths. */
static void
print_names(StringInfo out, const PolicyLine *line)
{
	for (int i = 0; i < line->nnames; i++)
	{
		if (i > 0)
			appendStringInfoString(out, ", ");
		print_name(out, &line->names[i]);
	}
}

/* Appends the steps of a ladder. */
static void
print_steps(StringInfo out, const PolicyLine *line)
{
	for (int i = 0; i < line->nsteps; i++)
	{
		if (i > 0)
			appendStringInfoString(out, " < ");
		print_name(out, &line->steps[i].name);
		policy_attributes_deparse(out, &line->steps[i].attributes);
	}
}

/* Appends the outputs of a rule. */
static void
print_outputs(StringInfo out, const PolicyLine *line)
{
	for (int i = 0; i < line->noutputs; i++)
	{
		if (i > 0)
			appendStringInfoString(out, ", ");
		print_name(out, &line->outputs[i].name);
		if (!line->outputs[i].lasts)
			continue;
		appendStringInfoString(out, "[for=");
		duration_print(out, *line->outputs[i].lasts);
		appendStringInfoChar(out, ']');
	}
}

void
policy_deparse_line(StringInfo out, const PolicyLine *line)
{
	switch (line->type)
	{
		case POLICY_BLANK:
			break;
		case POLICY_BY:
		case POLICY_TRUST:
		case POLICY_FACTS:
		case POLICY_FREE:
		case POLICY_NEVER_EXEMPT:
			appendStringInfo(out, "%s: ", policy_option_name(line->type));
			print_names(out, line);
			break;
		case POLICY_LADDER:
			appendStringInfoString(out, "ladder ");
			print_line_name(out, line);
			appendStringInfoString(out, ": ");
			print_steps(out, line);
			break;
		case POLICY_RULE:
		case POLICY_EXEMPTION:
			if (line->type == POLICY_EXEMPTION)
				appendStringInfoString(out, "exempt ");
			print_line_name(out, line);
			policy_attributes_deparse(out, &line->attributes);
			appendStringInfoString(out, ": ");
			query_deparse_line(out, line->condition);
			appendStringInfoString(out, " -> ");
			if (line->type == POLICY_RULE)
				print_outputs(out, line);
			else
				print_names(out, line);
			break;
	}
	if (line->comment)
	{
		if (line->type != POLICY_BLANK)
			appendStringInfoString(out, "  ");
		appendBinaryStringInfo(out, line->comment, line->commentlen);
	}
}

void
policy_deparse(StringInfo out, const PolicyText *text)
{
	for (int i = 0; i < text->nlines && out->len <= FACTAG_MAX_POLICY_TEXT; i++)
	{
		CHECK_FOR_INTERRUPTS();
		if (i > 0)
			appendStringInfoChar(out, '\n');
		policy_deparse_line(out, &text->lines[i]);
	}
}
