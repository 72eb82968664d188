/*
 * tagset_gin.c
 *	  GIN operator class of tagset.
 *
 * Keys are the paths of the elements and of their strict ancestors. An
 * ancestor's key has the separator behind it, as a path that goes on: so both
 * kinds of one path stand side by side in the order of keys, an element's
 * first. "At or below p" is the element key or the ancestor key of p. Since
 * every prefix of an element is a key, a pattern holds of an element or of
 * something above it just when some key matches the whole pattern.
 */
#include "factag.h"

#include "access/gin.h"
#include "access/stratnum.h"
#include "miscadmin.h"

#include "query/query_eval.h"
#include "tagset/tagset.h"
#include "text/path.h"

#define STRATEGY_COVERS_SET		1
#define STRATEGY_COVERS_PATH	2
#define STRATEGY_COVERED_BY		3
#define STRATEGY_OVERLAPS		4
#define STRATEGY_MEETS			5

/* the keys that a condition looks up */
typedef struct GinQuery
{
	int			nkeys;
	int			size;
	Datum	   *keys;
	bool	   *partial;
	const QueryTerm **patterns; /* of partial keys, else NULL */

	/* STRATEGY_MEETS: the keys of term i are first[i] to first[i + 1] - 1 */
	const QueryPlan *plan;
	int		   *first;
} GinQuery;

/* a key of these bytes, with a separator behind it for an ancestor */
static Datum
make_key(const char *path, int len, bool ancestor)
{
	int			size = VARHDRSZ + len + (ancestor ? 1 : 0);
	struct varlena *key = palloc(size);

	SET_VARSIZE(key, size);
	memcpy(VARDATA(key), path, len);
	if (ancestor)
		VARDATA(key)[len] = FACTAG_SEPARATOR;
	return PointerGetDatum(key);
}

/* a key as stored, which few keys are compressed in */
static inline struct varlena *
get_key(Datum key)
{
	struct varlena *v = (struct varlena *) DatumGetPointer(key);

	return likely(!VARATT_IS_EXTENDED(v) || (VARATT_IS_SHORT(v) && !VARATT_IS_EXTERNAL(v))) ? v :
		(struct varlena *) PG_DETOAST_DATUM_PACKED(key);
}

/* what a build spends most of its time on */
PG_FUNCTION_INFO_V1(tagset_gin_compare);
Datum
tagset_gin_compare(PG_FUNCTION_ARGS)
{
	struct varlena *a = get_key(PG_GETARG_DATUM(0));
	struct varlena *b = get_key(PG_GETARG_DATUM(1));
	int			c = path_compare(VARDATA_ANY(a), VARSIZE_ANY_EXHDR(a), VARDATA_ANY(b), VARSIZE_ANY_EXHDR(b));

	PG_FREE_IF_COPY(a, 0);
	PG_FREE_IF_COPY(b, 1);
	PG_RETURN_INT32(c < 0 ? -1 : c > 0);
}

/* the keys of one set, in blocks: a key has a short header where it can */
typedef struct KeyWriter
{
	Datum	   *keys;
	int			count;
	int			size;
	char	   *block;
	Size		left;			/* bytes of the block */
} KeyWriter;

#define KEY_BLOCK 1024

static void
write_key(KeyWriter *writer, const char *path, int len, bool ancestor)
{
	int			bytes = len + (ancestor ? 1 : 0);
	bool		is_short = bytes + VARHDRSZ_SHORT <= VARATT_SHORT_MAX;
	Size		size = is_short ? (Size) bytes + VARHDRSZ_SHORT : MAXALIGN(bytes + VARHDRSZ);
	char	   *key;

	if (writer->count == writer->size)
		writer->keys = repalloc_huge(writer->keys, sizeof(Datum) * (writer->size *= 2));
	if (!is_short)
		key = palloc(size);
	else
	{
		if (writer->left < size)
		{
			writer->block = palloc(KEY_BLOCK);
			writer->left = KEY_BLOCK;
		}
		key = writer->block;
		writer->block += size;
		writer->left -= size;
	}
	if (is_short)
		SET_VARSIZE_SHORT(key, bytes + VARHDRSZ_SHORT);
	else
		SET_VARSIZE(key, bytes + VARHDRSZ);
	memcpy(VARDATA_ANY(key), path, len);
	if (ancestor)
		VARDATA_ANY(key)[len] = FACTAG_SEPARATOR;
	writer->keys[writer->count++] = PointerGetDatum(key);
}

PG_FUNCTION_INFO_V1(tagset_gin_extract_value);
Datum
tagset_gin_extract_value(PG_FUNCTION_ARGS)
{
	struct varlena *set = PG_GETARG_PACKED_P(0);
	int32	   *nkeys = (int32 *) PG_GETARG_POINTER(1);
	TagsetReader reader;
	KeyWriter	writer = {.size = tagset_size(set) * 2 + 8};

	writer.keys = palloc_extended(sizeof(Datum) * writer.size, MCXT_ALLOC_HUGE);
	tagset_read(&reader, set);
	while (tagset_next(&reader))
	{
		CHECK_FOR_INTERRUPTS();
		/* what ends in the part shared with the path before is a key already */
		for (int i = reader.shared; i <= reader.len; i++)
		{
			if (i == reader.len || reader.path[i] == FACTAG_SEPARATOR)
				write_key(&writer, reader.path, i, i < reader.len);
		}
	}
	*nkeys = writer.count;
	PG_RETURN_POINTER(writer.keys);
}

