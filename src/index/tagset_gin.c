/*
 * tagset_gin.c
 *	  GIN operator class of tagset. Its keys are those of elements and ancestors, as
 *	  gin_keys.h explains them, all of one class and without facets.
 */
#include "index/gin_covers.h"

#include "access/stratnum.h"
#include "miscadmin.h"

#include "index/gin_match.h"
#include "index/gin_merge.h"
#include "query/query_eval.h"
#include "tagset/tagset.h"
#include "tagset/tagset_search.h"

#define STRATEGY_COVERS_SET		1
#define STRATEGY_COVERS_PATH	2
#define STRATEGY_COVERED_BY		3
#define STRATEGY_OVERLAPS		4
#define STRATEGY_MATCHES			5

/*
 * The right argument of <@ or && with more keys does not look them up, but visits all keys of the index. GIN goes through
 * all that a condition looks up for each row that it finds, and the square of that before the first one.
 */
#define MAX_LOOKUPS				2048

PG_FUNCTION_INFO_V1(tagset_gin_extract_value);
Datum
tagset_gin_extract_value(PG_FUNCTION_ARGS)
{
	struct varlena *set = PG_GETARG_PACKED_P(0);
	int32	   *nkeys = (int32 *) PG_GETARG_POINTER(1);
	TagsetReader reader;
	GinKeyWriter writer;

	gin_writer_init(&writer, tagset_size(set) * 2 + 8);
	tagset_reader_init(&reader, set);
	while (tagset_reader_next(&reader))
		gin_writer_add_path(&writer, GIN_KEYS_PLAIN, reader.path, reader.len, reader.shared);
	*nkeys = writer.count;
	PG_RETURN_POINTER(writer.keys);
}

/*
 * Adds the element keys of the current path and its ancestors, skipping those that
 * the previous path added.
 */
static void
add_element_and_ancestors(GinQuery *gq, const TagsetReader *reader)
{
	for (int i = reader->shared; i <= reader->len; i++)
	{
		if (i == reader->len || reader->path[i] == FACTAG_SEPARATOR)
			gin_add_element(gq, GIN_KEYS_PLAIN, reader->path, i);
	}
}

/* Looks up the keys of a set, the right argument of <@ or &&; false if there are too many. */
static bool
look_up_set(GinQuery *gq, const struct varlena *set, StrategyNumber strategy)
{
	TagsetReader reader;

	tagset_reader_init(&reader, set);
	while (tagset_reader_next(&reader))
	{
		CHECK_FOR_INTERRUPTS();
		add_element_and_ancestors(gq, &reader);
		/* for &&, an element below will do too */
		if (strategy == STRATEGY_OVERLAPS)
			gin_add_ancestor(gq, GIN_KEYS_PLAIN, reader.path, reader.len);
		if (gq->nkeys > MAX_LOOKUPS)
			return false;
	}
	return true;
}

/* Makes the condition of <@ or &&. */
static GinQuery *
set_keys(const struct varlena *set, StrategyNumber strategy)
{
	GinQuery   *gq = gin_query_make();

	if (!look_up_set(gq, set, strategy))
	{
		/* a partial match from the first key on, which compares each key with the set */
		gq = gin_query_make();
		gin_add_element(gq, GIN_KEYS_PLAIN, "", 0);
		gq->partial[0] = true;
		gq->extra[0] = set;
	}
	return gq;
}

/* Whether a key is one of those that such a set looks up. */
static bool
set_has_key(const struct varlena *set, const char *key, int len, StrategyNumber strategy)
{
	if (len > 0 && key[len - 1] == FACTAG_SEPARATOR)
		return strategy == STRATEGY_OVERLAPS && tagset_has(set, key, len - 1, true);
	return tagset_has(set, key, len, false);
}

/* Makes the condition of a query. Terms with filters or timestamps are not exact. */
static GinQuery *
query_keys(const QueryPlan *plan)
{
	GinQuery   *gq = gin_query_make_terms(plan);

	for (int i = 0; i < plan->nterms && !plan->unanchored; i++)
	{
		const QueryTerm *term = plan->terms[i];

		gin_begin_term(gq, term);
		gin_add_term(gq, GIN_KEYS_PLAIN, term);
		gin_end_term(gq, term, gin_term_is_exact(term));
	}
	gin_merge_terms(gq);
	return gq;
}

