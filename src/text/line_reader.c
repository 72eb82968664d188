/*
 * line_reader.c
 *	  The lines of a language that is written line by line; see line_reader.h.
 */
#include "text/line_reader.h"

#include "miscadmin.h"

#include "ascii.h"
#include "text/attribute.h"
#include "text/slash_pattern.h"

char
line_arrow(const char *p, const char *end, int *len)
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

const char *
line_option(const Lexer *lx, int *len, const char **value)
{
	const char *word = lx->cur;
	const char *p = word;
	int			colon;

	while (p < lx->end && (ascii_is_letter((unsigned char) *p) || *p == '-'))
		p++;
	*len = p - word;
	p = lex_blanks_end(p, lx->end);
	if (lex_ascii(p, lx->end, &colon) != ':')
		return NULL;
	*value = lex_blanks_end(p + colon, lx->end);
	return word;
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

void
line_begin(LineReader *reader, const char *start)
{
	Lexer	   *lx = reader->lx;

	lx->cur = start;
	lx->end = line_end(start, lx->input_end);
	reader->stop = lx->end - lx->input;
	reader->comment = NULL;
	reader->commentlen = 0;
	reader->commentsize = 0;
	lex_skip_blanks(lx);
}

const char *
line_next(const LineReader *reader)
{
	const Lexer *lx = reader->lx;

	return lx->input + reader->stop < lx->input_end ? lx->input + reader->stop + 1 : NULL;
}

/* The characters that are special in the current part of a line. */
static LexSpecials
specials(const LineScanner *scanner)
{
	switch (scanner->part)
	{
		case PART_ATTRIBUTE:
			return attribute_name_specials;
		case PART_VALUE:
			return *scanner->syntax->values;
		default:
			return *scanner->syntax->names;
	}
}

/* Finds out what the values of the attribute are that ends before the current character; takes a pattern. */
static void
enter_value(LineScanner *scanner)
{
	const LineSyntax *syntax = scanner->syntax;
	const char *name = lex_blanks_end(scanner->attribute, scanner->at);
	int			len = lex_text_end(name, scanner->at) - name;
	const char *p = lex_blanks_end(scanner->p, scanner->end);
	const char *close;

	scanner->part = PART_VALUE;
	scanner->compares = scanner->c != '=';
	scanner->path = syntax->is_path && syntax->is_path(name, len);
	if (!syntax->pattern || strlen(syntax->pattern) != (size_t) len ||
		pg_strncasecmp(name, syntax->pattern, len) != 0 || p >= scanner->end || *p != '/')
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
enter_part(LineScanner *scanner)
{
	bool		query = scanner->syntax->query;

	switch (scanner->part)
	{
		case PART_NAMES:
			scanner->opens = query || scanner->c == '/' || scanner->c == ',';
			if (scanner->c != '[')
				return;
			scanner->part = PART_ATTRIBUTE;
			break;
		case PART_ATTRIBUTE:
			scanner->opens = scanner->c == '=' || (query && scanner->c != ';' && scanner->c != ']');
			if (scanner->opens)
				enter_value(scanner);
			break;
		case PART_VALUE:
			scanner->opens = query && scanner->c == '|';
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

/* Takes the quoted text that begins with the current character. */
static void
skip_quoted(LineScanner *scanner)
{
	const char *close = lex_quote_end(scanner->at + 1, scanner->end);

	if (close)
		scanner->p = close + 1;
}

/* Goes to the next character that is no blank; false at the end. */
static bool
scan(LineScanner *scanner)
{
	const char *at = lex_blanks_end(scanner->p, scanner->end);
	bool		compares = scanner->compares;
	/* a star is part of a segment, so that no blank stands between it and a quote */
	bool		opens = scanner->opens && !(scanner->c == '*' && at > scanner->p);
	int			len = 1;

	if (at >= scanner->end)
		return false;
	scanner->blank = scanner->at == scanner->p || at > scanner->p;
	scanner->at = at;
	scanner->c = 0;
	scanner->arrow = 0;
	scanner->p = at + 1;
	scanner->compares = false;
	/* "!=" and the like */
	if (compares && lex_ascii(at, scanner->end, &len) == '=')
	{
		scanner->c = '=';
		scanner->p = at + len;
		return true;
	}
	scanner->opens = false;
	if (*at == '"' && opens)
	{
		skip_quoted(scanner);
		return true;
	}
	if (scanner->part == PART_NAMES && scanner->syntax->arrows)
		scanner->arrow = line_arrow(at, scanner->end, &len);
	if (scanner->arrow)
	{
		scanner->p = at + len;
		scanner->opens = true;
		return true;
	}
	scanner->c = lex_special(at, scanner->end, specials(scanner), &len);
	if (scanner->c)
	{
		scanner->p = at + len;
		enter_part(scanner);
	}
	else if (scanner->part == PART_VALUE && scanner->path && lex_ascii(at, scanner->end, &len) == '/')
	{
		scanner->c = '/';
		scanner->p = at + len;
		scanner->opens = true;
	}
	return true;
}

/* Takes letters and digits, which are special nowhere, at once; false if there are none. */
static bool
skip_word(LineScanner *scanner)
{
	const char *stop = scanner->p + Min(scanner->end - scanner->p, FACTAG_INTERRUPT_BYTES);
	const char *p = scanner->p;

	while (p < stop && ascii_is_alnum((unsigned char) *p))
		p++;
	if (p == scanner->p)
		return false;
	scanner->p = p;
	scanner->c = 0;
	scanner->arrow = 0;
	scanner->opens = false;
	scanner->compares = false;
	return true;
}

/* Whether a comment begins with the current character. */
static bool
at_comment(const LineScanner *scanner)
{
	return *scanner->at == '#' && scanner->blank && scanner->part == PART_NAMES;
}

/* The input, writable: a copy of it unless that was made for an earlier line. */
static char *
writable_input(LineReader *reader)
{
	Lexer	   *lx = reader->lx;
	Size		size = lx->input_end - lx->input;

	if (!reader->copy)
	{
		reader->copy = palloc_extended(size + 1, MCXT_ALLOC_HUGE);
		memcpy(reader->copy, lx->input, size);
		reader->copy[size] = '\0';
		lx->cur = reader->copy + (lx->cur - lx->input);
		lx->end = reader->copy + (lx->end - lx->input);
		lx->input_end = reader->copy + size;
		lx->input = reader->copy;
	}
	return reader->copy;
}

/* Adds the comment at byte from of the input, up to byte to, to the line's. */
static void
add_comment(LineReader *reader, Size from, Size to)
{
	const char *input = reader->lx->input;
	int			len = lex_text_end(input + from, input + to) - (input + from);
	int			size = reader->commentlen + len + 2;	/* with a blank and the end */

	if (!reader->comment)
	{
		reader->commentsize = size;
		reader->comment = palloc(size);
	}
	else
	{
		/* a line may have very many: doubling keeps the copying linear */
		if (size > reader->commentsize)
		{
			reader->commentsize = Max(size, reader->commentsize * 2);
			reader->comment = repalloc(reader->comment, reader->commentsize);
		}
		reader->comment[reader->commentlen++] = ' ';
	}
	memcpy(reader->comment + reader->commentlen, input + from, len);
	reader->commentlen += len;
	reader->comment[reader->commentlen] = '\0';
}

/*
 * Takes the comment that begins with the current character. Returns false if it ends the
 * line; else makes it blank, in the writable input, and moves the pointers there.
 */
static bool
take_comment(LineReader *reader, LineScanner *scanner, const char **before)
{
	Lexer	   *lx = reader->lx;
	const char *input = lx->input;
	Size		from = scanner->at - input;
	Size		to = text_line_end(scanner->at, lx->end) - input;
	Size		end = lx->end - input;

	add_comment(reader, from, to);
	if (to == end)
	{
		lx->end = scanner->at;
		return false;
	}
	memset(writable_input(reader) + from, ' ', to - from);
	*before = lx->input + (*before - input);
	scanner->at = lx->input + from;
	scanner->p = lx->input + to;
	scanner->end = lx->input + end;
	return true;
}

bool
line_divide(LineReader *reader, const LineSyntax *syntax, const char *from, LineNote note, void *arg)
{
	Lexer	   *lx = reader->lx;
	LineScanner scanner = {
		.lx = lx, .syntax = syntax, .at = lx->cur, .p = from, .end = lx->end, .opens = true
	};
	const char *before = lx->cur;	/* after the last character */
	bool		divided = true; /* that one was special */

	for (;;)
	{
		LinePart	part = scanner.part;
		/* a blank may follow, and so may a comment */
		bool		opens = scanner.opens && scanner.c != '*';

		CHECK_FOR_INTERRUPTS();
		if (!scan(&scanner))
			break;
		if (at_comment(&scanner))
		{
			if (!take_comment(reader, &scanner, &before))
				break;
			scanner.opens = opens;
			continue;
		}
		if (scanner.syntax->whole && (part == PART_NAMES || (part == PART_VALUE && scanner.path)) && !divided &&
			!scanner.c && !scanner.arrow && memchr(before, '\n', scanner.at - before))
			return lex_fail(lx, scanner.at, "A line that begins with a blank goes on the one before; begin each line of its own without one.",
							"A name goes over the end of a line.");
		divided = scanner.c != 0 || scanner.arrow != 0;
		before = scanner.p;
		if (note && part == PART_NAMES && *scanner.at != '"' && !note(&scanner, arg))
			return false;
		if (skip_word(&scanner))
		{
			divided = false;
			before = scanner.p;
		}
	}
	return true;
}
