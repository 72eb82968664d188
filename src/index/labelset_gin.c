/*
 * labelset_gin.c
 *	  GIN operator class of labelset. gin_keys.h explains keys and partial matches.
 *
 * A log keeps every label ever recorded, but a query without a timestamp is about the
 * labels that assert: each the last one of its path, source and claim, and neither
 * withdrawn nor a denial. These have plain keys, so that such a query is exact. All
 * other labels have keys of the class KEYS_NOT_ASSERTED.
 *
 * Most queries filter by source, verdict or score. So labels that assert have two
 * more classes of keys, which carry a facet:
 *
 *		KEYS_SOURCE		the first segment of the source; and the first two
 *		KEYS_RATING		a byte for the verdict and one for the tenth of the score,
 *						each 0 if absent and else its number + 1
 *
 * A class with source and rating in one facet would have a key for every combination.
 * This way a path has at most 143 rating keys (12 x 12, less the one that says nothing)
 * and two keys for each of its sources.
 *
 * The log "health/vaccine[verdict=false; score=0.85; by=afp/asia/desk]" has these keys,
 * where "/" is the separator and "|" is FACET_MARK:
 *
 *						health/							health/vaccine
 *		KEYS_SOURCE		health/|afp						health/vaccine|afp
 *		KEYS_SOURCE		health/|afp/asia				health/vaccine|afp/asia
 *		KEYS_RATING		health/|2 9						health/vaccine|2 9
 *
 * A verdict of 1 (false) is stored as 2, a score in the tenth from 0.8 as 9. Queries
 * look up, each for the element and for the ancestor health/:
 *
 *		health							health
 *		health[by=afp]					KEYS_SOURCE health|afp
 *		health[by=afp/asia/desk]		KEYS_SOURCE health|afp/asia; rechecked
 *		health[verdict=false]			KEYS_RATING health|, a partial match over all
 *										ratings, which compare_rating selects from
 *		health[score>=0.8]				the same; exact, as 0.8 is where a tenth starts
 *		health[score>=0.85]				the same; rechecked
 *		health[by=afp; verdict=false]	both, ANDed; rechecked, since two labels may
 *										have one each
 *		health[deny]					KEYS_NOT_ASSERTED health; rechecked
 *		health @2026-01-01T00:00:00Z	health, or KEYS_NOT_ASSERTED health; rechecked,
 *										since labels of either kind may have held then
 *
 * "labels @> set" is about the same labels as a query without a timestamp: each path of
 * the set is looked up as a plain term, and all must be found. It is exact.
 *
 * Patterns with wildcards and terms with none of these three filters use the plain
 * keys; any other filter means a recheck. The end of a label (until) counts only as of
 * a timestamp, so it makes no difference to the keys.
 */
#include "index/gin_covers.h"

#include "access/ginblock.h"
#include "access/itup.h"
#include "access/stratnum.h"

#include "index/gin_merge.h"
#include "index/rating_facet.h"
#include "keyed_hash.h"
#include "label/label_holding.h"
#include "query/query_eval.h"
#include "text/path.h"

/* key classes, besides GIN_KEYS_PLAIN; their numbers are stored in indexes */
#define KEYS_NOT_ASSERTED 0x04
#define KEYS_RATING 0x05
#define KEYS_SOURCE 0x06

#define STRATEGY_MATCHES	1
#define STRATEGY_COVERS		2

#define SOURCE_DEPTH 2			/* longest source in a facet, in segments */

/*
 * The longest key: class, path, separator, FACET_MARK and a source. GIN refuses keys
 * longer than a third of a page, which on smaller pages than the default includes the
 * longest paths.
 */
#define MAX_KEY (1 + FACTAG_MAX_PATH + 1 + 1 + SOURCE_DEPTH * (FACTAG_MAX_SEGMENT + 1) - 1)

StaticAssertDecl(BLCKSZ < 8192 ||
				 MAXALIGN(sizeof(IndexTupleData)) + MAXALIGN(VARHDRSZ + MAX_KEY) +
				 sizeof(ItemPointerData) <= GinMaxItemSize,
				 "the longest key must fit in the index");

/* what tells keys of the same path apart */
typedef struct Facet
{
	uint8		class;
	const char *bytes;
	int			len;			/* 0 for no facet */
} Facet;

/* entry of a hash table: the path that was last written with a facet */
typedef struct LastPath
{
	Facet		facet;
	uint32		hash;			/* simplehash's */
	char		status;			/* simplehash's */
	int			len;
	int			size;			/* allocated for the path */
	char	   *path;
} LastPath;

static inline uint32
facet_hash(Facet facet)
{
	return keyed_hash(facet.bytes, facet.len) ^ facet.class;
}

static inline bool
facet_equal(Facet a, Facet b)
{
	return a.class == b.class && a.len == b.len &&
		(a.len == 0 || memcmp(a.bytes, b.bytes, a.len) == 0);
}

#define SH_PREFIX lastpath
#define SH_ELEMENT_TYPE LastPath
#define SH_KEY_TYPE Facet
#define SH_KEY facet
#define SH_HASH_KEY(tb, key) facet_hash(key)
#define SH_EQUAL(tb, a, b) facet_equal(a, b)
#define SH_STORE_HASH
#define SH_GET_HASH(tb, a) ((a)->hash)
#define SH_SCOPE static inline
#define SH_DECLARE
#define SH_DEFINE
#include "lib/simplehash.h"

