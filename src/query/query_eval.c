/*
 * query_eval.c
 *	  Evaluation of a query; see query_eval.h.
 */
#include "query/query_eval.h"

#include "miscadmin.h"
#include "utils/memutils.h"

#include "text/path.h"
#include "text/verdict.h"

typedef struct QueryCache
{
	MemoryContext context;		/* holds plan and query */
	bool		constant;		/* the argument is a constant: never look again */
	struct varlena *query;
	QueryPlan  *plan;
} QueryCache;

/* Makes places for the regular expressions of a pattern, which are compiled when a segment first meets them. */
static void
plan_regexes(QueryTerm *term)
{
	const char *end = term->pattern + term->patternlen;
	int			n = 0;

	for (const char *p = term->pattern; p < end; p = path_segment_end(p, end) + 1)
		n += *p == FACTAG_REGEX;
	if (n == 0)
		return;
	term->context = CurrentMemoryContext;
	term->regexes = palloc(sizeof(QueryRegex) * n);
	for (const char *p = term->pattern; p < end; p = path_segment_end(p, end) + 1)
	{
		if (*p == FACTAG_REGEX)
			term->regexes[term->nregexes++] = (QueryRegex) {.segment = p};
	}
}

static QueryTerm *
plan_term(QueryPlan *plan, const QueryNode *node, const QueryNode *at, bool negative)
{
	QueryTerm  *term = palloc0(sizeof(QueryTerm));

	CHECK_FOR_INTERRUPTS();
	term->index = plan->nterms;
	term->pattern = node->pattern;
	term->patternlen = node->patternlen;
	term->exact = node->exact;
	/* a/ ** at the end asks for a and everything below it, as a alone does */
	while (term->patternlen >= 3 &&
		   term->pattern[term->patternlen - 1] == FACTAG_GLOBSTAR)
	{
		term->patternlen -= 2;
		term->exact = false;
	}
	while (term->headlen < term->patternlen &&
		   (term->pattern[term->headlen] == FACTAG_SEPARATOR || (unsigned char) term->pattern[term->headlen] > FACTAG_REGEX))
		term->headlen++;
	term->literal = term->headlen == term->patternlen;
	if (!term->literal)
		plan_regexes(term);
	term->has_timestamp = at != NULL;
	term->timestamp = at ? at->timestamp : 0;
	term->negative = negative;
	term->nfilters = node->nfilters;
	term->filters = node->filters;
	plan->terms[plan->nterms++] = term;
	return term;
}

/* Copies the tree without its QUERY_AT nodes: the innermost one sets a term's timestamp. */
static void
plan_step(QueryPlan *plan, QueryStep *step, const QueryNode *node, const QueryNode *at, bool negative)
{
	check_stack_depth();
	if (node->type == QUERY_AT)
	{
		plan_step(plan, step, node->children[0], node, negative);
		return;
	}
	step->type = node->type;
	if (node->type == QUERY_TERM)
	{
		step->term = plan_term(plan, node, at, negative);
		return;
	}
	step->nchildren = node->nchildren;
	step->children = palloc0(sizeof(QueryStep) * node->nchildren);
	for (int i = 0; i < node->nchildren; i++)
		plan_step(plan, &step->children[i], node->children[i], at, negative != (node->type == QUERY_NOT));
}

/* qsort: by path */
static int
compare_terms(const void *a, const void *b)
{
	const QueryTerm *x = *(QueryTerm *const *) a;
	const QueryTerm *y = *(QueryTerm *const *) b;

	return path_compare(x->pattern, x->patternlen, y->pattern, y->patternlen);
}

/* Sorts the plain terms. */
static void
plan_plain(QueryPlan *plan)
{
	plan->plain = palloc(sizeof(QueryTerm *) * plan->nterms);
	for (int i = 0; i < plan->nterms; i++)
	{
		if (QUERY_TERM_PLAIN(plan->terms[i]))
			plan->plain[plan->nplain++] = plan->terms[i];
	}
	if (plan->nplain < QUERY_MERGE)
		return;
	qsort(plan->plain, plan->nplain, sizeof(QueryTerm *), compare_terms);
	plan->met = palloc(sizeof(bool) * plan->nterms);
	plan->shared = palloc0(sizeof(int) * plan->nplain);
	for (int i = 1; i < plan->nplain; i++)
	{
		const QueryTerm *a = plan->plain[i - 1];
		const QueryTerm *b = plan->plain[i];

		plan->shared[i] = path_shared(a->pattern, a->patternlen, b->pattern, b->patternlen);
	}
}

QueryPlan *
query_plan(const struct varlena *query)
{
	QueryNode  *root = query_unpack(query);
	QueryPlan  *plan = palloc0(sizeof(QueryPlan));

	plan->terms = palloc(sizeof(QueryTerm *) * query_check(root));
	plan_step(plan, &plan->root, root, NULL, false);
	plan_plain(plan);
	return plan;
}

