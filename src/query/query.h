/*
 * query.h
 *	  A query as a tree: parsed, printed, packed, composed. Evaluation is in
 *	  query_eval.h.
 */
#ifndef FACTAG_QUERY_H
#define FACTAG_QUERY_H

#include "factag.h"

#include "text/attribute.h"

/* their numbers are stored */
typedef enum QueryNodeType
{
	QUERY_TERM = 1,
	QUERY_NOT = 2,				/* one child */
	QUERY_AND = 3,				/* two children or more, none of them QUERY_AND */
	QUERY_OR = 4,				/* two children or more, none of them QUERY_OR */
	QUERY_AT = 5				/* one child, never QUERY_AT: as of a timestamp */
} QueryNodeType;

typedef enum QueryOperator
{
	QUERY_EQ = 1,				/* any of the values */
	QUERY_NE = 2,				/* none of them */
	QUERY_LT = 3,
	QUERY_LE = 4,
	QUERY_GT = 5,
	QUERY_GE = 6
} QueryOperator;

typedef struct QueryFilter
{
	Attribute	attribute;
	QueryOperator op;
	int			nvalues;
	AttributeValue *values;
} QueryFilter;

typedef struct QueryNode
{
	QueryNodeType type;

	/* QUERY_TERM */
	bool		exact;			/* written with "=" */
	const char *pattern;		/* a path with FACTAG_STAR, FACTAG_GLOBSTAR and FACTAG_REGEX */
	int			patternlen;
	int			nfilters;
	QueryFilter *filters;

	/* the others */
	int			nchildren;
	struct QueryNode **children;
	TimestampTz timestamp;
} QueryNode;

/*
 * Make nodes in canonical form: nested ANDs and ORs are flat, a double
 * negation vanishes, an inner timestamp stays. query_check refuses a tree beyond
 * the limits (54000) and returns the number of its terms. A tree within them
 * prints to a text within them.
 */
extern QueryNode *query_term(const char *pattern, int len, bool exact);
extern QueryNode *query_not(QueryNode *child);
extern QueryNode *query_combine(QueryNodeType type, QueryNode **nodes, int n);
extern QueryNode *query_at(QueryNode *child, TimestampTz timestamp);
extern int	query_check(const QueryNode *node);

/* Reads the lexer's whole input; NULL if an error was saved. */
extern QueryNode *query_parse(Lexer *lx);

/* Appends the canonical text. */
extern void query_deparse(StringInfo out, const QueryNode *node);
extern void query_deparse_term(StringInfo out, const QueryNode *term);

#endif							/* FACTAG_QUERY_H */
