/*
 * line_quote.h
 *	  Printing of paths and texts in the languages that line_reader.h reads.
 */
#ifndef FACTAG_LINE_QUOTE_H
#define FACTAG_LINE_QUOTE_H

#include "text/specials.h"

/*
 * Appends a segment or a part of one, in quotes if something in it is special or an
 * arrow. The specials have to include "#", which may begin a comment.
 */
extern void line_quote_piece(StringInfo out, const char *s, int len, LexSpecials specials);

/* Appends a path; with "first" its first segment is in quotes in any case. */
extern void line_quote_path(StringInfo out, const char *path, int len, LexSpecials specials, bool first);

#endif							/* FACTAG_LINE_QUOTE_H */
