/*
 * taxonomy_line.h
 *	  The lines of a taxonomy: where each begins and ends, its comment, and the
 *	  arrow of a link.
 *
 *	  A line that begins with a blank goes on the line before, unless that is empty
 *	  or a comment. Such a line break is a blank, but not one within a name.
 */
#ifndef FACTAG_TAXONOMY_LINE_H
#define FACTAG_TAXONOMY_LINE_H

#include "taxonomy/term_attribute.h"
#include "text/lexer.h"

typedef struct LineParts
{
	bool		must;			/* an option: "must" */
	TermAttributeKind option;	/* or another one; TERM_INHERITED for a term or a link */
	char		arrow;			/* of a link: '-' for ->, '=' for =>; else 0 */
	const char *arrow_at;
	int			arrowlen;
	const char *comment;		/* NULL for none; several in one line are joined */
	int			commentlen;
} LineParts;

/* the lines of an input */
typedef struct TaxonomyLines
{
	Lexer	   *lx;
	char	   *copy;			/* of the input, once a comment has to be made blank; else NULL */
} TaxonomyLines;

/* Whether a folded name is an option's, or that and "=": as a tag it must be quoted. */
extern bool taxonomy_names_option(const char *path, int len);

/*
 * Takes the next line: the lexer then reads it up to the comment, an option from its
 * value on. *next gets where the line after it begins, NULL after the last. False if
 * an error was saved.
 *
 * A comment before the end of a line is made blank, in a copy of the input, so that
 * only offsets into it remain valid.
 */
extern bool taxonomy_line_read(TaxonomyLines *lines, const char *start, LineParts *parts, const char **next);

/* The arrow at p, as LineParts has it, and its bytes; 0 if there is none. */
extern char taxonomy_arrow(const char *p, const char *end, int *len);

#endif							/* FACTAG_TAXONOMY_LINE_H */
