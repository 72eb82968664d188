/*
 * query_eval.c
 *	  Evaluation of a query; see query_eval.h.
 */
#include "query/query_eval.h"

#include "query/query_match.h"
#include "query/query_path_filter.h"
#include "text/path.h"
#include "text/verdict.h"

/*
 * Three-way comparison of an attribute's value with a filter's. A source equals
 * the sources above it, so that "by=agency" finds agency/human.
 */
static int
compare_value(Attribute which, AttributeValue value, AttributeValue other)
{
	const char *path;
	const char *top;
	int			len;
	int			toplen;

	if (attribute_defs[which].kind != KIND_PATH)
		return attribute_compare_value(&attribute_defs[which], value, other);
	path = attribute_text(value, &len);
	top = attribute_text(other, &toplen);
	return path_within(path, len, top, toplen) ? 0 : 1;
}

bool
query_filter_passes(const QueryFilter *filter, AttributeValue value)
{
	if (attribute_defs[filter->attribute].kind == KIND_FLAG)
		return true;
	/* a verdict off the scale is neither below nor above another */
	if (filter->attribute == ATTRIBUTE_VERDICT && filter->op >= QUERY_LT &&
		!verdict_on_scale(value.verdict))
		return false;
	for (int i = 0; i < filter->nvalues; i++)
	{
		int			c = compare_value(filter->attribute, value, filter->values[i]);

		switch (filter->op)
		{
			case QUERY_EQ:
				if (c == 0)
					return true;
				break;
			case QUERY_NE:
				if (c == 0)
					return false;
				break;
			case QUERY_LT:
				return c < 0;
			case QUERY_LE:
				return c <= 0;
			case QUERY_GT:
				return c > 0;
			case QUERY_GE:
				return c >= 0;
		}
	}
	return filter->op == QUERY_NE;
}

bool
query_term_matches(const QueryTerm *term, QuerySubject *subject)
{
	if (term->literal)
	{
		if (!path_within(subject->path, subject->len, term->pattern, term->patternlen))
			return false;
		if (term->exact && subject->len != term->patternlen)
			return false;
	}
	else if (!query_term_matches_path(term, subject->path, subject->len, !term->exact))
		return false;
	return query_term_filters_pass(term, subject);
}

bool
query_term_filters_pass(const QueryTerm *term, QuerySubject *subject)
{
	for (int i = 0; i < term->nfilters; i++)
	{
		const QueryFilter *filter = &term->filters[i];
		AttributeValue value;

		if (filter->attribute == ATTRIBUTE_PATH)
		{
			if (!path_filter_passes(filter, subject->path, subject->len))
				return false;
		}
		else if (!subject->attribute(subject, filter->attribute, &value) ||
				 !query_filter_passes(filter, value))
			return false;
	}
	return true;
}

bool
query_term_found(const QueryTerm *term, QuerySubject *subject)
{
	QueryAnswer answer;

	if (subject->found && QUERY_TERM_BARE(term) && (subject->timeless || !term->has_timestamp))
		return subject->found[term->index];
	answer = subject->has(subject, term);
	if (answer != QUERY_UNKNOWN)
		return answer == QUERY_YES;
	subject->start(subject, term);
	while (subject->next(subject))
	{
		if (query_term_matches(term, subject))
			return true;
	}
	return false;
}

#define WALK_NAME walk_subject
#define WALK_CONTEXT QuerySubject
#define WALK_TERM(subject, term) query_term_found(term, subject)
#define WALK_BOOL
#include "query/query_walk.h"

/* Evaluates a query whose bare terms the subject may answer in one pass. */
static pg_noinline bool
match_in_one_pass(const QueryPlan *plan, QuerySubject *subject)
{
	bool		found[FACTAG_MAX_TERMS];
	bool		result;

	if (subject->has_each(subject, plan, found))
		subject->found = found;
	result = walk_subject(subject, &plan->root);
	subject->found = NULL;
	return result;
}

bool
query_matches(const QueryPlan *plan, QuerySubject *subject)
{
	if (unlikely(plan->unanchored))
		return false;
	if (subject->has_each && (subject->timeless ? plan->nbare : plan->nplain) >= QUERY_MERGE)
		return match_in_one_pass(plan, subject);
	return walk_subject(subject, &plan->root);
}

bool *
query_matching_elements(const QueryPlan *plan, QuerySubject *subject, uint32 count)
{
	bool	   *matching = palloc0(count * sizeof(bool) + 1);

	for (int i = 0; i < plan->nterms; i++)
	{
		const QueryTerm *term = plan->terms[i];

		if (term->negative)
			continue;
		subject->start(subject, term);
		while (subject->next(subject))
		{
			if (query_term_matches(term, subject))
				matching[subject->number] = true;
		}
	}
	return matching;
}

/* Without elements every term is false. */
#define WALK_NAME walk_empty
#define WALK_CONTEXT void
#define WALK_TERM(context, term) false
#define WALK_BOOL
#include "query/query_walk.h"

bool
query_matches_empty(const QueryPlan *plan)
{
	return walk_empty(NULL, &plan->root);
}
