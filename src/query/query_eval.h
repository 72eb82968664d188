/*
 * query_eval.h
 *	  Evaluation of a query for one value: a tagset, a tagpath, a labelset. The
 *	  evaluator knows the value only through the interface QuerySubject.
 */
#ifndef FACTAG_QUERY_EVAL_H
#define FACTAG_QUERY_EVAL_H

#include "query/query_plan.h"

typedef enum QueryAnswer
{
	QUERY_NO,
	QUERY_YES,
	QUERY_UNKNOWN
} QueryAnswer;

/* the value that a query is evaluated for */
typedef struct QuerySubject QuerySubject;
struct QuerySubject
{
	/* Whether an element matches a term; where that is unknown, start and next tell. */
	QueryAnswer (*has) (QuerySubject *subject, const QueryTerm *term);

	/*
	 * Answers "has" for all bare terms of a plan in one pass, by the terms' index
	 * and regardless of their timestamps. Returns false, without answers, where a
	 * search for each term is better. May be NULL.
	 */
	bool		(*has_each) (QuerySubject *subject, const QueryPlan *plan, bool *found);
	bool		timeless;		/* no element begins or ends: timestamps make no difference */
	const bool *found;			/* those answers, or NULL */

	/*
	 * Reads the elements that are live as of the term's timestamp. They may
	 * leave out those that do not begin with the term's literal head.
	 */
	void		(*start) (QuerySubject *subject, const QueryTerm *term);
	bool		(*next) (QuerySubject *subject);

	/* Gets an attribute of the current element, never ATTRIBUTE_PATH; false if it lacks it. */
	bool		(*attribute) (QuerySubject *subject, Attribute which, AttributeValue *value);

	/* the current element */
	const char *path;
	int			len;
	uint32		number;			/* its number in the value, from 0 */
};

/* Whether the subject matches the query. */
extern bool query_matches(const QueryPlan *plan, QuerySubject *subject);

/* Whether some element of the subject matches a term. */
extern bool query_term_found(const QueryTerm *term, QuerySubject *subject);

/* Whether the subject's current element matches a term; its timestamp is not checked. */
extern bool query_term_matches(const QueryTerm *term, QuerySubject *subject);

/* Whether the subject's current element passes all filters of a term. */
extern bool query_term_filters_pass(const QueryTerm *term, QuerySubject *subject);

/* Whether a value passes a filter on its attribute; a flag that is present always does. */
extern bool query_filter_passes(const QueryFilter *filter, AttributeValue value);

/*
 * Marks, among count elements, those that match a term that is not negated,
 * each as of that term's timestamp.
 */
extern bool *query_matching_elements(const QueryPlan *plan, QuerySubject *subject, uint32 count);

/* Whether a value without elements matches the query. */
extern bool query_matches_empty(const QueryPlan *plan);

/*
 * The SQL functions "value @@ query" and "query @@ value": Subject is QuerySubject or a
 * struct that begins with one, and init is the function that makes it of a value.
 */
#define QUERY_MATCH_FUNCTION(name, Subject, init, valuearg, queryarg) \
PG_FUNCTION_INFO_V1(name); \
Datum \
name(PG_FUNCTION_ARGS) \
{ \
	const QueryPlan *plan = query_plan_cached(fcinfo, queryarg); \
	Subject		subject; \
	init(&subject, PG_GETARG_PACKED_P(valuearg)); \
	PG_RETURN_BOOL(query_matches(plan, (QuerySubject *) &subject)); \
}

#endif							/* FACTAG_QUERY_EVAL_H */
