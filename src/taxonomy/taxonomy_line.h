/*
 * taxonomy_line.h
 *	  The lines of a taxonomy: the option or the arrow that each has, and its comment.
 *	  line_reader.h tells where lines begin and end.
 */
#ifndef FACTAG_TAXONOMY_LINE_H
#define FACTAG_TAXONOMY_LINE_H

#include "taxonomy/term_attribute.h"
#include "text/line_reader.h"

typedef struct LineParts
{
	bool		must;			/* an option: "must" */
	TermAttributeKind option;	/* or another one; TERM_INHERITED for a term or a link */
	char		arrow;			/* of a link: '-' for ->, '=' for =>; else 0 */
	Size		arrow_at;		/* byte of the input */
	int			arrowlen;
} LineParts;

/* Whether a folded name is an option's, or that and "=": as a tag it must be quoted. */
extern bool taxonomy_names_option(const char *path, int len);

/*
 * Takes the line that begins at start: the lexer then reads it up to the comment, an
 * option from its value on. False if an error was saved. Only offsets into the input remain
 * valid.
 */
extern bool taxonomy_line_read(LineReader *reader, const char *start, LineParts *parts);

#endif							/* FACTAG_TAXONOMY_LINE_H */
