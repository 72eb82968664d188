/*
 * tag_analyze.c
 *	  ANALYZE for tagset, tagpath and labelset: in addition to the standard
 *	  statistics, the frequencies of the most common paths, ancestors included.
 *
 * Each row of the sample counts once for every path that it has an element at or
 * below. Counting all of them exactly would need memory for the whole vocabulary,
 * so we use lossy counting (Manku and Motwani, "Approximate Frequency Counts over
 * Data Streams", VLDB 2002), as core does for array elements:
 *
 * The stream of paths is cut into buckets. At the end of bucket b, every path that
 * has been counted at most once per bucket is forgotten; precisely, every path with
 * count + missed <= b. "missed" is the number of buckets that had ended when the
 * path was first counted, which bounds what was forgotten of it before. So a stored
 * count is too small by at most the number of buckets, and a path more frequent
 * than that is never lost. Rare paths do not survive a bucket, so the table stays
 * little larger than one bucket, however large the vocabulary.
 *
 * Example, in buckets of four: after "a, b, a, c" only a (2) is kept; b and c (1
 * each) are forgotten. After "b, a, b, d" in the second bucket a (3) is kept, and
 * so is b (2, missed 1), whose true count is 3; d (1, missed 1) is forgotten.
 */
#include "planner/tag_statistics.h"

#include "access/detoast.h"
#include "commands/vacuum.h"
#include "utils/datum.h"

#include "keyed_hash.h"
#include "label/labelset_tags.h"
#include "text/path.h"

/* paths in a bucket, for each unit of the statistics target */
#define BUCKET_PER_TARGET 5000

/* a bucket also ends when it has added this many bytes of paths */
#define BUCKET_BYTES (32 * 1024 * 1024)

/* only this many ancestors of a path are counted: deeper trees are rare or hostile, and slow */
#define MAX_LEVELS 32

/* paths stored, for each unit of the statistics target */
#define PATHS_PER_TARGET 50

/* bytes of paths stored, whatever the target: the planner reads them */
#define MAX_KEPT_BYTES (4 * 1024 * 1024)

/* rarer paths are not stored */
#define MIN_FREQUENCY 0.0003

/* larger values, in bytes, are skipped, as ANALYZE skips wide arrays */
#define MAX_VALUE_SIZE (256 * 1024)

/* key of the hash table */
typedef struct CountedPath
{
	const char *path;
	int			len;
} CountedPath;

/* entry of the hash table; hash and status are simplehash's */
typedef struct PathCount
{
	CountedPath key;
	uint32		hash;
	char		status;
	int			below;			/* rows with an element at or below the path */
	int			exact;			/* rows with an element at exactly the path */
	int			missed;			/* upper bound of the rows that "below" lacks */
} PathCount;

static inline uint32
key_hash(CountedPath key)
{
	return keyed_hash(key.path, key.len);
}

static inline bool
key_equal(CountedPath a, CountedPath b)
{
	return a.len == b.len && memcmp(a.path, b.path, a.len) == 0;
}

#define SH_PREFIX pathcount
#define SH_ELEMENT_TYPE PathCount
#define SH_KEY_TYPE CountedPath
#define SH_KEY key
#define SH_HASH_KEY(tb, k) key_hash(k)
#define SH_EQUAL(tb, a, b) key_equal(a, b)
#define SH_STORE_HASH
#define SH_GET_HASH(tb, a) ((a)->hash)
#define SH_SCOPE static inline
#define SH_DECLARE
#define SH_DEFINE
#include "lib/simplehash.h"

/* VacAttrStats.extra_data while our compute_stats is in charge */
typedef struct AnalyzeExtra
{
	Oid			tagset;			/* the type */
	TagColumn	contents;
	AnalyzeAttrComputeStatsFunc standard;	/* compute_stats of std_typanalyze */
	void	   *standard_extra; /* and its extra_data */
} AnalyzeExtra;

