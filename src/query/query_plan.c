/*
 * query_plan.c
 *	  Preparing a query for evaluation; see query_plan.h.
 */
#include "query/query_plan.h"

#include "miscadmin.h"

#include "memo.h"
#include "query/query_deparse.h"
#include "query/query_pack.h"
#include "query/query_parse.h"
#include "query/query_path_filter.h"
#include "text/path.h"
#include "text/timestamp.h"

/* kB of the plans that a backend keeps */
#define QUERY_MEMO_SIZE 8192

/*
 * Makes an entry for each regular expression of a pattern. query_match.c
 * compiles it when it first compares a segment with it.
 */
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

/* Simplifies each filter on the path once. */
static void
simplify_path_filters(QueryTerm *term, QueryFilter *filters)
{
	int			n = 0;

	term->path_filters = 0;
	for (int i = 0; i < term->nfilters; i++)
	{
		if (filters[i].attribute == ATTRIBUTE_PATH)
		{
			if (!path_filter_simplify(&filters[i], &term->pattern, &term->patternlen, term->exact))
				continue;
			term->path_filters++;
		}
		filters[n++] = filters[i];
	}
	term->nfilters = n;
	term->filters = filters;
	term->headlen = term->patternlen;
}

/* Counts the filters on the path, and leaves those of a literal term that are needed. */
static void
plan_path_filters(QueryTerm *term)
{
	QueryFilter *filters;

	for (int i = 0; i < term->nfilters; i++)
		term->path_filters += term->filters[i].attribute == ATTRIBUTE_PATH;
	if (term->path_filters == 0 || !term->literal)
		return;
	filters = palloc(sizeof(QueryFilter) * term->nfilters);
	memcpy(filters, term->filters, sizeof(QueryFilter) * term->nfilters);
	simplify_path_filters(term, filters);
	/* if the pattern has become longer, filters before the one that it comes from may be settled */
	simplify_path_filters(term, filters);
}

/* Gives a term filters of its own whose values can be set, if it has values relative to a timestamp. */
static void
copy_relative_filters(QueryTerm *term)
{
	QueryFilter *filters;

	for (int i = 0; i < term->nfilters; i++)
		term->relative = term->relative || term->filters[i].relative != NULL;
	if (!term->relative)
		return;
	filters = palloc(sizeof(QueryFilter) * term->nfilters);
	memcpy(filters, term->filters, sizeof(QueryFilter) * term->nfilters);
	for (int i = 0; i < term->nfilters; i++)
	{
		QueryFilter *filter = &filters[i];
		AttributeValue *values;

		if (!filter->relative)
			continue;
		values = palloc0(sizeof(AttributeValue) * filter->nvalues);
		for (int j = 0; j < filter->nvalues; j++)
		{
			if (!filter->relative[j])
				values[j] = filter->values[j];
		}
		filter->values = values;
	}
	term->filters = filters;
}

void
query_term_resolve(QueryTerm *term, TimestampTz timestamp)
{
	for (int i = 0; i < term->nfilters; i++)
	{
		const QueryFilter *filter = &term->filters[i];

		for (int j = 0; filter->relative && j < filter->nvalues; j++)
		{
			if (filter->relative[j])
				filter->values[j].timestamp = duration_add(timestamp, *filter->relative[j]);
		}
	}
}

/* Fills a term that is palloc'd and has its plan and index. */
static void
prepare_term(QueryTerm *term, const QueryNode *node)
{
	CHECK_FOR_INTERRUPTS();
	term->node = node;
	term->pattern = node->pattern;
	term->patternlen = node->patternlen;
	term->exact = node->exact;
	/* a/ ** matches a and everything below it, as a alone does */
	while (term->patternlen >= 3 &&
		   term->pattern[term->patternlen - 1] == FACTAG_GLOBSTAR)
	{
		term->patternlen -= 2;
		term->exact = false;
	}
	while (term->headlen < term->patternlen &&
		   (term->pattern[term->headlen] == FACTAG_SEPARATOR ||
			(unsigned char) term->pattern[term->headlen] > FACTAG_REGEX))
		term->headlen++;
	term->literal = term->headlen == term->patternlen;
	if (!term->literal)
	{
		plan_regexes(term);
		term->needle = query_needle(term->pattern, term->patternlen, term->exact);
	}
	term->nfilters = node->nfilters;
	term->filters = node->filters;
	copy_relative_filters(term);
	plan_path_filters(term);
}

/* Adds a term to a plan; at is the QUERY_AT node that gives its timestamp, or NULL. */
static QueryTerm *
plan_term(QueryPlan *plan, const QueryNode *node, const QueryNode *at, bool negative)
{
	QueryTerm  *term = palloc0(sizeof(QueryTerm));

	term->plan = plan;
	term->index = plan->nterms;
	prepare_term(term, node);
	term->has_timestamp = at != NULL;
	term->timestamp = at ? at->timestamp : 0;
	term->negative = negative;
	if (term->relative && term->has_timestamp)
		query_term_resolve(term, term->timestamp);
	else if (term->relative && !plan->unanchored)
		plan->unanchored = term;
	plan->terms[plan->nterms++] = term;
	return term;
}

QueryTerm *
query_plan_term(QueryPlan *plan, const QueryNode *node)
{
	QueryTerm  *term = palloc0(sizeof(QueryTerm));

	term->plan = plan;
	prepare_term(term, node);
	return term;
}

