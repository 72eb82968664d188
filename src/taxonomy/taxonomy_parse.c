/*
 * taxonomy_parse.c
 *	  Reading the lines of a taxonomy. The grammar is in tagtaxonomy.sql.
 */
#include "taxonomy/taxonomy_parse.h"

#include "miscadmin.h"

#include "query/query_parse.h"
#include "taxonomy/taxonomy_line.h"
#include "taxonomy/taxonomy_specials.h"

static const char *const name_hint =
	"Put a segment with special characters or an arrow in double quotes: \"AC/DC\", \"a -> b\".";

/* Reads a path. */
static bool
read_name(Lexer *lx, TaxonomyName *name)
{
	char		path[FACTAG_MAX_PATH];
	char	   *copy;

	lex_skip_blanks(lx);
	name->at = lx->cur - lx->input;
	if (!lex_path(lx, taxonomy_name_specials, path, &name->len))
		return false;
	copy = palloc(name->len);
	memcpy(copy, path, name->len);
	name->path = copy;
	return true;
}

/* Refuses a name that is an option's, also with = for the colon. */
static bool
check_name(Lexer *lx, const TaxonomyName *name)
{
	if (lx->input[name->at] == '"' || !taxonomy_names_option(name->path, name->len))
		return true;
	return lex_fail(lx, lx->input + name->at, "Write an option as open: true, or put the name in double quotes.",
					"A name is an option's.");
}

/* Reads an option, from its value on; its line begins at "at". */
static bool
read_option(Lexer *lx, TaxonomyText *text, TaxonomyLine *line, const LineParts *parts, const char *at)
{
	TermAttribute *option;

	at = lex_blanks_end(at, lx->end);
	if (parts->must)
	{
		line->type = LINE_MUST;
		line->must = query_parse(lx);
		return line->must != NULL;
	}
	line->type = LINE_OPTION;
	if (text->options[parts->option])
		return lex_fail(lx, at, "Only must may be there more than once.",
						"The option \"%s\" is given twice.", term_attribute_name(parts->option));
	if ((parts->option == TERM_STATIC && text->options[TERM_DYNAMIC]) ||
		(parts->option == TERM_DYNAMIC && text->options[TERM_STATIC]))
		return lex_fail(lx, at, "A static tag never ends, a dynamic one always does.",
						"Tags cannot be both static and dynamic.");
	option = palloc0(sizeof(TermAttribute));
	option->kind = parts->option;
	option->at = at - lx->input;
	line->attributes = option;
	line->nattributes = 1;
	text->options[parts->option] = option;
	return term_option_read(lx, option);
}

/* Reads a link, from its source on. */
static bool
read_link(Lexer *lx, TaxonomyLine *line, const LineParts *parts)
{
	const char *end = lx->end;
	const char *arrow = lx->input + parts->arrow_at;
	int			size = 1;

	line->type = parts->arrow == '-' ? LINE_ALIAS : LINE_IMPLICATION;
	lx->end = arrow;
	if (!read_name(lx, &line->name) || !check_name(lx, &line->name))
		return false;
	if (lex_peek(lx, taxonomy_name_specials) != -1)
		return lex_fail(lx, lx->cur, "A link has one source; attributes stand on a term's own line.",
						"Expected an arrow, found %s.", lex_describe(lx));
	lx->end = end;
	lx->cur = arrow + parts->arrowlen;
	line->targets = palloc(sizeof(TaxonomyName) * size);
	do
	{
		if (line->ntargets == FACTAG_MAX_VALUES)
			return lex_fail_code(lx, ERRCODE_PROGRAM_LIMIT_EXCEEDED, lx->cur, NULL,
								 "A link can have at most %d targets.", FACTAG_MAX_VALUES);
		if (line->ntargets == size)
			line->targets = repalloc(line->targets, sizeof(TaxonomyName) * (size *= 2));
		if (!read_name(lx, &line->targets[line->ntargets++]))
			return false;
	} while (lex_accept(lx, ','));
	if (lex_peek(lx, taxonomy_name_specials) != -1)
		return lex_fail(lx, lx->cur, name_hint, "Expected \",\" or the end of the line, found %s.", lex_describe(lx));
	return true;
}

/* Reads a term. */
static bool
read_term(Lexer *lx, TaxonomyLine *line)
{
	line->type = LINE_TERM;
	if (!read_name(lx, &line->name) || !check_name(lx, &line->name))
		return false;
	if (lex_accept(lx, '[') && !term_attributes_read(lx, &line->attributes, &line->nattributes))
		return false;
	if (lex_peek(lx, taxonomy_name_specials) != -1)
		return lex_fail(lx, lx->cur, name_hint, "Expected \"[\", an arrow or the end of the line, found %s.",
						lex_describe(lx));
	return true;
}

/* Reads one line, which begins at start. */
static bool
read_line(LineReader *reader, TaxonomyText *text, const char *start)
{
	Lexer	   *lx = reader->lx;
	TaxonomyLine line = {0};
	LineParts	parts;
	const char *at;
	bool		option;
	Size		place = start - lx->input;

	CHECK_FOR_INTERRUPTS();
	if (!taxonomy_line_read(reader, start, &parts))
		return false;
	line.comment = reader->comment;
	line.commentlen = reader->commentlen;
	at = lx->input + place;
	lex_skip_blanks(lx);
	option = parts.must || parts.option != TERM_INHERITED;
	if ((option || lx->cur < lx->end || line.comment) && text->nlines >= FACTAG_MAX_TAXONOMY_LINES)
		return lex_fail_code(lx, ERRCODE_PROGRAM_LIMIT_EXCEEDED, at, NULL,
							 "A taxonomy can have at most %d lines.", FACTAG_MAX_TAXONOMY_LINES);
	if (option ? !read_option(lx, text, &line, &parts, at) :
		lx->cur < lx->end && !(parts.arrow ? read_link(lx, &line, &parts) : read_term(lx, &line)))
		return false;
	taxonomy_text_append(text, &line);
	return true;
}

TaxonomyText *
taxonomy_parse(Lexer *lx)
{
	TaxonomyText *text = palloc0(sizeof(TaxonomyText));
	LineReader	reader = {.lx = lx};

	lx->lines = true;
	lex_skip_byte_order_mark(lx);
	for (const char *start = lx->cur; start; start = line_next(&reader))
	{
		if (!read_line(&reader, text, start))
			return NULL;
	}
	taxonomy_text_trim(text);
	return text;
}
