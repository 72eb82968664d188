/*
 * taxonomy_line.c
 *	  The lines of a taxonomy; see taxonomy_line.h.
 */
#include "taxonomy/taxonomy_line.h"

#include "miscadmin.h"

#include "ascii.h"
#include "query/query_specials.h"
#include "taxonomy/taxonomy_specials.h"
#include "text/path.h"
#include "text/slash_pattern.h"

static const char *const colon_hint =
	"The options are must, name, open, static, dynamic, deprecated and purpose; "
	"put a name with a colon before a blank in double quotes.";

char
taxonomy_arrow(const char *p, const char *end, int *len)
{
	int			first;
	int			second;
	char		c;

	if (end - p >= 3 && memcmp(p, "\342\206\222", 3) == 0)	/* → */
	{
		*len = 3;
		return '-';
	}
	if (end - p >= 3 && memcmp(p, "\342\207\222", 3) == 0)	/* ⇒ */
	{
		*len = 3;
		return '=';
	}
	c = lex_ascii(p, end, &first);
	if ((c != '-' && c != '=') || lex_ascii(p + first, end, &second) != '>')
		return 0;
	*len = first + second;
	return c;
}

bool
taxonomy_names_option(const char *path, int len)
{
	const char *end = path_segment_end(path, path + len);
	const char *equals = memchr(path, '=', end - path);

	if (equals)
		len = lex_text_end(path, equals) - path;
	return term_option(path, len) != TERM_INHERITED || (len == 4 && memcmp(path, "must", 4) == 0);
}

/* Where the text line at p ends, without its line break. */
static const char *
text_line_end(const char *p, const char *end)
{
	const char *newline = memchr(p, '\n', end - p);

	return newline ? newline : end;
}

/* Where the line at start ends, with the text lines that go on it. */
static const char *
line_end(const char *start, const char *end)
{
	const char *stop = text_line_end(start, end);
	const char *first = lex_blanks_end(start, stop);

	if (first == stop || *first == '#')
		return stop;
	while (stop < end && lex_blank(stop + 1, end))
	{
		const char *further = text_line_end(stop + 1, end);

		CHECK_FOR_INTERRUPTS();
		if (lex_blanks_end(stop + 1, further) == further)
			break;
		stop = further;
	}
	return stop;
}

/* Takes the name of an option and its colon from the lexer; false if there is none. */
static bool
accept_option(Lexer *lx, LineParts *parts)
{
	const char *p = lx->cur;
	const char *word = p;
	int			len;
	int			colon;

	parts->must = false;
	parts->option = TERM_INHERITED;
	while (p < lx->end && ascii_is_letter((unsigned char) *p))
		p++;
	len = p - word;
	p = lex_blanks_end(p, lx->end);
	if (lex_ascii(p, lx->end, &colon) != ':')
		return false;
	parts->must = len == 4 && pg_strncasecmp(word, "must", 4) == 0;
	parts->option = term_option(word, len);
	if (!parts->must && parts->option == TERM_INHERITED)
		return false;
	lx->cur = lex_blanks_end(p + colon, lx->end);
	return true;
}

/* what a place of a line is part of */
typedef enum LinePart
{
	PART_NAMES,					/* of a term or link, or a query, or an option's value */
	PART_ATTRIBUTE,				/* the name of an attribute or filter, in brackets */
	PART_VALUE					/* its value */
} LinePart;

/* walks over the characters of a line, quoted texts and patterns at once */
typedef struct Scanner
{
	const LineParts *parts;
	const char *p;				/* after the current character */
	const char *end;
	const char *at;				/* the current one */
	char		c;				/* its ASCII form if it is special, else 0 */
	bool		blank;			/* it is the first, or after a blank */
	LinePart	part;			/* that it is in; of brackets, what follows them */
	bool		opens;			/* a quote may open after it */
	const char *attribute;		/* where the name of the current attribute begins */
} Scanner;

/* The characters that are special in a part of a line. */
static LexSpecials
specials_of(const Scanner *scanner, LinePart part)
{
	static const LexSpecials none = {{0, 0}};

	if (part == PART_ATTRIBUTE)
		return attribute_name_specials;
	if (part == PART_VALUE)
		return scanner->parts->must ? query_value_specials : attribute_value_specials;
	return scanner->parts->must ? query_specials :
		scanner->parts->option == TERM_INHERITED ? taxonomy_line_specials : none;
}