typedef struct Counting
{
	pathcount_hash *paths;
	MemoryContext context;		/* of the paths' bytes */
	uint64		seen;			/* paths counted in this bucket */
	uint64		bucket;			/* the bucket ends at this many */
	int			buckets;		/* buckets begun, this one included */
	Size		bytes;			/* of the paths in the table */
	Size		most_bytes;		/* the bucket ends at this many, too */
	int			target;			/* the column's statistics target */
	int			rows;			/* rows counted */
	int		   *sizes;			/* number of elements of each row */
	uint64		elements;		/* elements counted */
	uint64		with_attribute[TAGSET_ATTRIBUTE_COUNT]; /* elements, by Attribute */
} Counting;

/* Counts a path for one row; exact says that the row has an element at it. */
static void
count_path(Counting *counting, const char *path, int len, bool exact)
{
	CountedPath key = {path, len};
	bool		found;
	PathCount  *count = pathcount_insert(counting->paths, key, &found);

	if (!found)
	{
		char	   *copy = MemoryContextAlloc(counting->context, len);

		memcpy(copy, path, len);
		counting->bytes += len;
		count->key.path = copy;
		count->below = 0;
		count->exact = 0;
		count->missed = counting->buckets - 1;
	}
	count->below++;
	if (exact)
		count->exact++;
	counting->seen++;
}

/* Removes the paths that lossy counting forgets at the end of a bucket. */
static void
forget_rare(Counting *counting)
{
	pathcount_iterator it;
	PathCount  *count;

	pathcount_start_iterate(counting->paths, &it);
	while ((count = pathcount_iterate(counting->paths, &it)) != NULL)
	{
		if (count->below + count->missed <= counting->buckets)
		{
			const char *path = count->key.path;

			counting->bytes -= count->key.len;
			pathcount_delete_item(counting->paths, count);
			pfree(unconstify(char *, path));
		}
	}
}

/* Counts an element, whose paths are counted, and ends the bucket if it is full. */
static void
count_element(Counting *counting)
{
	counting->elements++;
	if (counting->seen >= counting->bucket || counting->bytes >= counting->most_bytes)
	{
		factag_vacuum_delay_point();
		forget_rare(counting);
		counting->buckets++;
		counting->seen = 0;
		counting->most_bytes = counting->bytes + BUCKET_BYTES;
	}
}

/*
 * Counts a path and its MAX_LEVELS topmost ancestors, except the ancestors that
 * end within its first "skip" bytes.
 */
static void
count_with_ancestors(Counting *counting, const char *path, int len, int skip)
{
	int			levels = 0;

	for (int i = 1; i < len && levels < MAX_LEVELS; i++)
	{
		if (path[i] == FACTAG_SEPARATOR)
		{
			levels++;
			if (i > skip)
				count_path(counting, path, i, false);
		}
	}
	count_path(counting, path, len, true);
}

/* Counts each path of a row's set once, ancestors included. */
static void
count_set(Counting *counting, const struct varlena *set)
{
	TagsetReader reader;

	tagset_reader_init(&reader, set);
	while (tagset_reader_next(&reader))
	{
		/* ancestors within the part shared with the previous path were counted with that */
		count_with_ancestors(counting, reader.path, reader.len, reader.shared);
		for (int which = 0; reader.attributes && which < TAGSET_ATTRIBUTE_COUNT; which++)
		{
			if (*reader.attributes & (1 << which))
				counting->with_attribute[which]++;
		}
		count_element(counting);
	}
	counting->sizes[counting->rows++] = tagset_size(set);
}

/* qsort: by count, descending; then by path, so that the order does not depend on the hash table */
static int
compare_counts(const void *a, const void *b)
{
	const PathCount *x = *(PathCount *const *) a;
	const PathCount *y = *(PathCount *const *) b;

	if (x->below != y->below)
		return x->below > y->below ? -1 : 1;
	return path_compare(x->key.path, x->key.len, y->key.path, y->key.len);
}