static void
add_key(GinQuery *gq, Datum key, const QueryTerm *pattern)
{
	if (gq->nkeys == gq->size)
	{
		gq->size *= 2;
		gq->keys = repalloc(gq->keys, sizeof(Datum) * gq->size);
		gq->partial = repalloc(gq->partial, sizeof(bool) * gq->size);
		gq->patterns = repalloc(gq->patterns, sizeof(QueryTerm *) * gq->size);
	}
	gq->keys[gq->nkeys] = key;
	gq->partial[gq->nkeys] = pattern != NULL;
	gq->patterns[gq->nkeys] = pattern;
	gq->nkeys++;
}

/* the two keys of "at or below" */
static void
add_at_or_below(GinQuery *gq, const char *path, int len)
{
	add_key(gq, make_key(path, len, false), NULL);
	add_key(gq, make_key(path, len, true), NULL);
}

/* every element that could be above the set's paths or at them, each once */
static void
add_element_and_ancestors(GinQuery *gq, const TagsetReader *reader)
{
	for (int i = reader->shared; i <= reader->len; i++)
	{
		if (i == reader->len || reader->path[i] == FACTAG_SEPARATOR)
			add_key(gq, make_key(reader->path, i, false), NULL);
	}
}

static void
add_set(GinQuery *gq, const struct varlena *set, StrategyNumber strategy)
{
	TagsetReader reader;

	tagset_read(&reader, set);
	while (tagset_next(&reader))
	{
		CHECK_FOR_INTERRUPTS();
		if (strategy == STRATEGY_COVERS_SET)
			add_at_or_below(gq, reader.path, reader.len);
		else
		{
			add_element_and_ancestors(gq, &reader);
			/* &&: an element below will do as well */
			if (strategy == STRATEGY_OVERLAPS)
				add_key(gq, make_key(reader.path, reader.len, true), NULL);
		}
	}
}

static void
add_terms(GinQuery *gq, const QueryPlan *plan)
{
	gq->plan = plan;
	gq->first = palloc(sizeof(int) * (plan->nterms + 1));
	for (int i = 0; i < plan->nterms; i++)
	{
		const QueryTerm *term = plan->terms[i];

		gq->first[i] = gq->nkeys;
		if (!term->literal)
			add_key(gq, make_key(term->pattern, term->headlen, false), term);
		else if (term->exact)
			add_key(gq, make_key(term->pattern, term->patternlen, false), NULL);
		else
			add_at_or_below(gq, term->pattern, term->patternlen);
	}
	gq->first[plan->nterms] = gq->nkeys;
}

/* QueryLeaf: no key is there */
static QueryTruth
nothing_there(const QueryTerm *term, void *arg)
{
	(void) term;
	(void) arg;
	return QUERY_FALSE;
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
	GinQuery   *gq = palloc0(sizeof(GinQuery));

	gq->size = 8;
	gq->keys = palloc(sizeof(Datum) * gq->size);
	gq->partial = palloc(sizeof(bool) * gq->size);
	gq->patterns = palloc(sizeof(QueryTerm *) * gq->size);

	switch (strategy)
	{
		case STRATEGY_COVERS_SET:
			add_set(gq, query, strategy);
			/* nothing is asked of a row: all have it, empty ones too */
			if (gq->nkeys == 0)
				*search_mode = GIN_SEARCH_MODE_ALL;
			break;
		case STRATEGY_COVERS_PATH:
			add_at_or_below(gq, TAGPATH_DATA(query), TAGPATH_LEN(query));
			break;
		case STRATEGY_COVERED_BY:
			/* the empty set is covered by every set */
			add_set(gq, query, strategy);
			*search_mode = GIN_SEARCH_MODE_INCLUDE_EMPTY;
			break;
		case STRATEGY_OVERLAPS:
			add_set(gq, query, strategy);
			break;
		case STRATEGY_MEETS:
			add_terms(gq, query_plan(query));
			/* a query that nothing meets, too, must see every row */
			if (query_evaluate(&gq->plan->root, nothing_there, NULL) != QUERY_FALSE)
				*search_mode = GIN_SEARCH_MODE_ALL;
			break;
		default:
			elog(ERROR, "unrecognized strategy number: %d", strategy);
	}

	*nkeys = gq->nkeys;
	*partial = gq->partial;

	/*
	 * A partial key's extra data is its pattern; the others have none, so that
	 * GIN can share a key between conditions. One pointer more, behind them,
	 * hands the query to consistent and triConsistent.
	 */
	*extra = palloc(sizeof(Pointer) * (gq->nkeys + 1));
	for (int i = 0; i < gq->nkeys; i++)
		(*extra)[i] = (Pointer) gq->patterns[i];
	(*extra)[gq->nkeys] = (Pointer) gq;
	PG_RETURN_POINTER(gq->keys);
}