/* Takes the pattern that is the value of an attribute "name", after its "=". */
static void
skip_pattern(Scanner *scanner)
{
	const char *name = lex_blanks_end(scanner->attribute, scanner->at);
	const char *p = lex_blanks_end(scanner->p, scanner->end);
	const char *close;

	if (lex_text_end(name, scanner->at) - name != 4 || pg_strncasecmp(name, "name", 4) != 0 ||
		p >= scanner->end || *p != '/')
		return;
	close = slash_pattern_end(p + 1, scanner->end);
	if (close)
	{
		scanner->p = close + 1;
		scanner->opens = false;
	}
}

/* Finds out what follows a special character. */
static void
enter_part(Scanner *scanner)
{
	bool		must = scanner->parts->must;

	switch (scanner->part)
	{
		case PART_NAMES:
			scanner->opens = must || scanner->c == '/' || scanner->c == ',';
			if (scanner->c != '[')
				return;
			scanner->part = PART_ATTRIBUTE;
			break;
		case PART_ATTRIBUTE:
			scanner->opens = scanner->c == '=' || (must && scanner->c != ';' && scanner->c != ']');
			if (scanner->opens)
				scanner->part = PART_VALUE;
			if (scanner->c == '=' && !must)
				skip_pattern(scanner);
			break;
		case PART_VALUE:
			scanner->opens = must && scanner->c == '|';
			break;
	}
	if (scanner->c == ']')
		scanner->part = PART_NAMES;
	if (scanner->c == '[' || scanner->c == ';')
	{
		scanner->part = PART_ATTRIBUTE;
		scanner->attribute = scanner->p;
		scanner->opens = false;
	}
}

/* Goes to the next character that is no blank; false at the end. */
static bool
scan(Scanner *scanner)
{
	const char *at = lex_blanks_end(scanner->p, scanner->end);
	bool		operator_goes_on = scanner->part == PART_VALUE && scanner->opens && scanner->parts->must;
	int			len = 1;

	if (at >= scanner->end)
		return false;
	scanner->blank = scanner->at == scanner->p || at > scanner->p;
	scanner->at = at;
	scanner->c = 0;
	scanner->p = at + 1;
	/* "!=" and the like */
	if (operator_goes_on && lex_ascii(at, scanner->end, &len) == '=')
	{
		scanner->p = at + len;
		return true;
	}
	if (*at == '"' && scanner->opens)
	{
		const char *close = lex_quote_end(at + 1, scanner->end);

		scanner->opens = false;
		if (close)
			scanner->p = close + 1;
		return true;
	}
	scanner->opens = false;
	scanner->c = lex_special(at, scanner->end, specials_of(scanner, scanner->part), &len);
	if (scanner->c)
	{
		scanner->p = at + len;
		enter_part(scanner);
	}
	return true;
}

/* Whether a comment begins with the current character. */
static bool
at_comment(const Scanner *scanner)
{
	return *scanner->at == '#' && scanner->blank && scanner->part == PART_NAMES;
}

/* The input, writable: a copy of it unless that was made for an earlier line. */
static char *
writable_input(TaxonomyLines *lines)
{
	Lexer	   *lx = lines->lx;
	Size		size = lx->input_end - lx->input;

	if (!lines->copy)
	{
		lines->copy = palloc_extended(size + 1, MCXT_ALLOC_HUGE);
		memcpy(lines->copy, lx->input, size);
		lines->copy[size] = '\0';
		lx->cur = lines->copy + (lx->cur - lx->input);
		lx->end = lines->copy + (lx->end - lx->input);
		lx->input_end = lines->copy + size;
		lx->input = lines->copy;
	}
	return lines->copy;
}

/* Adds the comment at byte from of the input, up to byte to, to the line's. */
static void
add_comment(LineParts *parts, const char *input, Size from, Size to)
{
	int			len = lex_text_end(input + from, input + to) - (input + from);

	if (!parts->comment)
		parts->comment = pnstrdup(input + from, len);
	else
		parts->comment = psprintf("%s %.*s", parts->comment, len, input + from);
}

/*
 * Takes the comment that begins with the current character. Returns false if it ends the
 * line; else makes it blank, in the writable input, and moves the pointers there.
 */