/* qsort: ascending */
static int
compare_sizes(const void *a, const void *b)
{
	int			x = *(const int *) a;
	int			y = *(const int *) b;

	return x < y ? -1 : x > y;
}

/*
 * The tagset of the statistics; *unlisted is the frequency to assume for paths that
 * are not in it. Paths counted less than three times per bucket are left out, since
 * their counts are too inexact.
 */
static struct varlena *
common_paths(const Counting *counting, double *unlisted)
{
	double		rows = counting->rows;
	int			rarest = (int) Max(rows * MIN_FREQUENCY, 3 * counting->buckets);
	int			most = counting->target * PATHS_PER_TARGET;
	PathCount **sorted = palloc(sizeof(PathCount *) * (counting->paths->members + 1));
	int			n = 0;
	int			kept = 0;
	Size		bytes = 0;
	pathcount_iterator it;
	PathCount  *count;
	TagsetBuilder builder;

	pathcount_start_iterate(counting->paths, &it);
	while ((count = pathcount_iterate(counting->paths, &it)) != NULL)
		sorted[n++] = count;
	qsort(sorted, n, sizeof(PathCount *), compare_counts);

	tagset_builder_init(&builder);
	for (; kept < n && kept < most && sorted[kept]->below >= rarest; kept++)
	{
		Attributes	attrs = {0};

		count = sorted[kept];
		bytes += count->key.len;
		if (bytes > MAX_KEPT_BYTES)
			break;
		attributes_set_number(&attrs, ATTRIBUTE_WEIGHT, count->below / rows);
		if (count->exact != count->below)
			attributes_set_number(&attrs, ATTRIBUTE_VALUE, count->exact / rows);
		tagset_builder_add(&builder, count->key.path, count->key.len, &attrs);
	}
	/* half the count of the most common path that is left out */
	*unlisted = (kept < n ? sorted[kept]->below : counting->buckets) / rows / 2;
	return tagset_builder_finish(&builder);
}

/*
 * VacAttrStats.compute_stats: computes the standard statistics, and ours in the
 * next free slot. Without a free slot, or without rows, there are none of ours.
 */
