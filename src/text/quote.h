/*
 * quote.h
 *	  Printing of paths and texts, quoted where they must be.
 */
#ifndef FACTAG_QUOTE_H
#define FACTAG_QUOTE_H

#include "text/lexer.h"

/*
 * Appends a path, segments joined by "/", so that a language with these specials
 * reads it back. Also quoted is a first segment that begins with !, = or (, since a query
 * would read that as an operator, and one that text input would read as an array or JSON.
 */
extern void quote_path(StringInfo out, const char *path, int len, LexSpecials specials);

/* The same as a text, palloc'd. */
extern text *quote_path_text(const char *path, int len, LexSpecials specials);

/* Appends a text in quotes. */
extern void quote_text(StringInfo out, const char *s, int len);

/* Appends a segment or a part of one, in quotes if something in it is special. */
extern void quote_piece(StringInfo out, const char *s, int len, LexSpecials specials);

#endif							/* FACTAG_QUOTE_H */
