/*
 * query_plan.h
 *	  A query made ready for evaluation: its terms with their timestamps, and the
 *	  tree of "and", "or", "not" and "N of" above them.
 */
#ifndef FACTAG_QUERY_PLAN_H
#define FACTAG_QUERY_PLAN_H

#include "pcre/regex.h"
#include "query/query.h"
#include "query/query_needle.h"

struct QueryPlan;

/* a segment of a pattern that is a regular expression */
typedef struct QueryRegex
{
	const char *segment;		/* in the pattern */
	Regex	   *regex;			/* NULL until a path's segment is compared with it */
	Size		size;			/* of regex, as the plan's regex_size has it */
} QueryRegex;

/* a term, ready to be compared with elements */
typedef struct QueryTerm
{
	int			index;
	const QueryNode *node;		/* the term as it is written */
	const char *pattern;		/* the tag, possibly with wildcards */
	int			patternlen;
	int			headlen;		/* bytes of the pattern before the first wildcard */
	bool		literal;		/* no wildcards */
	const QueryNeedle *needle;	/* of a pattern with wildcards; NULL if it has none */
	bool		exact;			/* matches that very path; else paths below it too */
	bool		has_timestamp;
	bool		negative;		/* under an odd number of negations */
	bool		relative;		/* has filters with values relative to a timestamp */
	TimestampTz timestamp;
	int			nfilters;
	const QueryFilter *filters;
	int			path_filters;	/* number of those that are on the path itself */
	int			nregexes;
	QueryRegex *regexes;		/* in the order written */
	MemoryContext context;		/* where they are compiled */
	struct QueryPlan *plan;
} QueryTerm;

/* a literal term without filters: it only asks for presence, perhaps as of a timestamp */
#define QUERY_TERM_BARE(t) ((t)->literal && (t)->nfilters == 0)

/* the same without a timestamp */
#define QUERY_TERM_PLAIN(t) (QUERY_TERM_BARE(t) && !(t)->has_timestamp)

/* a node of the tree; query_walk.h evaluates it */
typedef struct QueryStep
{
	QueryNodeType type;			/* any but QUERY_AT */
	QueryTerm  *term;
	int			least;			/* of QUERY_COUNT */
	int			nchildren;
	struct QueryStep *children;
} QueryStep;

/* from this many bare terms on, one pass over a set beats a search for each term */
#define QUERY_MERGE 5

typedef struct QueryPlan
{
	QueryStep	root;
	int			nterms;
	QueryTerm **terms;			/* in the order written */

	/* the bare terms; from QUERY_MERGE of them on in preorder, for a single pass over a set */
	int			nbare;
	int			nplain;			/* those of them without a timestamp */
	QueryTerm **bare;
	int		   *shared;			/* bytes that each has in common with the one before */

	/*
	 * A term that compares with timestamps relative to the one asked for, although
	 * none is; NULL if there is none. Such a plan matches nothing.
	 */
	const QueryTerm *unanchored;

	/*
	 * Where a regular expression reaches a limit: if NULL, that is an error.
	 * The planner estimates with a flag here instead: the expression matches
	 * nothing, the flag is set, and no other one is tried while it is.
	 */
	bool	   *gave_up;

	Size		regex_size;		/* bytes of the compiled regular expressions */
} QueryPlan;

/*
 * Prepares a query, in the current memory context; 22023 if it compares with
 * timestamps relative to the one asked for, and none is. The second function
 * prepares the query as tagquery_at(query, at) has it, if there is an "at"; 22003 if
 * that is infinite. The third prepares any query for whoever only looks at its terms,
 * as the planner does.
 */
extern QueryPlan *query_plan(const struct varlena *query);
extern QueryPlan *query_plan_at(const struct varlena *query, bool has_at, TimestampTz at);
extern QueryPlan *query_plan_unchecked(const struct varlena *query);

/*
 * Returns the bytes of the whole segments at the start of a term's pattern that have no
 * wildcard. Every path that the term matches is at or below them; 0 if there are none.
 */
extern int	query_term_head(const QueryTerm *term);

/*
 * Prepares a term for a caller that evaluates its conditions by itself, and keeps what
 * terms share in a plan that is zero but for this. The node must stay in memory.
 * query_term_resolve sets the values of a relative term, as of a timestamp.
 */
extern QueryTerm *query_plan_term(QueryPlan *plan, const QueryNode *node);
extern void query_term_resolve(QueryTerm *term, TimestampTz timestamp);

/*
 * Prepares argument argno of a function. The plans of the queries used most
 * recently are kept (memo.h); this one is valid until the next call.
 */
extern const QueryPlan *query_plan_cached(FunctionCallInfo fcinfo, int argno);

/*
 * Between these two, query_plan_cached prepares queries for an estimate: one that
 * cannot be evaluated matches nothing, and so does a regular expression that reaches
 * a limit. For conditions whose queries are values of a column.
 */
extern void query_estimate_begin(void);
extern void query_estimate_end(void);

/*
 * Sets the plan that query_plan_cached will return. The function must be one
 * that calls it, and its query argument must be the plan's query in every call.
 */
extern void query_plan_set(FmgrInfo *flinfo, QueryPlan *plan);

#endif							/* FACTAG_QUERY_PLAN_H */