static void
compute_stats(VacAttrStatsP stats, AnalyzeAttrFetchFunc fetch, int samplerows, double totalrows)
{
	AnalyzeExtra *extra = stats->extra_data;
	Counting	counting = {0};
	double		unlisted;
	Datum		common;
	float4	   *numbers;
	int			slot = 0;
	MemoryContext row_context;
	MemoryContext old;

	stats->extra_data = extra->standard_extra;
	extra->standard(stats, fetch, samplerows, totalrows);
	stats->extra_data = extra;

	while (slot < STATISTIC_NUM_SLOTS && stats->stakind[slot] != 0)
		slot++;
	if (slot == STATISTIC_NUM_SLOTS)
		return;

	counting.target = factag_statistics_target(stats);
	counting.bucket = (uint64) Max(counting.target, 1) * BUCKET_PER_TARGET;
	counting.buckets = 1;
	counting.most_bytes = BUCKET_BYTES;
	counting.context = CurrentMemoryContext;
	counting.paths = pathcount_create(CurrentMemoryContext, 1024, NULL);
	row_context = AllocSetContextCreate(CurrentMemoryContext, "factag row", ALLOCSET_DEFAULT_SIZES);
	counting.sizes = palloc(sizeof(int) * (samplerows + 1));
	for (int row = 0; row < samplerows; row++)
	{
		bool		isnull;
		Datum		value = fetch(stats, row, &isnull);
		struct varlena *v;

		factag_vacuum_delay_point();
		if (isnull || toast_raw_datum_size(value) > MAX_VALUE_SIZE)
			continue;
		/* the tagset of a log may be far larger than the log */
		MemoryContextReset(row_context);
		old = MemoryContextSwitchTo(row_context);
		v = (struct varlena *) PG_DETOAST_DATUM_PACKED(value);
		if (extra->contents == TAG_COLUMN_PATHS)
		{
			v = DatumGetTagpathP(PointerGetDatum(v));
			count_with_ancestors(&counting, TAGPATH_DATA(v), TAGPATH_LEN(v), 0);
			count_element(&counting);
			counting.sizes[counting.rows++] = 1;
		}
		else if (extra->contents == TAG_COLUMN_LOGS)
			count_set(&counting, labelset_asserted(v, false, 0));
		else
			count_set(&counting, v);
		MemoryContextSwitchTo(old);
	}
	MemoryContextDelete(row_context);
	if (counting.rows == 0)
		return;

	qsort(counting.sizes, counting.rows, sizeof(int), compare_sizes);
	common = PointerGetDatum(common_paths(&counting, &unlisted));
	old = MemoryContextSwitchTo(stats->anl_context);
	stats->stakind[slot] = TAG_STATISTIC_KIND;
	stats->staop[slot] = InvalidOid;
	stats->stacoll[slot] = InvalidOid;
	stats->statypid[slot] = extra->tagset;
	stats->statyplen[slot] = -1;
	stats->statypbyval[slot] = false;
	stats->statypalign[slot] = TYPALIGN_INT;
	stats->stavalues[slot] = palloc(sizeof(Datum));
	stats->stavalues[slot][0] = datumCopy(common, false, -1);
	stats->numvalues[slot] = 1;
	numbers = palloc(sizeof(float4) * TAG_STATISTIC_NUMBERS);
	stats->stanumbers[slot] = numbers;
	stats->numnumbers[slot] = TAG_STATISTIC_NUMBERS;
	*numbers++ = unlisted;
	for (int which = 0; which < TAGSET_ATTRIBUTE_COUNT; which++)
		*numbers++ = counting.elements > 0 ?
			(double) counting.with_attribute[which] / counting.elements : 0;
	for (int i = 0; i < TAG_STATISTIC_QUANTILES; i++)
		*numbers++ = counting.sizes[(int64) (counting.rows - 1) * i /
									(TAG_STATISTIC_QUANTILES - 1)];
	MemoryContextSwitchTo(old);
}

/* Body of the typanalyze functions; false if the column is not to be analyzed. */
static Datum
typanalyze(FunctionCallInfo fcinfo, TagColumn contents)
{
	VacAttrStats *stats = (VacAttrStats *) PG_GETARG_POINTER(0);
	AnalyzeExtra *extra;

	if (!std_typanalyze(stats))
		PG_RETURN_BOOL(false);
	/* another type that uses this function gets the standard statistics only */
	if (getBaseType(stats->attrtypid) != factag_type(fcinfo, tag_column_type(contents)))
		PG_RETURN_BOOL(true);
	extra = palloc(sizeof(AnalyzeExtra));
	extra->tagset = factag_type(fcinfo, "tagset");
	extra->contents = contents;
	extra->standard = stats->compute_stats;
	extra->standard_extra = stats->extra_data;
	stats->compute_stats = compute_stats;
	stats->extra_data = extra;
	PG_RETURN_BOOL(true);
}

PG_FUNCTION_INFO_V1(tagset_typanalyze);
Datum
tagset_typanalyze(PG_FUNCTION_ARGS)
{
	return typanalyze(fcinfo, TAG_COLUMN_SETS);
}

PG_FUNCTION_INFO_V1(tagpath_typanalyze);
Datum
tagpath_typanalyze(PG_FUNCTION_ARGS)
{
	return typanalyze(fcinfo, TAG_COLUMN_PATHS);
}

PG_FUNCTION_INFO_V1(labelset_typanalyze);
Datum
labelset_typanalyze(PG_FUNCTION_ARGS)
{
	return typanalyze(fcinfo, TAG_COLUMN_LOGS);
}
