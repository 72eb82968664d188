/*
 * query_filter.h
 *	  The text form of a term's filters: [value>=100; by=agency|human].
 */
#ifndef FACTAG_QUERY_FILTER_H
#define FACTAG_QUERY_FILTER_H

#include "query/query.h"

/* Reads filters into a term, after the bracket that opens them; false if an error was saved. */
extern bool query_filters_read(Lexer *lx, QueryNode *term);

#endif							/* FACTAG_QUERY_FILTER_H */
