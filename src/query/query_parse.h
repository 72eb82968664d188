/*
 * query_parse.h
 *	  Making the tree of a query, from text or from other trees.
 */
#ifndef FACTAG_QUERY_PARSE_H
#define FACTAG_QUERY_PARSE_H

#include "query/query.h"

/* Parses the lexer's whole input; NULL if an error was saved. */
extern QueryNode *query_parse(Lexer *lx);

/*
 * These make nodes in canonical form: nested ANDs and ORs are flattened, a
 * double negation vanishes, and of two timestamps the inner one stays. They do
 * not check the limits; query_check does.
 */
extern QueryNode *query_term(const char *pattern, int len, bool exact);
extern QueryNode *query_not(QueryNode *child);
extern QueryNode *query_combine(QueryNodeType type, QueryNode **nodes, int n);
extern QueryNode *query_at(QueryNode *child, TimestampTz timestamp);

/* At least "least" of the nodes; one of them is QUERY_OR, all of them QUERY_AND. */
extern QueryNode *query_count(int least, QueryNode **nodes, int n);

/*
 * Returns the number of a tree's terms; 54000 if the tree exceeds the limits on
 * terms or nesting. A tree within them has a text within them.
 */
extern int	query_check(const QueryNode *node);

#endif							/* FACTAG_QUERY_PARSE_H */
