/*
 * query.h
 *	  A query as a tree. query_parse.h makes one, query_deparse.h prints it,
 *	  query_pack.h stores it, query_plan.h prepares it for evaluation.
 */
#ifndef FACTAG_QUERY_H
#define FACTAG_QUERY_H

#include "factag.h"

#include "query/query_attribute.h"
#include "text/duration.h"

/* the numbers are stored */
typedef enum QueryNodeType
{
	QUERY_TERM = 1,
	QUERY_NOT = 2,				/* one child */
	QUERY_AND = 3,				/* two children or more, none of them QUERY_AND */
	QUERY_OR = 4,				/* two children or more, none of them QUERY_OR */
	QUERY_AT = 5,				/* one child, never QUERY_AT: evaluated as of a timestamp */
	QUERY_COUNT = 6				/* at least "least" of its children, where 1 < least < nchildren */
} QueryNodeType;

/* a comparison of an attribute with the values of a filter; the numbers are stored */
typedef enum QueryOperator
{
	QUERY_EQ = 1,				/* equal to any of the values */
	QUERY_NE = 2,				/* equal to none of them */
	QUERY_LT = 3,				/* the others have a single value */
	QUERY_LE = 4,
	QUERY_GT = 5,
	QUERY_GE = 6
} QueryOperator;

typedef struct QueryFilter
{
	Attribute	attribute;
	QueryOperator op;
	int			nvalues;		/* 0 for a flag, which has QUERY_EQ */
	AttributeValue *values;

	/*
	 * NULL, or for each value NULL or a duration: the value is then that much later
	 * than the timestamp asked for. query_plan.h sets the values of its own filters.
	 */
	Duration  **relative;
} QueryFilter;

/*
 * A term's pattern is a stored path in which FACTAG_STAR, FACTAG_GLOBSTAR and
 * FACTAG_REGEX may stand for wildcards; query_match.h tells what they match.
 */
typedef struct QueryNode
{
	QueryNodeType type;

	/* QUERY_TERM */
	bool		exact;			/* written with "=" */
	const char *pattern;
	int			patternlen;
	int			nfilters;
	QueryFilter *filters;

	/* the others */
	int			nchildren;
	struct QueryNode **children;
	TimestampTz timestamp;		/* of QUERY_AT */
	int			least;			/* of QUERY_COUNT */
} QueryNode;

#endif							/* FACTAG_QUERY_H */
