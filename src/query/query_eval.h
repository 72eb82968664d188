/*
 * query_eval.h
 *	  Evaluation of a query. What is asked is known only through an interface, so
 *	  that tags and labels share the evaluator.
 */
#ifndef FACTAG_QUERY_EVAL_H
#define FACTAG_QUERY_EVAL_H

#include "pcre/regex.h"
#include "query/query.h"

/* a segment of a pattern that is a regular expression */
typedef struct QueryRegex
{
	const char *segment;		/* in the pattern */
	Regex	   *regex;			/* NULL until a segment meets it */
} QueryRegex;

/* a term made ready: its timestamp is settled, its literal head known */
typedef struct QueryTerm
{
	int			index;
	const char *pattern;
	int			patternlen;
	int			headlen;		/* bytes of the pattern before the first wildcard */
	bool		literal;		/* no wildcards */
	bool		exact;			/* that very path; else below it too */
	bool		has_timestamp;
	bool		negative;		/* under an odd number of negations */
	TimestampTz timestamp;
	int			nfilters;
	const QueryFilter *filters;
	int			nregexes;
	QueryRegex *regexes;		/* in the order written */
	MemoryContext context;		/* where they are compiled */
} QueryTerm;

/* a literal term that asks for presence alone: no filter, no timestamp */
#define QUERY_TERM_PLAIN(t) ((t)->literal && !(t)->has_timestamp && (t)->nfilters == 0)

typedef struct QueryStep
{
	QueryNodeType type;			/* QUERY_TERM, QUERY_NOT, QUERY_AND, QUERY_OR */
	QueryTerm  *term;
	int			nchildren;
	struct QueryStep *children;
} QueryStep;

typedef struct QueryPlan
{
	QueryStep	root;
	int			nterms;
	QueryTerm **terms;			/* in the order written */

	/* the plain terms in preorder, for a single pass over many elements */
	int			nplain;
	QueryTerm **plain;
	int		   *shared;			/* bytes of the path in common with the one before */
	bool	   *met;			/* by index: where the pass leaves its answers */
} QueryPlan;

/* from so many plain terms on a single pass beats a search for each */
#define QUERY_MERGE 5

/* three values, as GIN has them */
typedef enum QueryTruth
{
	QUERY_FALSE = 0,
	QUERY_TRUE = 1,
	QUERY_MAYBE = 2
} QueryTruth;

/* what a query is asked of */
typedef struct QuerySubject QuerySubject;
struct QuerySubject
{
	/* whether some element is at this path or, unless exact, below it */
	bool		(*has) (QuerySubject *subject, const char *path, int len, bool exact);

	/*
	 * Answers all plain terms of a plan in one pass, into its met; false where
	 * searching for each is better. May be NULL.
	 */
	bool		(*has_each) (QuerySubject *subject, const QueryPlan *plan);
	const bool *met;			/* those answers, or NULL */

	/*
	 * Goes over the elements that count as of the term's timestamp; those that
	 * do not begin with the term's literal head may be left out.
	 */
	void		(*start) (QuerySubject *subject, const QueryTerm *term);
	bool		(*next) (QuerySubject *subject);

	/* an attribute of the current element; false where it lacks it */
	bool		(*attribute) (QuerySubject *subject, Attribute which, AttributeValue *value);

	/* the current element */
	const char *path;
	int			len;
};

/* Makes a query ready, in the current memory context. */
extern QueryPlan *query_plan(const struct varlena *query);

/*
 * The same for argument argno of a function, kept in fn_extra from call to
 * call for as long as the query's bytes stay the same.
 */
extern const QueryPlan *query_plan_cached(FunctionCallInfo fcinfo, int argno);

/* Whether the subject meets the query. */
extern bool query_matches(const QueryPlan *plan, QuerySubject *subject);

/* The same for a part of it. */
extern bool query_step_matches(const QueryStep *step, QuerySubject *subject);

/*
 * While the planner estimates, a regular expression that reaches a limit is no
 * error: it matches nothing, and no other is tried any more in that estimate.
 * Whoever sets this resets it, after errors too.
 */
typedef enum QueryEstimating
{
	QUERY_RUNS, QUERY_IS_ESTIMATED, QUERY_GAVE_UP
} QueryEstimating;

extern QueryEstimating query_estimating;

/*
 * Whether a path matches a term's pattern; with below, also a path below one
 * that does. Never backtracks over more than the last star. 54000 where a
 * regular expression reaches a limit, unless query_estimating says otherwise.
 */
extern bool query_term_matches_path(const QueryTerm *term, const char *path, int len, bool below);

/* Whether a value passes a filter on its attribute; a flag that is there does. */
extern bool query_filter_passes(const QueryFilter *filter, AttributeValue value);

/* Whether the subject's current element meets a term, its timestamp aside. */
extern bool query_term_matches(const QueryTerm *term, QuerySubject *subject);

/* Evaluates the boolean over whatever leaf says of each term. */
typedef QueryTruth (*QueryLeaf) (const QueryTerm *term, void *arg);
extern QueryTruth query_evaluate(const QueryStep *step, QueryLeaf leaf, void *arg);

#endif							/* FACTAG_QUERY_EVAL_H */
