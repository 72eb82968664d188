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
#include "text/line_quote.h"

/* Appends the name of a line, whose first segment is quoted if the line would be read as another one. */
static void
print_line_name(StringInfo out, const TaxonomyName *name)
{
	const char *path = name->path;
	int			len = name->len;

	line_quote_path(out, path, len, taxonomy_print_specials,
					*path == '%' || taxonomy_names_option(path, len) || driver_text_starts(path, path + len));
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
			query_deparse_line(out, line->must);
			break;
		case LINE_OPTION:
			appendStringInfo(out, "%s: ", term_attribute_name(line->attributes->kind));
			term_option_deparse(out, line->attributes);
			break;
		case LINE_TERM:
			print_line_name(out, &line->name);
			term_attributes_deparse(out, line->attributes, line->nattributes);
			break;
		case LINE_ALIAS:
		case LINE_IMPLICATION:
			print_line_name(out, &line->name);
			appendStringInfoString(out, line->type == LINE_ALIAS ? " -> " : " => ");
			for (int i = 0; i < line->ntargets; i++)
			{
				if (i > 0)
					appendStringInfoString(out, ", ");
				line_quote_path(out, line->targets[i].path, line->targets[i].len, taxonomy_print_specials, false);
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
