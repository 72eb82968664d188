/*
 * labelset_gin.c
 *	  GIN operator classes of labelset; labelset_keys.h explains their keys.
 */
#include "index/gin_covers.h"

#include "access/stratnum.h"
#include "miscadmin.h"

#include "index/gin_match.h"
#include "index/gin_merge.h"
#include "index/held_keys.h"
#include "index/labelset_keys.h"
#include "index/rating_facet.h"
#include "query/query_eval.h"
#include "text/path.h"

#define STRATEGY_MATCHES	1
#define STRATEGY_COVERS		2

/* from this many terms on, what GIN does for each key and row outweighs what KEYS_HELD saves */
#define MANY_TERMS 9

PG_FUNCTION_INFO_V1(labelset_gin_extract_value);
Datum
labelset_gin_extract_value(PG_FUNCTION_ARGS)
{
	PG_RETURN_POINTER(labelset_keys(PG_GETARG_PACKED_P(0), false, (int32 *) PG_GETARG_POINTER(1)));
}

PG_FUNCTION_INFO_V1(labelset_gin_time_extract_value);
Datum
labelset_gin_time_extract_value(PG_FUNCTION_ARGS)
{
	PG_RETURN_POINTER(labelset_keys(PG_GETARG_PACKED_P(0), true, (int32 *) PG_GETARG_POINTER(1)));
}

/* Whether a term filters on denials. */
static bool
asks_denial(const QueryTerm *term)
{
	for (int i = 0; i < term->nfilters; i++)
	{
		if (term->filters[i].attribute == ATTRIBUTE_DENY)
			return true;
	}
	return false;
}

/* Adds the keys for a filter on the source; returns whether they are exact. */
static bool
add_sources(GinQuery *gq, const QueryTerm *term, const QueryFilter *filter)
{
	bool		exact = true;

	for (int i = 0; i < filter->nvalues; i++)
	{
		int			len;
		const char *source = attribute_text(filter->values[i], &len);
		int			n = path_ancestor(source, len, SOURCE_DEPTH);

		if (n > 0 && n < len)
		{
			exact = false;
			len = n;
		}
		gin_add_facet(gq, KEYS_SOURCE, term, source, len);
	}
	return exact;
}

/*
 * Adds the keys of a literal term if it has filters that facets help with, and ends the
 * term; returns false if it has none.
 */
static bool
add_facet_keys(GinQuery *gq, const QueryTerm *term)
{
	const QueryFilter *source = NULL;
	bool		rating = false;
	bool		exact = true;

	for (int i = 0; i < term->nfilters; i++)
	{
		const QueryFilter *filter = &term->filters[i];

		if (rating_has(filter))
		{
			rating = true;
			exact = exact && rating_exact(filter);
		}
		else if (filter->attribute == ATTRIBUTE_BY && filter->op == QUERY_EQ && !source)
			source = filter;
		else
			exact = false;
	}
	if (!source && !rating)
		return false;
	if (source)
		exact = add_sources(gq, term, source) && exact && !rating;
	if (rating)
	{
		if (source)
			gin_begin_and_any_of(gq, term);
		gin_add_any_facet(gq, KEYS_RATING, term);
	}
	gin_end_term(gq, term, exact);
	return true;
}

/* Adds the keys of a literal term with a timestamp for the spans of its path, and ends it. */
static void
add_held_keys(GinQuery *gq, const QueryTerm *term)
{
	if (term->nfilters == 0)
	{
		held_add(gq, KEYS_HELD, term, HELD_SURELY);
		gin_begin_any_of(gq, term);
		held_add(gq, KEYS_HELD, term, HELD_PERHAPS);
	}
	else
		held_add(gq, KEYS_HELD, term, HELD_EITHER);
	gin_end_term(gq, term, false);
}

/* Adds the keys of a term, and ends it; "held" if the keys of KEYS_HELD serve it. */
static void
add_term(GinQuery *gq, const QueryTerm *term, bool held)
{
	bool		denial = asks_denial(term);

	gin_begin_term(gq, term);
	if (held && term->has_timestamp && term->literal && !term->exact && !denial && term->path_filters == 0)
	{
		add_held_keys(gq, term);
		return;
	}
	if (term->literal && !term->has_timestamp && !denial && add_facet_keys(gq, term))
		return;
	/* denials have no plain keys */
	if (!denial)
		gin_add_term(gq, GIN_KEYS_PLAIN, term);
	if (denial || term->has_timestamp)
		gin_add_term(gq, KEYS_NOT_ASSERTED, term);
	gin_end_term(gq, term, gin_term_is_exact(term));
}

/* Marks the terms at or below a step which a row may match the query by, whatever other terms say. */
static void
mark_alternatives(const QueryStep *step, bool *alternative)
{
	check_stack_depth();
	if (step->type == QUERY_TERM)
		alternative[step->term->index] = true;
	for (int i = 0; i < step->nchildren && step->type == QUERY_OR; i++)
		mark_alternatives(&step->children[i], alternative);
}

/*
 * Makes the condition of a query, with the keys of KEYS_HELD if the index has them. GIN
 * reads all rows of a partial key at once. Of other keys, it skips the rows that another
 * term, joined by AND, does not have; so partial keys would make such a query slower.
 */
static GinQuery *
query_keys(const QueryPlan *plan, bool held)
{
	GinQuery   *gq = gin_query_make_terms(plan);
	bool	   *alternative = palloc0(sizeof(bool) * plan->nterms);

	if (plan->unanchored)
		return gq;
	if (held && plan->nterms < MANY_TERMS)
		mark_alternatives(&plan->root, alternative);
	for (int i = 0; i < plan->nterms; i++)
		add_term(gq, plan->terms[i], alternative[i]);
	gin_merge_terms(gq);
	return gq;
}