PG_FUNCTION_INFO_V1(tagset_gin_extract_query);
Datum
tagset_gin_extract_query(PG_FUNCTION_ARGS)
{
	struct varlena *query = PG_GETARG_PACKED_P(0);
	int32	   *nkeys = (int32 *) PG_GETARG_POINTER(1);
	StrategyNumber strategy = PG_GETARG_UINT16(2);
	bool	  **partial = (bool **) PG_GETARG_POINTER(3);
	Pointer   **extra = (Pointer **) PG_GETARG_POINTER(4);
	int32	   *search_mode = (int32 *) PG_GETARG_POINTER(6);
	GinQuery   *gq = gin_query_make();

	switch (strategy)
	{
		case STRATEGY_COVERS_SET:
			gin_add_covers(gq, GIN_KEYS_PLAIN, query);
			/* every set covers the empty set */
			if (gq->nkeys == 0)
				*search_mode = GIN_SEARCH_MODE_ALL;
			break;
		case STRATEGY_COVERS_PATH:
			gin_add_at_or_below(gq, GIN_KEYS_PLAIN, TAGPATH_DATA(query), TAGPATH_LEN(query));
			break;
		case STRATEGY_COVERED_BY:
			/* the empty set is covered by every set */
			gq = set_keys(query, strategy);
			*search_mode = GIN_SEARCH_MODE_INCLUDE_EMPTY;
			break;
		case STRATEGY_OVERLAPS:
			gq = set_keys(query, strategy);
			break;
		case STRATEGY_MATCHES:
			gq = query_keys(query_plan_unchecked(query));
			/* a query that a row without keys matches, such as !a, needs all rows */
			if (gq->plan->unanchored || query_matches_empty(gq->plan))
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

/* Evaluates a condition over the presence of its keys. */
static QueryTruth
condition_matches(StrategyNumber strategy, const GinTernaryValue *check, int nkeys,
				  Pointer *extra)
{
	switch (strategy)
	{
		case STRATEGY_COVERS_SET:
		case STRATEGY_COVERS_PATH:
			return gin_covers(check, nkeys);
		case STRATEGY_COVERED_BY:
			/* the keys do not say which other elements the row has */
			return QUERY_MAYBE;
		case STRATEGY_OVERLAPS:
			return gin_any_of(check, 0, nkeys);
		case STRATEGY_MATCHES:
			return gin_query_matches((const GinQuery *) extra[nkeys], check);
		default:
			elog(ERROR, "unrecognized strategy number: %d", strategy);
	}
	return QUERY_FALSE;
}

PG_FUNCTION_INFO_V1(tagset_gin_consistent);
Datum
tagset_gin_consistent(PG_FUNCTION_ARGS)
{
	/* consistent gets bools, whose values are GIN_FALSE and GIN_TRUE */
	const GinTernaryValue *check = (const GinTernaryValue *) PG_GETARG_POINTER(0);
	bool	   *recheck = (bool *) PG_GETARG_POINTER(5);
	QueryTruth	t = condition_matches(PG_GETARG_UINT16(1), check, PG_GETARG_INT32(3),
									  (Pointer *) PG_GETARG_POINTER(4));

	*recheck = t == QUERY_MAYBE;
	PG_RETURN_BOOL(t != QUERY_FALSE);
}

PG_FUNCTION_INFO_V1(tagset_gin_triconsistent);
Datum
tagset_gin_triconsistent(PG_FUNCTION_ARGS)
{
	const GinTernaryValue *check = (const GinTernaryValue *) PG_GETARG_POINTER(0);

	PG_RETURN_GIN_TERNARY_VALUE(condition_matches(PG_GETARG_UINT16(1), check,
												  PG_GETARG_INT32(3),
												  (Pointer *) PG_GETARG_POINTER(4)));
}

PG_FUNCTION_INFO_V1(tagset_gin_compare_partial);
Datum
tagset_gin_compare_partial(PG_FUNCTION_ARGS)
{
	struct varlena *head = PG_GETARG_PACKED_P(0);
	struct varlena *key = PG_GETARG_PACKED_P(1);
	StrategyNumber strategy = PG_GETARG_UINT16(2);
	const void *extra = PG_GETARG_POINTER(3);
	const char *data = VARDATA_ANY(key);
	int			len = VARSIZE_ANY_EXHDR(key);
	int			result;

	if (strategy == STRATEGY_MATCHES)
		result = gin_compare_pattern(GIN_KEYS_PLAIN, data, len, extra);
	else
		result = set_has_key(extra, data, len, strategy) ? 0 : -1;

	/* free the copies: GIN calls this for many keys in one memory context */
	PG_FREE_IF_COPY(head, 0);
	PG_FREE_IF_COPY(key, 1);
	PG_RETURN_INT32(result);
}
