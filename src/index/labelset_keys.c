/*
 * labelset_keys.c
 *	  The GIN keys of a log; see labelset_keys.h.
 */
#include "index/labelset_keys.h"

#include "access/ginblock.h"
#include "access/itup.h"

#include "index/held_keys.h"
#include "index/rating_facet.h"
#include "keyed_hash.h"
#include "label/label_holding.h"
#include "text/path.h"

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

Datum *
labelset_keys(const struct varlena *labels, bool held, int32 *nkeys)
{
	LabelReader reader;
	LabelKeyWriter writer;
	HeldWriter *held_writer = NULL;

	gin_writer_init(&writer.keys, labelset_size(labels) * 2 + 8);
	writer.last = lastpath_create(CurrentMemoryContext, 16, NULL);
	if (held)
		held_writer = held_writer_make(&writer.keys, KEYS_HELD);
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
		if (held)
			held_writer_add(held_writer, &reader);
	}
	if (held)
		held_writer_finish(held_writer);
	*nkeys = writer.keys.count;
	return writer.keys.keys;
}
