/*
 * gin_keys.c
 *	  Keys and conditions of the GIN operator classes, which gin_keys.h explains.
 */
#include "index/gin_keys.h"

#include "miscadmin.h"

#include "query/query_match.h"
#include "query/query_path_filter.h"
#include "text/path.h"

/* size of the blocks that short keys are cut from */
#define KEY_BLOCK 1024

/*
 * Less than any plain key and greater than the keys of any other class: the partial
 * key of a pattern without a literal head.
 */
#define FIRST_PLAIN "\x1F"

/* separates a path from a facet; no path contains it */
#define FACET_MARK '\x02'

/* the parts of a key */
typedef struct GinKey
{
	uint8		class;
	const char *path;
	int			len;
	bool		ancestor;		/* ends with a separator */
	const char *facet;			/* NULL for none */
	int			facetlen;
} GinKey;

/* Length of a key. */
static int
key_bytes(const GinKey *key)
{
	return (key->class ? 1 : 0) + key->len + (key->ancestor ? 1 : 0) +
		(key->facet ? 1 + key->facetlen : 0);
}

/* Writes the bytes of a key. */
static void
fill_key(char *data, const GinKey *key)
{
	if (key->class)
		*data++ = (char) key->class;
	memcpy(data, key->path, key->len);
	data += key->len;
	if (key->ancestor)
		*data++ = FACTAG_SEPARATOR;
	if (key->facet)
	{
		*data++ = FACET_MARK;
		memcpy(data, key->facet, key->facetlen);
	}
}

/* Makes a key to be looked up. */
static Datum
make_key(const GinKey *parts)
{
	int			size = VARHDRSZ + key_bytes(parts);
	struct varlena *key = palloc(size);

	SET_VARSIZE(key, size);
	fill_key(VARDATA(key), parts);
	return PointerGetDatum(key);
}

void
gin_writer_init(GinKeyWriter *writer, int size)
{
	writer->count = 0;
	writer->size = size;
	writer->left = 0;
	writer->bytes = 0;
	writer->block = NULL;
	writer->keys = palloc_extended(sizeof(Datum) * size, MCXT_ALLOC_HUGE);
}

/* Emits a key of so many bytes, which the caller then fills in. */
static inline char *
new_key(GinKeyWriter *writer, int bytes)
{
	bool		is_short = bytes + VARHDRSZ_SHORT <= VARATT_SHORT_MAX;
	Size		size = is_short ? (Size) bytes + VARHDRSZ_SHORT : MAXALIGN(bytes + VARHDRSZ);
	char	   *key;

	writer->bytes += size;
	if (unlikely(writer->bytes > GIN_MAX_KEYS))
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("the index keys of a value would take more than %zu MB",
						GIN_MAX_KEYS / (1024 * 1024)),
				 errdetail("Each element has a key for itself and one for each of its ancestors."),
				 errhint("Use paths of fewer segments, or more rows of fewer elements.")));
	if (unlikely(writer->count == writer->size))
		writer->keys = repalloc_huge(writer->keys, sizeof(Datum) * (writer->size *= 2));
	if (unlikely(!is_short))
		key = palloc(size);
	else
	{
		if (unlikely(writer->left < size))
		{
			writer->block = palloc(KEY_BLOCK);
			writer->left = KEY_BLOCK;
		}
		key = writer->block;
		writer->block += size;
		writer->left -= size;
	}
	writer->keys[writer->count++] = PointerGetDatum(key);
	if (unlikely(!is_short))
	{
		SET_VARSIZE(key, bytes + VARHDRSZ);
		return VARDATA(key);
	}
	SET_VARSIZE_SHORT(key, bytes + VARHDRSZ_SHORT);
	return VARDATA_SHORT(key);
}

/*
 * Emits keys for the path of a key and its ancestors, all with the same facet,
 * skipping those that end within the first "shared" bytes. A path that is "shared"
 * bytes long itself has been an element, but not an ancestor.
 */
