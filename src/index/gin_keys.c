/*
 * gin_keys.c
 *	  What the GIN operator classes share; see gin_keys.h.
 */
#include "gin_keys.h"

#include "miscadmin.h"

#include "text/path.h"

#define KEY_BLOCK 1024

/*
 * The start of the plain keys: patterns without a literal head look up from
 * here, past every class of keys apart.
 */
#define FIRST_PLAIN "\x1F"

/* Fills a key's bytes. */
static void
fill_key(char *data, uint8 class, const char *path, int len, bool ancestor)
{
	if (class)
		*data++ = (char) class;
	memcpy(data, path, len);
	if (ancestor)
		data[len] = FACTAG_SEPARATOR;
}

/* a key of these bytes, with a separator behind it for an ancestor */
static Datum
make_key(uint8 class, const char *path, int len, bool ancestor)
{
	int			size = VARHDRSZ + (class ? 1 : 0) + len + (ancestor ? 1 : 0);
	struct varlena *key = palloc(size);

	SET_VARSIZE(key, size);
	fill_key(VARDATA(key), class, path, len, ancestor);
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
PG_FUNCTION_INFO_V1(factag_gin_compare);
Datum
factag_gin_compare(PG_FUNCTION_ARGS)
{
	struct varlena *a = get_key(PG_GETARG_DATUM(0));
	struct varlena *b = get_key(PG_GETARG_DATUM(1));
	int			c = path_compare(VARDATA_ANY(a), VARSIZE_ANY_EXHDR(a), VARDATA_ANY(b), VARSIZE_ANY_EXHDR(b));

	PG_FREE_IF_COPY(a, 0);
	PG_FREE_IF_COPY(b, 1);
	PG_RETURN_INT32(c < 0 ? -1 : c > 0);
}

void
gin_write(GinKeyWriter *writer, int size)
{
	writer->count = 0;
	writer->size = size;
	writer->left = 0;
	writer->block = NULL;
	writer->keys = palloc_extended(sizeof(Datum) * size, MCXT_ALLOC_HUGE);
}

static void
write_key(GinKeyWriter *writer, uint8 class, const char *path, int len, bool ancestor)
{
	int			bytes = len + (class ? 1 : 0) + (ancestor ? 1 : 0);
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
	fill_key(VARDATA_ANY(key), class, path, len, ancestor);
	writer->keys[writer->count++] = PointerGetDatum(key);
}

void
gin_write_path(GinKeyWriter *writer, uint8 class, const char *path, int len, int shared)
{
	CHECK_FOR_INTERRUPTS();
	for (int i = shared; i <= len; i++)
	{
		if (i == len || path[i] == FACTAG_SEPARATOR)
			write_key(writer, class, path, i, i < len);
	}
}

GinQuery *
gin_query(void)
{
	GinQuery   *gq = palloc0(sizeof(GinQuery));

	gq->size = 8;
	gq->keys = palloc(sizeof(Datum) * gq->size);
	gq->partial = palloc(sizeof(bool) * gq->size);
	gq->patterns = palloc(sizeof(QueryTerm *) * gq->size);
	return gq;
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

void
gin_add_element(GinQuery *gq, uint8 class, const char *path, int len)
{
	add_key(gq, make_key(class, path, len, false), NULL);
}

void
gin_add_ancestor(GinQuery *gq, uint8 class, const char *path, int len)
{
	add_key(gq, make_key(class, path, len, true), NULL);
}

void
gin_add_at_or_below(GinQuery *gq, uint8 class, const char *path, int len)
{
	gin_add_element(gq, class, path, len);
	gin_add_ancestor(gq, class, path, len);
}

void
gin_add_term(GinQuery *gq, uint8 class, const QueryTerm *term)
{
	if (!term->literal && term->headlen == 0 && class == GIN_KEYS_PLAIN)
		add_key(gq, make_key(class, FIRST_PLAIN, strlen(FIRST_PLAIN), false), term);
	else if (!term->literal)
		add_key(gq, make_key(class, term->pattern, term->headlen, false), term);
	else if (term->exact)
		gin_add_element(gq, class, term->pattern, term->patternlen);
	else
		gin_add_at_or_below(gq, class, term->pattern, term->patternlen);
}

/* QueryLeaf: no key is there */
static QueryTruth
nothing_there(const QueryTerm *term, void *arg)
{
	(void) term;
	(void) arg;
	return QUERY_FALSE;
}

bool
gin_query_needs_all(const QueryPlan *plan)
{
	return query_evaluate(&plan->root, nothing_there, NULL) != QUERY_FALSE;
}

Pointer *
gin_extra(const GinQuery *gq)
{
	Pointer    *extra = palloc(sizeof(Pointer) * (gq->nkeys + 1));

	for (int i = 0; i < gq->nkeys; i++)
		extra[i] = (Pointer) gq->patterns[i];
	extra[gq->nkeys] = (Pointer) gq;
	return extra;
}

/* what consistent and triConsistent know of the keys */
typedef struct GinCheck
{
	const GinQuery *gq;
	const GinTernaryValue *check;
} GinCheck;

StaticAssertDecl(GIN_FALSE == QUERY_FALSE && GIN_TRUE == QUERY_TRUE && GIN_MAYBE == QUERY_MAYBE,
				 "truth values are GIN's");

QueryTruth
gin_any_of(const GinTernaryValue *check, int from, int to)
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
	QueryTruth	t = gin_any_of(c->check, c->gq->first[term->index], c->gq->first[term->index + 1]);

	if (t == QUERY_TRUE && (term->has_moment || term->nfilters > 0))
		return QUERY_MAYBE;
	return t;
}

QueryTruth
gin_query_meets(const GinQuery *gq, const GinTernaryValue *check)
{
	GinCheck	c = {.gq = gq, .check = check};

	return query_evaluate(&gq->plan->root, term_in_keys, &c);
}

int
gin_compare_pattern(uint8 class, const char *key, int len, const QueryTerm *term)
{
	if (class)
	{
		if (len == 0 || (uint8) *key != class)
			return len == 0 || (uint8) *key < class ? -1 : 1;
		key++;
		len--;
	}
	if (len < term->headlen || memcmp(key, term->pattern, term->headlen) != 0)
		return path_compare(key, len, term->pattern, term->headlen) < 0 ? -1 : 1;
	/* an ancestor's key ends in a separator; "=" asks for elements alone */
	if (key[len - 1] == FACTAG_SEPARATOR)
	{
		if (term->exact)
			return -1;
		len--;
	}
	return query_match(term->pattern, term->patternlen, key, len, false) ? 0 : -1;
}
