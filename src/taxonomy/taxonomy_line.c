/*
 * taxonomy_line.c
 *	  The lines of a taxonomy; see taxonomy_line.h.
 */
#include "taxonomy/taxonomy_line.h"

#include "query/query_specials.h"
#include "taxonomy/taxonomy_specials.h"
#include "text/path.h"
#include "text/slash_pattern.h"

static const char *const colon_hint =
	"The options are must, name, open, static, dynamic, deprecated and purpose; "
	"put a name with a colon before a blank in double quotes.";

/* the names and attributes of a term or link */
static const LineSyntax name_syntax = {
	.names = &taxonomy_line_specials, .values = &attribute_value_specials, .arrows = true, .whole = true, .pattern = "name"
};

/* the value of option "must" */
static const LineSyntax query_syntax = {
	.names = &query_specials, .values = &query_value_specials, .query = true, .whole = true,
	.is_path = query_attribute_is_path
};

/* the value of another option */
static const LineSyntax value_syntax = {
	.names = &taxonomy_option_specials, .values = &taxonomy_option_specials
};

bool
taxonomy_names_option(const char *path, int len)
{
	const char *end = path_segment_end(path, path + len);
	const char *equals = memchr(path, '=', end - path);

	if (equals)
		len = lex_text_end(path, equals) - path;
	return term_option(path, len) != TERM_INHERITED || (len == 4 && memcmp(path, "must", 4) == 0);
}

/* Takes the name of an option and its colon from the lexer; false if there is none. */
static bool
accept_option(Lexer *lx, LineParts *parts)
{
	int			len;
	const char *value;
	const char *word = line_option(lx, &len, &value);

	parts->must = false;
	parts->option = TERM_INHERITED;
	if (!word)
		return false;
	parts->must = len == 4 && pg_strncasecmp(word, "must", 4) == 0;
	parts->option = term_option(word, len);
	if (!parts->must && parts->option == TERM_INHERITED)
		return false;
	lx->cur = value;
	return true;
}

/* LineNote for a term or a link: LineParts is the argument. */
static bool
note_character(LineScanner *scanner, void *arg)
{
	LineParts  *parts = arg;
	Lexer	   *lx = scanner->lx;

	/* in Chinese a colon is wide and no blank follows it */
	if (scanner->c == ':' &&
		(*scanner->at != ':' || scanner->p >= scanner->end || lex_blank(scanner->p, scanner->end)))
		return lex_fail(lx, scanner->at, colon_hint, "A name has a colon before a blank.");
	if (!scanner->arrow)
		return true;
	if (parts->arrow)
		return lex_fail(lx, scanner->at, "Write each link on a line of its own: a -> b; put a name that holds an arrow in double quotes.",
						"A link has one arrow.");
	parts->arrow = scanner->arrow;
	parts->arrow_at = scanner->at - lx->input;
	parts->arrowlen = scanner->p - scanner->at;
	return true;
}

/* Finds the arrow and the comments of a line. False if an error was saved. */
static bool
divide(LineReader *reader, LineParts *parts)
{
	const Lexer *lx = reader->lx;
	const char *from = lx->cur;

	if (parts->must)
		return line_divide(reader, &query_syntax, from, NULL, NULL);
	if (parts->option == TERM_INHERITED)
		return line_divide(reader, &name_syntax, from, note_character, parts);
	if (parts->option == TERM_NAME && from < lx->end && *from == '/')
	{
		const char *close = slash_pattern_end(from + 1, lx->end);

		from = close ? close + 1 : lx->end;
	}
	return line_divide(reader, &value_syntax, from, NULL, NULL);
}

bool
taxonomy_line_read(LineReader *reader, const char *start, LineParts *parts)
{
	Lexer	   *lx = reader->lx;
	int			len;

	memset(parts, 0, sizeof(LineParts));
	line_begin(reader, start);
	if (!accept_option(lx, parts) && lex_ascii(lx->cur, lx->end, &len) == '%')
		return lex_fail(lx, lx->cur, "Put the name in double quotes: names that begin with % are kept for options of later versions.",
						"A name begins with \"%%\".");
	return divide(reader, parts);
}