static void
write_keys(GinKeyWriter *writer, GinKey key, int shared)
{
	int			len = key.len;

	CHECK_FOR_INTERRUPTS();
	for (int i = shared; i <= len; i++)
	{
		if (i < len && key.path[i] != FACTAG_SEPARATOR)
			continue;
		key.len = i;
		key.ancestor = i < len;
		fill_key(new_key(writer, key_bytes(&key)), &key);
	}
}

void
gin_writer_add_path(GinKeyWriter *writer, uint8 class, const char *path, int len, int shared)
{
	if (class != GIN_KEYS_PLAIN)
	{
		write_keys(writer, (GinKey) {.class = class, .path = path, .len = len}, shared);
		return;
	}
	CHECK_FOR_INTERRUPTS();
	/* the key of an ancestor is the path up to its separator */
	for (int i = shared; i < len; i++)
	{
		if (path[i] == FACTAG_SEPARATOR)
			memcpy(new_key(writer, i + 1), path, i + 1);
	}
	memcpy(new_key(writer, len), path, len);
}

void
gin_writer_add_facet(GinKeyWriter *writer, uint8 class, const char *path, int len, int shared,
					 const char *facet, int facetlen)
{
	GinKey		key = {
		.class = class, .path = path, .len = len, .facet = facet, .facetlen = facetlen
	};

	write_keys(writer, key, shared);
}

void
gin_writer_add_key(GinKeyWriter *writer, uint8 class, const char *path, int len,
				   const char *facet, int facetlen)
{
	GinKey		key = {
		.class = class, .path = path, .len = len, .facet = facet, .facetlen = facetlen
	};

	fill_key(new_key(writer, key_bytes(&key)), &key);
}

GinQuery *
gin_query_make(void)
{
	GinQuery   *gq = palloc0(sizeof(GinQuery));

	gq->size = 8;
	gq->keys = palloc(sizeof(Datum) * gq->size);
	gq->partial = palloc(sizeof(bool) * gq->size);
	gq->extra = palloc(sizeof(void *) * gq->size);
	return gq;
}

GinQuery *
gin_query_make_terms(const QueryPlan *plan)
{
	GinQuery   *gq = gin_query_make();

	gq->plan = plan;
	gq->terms = palloc(sizeof(GinTermKeys) * plan->nterms);
	return gq;
}

void
gin_begin_term(GinQuery *gq, const QueryTerm *term)
{
	GinTermKeys *keys = &gq->terms[term->index];

	keys->surely = keys->any_of = gq->nkeys;
	keys->and_any_of = -1;
}

void
gin_begin_any_of(GinQuery *gq, const QueryTerm *term)
{
	gq->terms[term->index].any_of = gq->nkeys;
}

void
gin_begin_and_any_of(GinQuery *gq, const QueryTerm *term)
{
	gq->terms[term->index].and_any_of = gq->nkeys;
}

void
gin_end_term(GinQuery *gq, const QueryTerm *term, bool exact)
{
	GinTermKeys *keys = &gq->terms[term->index];

	keys->end = gq->nkeys;
	if (keys->and_any_of < 0)
		keys->and_any_of = gq->nkeys;
	keys->exact = exact;
}

/* Adds a key; a partial one if there is extra data for it. */
static void
add_key(GinQuery *gq, const GinKey *parts, const void *extra)
{
	Datum		key = make_key(parts);

	if (gq->nkeys == gq->size)
	{
		gq->size *= 2;
		gq->keys = repalloc(gq->keys, sizeof(Datum) * gq->size);
		gq->partial = repalloc(gq->partial, sizeof(bool) * gq->size);
		gq->extra = repalloc(gq->extra, sizeof(void *) * gq->size);
	}
	gq->keys[gq->nkeys] = key;
	gq->partial[gq->nkeys] = extra != NULL;
	gq->extra[gq->nkeys] = extra;
	gq->nkeys++;
}

void
gin_add_element(GinQuery *gq, uint8 class, const char *path, int len)
{
	GinKey		key = {.class = class, .path = path, .len = len};

	add_key(gq, &key, NULL);
}

