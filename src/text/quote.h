/*
 * quote.h
 *	  Printing of paths and patterns, quoted where the context needs it.
 */
#ifndef FACTAG_QUOTE_H
#define FACTAG_QUOTE_H

#include "text/lexer.h"

/* Appends a path, segments joined by "/", so that the context reads it back. */
extern void quote_path(StringInfo out, const char *path, int len, LexContext context);

/* A path as a text in scalar syntax, palloc'd. */
extern text *quote_path_text(const char *path, int len);

/* Appends a text in quotes. */
extern void quote_text(StringInfo out, const char *s, int len);

/* Appends a pattern: FACTAG_STAR and FACTAG_GLOBSTAR become bare stars, a regular expression stands in quotes behind "~". */
extern void quote_pattern(StringInfo out, const char *pattern, int len);

#endif							/* FACTAG_QUOTE_H */
