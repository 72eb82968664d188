/*
 * taxonomy_deparse.c
 *	  The canonical text of a taxonomy: single blanks, attributes in a fixed order,
 *	  comments unchanged.
 */
#include "taxonomy/taxonomy_deparse.h"

#include "miscadmin.h"

#include "query/query_deparse.h"
#include "taxonomy/taxonomy_line.h"
#include "taxonomy/taxonomy_specials.h"
#include "text/driver_text.h"
#include "text/path.h"
#include "text/quote.h"

/* Whether a segment must be quoted, at the start of a line or elsewhere. */
static bool
needs_quotes(const char *s, const char *end, bool first)
{
	int			len;

	if (*s == '"')
		return true;
	if (first && (*s == '%' || driver_text_starts(s, end)))
		return true;
	for (const char *p = s; p < end; p++)
	{
		if (lex_special(p, end, taxonomy_print_specials, &len) || line_arrow(p, end, &len))
			return true;
	}
	return false;
}

/* Appends a path. A name that is an option's is quoted at the start of a line. */
static void
print_name(StringInfo out, const TaxonomyName *name, bool first)
{
	const char *p = name->path;
	const char *end = p + name->len;
	bool		option = first && taxonomy_names_option(p, name->len);

	for (;;)
	{
		const char *stop = path_segment_end(p, end);

		if ((option && p == name->path) || needs_quotes(p, stop, first && p == name->path))
			quote_text(out, p, stop - p);
		else
			appendBinaryStringInfo(out, p, stop - p);
		if (stop >= end)
			return;
		appendStringInfoChar(out, '/');
		p = stop + 1;
	}
}

void
taxonomy_deparse_line(StringInfo out, const TaxonomyLine *line)
{
	switch (line->type)
	{
		case LINE_BLANK:
			break;
		case LINE_MUST:
			appendStringInfoString(out, "must: ");
			query_deparse(out, line->must);
			break;
		case LINE_OPTION:
			appendStringInfo(out, "%s: ", term_attribute_name(line->attributes->kind));
			term_option_deparse(out, line->attributes);
			break;
		case LINE_TERM:
			print_name(out, &line->name, true);
			term_attributes_deparse(out, line->attributes, line->nattributes);
			break;
		case LINE_ALIAS:
		case LINE_IMPLICATION:
			print_name(out, &line->name, true);
			appendStringInfoString(out, line->type == LINE_ALIAS ? " -> " : " => ");
			for (int i = 0; i < line->ntargets; i++)
			{
				if (i > 0)
					appendStringInfoString(out, ", ");
				print_name(out, &line->targets[i], false);
			}
			break;
	}
	if (line->comment)
	{
		if (line->type != LINE_BLANK)
			appendStringInfoString(out, "  ");
		appendBinaryStringInfo(out, line->comment, line->commentlen);
	}
}

void
taxonomy_deparse(StringInfo out, const TaxonomyText *text)
{
	for (int i = 0; i < text->nlines && out->len <= FACTAG_MAX_TAXONOMY_TEXT; i++)
	{
		CHECK_FOR_INTERRUPTS();
		if (i > 0)
			appendStringInfoChar(out, '\n');
		taxonomy_deparse_line(out, &text->lines[i]);
	}
}
