/*
 * labelset_gin.c
 *	  GIN operator class of labelset. The labels that assert in the log as it
 *	  stands (the last word of their source, neither withdrawn nor a denial) have
 *	  plain keys, all others keys of a class apart. So what asks for no timestamp is
 *	  answered by one of the two alone, exactly if it has no filter; as of a timestamp
 *	  either may have held, and the row is looked at.
 *
 *	  Labels that assert have facets too. KEYS_SOURCE: the source, up to two
 *	  segments of it. KEYS_RATED: a byte of the verdict and one of the score's
 *	  tenth. A term with one filter on the source, or with any on verdict and
 *	  score, is answered by these as exactly as they tell.
 */
#include "index/gin_keys.h"

#include <math.h>

#include "common/hashfn.h"

#include "label/label_holding.h"
#include "text/path.h"

#define KEYS_OTHER 0x04			/* the class of superseded and withdrawn labels and of denials */
#define KEYS_RATED 0x05
#define KEYS_SOURCE 0x06

#define SOURCE_DEPTH 2			/* segments of a source in its facet */

/* in a facet: absent, else one more than verdict or tenth */
#define RATED_BYTES 2
#define TENTHS 10

/* a class of keys and a facet, and the path that had it last */
typedef struct FacetName
{
	uint8		class;
	const char *facet;			/* of no bytes for none */
	int			len;
} FacetName;

typedef struct LastPath
{
	FacetName	name;
	uint32		hash;
	char		status;
	int			len;
	int			size;
	char	   *path;
} LastPath;

static inline uint32
name_hash(FacetName name)
{
	return hash_bytes((const unsigned char *) name.facet, name.len) ^ name.class;
}

static inline bool
name_equal(FacetName a, FacetName b)
{
	return a.class == b.class && a.len == b.len && (a.len == 0 || memcmp(a.facet, b.facet, a.len) == 0);
}

#define SH_PREFIX lastpath
#define SH_ELEMENT_TYPE LastPath
#define SH_KEY_TYPE FacetName
#define SH_KEY name
#define SH_HASH_KEY(tb, key) name_hash(key)
#define SH_EQUAL(tb, a, b) name_equal(a, b)
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
 * Writes the keys of a label's path with a facet. Labels come in the order of
 * paths, and so do those of a facet: what the path shares with the one before has
 * its keys.
 */
static void
write_label(LabelKeyWriter *writer, uint8 class, const LabelReader *reader, const char *facet, int facetlen)
{
	FacetName	name = {class, facet, facetlen};
	bool		found;
	LastPath   *last = lastpath_insert(writer->last, name, &found);
	int			shared = 0;

	if (!found)
	{
		char	   *copy = palloc(facetlen + 1);

		memcpy(copy, facet, facetlen);
		last->name.facet = copy;
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
		gin_writer_add_facet(&writer->keys, class, reader->path, reader->len, shared, facet, facetlen);
	if (reader->len > last->size)
	{
		last->size = Min(reader->len * 2, FACTAG_MAX_PATH);
		last->path = last->path ? repalloc(last->path, last->size) : palloc(last->size);
	}
	memcpy(last->path + shared, reader->path + shared, reader->len - shared);
	last->len = reader->len;
}

/* the least score of a tenth, as a score is kept */
static inline float8
tenth_start(int tenth)
{
	return (float4) tenth / (float4) TENTHS;
}

/* the tenth of a score, 0 to 10: 1 has one to itself */
static int
score_tenth(float8 score)
{
	int			tenth = (int) (score * TENTHS);

	while (tenth < TENTHS && score >= tenth_start(tenth + 1))
		tenth++;
	while (tenth > 0 && score < tenth_start(tenth))
		tenth--;
	return tenth;
}

/* Writes the keys of a label's facets. */
static void
write_facets(LabelKeyWriter *writer, const LabelReader *reader)
{
	AttributeValue value;
	char		rated[RATED_BYTES] = {0, 0};

	if (label_attribute(reader, &reader->fields, ATTRIBUTE_VERDICT, &value))
		rated[0] = 1 + value.verdict;
	if (label_attribute(reader, &reader->fields, ATTRIBUTE_SCORE, &value))
		rated[1] = 1 + score_tenth(value.number);
	if (rated[0] || rated[1])
		write_label(writer, KEYS_RATED, reader, rated, RATED_BYTES);
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
			write_label(&writer, KEYS_OTHER, &reader, "", 0);
	}
	*nkeys = writer.keys.count;
	PG_RETURN_POINTER(writer.keys.keys);
}

/* whether a term asks for denials */
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

/* whether a filter is on what KEYS_RATED tells */
static bool
on_rating(const QueryFilter *filter)
{
	return filter->attribute == ATTRIBUTE_VERDICT || filter->attribute == ATTRIBUTE_SCORE;
}

/* whether each tenth passes a filter on the score as a whole or not at all */
static bool
splits_no_tenth(const QueryFilter *filter)
{
	float8		bound = filter->values[0].number;

	return (filter->op == QUERY_LT || filter->op == QUERY_GE) && bound == tenth_start(score_tenth(bound));
}

/* whether some score of a tenth may pass a filter */
static bool
tenth_passes(const QueryFilter *filter, int tenth)
{
	float8		least = tenth_start(tenth);
	float8		beyond = tenth == TENTHS ? INFINITY : tenth_start(tenth + 1);

	for (int i = 0; i < filter->nvalues; i++)
	{
		float8		bound = filter->values[i].number;

		switch (filter->op)
		{
			case QUERY_EQ:
				if (least <= bound && bound < beyond)
					return true;
				break;
			case QUERY_NE:
				return true;
			case QUERY_LT:
				return least < bound;
			case QUERY_LE:
				return least <= bound;
			case QUERY_GT:
			case QUERY_GE:
				return beyond > bound;
		}
	}
	return false;
}