static bool
take_comment(TaxonomyLines *lines, LineParts *parts, Scanner *scanner, const char **before)
{
	Lexer	   *lx = lines->lx;
	const char *input = lx->input;
	Size		from = scanner->at - input;
	Size		to = text_line_end(scanner->at, lx->end) - input;
	Size		end = lx->end - input;

	add_comment(parts, input, from, to);
	if (to == end)
	{
		lx->end = scanner->at;
		return false;
	}
	memset(writable_input(lines) + from, ' ', to - from);
	*before = lx->input + (*before - input);
	if (parts->arrow)
		parts->arrow_at = lx->input + (parts->arrow_at - input);
	scanner->at = lx->input + from;
	scanner->p = lx->input + to;
	scanner->end = lx->input + end;
	return true;
}

/* Looks at a character between the names of a term or link; false if an error was saved. */
static bool
note_character(Lexer *lx, LineParts *parts, Scanner *scanner)
{
	int			len;
	char		arrow;

	/* in Chinese a colon is wide and no blank follows it */
	if (scanner->c == ':' &&
		(*scanner->at != ':' || scanner->p >= scanner->end || lex_blank(scanner->p, scanner->end)))
		return lex_fail(lx, scanner->at, colon_hint, "A name has a colon before a blank.");
	arrow = taxonomy_arrow(scanner->at, scanner->end, &len);
	if (!arrow)
		return true;
	if (parts->arrow)
		return lex_fail(lx, scanner->at, "Write each link on a line of its own: a -> b; put a name that holds an arrow in double quotes.",
						"A link has one arrow.");
	parts->arrow = arrow;
	parts->arrow_at = scanner->at;
	parts->arrowlen = len;
	/* as after a comma */
	scanner->p = scanner->at + len;
	scanner->c = ',';
	scanner->opens = true;
	return true;
}

/*
 * Finds the arrow and the comments of a line. Comments before its end are made blank,
 * and it ends before the last one. False if an error was saved.
 */
static bool
divide(TaxonomyLines *lines, LineParts *parts)
{
	Lexer	   *lx = lines->lx;
	bool		names = parts->must || parts->option == TERM_INHERITED;
	Scanner		scanner = {.parts = parts, .p = lx->cur, .at = lx->cur, .end = lx->end, .opens = true};
	const char *before = lx->cur;	/* after the last character */
	bool		divided = true; /* that one was special */

	if (parts->option == TERM_NAME && lx->cur < lx->end && *lx->cur == '/')
	{
		const char *close = slash_pattern_end(lx->cur + 1, lx->end);

		scanner.p = close ? close + 1 : lx->end;
	}
	for (int n = 1;; n++)
	{
		LinePart	part = scanner.part;
		int			len;

		if (!scan(&scanner))
			break;
		if (n % FACTAG_INTERRUPT_BYTES == 0)
			CHECK_FOR_INTERRUPTS();
		if (at_comment(&scanner))
		{
			if (!take_comment(lines, parts, &scanner, &before))
				break;
			continue;
		}
		if (names && part == PART_NAMES && !divided && !scanner.c && memchr(before, '\n', scanner.at - before) &&
			(parts->must || !taxonomy_arrow(scanner.at, scanner.end, &len)))
			return lex_fail(lx, scanner.at, "A line that begins with a blank goes on the one before; begin each line of its own without one.",
							"A name goes over the end of a line.");
		if (parts->option == TERM_INHERITED && !parts->must && part == PART_NAMES && *scanner.at != '"' &&
			!note_character(lx, parts, &scanner))
			return false;
		divided = scanner.c != 0;
		before = scanner.p;
	}
	parts->commentlen = parts->comment ? strlen(parts->comment) : 0;
	return true;
}

bool
taxonomy_line_read(TaxonomyLines *lines, const char *start, LineParts *parts, const char **next)
{
	Lexer	   *lx = lines->lx;
	Size		end;
	int			len;

	memset(parts, 0, sizeof(LineParts));
	lx->cur = start;
	lx->end = line_end(start, lx->input_end);
	end = lx->end - lx->input;
	lex_skip_blanks(lx);
	if (!accept_option(lx, parts) && lex_ascii(lx->cur, lx->end, &len) == '%')
		return lex_fail(lx, lx->cur, "Put the name in double quotes: names that begin with % are kept for options of later versions.",
						"A name begins with \"%%\".");
	if (!divide(lines, parts))
		return false;
	*next = lx->input + end < lx->input_end ? lx->input + end + 1 : NULL;
	return true;
}