/* extractQuery, for an index with the keys of KEYS_HELD or without. */
static Datum
extract_query(FunctionCallInfo fcinfo, bool held)
{
	struct varlena *query = PG_GETARG_PACKED_P(0);
	int32	   *nkeys = (int32 *) PG_GETARG_POINTER(1);
	StrategyNumber strategy = PG_GETARG_UINT16(2);
	bool	  **partial = (bool **) PG_GETARG_POINTER(3);
	Pointer   **extra = (Pointer **) PG_GETARG_POINTER(4);
	int32	   *search_mode = (int32 *) PG_GETARG_POINTER(6);
	GinQuery   *gq = NULL;

	switch (strategy)
	{
		case STRATEGY_MATCHES:
			gq = query_keys(query_plan_unchecked(query), held);
			/* a query that a row without keys matches, such as !a, needs all rows */
			if (gq->plan->unanchored || query_matches_empty(gq->plan))
				*search_mode = GIN_SEARCH_MODE_ALL;
			break;
		case STRATEGY_COVERS:
			gq = gin_query_make();
			gin_add_covers(gq, GIN_KEYS_PLAIN, query);
			/* every log covers the empty set */
			if (gq->nkeys == 0)
				*search_mode = GIN_SEARCH_MODE_ALL;
			break;
		default:
			elog(ERROR, "unrecognized strategy number: %d", strategy);
	}
	*nkeys = gq->nkeys;
	*partial = gq->partial;
	*extra = gin_extra(gq);
	PG_RETURN_POINTER(gq->keys);
}

PG_FUNCTION_INFO_V1(labelset_gin_extract_query);
Datum
labelset_gin_extract_query(PG_FUNCTION_ARGS)
{
	return extract_query(fcinfo, false);
}

PG_FUNCTION_INFO_V1(labelset_gin_time_extract_query);
Datum
labelset_gin_time_extract_query(PG_FUNCTION_ARGS)
{
	return extract_query(fcinfo, true);
}

/* Evaluates a condition over the presence of its keys. */
static QueryTruth
condition_matches(StrategyNumber strategy, const GinTernaryValue *check, int nkeys, Pointer *extra)
{
	if (strategy == STRATEGY_COVERS)
		return gin_covers(check, nkeys);
	return gin_query_matches((const GinQuery *) extra[nkeys], check);
}

PG_FUNCTION_INFO_V1(labelset_gin_consistent);
Datum
labelset_gin_consistent(PG_FUNCTION_ARGS)
{
	/* consistent gets bools, whose values are GIN_FALSE and GIN_TRUE */
	const GinTernaryValue *check = (const GinTernaryValue *) PG_GETARG_POINTER(0);
	bool	   *recheck = (bool *) PG_GETARG_POINTER(5);
	QueryTruth	t = condition_matches(PG_GETARG_UINT16(1), check, PG_GETARG_INT32(3),
									  (Pointer *) PG_GETARG_POINTER(4));

	*recheck = t == QUERY_MAYBE;
	PG_RETURN_BOOL(t != QUERY_FALSE);
}

PG_FUNCTION_INFO_V1(labelset_gin_triconsistent);
Datum
labelset_gin_triconsistent(PG_FUNCTION_ARGS)
{
	const GinTernaryValue *check = (const GinTernaryValue *) PG_GETARG_POINTER(0);

	PG_RETURN_GIN_TERNARY_VALUE(condition_matches(PG_GETARG_UINT16(1), check,
												  PG_GETARG_INT32(3),
												  (Pointer *) PG_GETARG_POINTER(4)));
}

/*
 * comparePartial of a rating: 0 if a key's rating may pass the filters of a term, -1 if
 * not, 1 at the end of the keys with this head, which is all but the rating.
 */
static int
compare_rating(const char *head, int headlen, const char *key, int len, const QueryTerm *term)
{
	/* the scan starts at the head, and the keys with it are contiguous */
	if (len != headlen + RATING_BYTES || memcmp(key, head, headlen) != 0)
		return 1;
	return rating_passes(term, (const uint8 *) key + headlen) ? 0 : -1;
}

PG_FUNCTION_INFO_V1(labelset_gin_compare_partial);
Datum
labelset_gin_compare_partial(PG_FUNCTION_ARGS)
{
	struct varlena *head = PG_GETARG_PACKED_P(0);
	struct varlena *key = PG_GETARG_PACKED_P(1);
	Pointer		extra = PG_GETARG_POINTER(3);
	uint8		class = *(const uint8 *) VARDATA_ANY(head);
	int			result;

	if (class == KEYS_RATING)
		result = compare_rating(VARDATA_ANY(head), VARSIZE_ANY_EXHDR(head),
								VARDATA_ANY(key), VARSIZE_ANY_EXHDR(key), (const QueryTerm *) extra);
	else if (class == KEYS_HELD)
		result = held_compare(VARDATA_ANY(head), VARSIZE_ANY_EXHDR(head),
							  VARDATA_ANY(key), VARSIZE_ANY_EXHDR(key), extra);
	else
		result = gin_compare_pattern(class == KEYS_NOT_ASSERTED ? class : GIN_KEYS_PLAIN,
									 VARDATA_ANY(key), VARSIZE_ANY_EXHDR(key), (const QueryTerm *) extra);

	/* free the copies: GIN calls this for many keys in one memory context */
	PG_FREE_IF_COPY(head, 0);
	PG_FREE_IF_COPY(key, 1);
	PG_RETURN_INT32(result);
}
