/*
 * tag_analyze.c
 *	  ANALYZE for tagset and tagpath: besides what every type has, the most
 *	  common paths, ancestors included.
 *
 * Paths are counted over the sample by lossy counting (Manku and Motwani,
 * "Approximate Frequency Counts over Data Streams", VLDB 2002), as the server
 * does for array elements: after every bucket of paths those are forgotten
 * that cannot have been in more than one row a bucket. So memory is bounded
 * whatever the vocabulary, and a count falls short by at most the number of
 * buckets.
 */
#include "planner/tag_statistics.h"

#include "access/detoast.h"
#include "commands/vacuum.h"
#include "common/hashfn.h"
#include "utils/datum.h"

#include "label/labelset.h"

/* paths are counted in buckets of this many times the statistics target */
#define BUCKET_PER_TARGET 5000

/* a bucket also ends when the paths kept take so many bytes */
#define BUCKET_BYTES (32 * 1024 * 1024)

/* of each path so many ancestors are counted; deeper trees are rare, and hostile ones slow */
#define MOST_LEVELS 32

/* at most so many times the target are kept */
#define PATHS_PER_TARGET 50

/* nor more bytes of them, however high the target: planning reads them */
#define KEPT_BYTES (4 * 1024 * 1024)

/* and none that fewer rows have */
#define RAREST 0.0003

/* sets that take more bytes than this are left out of the sample, as wide arrays are */
#define WIDEST (256 * 1024)

typedef struct CountedPath
{
	const char *path;
	int			len;
} CountedPath;

typedef struct PathCount
{
	CountedPath		key;
	uint32		hash;
	char		status;
	int			below;			/* rows with an element at or below the path */
	int			exact;			/* rows with an element at it */
	int			missed;			/* rows that below may lack at most */
} PathCount;

static inline uint32
key_hash(CountedPath key)
{
	return hash_bytes((const unsigned char *) key.path, key.len);
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

/* what the standard ANALYZE of the type wants to be called with */
typedef struct AnalyzeExtra
{
	Oid			tagset;
	TagColumn	holds;
	AnalyzeAttrComputeStatsFunc standard;
	void	   *standard_extra;
} AnalyzeExtra;

typedef struct Counting
{
	pathcount_hash *paths;
	MemoryContext context;		/* holds them */
	uint64		seen;			/* paths counted in this bucket */
	uint64		bucket;			/* paths a bucket, at most */
	int			buckets;		/* buckets begun */
	Size		bytes;			/* of the paths that are kept */
	Size		most_bytes;		/* end a bucket, too */
	int			target;
	int			rows;
	int		   *sizes;			/* number of elements of each row */
	uint64		elements;
	uint64		carrying[TAGSET_ATTRIBUTE_COUNT];	/* elements with an attribute */
} Counting;

/* Counts one path of a row. */
static void
count_path(Counting *counting, const char *path, int len, bool exact)
{
	CountedPath		key = {path, len};
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

/* Forgets what is too rare to tell. */
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

/* At the end of a row's path. */
static void
count_bucket(Counting *counting)
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
 * Counts a path and its ancestors, of these the topmost ones; those that end
 * in its first bytes are left out.
 */
static void
count_with_ancestors(Counting *counting, const char *path, int len, int skip)
{
	int			levels = 0;

	for (int i = 1; i < len && levels < MOST_LEVELS; i++)
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

/* Counts each path of a set once, ancestors included. */
static void
count_set(Counting *counting, const struct varlena *set)
{
	TagsetReader reader;

	tagset_reader_init(&reader, set);
	while (tagset_reader_next(&reader))
	{
		/* what ends in the part shared with the path before was counted with it */
		count_with_ancestors(counting, reader.path, reader.len, reader.shared);
		for (int which = 0; reader.attributes && which < TAGSET_ATTRIBUTE_COUNT; which++)
		{
			if (*reader.attributes & (1 << which))
				counting->carrying[which]++;
		}
		count_bucket(counting);
	}
	counting->sizes[counting->rows++] = tagset_size(set);
}

static int
compare_counts(const void *a, const void *b)
{
	const PathCount *x = *(PathCount *const *) a;
	const PathCount *y = *(PathCount *const *) b;

	return x->below == y->below ? 0 : x->below > y->below ? -1 : 1;
}

static int
compare_sizes(const void *a, const void *b)
{
	int			x = *(const int *) a;
	int			y = *(const int *) b;

	return x < y ? -1 : x > y;
}

/* The statistic's tagset; *unlisted is the frequency assumed of every other path. */
static struct varlena *
common_paths(const Counting *counting, double *unlisted)
{
	double		rows = counting->rows;
	int			rarest = (int) Max(rows * RAREST, 3 * counting->buckets);
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
		if (bytes > KEPT_BYTES)
			break;
		attributes_set_number(&attrs, ATTRIBUTE_WEIGHT, count->below / rows);
		if (count->exact != count->below)
			attributes_set_number(&attrs, ATTRIBUTE_VALUE, count->exact / rows);
		tagset_builder_add(&builder, count->key.path, count->key.len, &attrs);
	}
	/* halfway between nothing and the most common of those that are left out */
	*unlisted = (kept < n ? sorted[kept]->below : counting->buckets) / rows / 2;
	return tagset_builder_finish(&builder);
}

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
		if (isnull || toast_raw_datum_size(value) > WIDEST)
			continue;
		/* the paths of a log take far more than its bytes */
		MemoryContextReset(row_context);
		old = MemoryContextSwitchTo(row_context);
		v = (struct varlena *) PG_DETOAST_DATUM_PACKED(value);
		if (extra->holds == TAG_COLUMN_PATHS)
		{
			v = DatumGetTagpathP(PointerGetDatum(v));
			count_with_ancestors(&counting, TAGPATH_DATA(v), TAGPATH_LEN(v), 0);
			count_bucket(&counting);
			counting.sizes[counting.rows++] = 1;
		}
		else if (extra->holds == TAG_COLUMN_LOGS)
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
		*numbers++ = counting.elements > 0 ? (double) counting.carrying[which] / counting.elements : 0;
	for (int i = 0; i < TAG_STATISTIC_QUANTILES; i++)
		*numbers++ = counting.sizes[(int64) (counting.rows - 1) * i / (TAG_STATISTIC_QUANTILES - 1)];
	MemoryContextSwitchTo(old);
}

static Datum
typanalyze(FunctionCallInfo fcinfo, TagColumn holds)
{
	VacAttrStats *stats = (VacAttrStats *) PG_GETARG_POINTER(0);
	AnalyzeExtra *extra;

	if (!std_typanalyze(stats))
		PG_RETURN_BOOL(false);
	/* of a type that merely borrows this function nothing more is known */
	if (getBaseType(stats->attrtypid) != factag_type(fcinfo, tag_column_type(holds)))
		PG_RETURN_BOOL(true);
	extra = palloc(sizeof(AnalyzeExtra));
	extra->tagset = factag_type(fcinfo, "tagset");
	extra->holds = holds;
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