const QueryPlan *
query_plan_cached(FunctionCallInfo fcinfo, int argno)
{
	FmgrInfo   *flinfo = fcinfo->flinfo;
	QueryCache *cache = flinfo->fn_extra;
	struct varlena *query;
	MemoryContext old;

	if (cache && cache->constant)
		return cache->plan;
	query = PG_GETARG_PACKED_P(argno);
	if (cache && cache->plan &&
		VARSIZE_ANY_EXHDR(query) == VARSIZE_ANY_EXHDR(cache->query) &&
		memcmp(VARDATA_ANY(query), VARDATA_ANY(cache->query), VARSIZE_ANY_EXHDR(query)) == 0)
		return cache->plan;
	if (cache)
	{
		/* without a plan the last query was in error, and may have left something */
		cache->plan = NULL;
		MemoryContextReset(cache->context);
	}
	else
	{
		cache = MemoryContextAllocZero(flinfo->fn_mcxt, sizeof(QueryCache));
		cache->context = AllocSetContextCreate(flinfo->fn_mcxt, "factag query", ALLOCSET_SMALL_SIZES);
		flinfo->fn_extra = cache;
	}
	old = MemoryContextSwitchTo(cache->context);
	cache->query = palloc(VARSIZE_ANY(query));
	memcpy(cache->query, query, VARSIZE_ANY(query));
	cache->plan = query_plan(cache->query);
	MemoryContextSwitchTo(old);
	cache->constant = factag_argument_is_constant(flinfo, argno);
	return cache->plan;
}

/* a value against one of a filter: 0 is a hit, and a source is one for whatever is at or above it */
static int
compare_value(Attribute which, AttributeValue value, AttributeValue other)
{
	const char *path;
	const char *top;
	int			len;
	int			toplen;

	if (attribute_defs[which].kind != KIND_PATH)
		return attribute_compare_value(which, value, other);
	path = attribute_text(value, &len);
	top = attribute_text(other, &toplen);
	return path_within(path, len, top, toplen) ? 0 : 1;
}

bool
query_filter_passes(const QueryFilter *filter, AttributeValue value)
{
	if (attribute_defs[filter->attribute].kind == KIND_FLAG)
		return true;
	/* below and above are for the scale alone */
	if (filter->attribute == ATTRIBUTE_VERDICT && filter->op >= QUERY_LT && !verdict_on_scale(value.verdict))
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
	for (int i = 0; i < term->nfilters; i++)
	{
		AttributeValue value;

		if (!subject->attribute(subject, term->filters[i].attribute, &value) ||
			!query_filter_passes(&term->filters[i], value))
			return false;
	}
	return true;
}

/* QueryLeaf: whether some element of the subject meets the term */
static QueryTruth
term_met(const QueryTerm *term, void *arg)
{
	QuerySubject *subject = arg;

	if (QUERY_TERM_PLAIN(term))
	{
		if (subject->met)
			return subject->met[term->index] ? QUERY_TRUE : QUERY_FALSE;
		return subject->has(subject, term->pattern, term->patternlen, term->exact) ? QUERY_TRUE : QUERY_FALSE;
	}
	subject->start(subject, term);
	while (subject->next(subject))
	{
		if (query_term_matches(term, subject))
			return QUERY_TRUE;
	}
	return QUERY_FALSE;
}

bool
query_matches(const QueryPlan *plan, QuerySubject *subject)
{
	if (plan->nplain >= QUERY_MERGE && subject->has_each && subject->has_each(subject, plan))
		subject->met = plan->met;
	return query_step_matches(&plan->root, subject);
}

bool
query_step_matches(const QueryStep *step, QuerySubject *subject)
{
	return query_evaluate(step, term_met, subject) == QUERY_TRUE;
}

QueryTruth
query_evaluate(const QueryStep *step, QueryLeaf leaf, void *arg)
{
	QueryTruth	result;

	if (step->type == QUERY_TERM)
		return leaf(step->term, arg);
	check_stack_depth();
	CHECK_FOR_INTERRUPTS();
	switch (step->type)
	{
		case QUERY_NOT:
			result = query_evaluate(&step->children[0], leaf, arg);
			return result == QUERY_MAYBE ? QUERY_MAYBE : result == QUERY_TRUE ? QUERY_FALSE : QUERY_TRUE;
		case QUERY_AND:
			result = QUERY_TRUE;
			for (int i = 0; i < step->nchildren; i++)
			{
				QueryTruth	t = query_evaluate(&step->children[i], leaf, arg);

				if (t == QUERY_FALSE)
					return QUERY_FALSE;
				if (t == QUERY_MAYBE)
					result = QUERY_MAYBE;
			}
			return result;
		default:
			result = QUERY_FALSE;
			for (int i = 0; i < step->nchildren; i++)
			{
				QueryTruth	t = query_evaluate(&step->children[i], leaf, arg);

				if (t == QUERY_TRUE)
					return QUERY_TRUE;
				if (t == QUERY_MAYBE)
					result = QUERY_MAYBE;
			}
			return result;
	}
}