/* what consistent and triConsistent know of the keys */
typedef struct GinCheck
{
	const GinQuery *gq;
	const GinTernaryValue *check;
} GinCheck;

StaticAssertDecl(GIN_FALSE == QUERY_FALSE && GIN_TRUE == QUERY_TRUE && GIN_MAYBE == QUERY_MAYBE,
				 "truth values are GIN's");

/* whether any of these keys is there */
static QueryTruth
any_of(const GinTernaryValue *check, int from, int to)
{
	QueryTruth	result = QUERY_FALSE;

	for (int i = from; i < to; i++)
	{
		if (check[i] == GIN_TRUE)
			return QUERY_TRUE;
		if (check[i] == GIN_MAYBE)
			result = QUERY_MAYBE;
	}
	return result;
}

/* QueryLeaf: what the keys say of a term; filters and moments need the row */
static QueryTruth
term_in_keys(const QueryTerm *term, void *arg)
{
	GinCheck   *c = arg;
	QueryTruth	t = any_of(c->check, c->gq->first[term->index], c->gq->first[term->index + 1]);

	if (t == QUERY_TRUE && (term->has_moment || term->nfilters > 0))
		return QUERY_MAYBE;
	return t;
}

/* what the keys say of the whole condition */
static QueryTruth
keys_meet(StrategyNumber strategy, const GinTernaryValue *check, int nkeys, Pointer *extra)
{
	QueryTruth	result = QUERY_TRUE;
	GinCheck	c;

	switch (strategy)
	{
		case STRATEGY_COVERS_SET:
		case STRATEGY_COVERS_PATH:
			for (int i = 0; i < nkeys; i += 2)
			{
				QueryTruth	t = any_of(check, i, i + 2);

				if (t == QUERY_FALSE)
					return QUERY_FALSE;
				if (t == QUERY_MAYBE)
					result = QUERY_MAYBE;
			}
			return result;
		case STRATEGY_COVERED_BY:
			/* that no other element is there only the row can tell */
			return QUERY_MAYBE;
		case STRATEGY_OVERLAPS:
			return any_of(check, 0, nkeys);
		case STRATEGY_MEETS:
			c.gq = (const GinQuery *) extra[nkeys];
			c.check = check;
			return query_evaluate(&c.gq->plan->root, term_in_keys, &c);
		default:
			elog(ERROR, "unrecognized strategy number: %d", strategy);
	}
	return QUERY_FALSE;
}

PG_FUNCTION_INFO_V1(tagset_gin_consistent);
Datum
tagset_gin_consistent(PG_FUNCTION_ARGS)
{
	/* bool has GIN_FALSE and GIN_TRUE as its values */
	const GinTernaryValue *check = (const GinTernaryValue *) PG_GETARG_POINTER(0);
	bool	   *recheck = (bool *) PG_GETARG_POINTER(5);
	QueryTruth	t = keys_meet(PG_GETARG_UINT16(1), check, PG_GETARG_INT32(3), (Pointer *) PG_GETARG_POINTER(4));

	*recheck = t == QUERY_MAYBE;
	PG_RETURN_BOOL(t != QUERY_FALSE);
}

PG_FUNCTION_INFO_V1(tagset_gin_triconsistent);
Datum
tagset_gin_triconsistent(PG_FUNCTION_ARGS)
{
	const GinTernaryValue *check = (const GinTernaryValue *) PG_GETARG_POINTER(0);

	PG_RETURN_GIN_TERNARY_VALUE(keys_meet(PG_GETARG_UINT16(1), check, PG_GETARG_INT32(3), (Pointer *) PG_GETARG_POINTER(4)));
}

/*
 * Whether a key matches a pattern: 0 if so, -1 to go on, 1 past the last key
 * that begins with the pattern's literal head.
 */
static int
compare_partial(const char *path, int len, const QueryTerm *term)
{
	if (len < term->headlen || memcmp(path, term->pattern, term->headlen) != 0)
		return path_compare(path, len, term->pattern, term->headlen) < 0 ? -1 : 1;
	/* an ancestor's key ends in a separator; "=" asks for elements alone */
	if (path[len - 1] == FACTAG_SEPARATOR)
	{
		if (term->exact)
			return -1;
		len--;
	}
	return query_match(term->pattern, term->patternlen, path, len, false) ? 0 : -1;
}

PG_FUNCTION_INFO_V1(tagset_gin_compare_partial);
Datum
tagset_gin_compare_partial(PG_FUNCTION_ARGS)
{
	struct varlena *head = PG_GETARG_PACKED_P(0);
	struct varlena *key = PG_GETARG_PACKED_P(1);
	int			result = compare_partial(VARDATA_ANY(key), VARSIZE_ANY_EXHDR(key), (const QueryTerm *) PG_GETARG_POINTER(3));

	/* GIN calls this for many keys in one memory context */
	PG_FREE_IF_COPY(head, 0);
	PG_FREE_IF_COPY(key, 1);
	PG_RETURN_INT32(result);
}