/* whether a label of these two bytes may pass a term's filters on verdict and score */
static bool
rating_passes(const QueryTerm *term, const uint8 *rated)
{
	for (int i = 0; i < term->nfilters; i++)
	{
		const QueryFilter *filter = &term->filters[i];
		uint8		byte = rated[filter->attribute == ATTRIBUTE_SCORE ? 1 : 0];
		AttributeValue value;

		if (!on_rating(filter))
			continue;
		value.verdict = byte - 1;
		if (byte == 0 ||
			!(filter->attribute == ATTRIBUTE_SCORE ? tenth_passes(filter, byte - 1) : query_filter_passes(filter, value)))
			return false;
	}
	return true;
}

/* Adds the facets of what a filter asks of the source; whether they tell all. */
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

/* Adds the keys of a literal term with filters that facets tell something of; whether it has some. */
static bool
add_facets(GinQuery *gq, const QueryTerm *term)
{
	const QueryFilter *source = NULL;
	bool		rating = false;
	bool		exact = true;

	for (int i = 0; i < term->nfilters; i++)
	{
		const QueryFilter *filter = &term->filters[i];

		if (on_rating(filter))
		{
			rating = true;
			exact = exact && (filter->attribute == ATTRIBUTE_VERDICT || splits_no_tenth(filter));
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
			gin_begin_second(gq, term);
		gin_add_facets(gq, KEYS_RATED, term);
	}
	gin_end_term(gq, term, exact);
	return true;
}

/* Adds the keys of a term. */
static void
add_term(GinQuery *gq, const QueryTerm *term)
{
	bool		denial = asks_denial(term);

	gin_begin_term(gq, term);
	if (term->literal && !term->has_timestamp && !denial && add_facets(gq, term))
		return;
	/* a denial never has plain keys */
	if (!denial)
		gin_add_term(gq, GIN_KEYS_PLAIN, term);
	if (denial || term->has_timestamp)
		gin_add_term(gq, KEYS_OTHER, term);
	gin_end_term(gq, term, !term->has_timestamp && term->nfilters == 0);
}

PG_FUNCTION_INFO_V1(labelset_gin_extract_query);
Datum
labelset_gin_extract_query(PG_FUNCTION_ARGS)
{
	struct varlena *query = PG_GETARG_PACKED_P(0);
	int32	   *nkeys = (int32 *) PG_GETARG_POINTER(1);
	bool	  **partial = (bool **) PG_GETARG_POINTER(3);
	Pointer   **extra = (Pointer **) PG_GETARG_POINTER(4);
	int32	   *search_mode = (int32 *) PG_GETARG_POINTER(6);
	const QueryPlan *plan = query_plan(query);
	GinQuery   *gq = gin_query_make_terms(plan);

	for (int i = 0; i < plan->nterms; i++)
		add_term(gq, plan->terms[i]);

	/* a query that nothing meets, too, must see every row */
	if (gin_query_needs_all(plan))
		*search_mode = GIN_SEARCH_MODE_ALL;
	*nkeys = gq->nkeys;
	*partial = gq->partial;
	*extra = gin_extra(gq);
	PG_RETURN_POINTER(gq->keys);
}

PG_FUNCTION_INFO_V1(labelset_gin_consistent);
Datum
labelset_gin_consistent(PG_FUNCTION_ARGS)
{
	/* bool has GIN_FALSE and GIN_TRUE as its values */
	const GinTernaryValue *check = (const GinTernaryValue *) PG_GETARG_POINTER(0);
	int32		nkeys = PG_GETARG_INT32(3);
	Pointer    *extra = (Pointer *) PG_GETARG_POINTER(4);
	bool	   *recheck = (bool *) PG_GETARG_POINTER(5);
	QueryTruth	t = gin_query_matches((const GinQuery *) extra[nkeys], check);

	*recheck = t == QUERY_MAYBE;
	PG_RETURN_BOOL(t != QUERY_FALSE);
}

PG_FUNCTION_INFO_V1(labelset_gin_triconsistent);
Datum
labelset_gin_triconsistent(PG_FUNCTION_ARGS)
{
	const GinTernaryValue *check = (const GinTernaryValue *) PG_GETARG_POINTER(0);
	int32		nkeys = PG_GETARG_INT32(3);
	Pointer    *extra = (Pointer *) PG_GETARG_POINTER(4);

	PG_RETURN_GIN_TERNARY_VALUE(gin_query_matches((const GinQuery *) extra[nkeys], check));
}

/* whether a key with a rating has the head of a partial key and passes its term's filters, as comparePartial tells it */
static int
compare_rated(const char *head, int headlen, const char *key, int len, const QueryTerm *term)
{
	/* the scan begins at the head, and what has it stands together */
	if (len != headlen + RATED_BYTES || memcmp(key, head, headlen) != 0)
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

	if (class == KEYS_RATED)
		result = compare_rated(VARDATA_ANY(head), VARSIZE_ANY_EXHDR(head), VARDATA_ANY(key), VARSIZE_ANY_EXHDR(key), term);
	else
		result = gin_compare_pattern(class == KEYS_OTHER ? KEYS_OTHER : GIN_KEYS_PLAIN,
									 VARDATA_ANY(key), VARSIZE_ANY_EXHDR(key), term);

	/* GIN calls this for many keys in one memory context */
	PG_FREE_IF_COPY(head, 0);
	PG_FREE_IF_COPY(key, 1);
	PG_RETURN_INT32(result);
}