void
gin_add_ancestor(GinQuery *gq, uint8 class, const char *path, int len)
{
	GinKey		key = {.class = class, .path = path, .len = len, .ancestor = true};

	add_key(gq, &key, NULL);
}

void
gin_add_at_or_below(GinQuery *gq, uint8 class, const char *path, int len)
{
	gin_add_element(gq, class, path, len);
	gin_add_ancestor(gq, class, path, len);
}

/* Adds the keys of a literal term's path with a key's class and facet. */
static void
add_facet(GinQuery *gq, GinKey key, const QueryTerm *term, const QueryTerm *pattern)
{
	key.path = term->pattern;
	key.len = term->patternlen;
	add_key(gq, &key, pattern);
	if (term->exact)
		return;
	key.ancestor = true;
	add_key(gq, &key, pattern);
}

void
gin_add_facet(GinQuery *gq, uint8 class, const QueryTerm *term, const char *facet,
			  int facetlen)
{
	GinKey		key = {.class = class, .facet = facet, .facetlen = facetlen};

	add_facet(gq, key, term, NULL);
}

void
gin_add_any_facet(GinQuery *gq, uint8 class, const QueryTerm *term)
{
	GinKey		key = {.class = class, .facet = "", .facetlen = 0};

	add_facet(gq, key, term, term);
}

void
gin_add_scan(GinQuery *gq, uint8 class, const char *path, int len, const void *extra)
{
	GinKey		key = {.class = class, .path = path, .len = len, .facet = "", .facetlen = 0};

	add_key(gq, &key, extra);
}

/* Returns the first filter of a term that names paths to look for; NULL if there is none. */
static const QueryFilter *
narrower_paths(const QueryTerm *term)
{
	for (int i = 0; i < term->nfilters && term->path_filters > 0; i++)
	{
		if (term->filters[i].attribute == ATTRIBUTE_PATH && term->filters[i].op == QUERY_EQ)
			return &term->filters[i];
	}
	return NULL;
}

bool
gin_term_is_exact(const QueryTerm *term)
{
	if (term->has_timestamp)
		return false;
	/* the paths of a filter are at or below the term's, so their keys say all */
	return term->nfilters == 0 || (term->literal && term->nfilters == 1 && narrower_paths(term));
}

void
gin_add_term(GinQuery *gq, uint8 class, const QueryTerm *term)
{
	const QueryFilter *narrower = term->literal ? narrower_paths(term) : NULL;

	if (narrower)
	{
		/* paths below the term's, or none if nothing passes: see path_filter_simplify */
		for (int i = 0; i < narrower->nvalues; i++)
		{
			int			len;
			const char *path = attribute_text(narrower->values[i], &len);

			gin_add_at_or_below(gq, class, path, len);
		}
	}
	else if (!term->literal)
	{
		bool		all = term->headlen == 0 && class == GIN_KEYS_PLAIN;
		GinKey		key = {
			.class = class,
			.path = all ? FIRST_PLAIN : term->pattern,
			.len = all ? (int) strlen(FIRST_PLAIN) : term->headlen
		};

		add_key(gq, &key, term);
	}
	else if (term->exact)
		gin_add_element(gq, class, term->pattern, term->patternlen);
	else
		gin_add_at_or_below(gq, class, term->pattern, term->patternlen);
}

Pointer *
gin_extra(const GinQuery *gq)
{
	Pointer    *extra = palloc(sizeof(Pointer) * (gq->nkeys + 1));

	for (int i = 0; i < gq->nkeys; i++)
		extra[i] = (Pointer) gq->extra[i];
	extra[gq->nkeys] = (Pointer) gq;
	return extra;
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
	/* the key of an ancestor ends with a separator, and does not match "=" */
	if (key[len - 1] == FACTAG_SEPARATOR)
	{
		if (term->exact)
			return -1;
		len--;
	}
	if (!query_term_matches_path(term, key, len, false))
		return -1;
	/* no element at or below the key's path passes the filters on it */
	if (term->path_filters > 0 && path_filters_scope(term->filters, term->nfilters, key, len) == PATHS_NONE)
		return -1;
	return 0;
}
