/*
 * tagquery_gin.c
 *	  GIN operator class of tagquery: which of the queries in a column a value matches.
 *
 * A query has the keys that query_keys.h explains, or EVERY_VALUE if it is to be compared
 * with every value. A value looks up EVERY_VALUE, the paths of its elements and all their
 * ancestors. A query with any of these may match, and is rechecked.
 *
 *		query								its keys in the index
 *		interest/sport & !region/taipei		interest/sport
 *		interest/sport | lang/en			interest/sport, lang/en
 *		!region/taipei						EVERY_VALUE
 *
 *		value								looks up
 *		interest/sport/golf, lang/en		EVERY_VALUE, interest, interest/sport,
 *											interest/sport/golf, lang, lang/en
 *
 * Keys are plain paths, without the separator that the other classes put after ancestors.
 *
 * A log is looked up by the paths of all its labels, those that are superseded, withdrawn or
 * denied included. Some of these may match: a denial [deny], a superseded label as of a
 * timestamp.
 */
#include "index/gin_keys.h"

#include "access/ginblock.h"
#include "access/itup.h"
#include "access/stratnum.h"
#include "miscadmin.h"

#include "index/query_keys.h"
#include "label/label_reader.h"
#include "tagset/tagset_search.h"

#define STRATEGY_TAGSET		1
#define STRATEGY_LABELSET	2
#define STRATEGY_TAGPATH	3
#define STRATEGY_FACTLABEL	4

/* the key of queries that are compared with every value; no path is empty */
#define EVERY_VALUE			""

/*
 * A value of more paths does not look them up, but visits all keys of the index. GIN goes
 * through all that a condition looks up for each row that it finds, so from some hundred
 * paths on the keys are fewer steps.
 */
#define MAX_LOOKUPS			256

StaticAssertDecl(BLCKSZ < 8192 ||
				 MAXALIGN(sizeof(IndexTupleData)) + MAXALIGN(VARHDRSZ + FACTAG_MAX_PATH) +
				 sizeof(ItemPointerData) <= GinMaxItemSize,
				 "the longest key must fit in the index");

PG_FUNCTION_INFO_V1(tagquery_gin_extract_value);
Datum
tagquery_gin_extract_value(PG_FUNCTION_ARGS)
{
	const QueryPlan *plan = query_plan_unchecked(PG_GETARG_PACKED_P(0));
	int32	   *nkeys = (int32 *) PG_GETARG_POINTER(1);
	GinKeyWriter writer;
	QueryKeys	keys;

	query_keys_find(plan, &keys);
	gin_writer_init(&writer, keys.count + 1);
	/* "shared" is the whole path, which leaves out its ancestors */
	if (keys.every)
		gin_writer_add_path(&writer, GIN_KEYS_PLAIN, EVERY_VALUE, 0, 0);
	for (int i = 0; i < keys.count; i++)
		gin_writer_add_path(&writer, GIN_KEYS_PLAIN, keys.keys[i].path, keys.keys[i].len, keys.keys[i].len);
	*nkeys = writer.count;
	PG_RETURN_POINTER(writer.keys);
}

/*
 * Looks up a path and its ancestors, skipping those within the bytes shared with the path
 * before, which have been looked up; false if there are too many.
 */
static bool
look_up_path(GinQuery *gq, const char *path, int len, int shared)
{
	CHECK_FOR_INTERRUPTS();
	for (int i = shared + 1; i <= len; i++)
	{
		if (i < len && path[i] != FACTAG_SEPARATOR)
			continue;
		if (gq->nkeys > MAX_LOOKUPS)
			return false;
		gin_add_element(gq, GIN_KEYS_PLAIN, path, i);
	}
	return true;
}

/* Looks up the paths of a set; false if there are too many. */
static bool
look_up_tags(GinQuery *gq, const struct varlena *tags)
{
	TagsetReader reader;

	tagset_reader_init(&reader, tags);
	while (tagset_reader_next(&reader))
	{
		if (!look_up_path(gq, reader.path, reader.len, reader.shared))
			return false;
	}
	return true;
}

