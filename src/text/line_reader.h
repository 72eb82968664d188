/*
 * line_reader.h
 *	  The lines of a language that is written line by line: where each begins and
 *	  ends, its comments, and what is special in it outside brackets and quotes.
 *
 *	  A line that begins with a blank goes on the line before, unless that is empty
 *	  or a comment. Such a line break is a blank, but not one within a name. A comment
 *	  begins with "#" at the start of a line or after a blank, outside patterns, quotes
 *	  and brackets.
 */
#ifndef FACTAG_LINE_READER_H
#define FACTAG_LINE_READER_H

#include "text/lexer.h"

/* how a part of a line is written */
typedef struct LineSyntax
{
	const LexSpecials *names;	/* special outside brackets */
	const LexSpecials *values;	/* special in values, in brackets */
	bool		query;			/* a tagquery: a quote opens after any special character; brackets have filters */
	bool		arrows;			/* arrows are special, outside brackets */
	bool		whole;			/* a name does not go over the end of a line */
	const char *pattern;		/* the attribute whose value may be a pattern between slashes; NULL for none */

	/* whether an attribute's values are paths, in which a quote also opens after a slash; NULL for never */
	bool		(*is_path) (const char *name, int len);
} LineSyntax;

/* what a place of a line is part of */
typedef enum LinePart
{
	PART_NAMES,					/* outside brackets */
	PART_ATTRIBUTE,				/* the name of an attribute or filter, in brackets */
	PART_VALUE					/* its value */
} LinePart;

/* walks over the characters of a line, quoted texts and patterns at once */
typedef struct LineScanner
{
	Lexer	   *lx;
	const LineSyntax *syntax;	/* of the part that follows the current character */
	const char *at;				/* the current character */
	const char *p;				/* after it */
	const char *end;
	char		c;				/* its ASCII form if it is special, else 0 */
	char		arrow;			/* '-' if it begins an arrow ->, '=' for =>; else 0 */
	bool		blank;			/* it is the first, or after a blank */
	bool		opens;			/* a quote may open after it */
	bool		compares;		/* it begins an operator of a filter that "=" may follow */
	LinePart	part;			/* that it is in; of brackets, what follows them */
	const char *attribute;		/* where the name of the current attribute begins */
	bool		path;			/* its values are paths */
} LineScanner;

/*
 * Looks at a character outside brackets and quotes, and may set the syntax of what
 * follows it; false if an error was saved. Only offsets into the input remain valid. Of
 * letters and digits after another character only some are looked at.
 */
typedef bool (*LineNote) (LineScanner *scanner, void *arg);

typedef struct LineReader
{
	Lexer	   *lx;
	char	   *copy;			/* of the input, once a comment has to be made blank; else NULL */
	Size		stop;			/* byte of the input where the current line ends */
	char	   *comment;		/* of the current line, terminated; several are joined; NULL for none */
	int			commentlen;
	int			commentsize;	/* bytes allocated */
} LineReader;

/*
 * Begins with the line at start: the lexer is at its first character that is no blank,
 * and ends with the line.
 */
extern void line_begin(LineReader *reader, const char *start);

/*
 * Divides the line: the lexer then ends before the comment. The line has this syntax at
 * first, from the lexer's place on, and nothing is special before "from". A comment before
 * the end of the line is made blank, in a copy of the input. note may be NULL. False if an
 * error was saved.
 */
extern bool line_divide(LineReader *reader, const LineSyntax *syntax, const char *from, LineNote note, void *arg);

/* Where the next line begins; NULL after the last. */
extern const char *line_next(const LineReader *reader);

/* The arrow at p: '-' for -> and its like, '=' for =>, 0 for none; *len gets its bytes. */
extern char line_arrow(const char *p, const char *end, int *len);

/*
 * The word of letters and hyphens before a colon, if both come next; *value gets where
 * what follows the colon begins. NULL if they do not.
 */
extern const char *line_option(const Lexer *lx, int *len, const char **value);

#endif							/* FACTAG_LINE_READER_H */