/* Copies the tree without its QUERY_AT nodes: the innermost one gives a term its timestamp. */
static void
plan_step(QueryPlan *plan, QueryStep *step, const QueryNode *node, const QueryNode *at,
		  bool negative)
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
	step->least = node->least;
	step->nchildren = node->nchildren;
	step->children = palloc0(sizeof(QueryStep) * node->nchildren);
	for (int i = 0; i < node->nchildren; i++)
		plan_step(plan, &step->children[i], node->children[i], at,
				  negative != (node->type == QUERY_NOT));
}

/* qsort: by path */
static int
compare_terms(const void *a, const void *b)
{
	const QueryTerm *x = *(QueryTerm *const *) a;
	const QueryTerm *y = *(QueryTerm *const *) b;

	return path_compare(x->pattern, x->patternlen, y->pattern, y->patternlen);
}

/* Collects the bare terms and, where a single pass may answer them, sorts them. */
static void
plan_bare(QueryPlan *plan)
{
	plan->bare = palloc(sizeof(QueryTerm *) * plan->nterms);
	for (int i = 0; i < plan->nterms; i++)
	{
		if (!QUERY_TERM_BARE(plan->terms[i]))
			continue;
		plan->bare[plan->nbare++] = plan->terms[i];
		plan->nplain += !plan->terms[i]->has_timestamp;
	}
	if (plan->nbare < QUERY_MERGE)
		return;
	qsort(plan->bare, plan->nbare, sizeof(QueryTerm *), compare_terms);
	plan->shared = palloc0(sizeof(int) * plan->nbare);
	for (int i = 1; i < plan->nbare; i++)
	{
		const QueryTerm *a = plan->bare[i - 1];
		const QueryTerm *b = plan->bare[i];

		plan->shared[i] = path_shared(a->pattern, a->patternlen, b->pattern, b->patternlen);
	}
}

/* Reports a term that is relative to a timestamp, where none is asked for. */
pg_noreturn static void
no_timestamp(const QueryTerm *term)
{
	StringInfoData text;

	initStringInfo(&text);
	query_deparse_term(&text, term->node);
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("the tagquery is relative to a timestamp, but none is asked for"),
			 errdetail("The term \"%s\" compares with a duration before or after the timestamp asked for.",
					   lex_clip(text.data)),
			 errhint("Ask with tagset_matches(tags, query, at), labelset_matches(labels, query, at), audience_count(audience, query, at) or tagquery_at(query, at), "
					 "or write the timestamp into the query after @.")));
}

/* Prepares the tree of a query. */
static QueryPlan *
plan_tree(const QueryNode *root)
{
	QueryPlan  *plan = palloc0(sizeof(QueryPlan));

	plan->terms = palloc(sizeof(QueryTerm *) * query_check(root));
	plan_step(plan, &plan->root, root, NULL, false);
	plan_bare(plan);
	return plan;
}

QueryPlan *
query_plan(const struct varlena *query)
{
	return query_plan_at(query, false, 0);
}

QueryPlan *
query_plan_at(const struct varlena *query, bool has_at, TimestampTz at)
{
	QueryNode  *root = query_unpack(query);
	QueryPlan  *plan;

	if (has_at)
	{
		timestamp_check_finite(at);
		root = query_at(root, at);
	}
	plan = plan_tree(root);
	if (plan->unanchored)
		no_timestamp(plan->unanchored);
	return plan;
}

QueryPlan *
query_plan_unchecked(const struct varlena *query)
{
	return plan_tree(query_unpack(query));
}

int
query_term_head(const QueryTerm *term)
{
	int			len = term->headlen;

	while (!term->literal && len > 0 && term->pattern[len] != FACTAG_SEPARATOR)
		len--;
	return len;
}

/* Memo.compile */
static void *
compile_plan(const struct varlena *query)
{
	return query_plan(query);
}

/* Memo.extra_size */
static Size
plan_extra_size(const void *plan)
{
	return ((const QueryPlan *) plan)->regex_size;
}

/* between query_estimate_begin and query_estimate_end */
static bool estimating = false;
static bool estimate_gave_up;
static struct varlena *estimate_source;
static QueryPlan *estimate_plan;	/* of that source; NULL before the first one */

void
query_estimate_begin(void)
{
	estimating = true;
	estimate_gave_up = false;
	estimate_plan = NULL;
}

void
query_estimate_end(void)
{
	estimating = false;
}

/* Prepares a query for an estimate, unless it is the same as before. */
static const QueryPlan *
plan_for_estimate(const struct varlena *query)
{
	Size		size = VARSIZE_ANY(query);

	if (estimate_plan && VARSIZE_ANY(estimate_source) == size && memcmp(estimate_source, query, size) == 0)
		return estimate_plan;
	estimate_source = palloc(size);
	memcpy(estimate_source, query, size);
	estimate_plan = NULL;
	estimate_plan = query_plan_unchecked(estimate_source);
	estimate_plan->gave_up = &estimate_gave_up;
	return estimate_plan;
}

const QueryPlan *
query_plan_cached(FunctionCallInfo fcinfo, int argno)
{
	static const int limit = QUERY_MEMO_SIZE;
	static Memo memo = {
		.name = "factag queries",
		.compile = compile_plan,
		.extra_size = plan_extra_size,
		.limit = &limit
	};

	if (unlikely(estimating))
		return plan_for_estimate(PG_GETARG_PACKED_P(argno));
	return memo_argument(&memo, fcinfo, argno);
}

void
query_plan_set(FmgrInfo *flinfo, QueryPlan *plan)
{
	memo_set_argument(flinfo, plan);
}