/* Returns the paths of a log, or of a label, which is a log of one, as a set. */
static struct varlena *
label_paths(const struct varlena *labels)
{
	static const Attributes none = {0};
	LabelReader reader;
	TagsetWriter writer;

	label_reader_init(&reader, labels);
	tagset_writer_init(&writer);
	while (label_reader_next(&reader))
	{
		if (writer.count == 0 || path_compare(reader.path, reader.len, writer.path, writer.len) != 0)
			tagset_writer_append(&writer, reader.path, reader.len, &none);
	}
	return tagset_writer_finish(&writer);
}

/* Returns the paths of a value of an operator's type as a set. */
static struct varlena *
value_paths(Datum value, StrategyNumber strategy)
{
	static const Attributes none = {0};
	TagsetWriter writer;
	struct varlena *path;

	switch (strategy)
	{
		case STRATEGY_TAGSET:
			return DatumGetPackedP(value);
		case STRATEGY_LABELSET:
		case STRATEGY_FACTLABEL:
			return label_paths(DatumGetPackedP(value));
		case STRATEGY_TAGPATH:
			path = DatumGetTagpathP(value);
			tagset_writer_init(&writer);
			tagset_writer_append(&writer, TAGPATH_DATA(path), TAGPATH_LEN(path), &none);
			return tagset_writer_finish(&writer);
		default:
			elog(ERROR, "unrecognized strategy number: %d", strategy);
	}
	return NULL;
}

PG_FUNCTION_INFO_V1(tagquery_gin_extract_query);
Datum
tagquery_gin_extract_query(PG_FUNCTION_ARGS)
{
	int32	   *nkeys = (int32 *) PG_GETARG_POINTER(1);
	bool	  **partial = (bool **) PG_GETARG_POINTER(3);
	Pointer   **extra = (Pointer **) PG_GETARG_POINTER(4);
	struct varlena *paths = value_paths(PG_GETARG_DATUM(0), PG_GETARG_UINT16(2));
	GinQuery   *gq = gin_query_make();

	gin_add_element(gq, GIN_KEYS_PLAIN, EVERY_VALUE, 0);
	if (!look_up_tags(gq, paths))
	{
		/* a partial match from the first key on, which compares each key with the paths */
		gq->nkeys = 1;
		gq->partial[0] = true;
		*partial = gq->partial;
		*extra = palloc(sizeof(Pointer));
		(*extra)[0] = (Pointer) paths;
	}
	*nkeys = gq->nkeys;
	PG_RETURN_POINTER(gq->keys);
}

PG_FUNCTION_INFO_V1(tagquery_gin_compare_partial);
Datum
tagquery_gin_compare_partial(PG_FUNCTION_ARGS)
{
	struct varlena *key = PG_GETARG_PACKED_P(1);
	const struct varlena *paths = (const struct varlena *) PG_GETARG_POINTER(3);
	int			len = VARSIZE_ANY_EXHDR(key);
	bool		found = len == 0 || tagset_has(paths, VARDATA_ANY(key), len, false);

	/* free the copy: GIN calls this for many keys in one memory context */
	PG_FREE_IF_COPY(key, 1);
	PG_RETURN_INT32(found ? 0 : -1);
}

/*
 * Whether a row may match: if it has any of the keys. From the last one on, because GIN asks
 * first whether a row can match without the first ones.
 */
static QueryTruth
may_match(const GinTernaryValue *check, int nkeys)
{
	for (int i = nkeys - 1; i >= 0; i--)
	{
		if (check[i] != GIN_FALSE)
			return QUERY_MAYBE;
	}
	return QUERY_FALSE;
}

PG_FUNCTION_INFO_V1(tagquery_gin_consistent);
Datum
tagquery_gin_consistent(PG_FUNCTION_ARGS)
{
	/* consistent gets bools, whose values are GIN_FALSE and GIN_TRUE */
	const GinTernaryValue *check = (const GinTernaryValue *) PG_GETARG_POINTER(0);
	bool	   *recheck = (bool *) PG_GETARG_POINTER(5);

	*recheck = true;
	PG_RETURN_BOOL(may_match(check, PG_GETARG_INT32(3)) == QUERY_MAYBE);
}

PG_FUNCTION_INFO_V1(tagquery_gin_triconsistent);
Datum
tagquery_gin_triconsistent(PG_FUNCTION_ARGS)
{
	const GinTernaryValue *check = (const GinTernaryValue *) PG_GETARG_POINTER(0);

	PG_RETURN_GIN_TERNARY_VALUE(may_match(check, PG_GETARG_INT32(3)));
}
