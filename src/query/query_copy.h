/*
 * query_copy.h
 *	  Copies of the terms of a query, which outlive it.
 */
#ifndef FACTAG_QUERY_COPY_H
#define FACTAG_QUERY_COPY_H

#include "query/query.h"

/* A copy of a term, a QUERY_TERM node, that points to nothing outside itself; palloc'd. */
extern QueryNode *query_copy_term(const QueryNode *term);

#endif							/* FACTAG_QUERY_COPY_H */
