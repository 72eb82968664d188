/*
 * query_deparse.h
 *	  The canonical text of a query: as few parentheses as possible, single blanks.
 */
#ifndef FACTAG_QUERY_DEPARSE_H
#define FACTAG_QUERY_DEPARSE_H

#include "query/query.h"

#include "lib/stringinfo.h"

/* Appends the text of a query. */
extern void query_deparse(StringInfo out, const QueryNode *node);

/* The same in a line of a language with names and comments, as line_reader.h has to read it. */
extern void query_deparse_line(StringInfo out, const QueryNode *node);

/* Appends the text of a term, a QUERY_TERM node. */
extern void query_deparse_term(StringInfo out, const QueryNode *term);

#endif							/* FACTAG_QUERY_DEPARSE_H */
