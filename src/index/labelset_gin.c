/*
 * labelset_gin.c
 *	  GIN operator class of labelset. The labels that assert in the log as it
 *	  stands (the last word of their source, neither withdrawn nor a denial) have
 *	  plain keys, all others keys of a class apart. So what asks for no moment is
 *	  answered by one of the two alone, exactly if it has no filter; as of a moment
 *	  either may have held, and the row is looked at.
 */
#include "gin_keys.h"

#include "label/label_holds.h"
#include "text/path.h"

#define KEYS_OTHER 0x04			/* the class of superseded and withdrawn labels and of denials */

/* the path of the last label of a class */
typedef struct LastPath
{
	int			len;			/* 0: none yet */
	char		path[FACTAG_MAX_PATH];
} LastPath;

/* Writes the keys of a label's path, each once a class. */
static void
write_label(GinKeyWriter *writer, uint8 class, LastPath *last, const LabelReader *reader)
{
	int			shared = path_shared(last->path, last->len, reader->path, reader->len);

	if (shared == reader->len && shared == last->len)
		return;
	gin_write_path(writer, class, reader->path, reader->len, shared);
	memcpy(last->path + shared, reader->path + shared, reader->len - shared);
	last->len = reader->len;
}

PG_FUNCTION_INFO_V1(labelset_gin_extract_value);
Datum
labelset_gin_extract_value(PG_FUNCTION_ARGS)
{
	struct varlena *labels = PG_GETARG_PACKED_P(0);
	int32	   *nkeys = (int32 *) PG_GETARG_POINTER(1);
	LabelReader reader;
	LastPath	asserting;
	LastPath	others;
	GinKeyWriter writer;

	asserting.len = others.len = 0;
	gin_write(&writer, labels_size(labels) * 2 + 8);
	labels_read(&reader, labels);
	while (labels_next(&reader))
	{
		if (label_asserts(reader.superseded, reader.fields.mask))
			write_label(&writer, GIN_KEYS_PLAIN, &asserting, &reader);
		else
			write_label(&writer, KEYS_OTHER, &others, &reader);
	}
	*nkeys = writer.count;
	PG_RETURN_POINTER(writer.keys);
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
	GinQuery   *gq = gin_query();

	gq->plan = plan;
	gq->first = palloc(sizeof(int) * (plan->nterms + 1));
	for (int i = 0; i < plan->nterms; i++)
	{
		const QueryTerm *term = plan->terms[i];
		bool		denial = asks_denial(term);

		gq->first[i] = gq->nkeys;
		/* a denial never has plain keys */
		if (!denial)
			gin_add_term(gq, GIN_KEYS_PLAIN, term);
		if (denial || term->has_moment)
			gin_add_term(gq, KEYS_OTHER, term);
	}
	gq->first[plan->nterms] = gq->nkeys;

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
	QueryTruth	t = gin_query_meets((const GinQuery *) extra[nkeys], check);

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

	PG_RETURN_GIN_TERNARY_VALUE(gin_query_meets((const GinQuery *) extra[nkeys], check));
}

PG_FUNCTION_INFO_V1(labelset_gin_compare_partial);
Datum
labelset_gin_compare_partial(PG_FUNCTION_ARGS)
{
	struct varlena *head = PG_GETARG_PACKED_P(0);
	struct varlena *key = PG_GETARG_PACKED_P(1);
	uint8		class = *(const uint8 *) VARDATA_ANY(head) == KEYS_OTHER ? KEYS_OTHER : GIN_KEYS_PLAIN;
	int			result = gin_compare_pattern(class, VARDATA_ANY(key), VARSIZE_ANY_EXHDR(key), (const QueryTerm *) PG_GETARG_POINTER(3));

	/* GIN calls this for many keys in one memory context */
	PG_FREE_IF_COPY(head, 0);
	PG_FREE_IF_COPY(key, 1);
	PG_RETURN_INT32(result);
}
