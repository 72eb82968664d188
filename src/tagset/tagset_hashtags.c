/*
 * tagset_hashtags.c
 *	  The hashtags of a text as a set. A hash table finds repeated ones before they
 *	  are added, so the time is linear and the memory proportional to the distinct
 *	  hashtags.
 */
#include "tagset/tagset.h"

#include "keyed_hash.h"
#include "text/hashtag.h"

typedef struct SeenKey
{
	const char *tag;
	int			len;
} SeenKey;

typedef struct SeenTag
{
	SeenKey		key;
	uint32		hash;
	char		status;
} SeenTag;

#define SH_PREFIX seen
#define SH_ELEMENT_TYPE SeenTag
#define SH_KEY_TYPE SeenKey
#define SH_KEY key
#define SH_HASH_KEY(table, k) keyed_hash((k).tag, (k).len)
#define SH_EQUAL(table, a, b) ((a).len == (b).len && memcmp((a).tag, (b).tag, (a).len) == 0)
#define SH_STORE_HASH
#define SH_GET_HASH(table, entry) (entry)->hash
#define SH_SCOPE static inline
#define SH_DECLARE
#define SH_DEFINE
#include "lib/simplehash.h"

PG_FUNCTION_INFO_V1(hashtags);
Datum
hashtags(PG_FUNCTION_ARGS)
{
	text	   *t = PG_GETARG_TEXT_PP(0);
	HashtagScan scan;
	TagsetBuilder builder;
	seen_hash  *seen;
	char		segment[FACTAG_MAX_SEGMENT];
	SeenKey		key = {segment, 0};

	hashtag_scan_init(&scan, VARDATA_ANY(t), VARSIZE_ANY_EXHDR(t));
	if (!hashtag_next(&scan, segment, &key.len))
		PG_RETURN_POINTER(tagset_empty());
	tagset_builder_init(&builder);
	seen = seen_create(CurrentMemoryContext, 16, NULL);
	do
	{
		bool		found;
		SeenTag    *tag = seen_insert(seen, key, &found);

		if (found)
			continue;
		tagset_builder_add(&builder, segment, key.len, NULL);
		tag->key.tag = builder.elements[builder.count - 1].path;
	} while (hashtag_next(&scan, segment, &key.len));
	PG_RETURN_POINTER(tagset_builder_finish(&builder));
}
