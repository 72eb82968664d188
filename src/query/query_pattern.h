/*
 * query_pattern.h
 *	  The text form of a query's pattern: a path whose segments may hold wildcards
 *	  or be regular expressions. In the stored form FACTAG_STAR and FACTAG_GLOBSTAR
 *	  are wildcards, and FACTAG_REGEX begins a regular expression.
 */
#ifndef FACTAG_QUERY_PATTERN_H
#define FACTAG_QUERY_PATTERN_H

#include "text/lexer.h"

/*
 * Reads a pattern into buf (FACTAG_MAX_PATH bytes). A regular expression is taken
 * as it is; the caller must compile it to see whether it is one.
 */
extern bool query_pattern_read(Lexer *lx, char *buf, int *len);

/* Appends a pattern, quoted where it must be; in a line, as line_reader.h has to read it. */
extern void query_pattern_deparse(StringInfo out, const char *pattern, int len, bool line);

#endif							/* FACTAG_QUERY_PATTERN_H */