typedef struct LabelKeyWriter
{
	GinKeyWriter keys;
	lastpath_hash *last;
} LabelKeyWriter;

/*
 * Emits the keys of the current label's path with a class and a facet, or without a
 * facet if facetlen is 0. Labels are sorted by path, so those with this facet are, too:
 * keys within the part shared with the last such path have been emitted.
 */
static void
write_label(LabelKeyWriter *writer, uint8 class, const LabelReader *reader,
			const char *bytes, int facetlen)
{
	Facet		facet = {class, bytes, facetlen};
	bool		found;
	LastPath   *last = lastpath_insert(writer->last, facet, &found);
	int			shared = 0;

	if (!found)
	{
		char	   *copy = palloc(facetlen + 1);

		memcpy(copy, bytes, facetlen);
		last->facet.bytes = copy;
		last->len = last->size = 0;
		last->path = NULL;
	}
	else
	{
		shared = path_shared(last->path, last->len, reader->path, reader->len);
		if (shared == reader->len && shared == last->len)
			return;
	}
	if (facetlen == 0)
		gin_writer_add_path(&writer->keys, class, reader->path, reader->len, shared);
	else
		gin_writer_add_facet(&writer->keys, class, reader->path, reader->len, shared,
							 bytes, facetlen);
	if (reader->len > last->size)
	{
		last->size = Min(reader->len * 2, FACTAG_MAX_PATH);
		last->path = last->path ? repalloc(last->path, last->size) : palloc(last->size);
	}
	memcpy(last->path + shared, reader->path + shared, reader->len - shared);
	last->len = reader->len;
}

/* Emits the keys of the current label with its rating and its source as facets. */
static void
write_facets(LabelKeyWriter *writer, const LabelReader *reader)
{
	AttributeValue value;
	char		rating[RATING_BYTES];

	if (rating_facet(reader, rating))
		write_label(writer, KEYS_RATING, reader, rating, RATING_BYTES);
	if (label_attribute(reader, &reader->fields, ATTRIBUTE_BY, &value))
	{
		int			len;
		const char *source = attribute_text(value, &len);

		for (int depth = 1; depth <= SOURCE_DEPTH; depth++)
		{
			int			n = path_ancestor(source, len, depth);

			if (n > 0)
				write_label(writer, KEYS_SOURCE, reader, source, n);
		}
	}
}

PG_FUNCTION_INFO_V1(labelset_gin_extract_value);
Datum
labelset_gin_extract_value(PG_FUNCTION_ARGS)
{
	struct varlena *labels = PG_GETARG_PACKED_P(0);
	int32	   *nkeys = (int32 *) PG_GETARG_POINTER(1);
	LabelReader reader;
	LabelKeyWriter writer;

	gin_writer_init(&writer.keys, labelset_size(labels) * 2 + 8);
	writer.last = lastpath_create(CurrentMemoryContext, 16, NULL);
	label_reader_init(&reader, labels);
	while (label_reader_next(&reader))
	{
		if (label_asserts(reader.superseded, reader.fields.mask))
		{
			write_label(&writer, GIN_KEYS_PLAIN, &reader, "", 0);
			write_facets(&writer, &reader);
		}
		else
			write_label(&writer, KEYS_NOT_ASSERTED, &reader, "", 0);
	}
	*nkeys = writer.keys.count;
	PG_RETURN_POINTER(writer.keys.keys);
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

/* Adds the keys of a term, and ends it. */
static void
add_term(GinQuery *gq, const QueryTerm *term)
{
	bool		denial = asks_denial(term);

	gin_begin_term(gq, term);
	if (term->literal && !term->has_timestamp && !denial && add_facet_keys(gq, term))
		return;
	/* denials have no plain keys */
	if (!denial)
		gin_add_term(gq, GIN_KEYS_PLAIN, term);
	if (denial || term->has_timestamp)
		gin_add_term(gq, KEYS_NOT_ASSERTED, term);
	gin_end_term(gq, term, gin_term_is_exact(term));
}

/* Makes the condition of a query. */
static GinQuery *
query_keys(const QueryPlan *plan)
{
	GinQuery   *gq = gin_query_make_terms(plan);

	for (int i = 0; i < plan->nterms && !plan->unanchored; i++)
		add_term(gq, plan->terms[i]);
	gin_merge_terms(gq);
	return gq;
}

PG_FUNCTION_INFO_V1(labelset_gin_extract_query);
Datum
labelset_gin_extract_query(PG_FUNCTION_ARGS)
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
			gq = query_keys(query_plan_unchecked(query));
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
	const QueryTerm *term = (const QueryTerm *) PG_GETARG_POINTER(3);
	uint8		class = *(const uint8 *) VARDATA_ANY(head);
	int			result;

	if (class == KEYS_RATING)
		result = compare_rating(VARDATA_ANY(head), VARSIZE_ANY_EXHDR(head),
								VARDATA_ANY(key), VARSIZE_ANY_EXHDR(key), term);
	else
		result = gin_compare_pattern(class == KEYS_NOT_ASSERTED ? class : GIN_KEYS_PLAIN,
									 VARDATA_ANY(key), VARSIZE_ANY_EXHDR(key), term);

	/* free the copies: GIN calls this for many keys in one memory context */
	PG_FREE_IF_COPY(head, 0);
	PG_FREE_IF_COPY(key, 1);
	PG_RETURN_INT32(result);
}
