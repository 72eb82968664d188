/*
 * tag_statistics.c
 *	  Reads the statistics of tags, and estimates single paths and patterns from
 *	  them; see tag_statistics.h.
 */
#include "planner/tag_statistics.h"

#include "catalog/pg_statistic.h"
#include "miscadmin.h"
#include "utils/memutils.h"

#include "query/query_match.h"
#include "query/query_path_filter.h"
#include "tagset/tagset_search.h"
#include "text/path.h"

/* estimates without statistics */
#define DEFAULT_TOP		0.1		/* a path of one segment */
#define DEFAULT_STEP	0.3		/* factor for each further segment */
#define DEFAULT_LEAST	0.001
#define DEFAULT_VARIANCE	2.0

/* with statistics, variance of paths that are not listed and of patterns */
#define UNLISTED_VARIANCE	0.5

/*
 * A wildcard term is matched against all listed paths, so after this many terms
 * of a query the others get the mean of the earlier ones.
 */
#define MAX_PATTERNS	100

/* the MCVs count as at most this many rows of the sample */
#define MAX_SAMPLE_ROWS		10000

/* at most this many MCVs and this many histogram bounds are loaded */
#define MAX_SAMPLE_VALUES	500

const char *
tag_column_type(TagColumn contents)
{
	return contents == TAG_COLUMN_PATHS ? "tagpath" :
		contents == TAG_COLUMN_LOGS ? "labelset" : "tagset";
}

void
tag_statistics_open(TagStatistics *stats, const VariableStatData *column, Oid tagset,
					TagColumn contents)
{
	memset(stats, 0, sizeof(TagStatistics));
	stats->contents = contents;
	if (!column || !HeapTupleIsValid(column->statsTuple) ||
		!get_attstatsslot(&stats->slot, column->statsTuple, TAG_STATISTIC_KIND, InvalidOid,
						  ATTSTATSSLOT_VALUES | ATTSTATSSLOT_NUMBERS))
		return;
	/* superusers can write to the catalog, and statistics can be imported */
	if (stats->slot.valuetype != tagset || stats->slot.nvalues != 1 ||
		stats->slot.nnumbers != TAG_STATISTIC_NUMBERS)
	{
		free_attstatsslot(&stats->slot);
		return;
	}
	stats->tags = (struct varlena *) PG_DETOAST_DATUM_PACKED(stats->slot.values[0]);
	stats->unlisted = stats->slot.numbers[0];
	stats->attribute_frequency = stats->slot.numbers + 1;
	stats->quantiles = stats->attribute_frequency + TAGSET_ATTRIBUTE_COUNT;
	stats->nquantiles = TAG_STATISTIC_QUANTILES;
}

/*
 * Adds up to MAX_SAMPLE_VALUES evenly spaced values of a slot to the sample. A
 * value with a frequency gets that share of "rows" as its weight, a histogram
 * bound gets 1.
 */
static void
load_slot(TagStatistics *stats, const AttStatsSlot *slot, double rows)
{
	TagSample  *sample = &stats->sample;
	int			step = slot->nvalues / MAX_SAMPLE_VALUES + 1;
	static const Attributes none = {0};

	for (int i = 0; i < slot->nvalues; i += step)
	{
		struct varlena *v;

		CHECK_FOR_INTERRUPTS();
		v = (struct varlena *) PG_DETOAST_DATUM_PACKED(slot->values[i]);
		if (stats->contents == TAG_COLUMN_PATHS)
		{
			TagsetWriter writer;

			tagset_writer_init(&writer);
			v = DatumGetTagpathP(PointerGetDatum(v));
			tagset_writer_append(&writer, TAGPATH_DATA(v), TAGPATH_LEN(v), &none);
			v = tagset_writer_finish(&writer);
		}
		sample->sets[sample->n] = v;
		sample->weights[sample->n++] = slot->nnumbers > i ? slot->numbers[i] * step * rows : 1;
	}
}

/*
 * Loads the sample. Each histogram bound counts as one row. The bounds are an
 * even sample of the rows whose value is no MCV: if those are a fraction f of the
 * table, n bounds stand for a sample of n / f rows, and each MCV gets its share
 * of these.
 */
static void
load_sample(TagStatistics *stats, const VariableStatData *column)
{
	double		rest = 1 - null_fraction(column);
	double		rows = MAX_SAMPLE_ROWS;
	AttStatsSlot common = {0};
	AttStatsSlot bounds = {0};

	stats->sample.sets = palloc(2 * (MAX_SAMPLE_VALUES + 1) * sizeof(struct varlena *));
	stats->sample.weights = palloc(2 * (MAX_SAMPLE_VALUES + 1) * sizeof(double));
	if (get_attstatsslot(&common, column->statsTuple, STATISTIC_KIND_MCV, InvalidOid,
						 ATTSTATSSLOT_VALUES | ATTSTATSSLOT_NUMBERS))
	{
		for (int i = 0; i < common.nnumbers; i++)
			rest -= common.numbers[i];
	}
	if (get_attstatsslot(&bounds, column->statsTuple, STATISTIC_KIND_HISTOGRAM, InvalidOid,
						 ATTSTATSSLOT_VALUES) &&
		getBaseType(bounds.valuetype) == getBaseType(column->atttype))
	{
		load_slot(stats, &bounds, 0);
		rows = Min(MAX_SAMPLE_ROWS, stats->sample.n / Max(rest, 1e-6));
	}
	if (common.nvalues > 0 && getBaseType(common.valuetype) == getBaseType(column->atttype))
		load_slot(stats, &common, rows);
}

const TagSample *
tag_statistics_sample(TagStatistics *stats)
{
	MemoryContext old;

	if (!stats->sample_source || !stats->tags || stats->contents == TAG_COLUMN_LOGS)
		return &stats->sample;
	stats->context = AllocSetContextCreate(CurrentMemoryContext, "factag sample",
										   ALLOCSET_DEFAULT_SIZES);
	old = MemoryContextSwitchTo(stats->context);
	load_sample(stats, stats->sample_source);
	MemoryContextSwitchTo(old);
	stats->sample_source = NULL;
	return &stats->sample;
}

void
tag_statistics_close(TagStatistics *stats)
{
	if (stats->tags)
		free_attstatsslot(&stats->slot);
	if (stats->context)
		MemoryContextDelete(stats->context);
	stats->tags = NULL;
	stats->context = NULL;
}

/* Frequency of the current element of the statistics: at its path or, unless exact, below it. */
static double
listed_frequency(const TagsetReader *reader, bool exact)
{
	Attributes	attrs;

	tagset_reader_attributes(reader, &attrs);
	if (exact && attributes_has(&attrs, ATTRIBUTE_VALUE))
		return attrs.value[ATTRIBUTE_VALUE].number;
	return attributes_has(&attrs, ATTRIBUTE_WEIGHT) ? attrs.value[ATTRIBUTE_WEIGHT].number : 1;
}

SelectivityEstimate
tag_path_estimate(const TagStatistics *stats, const char *path, int len, bool exact)
{
	SelectivityEstimate estimate = {DEFAULT_TOP, DEFAULT_VARIANCE};
	TagsetReader reader;

	if (!stats->tags)
	{
		for (int depth = path_depth(path, len); depth > 1; depth--)
			estimate.selectivity = Max(estimate.selectivity * DEFAULT_STEP, DEFAULT_LEAST);
		return estimate;
	}
	tagset_reader_init(&reader, stats->tags);
	if (tagset_reader_seek(&reader, path, len) &&
		reader.len == len && memcmp(reader.path, path, len) == 0)
	{
		estimate.selectivity = listed_frequency(&reader, exact);
		estimate.variance = 0;
	}
	else
	{
		estimate.selectivity = stats->unlisted;
		estimate.variance = UNLISTED_VARIANCE;
	}
	return estimate;
}

/*
 * Frequency of what a term matches at the current element of the statistics, which
 * matches its pattern, and below it. Path filters may leave out a part of that; then
 * only what is at exactly the path counts, and *whole is cleared.
 */
static double
passing_frequency(const TagsetReader *reader, const QueryTerm *term, bool *whole)
{
	PathScope	scope = path_filters_scope(term->filters, term->nfilters, reader->path, reader->len);

	*whole = !term->exact && scope != PATHS_SOME;
	if (scope == PATHS_NONE)
		return 0;
	for (int i = 0; i < term->nfilters && scope == PATHS_SOME; i++)
	{
		if (term->filters[i].attribute == ATTRIBUTE_PATH &&
			!path_filter_passes(&term->filters[i], reader->path, reader->len))
			return 0;
	}
	return listed_frequency(reader, !*whole);
}

/*
 * Of the listed paths that match, only the topmost count, since the frequency of
 * an ancestor includes the paths below it. They are taken as independent, or as
 * mutually exclusive in a column of single paths. An exact term has no topmost
 * ones: a frequency at exactly a path includes nothing below it.
 */
static SelectivityEstimate
matching_paths_estimate(TagStatistics *stats, const QueryTerm *term)
{
	SelectivityEstimate estimate = {DEFAULT_TOP, DEFAULT_VARIANCE};
	double		none = 1;		/* fraction of rows with none of the matching paths */
	int			toplen = 0;
	char	   *top;			/* last path counted */
	TagsetReader *reader;

	if (!stats->tags)
		return estimate;
	if (stats->npatterns >= MAX_PATTERNS)
	{
		estimate.selectivity = stats->pattern_sum / stats->npatterns;
		return estimate;
	}
	top = palloc(FACTAG_MAX_PATH);
	reader = palloc(sizeof(TagsetReader));
	tagset_reader_init(reader, stats->tags);
	for (bool more = tagset_reader_seek(reader, term->pattern, term->headlen); more;
		 more = tagset_reader_next(reader))
	{
		double		frequency;
		bool		whole;

		CHECK_FOR_INTERRUPTS();
		if (reader->len < term->headlen ||
			memcmp(reader->path, term->pattern, term->headlen) != 0)
			break;
		if (toplen > 0 && path_within(reader->path, reader->len, top, toplen))
			continue;
		/* of a path that counts in part only, those below it count, too */
		if (!query_term_matches_path(term, reader->path, reader->len,
									 term->path_filters > 0 && !term->exact))
			continue;
		frequency = passing_frequency(reader, term, &whole);
		if (stats->contents == TAG_COLUMN_PATHS)
			none -= frequency;
		else
			none *= 1 - frequency;
		if (whole)
		{
			memcpy(top, reader->path, reader->len);
			toplen = reader->len;
		}
	}
	/* paths that are not listed may match as well */
	estimate.selectivity = Max(1 - Max(none, 0), stats->unlisted);
	estimate.variance = UNLISTED_VARIANCE;
	stats->npatterns++;
	stats->pattern_sum += estimate.selectivity;
	pfree(reader);
	pfree(top);
	return estimate;
}

/*
 * A literal term with path filters. The listed paths that pass are no more than the
 * term's path, and no less than that without those that the filters leave out.
 */
static SelectivityEstimate
filtered_path_estimate(TagStatistics *stats, const QueryTerm *term)
{
	SelectivityEstimate all = tag_path_estimate(stats, term->pattern, term->patternlen, term->exact);
	SelectivityEstimate estimate;
	double		least = all.selectivity;

	if (path_filters_scope(term->filters, term->nfilters, term->pattern, term->patternlen) == PATHS_NONE)
		return (SelectivityEstimate) {0, 0};
	if (!stats->tags)
		return all;
	for (int i = 0; i < term->nfilters; i++)
	{
		const QueryFilter *filter = &term->filters[i];

		if (filter->attribute != ATTRIBUTE_PATH)
			continue;
		if (filter->op == QUERY_EQ)
			least = 0;
		for (int j = 0; j < filter->nvalues && least > 0; j++)
		{
			int			len;
			const char *path = attribute_text(filter->values[j], &len);

			CHECK_FOR_INTERRUPTS();
			least -= tag_path_estimate(stats, path, len, false).selectivity;
		}
	}
	estimate = matching_paths_estimate(stats, term);
	estimate.selectivity = Max(estimate.selectivity, least);
	estimate.selectivity = Min(estimate.selectivity, all.selectivity);
	return estimate;
}

SelectivityEstimate
tag_pattern_estimate(TagStatistics *stats, const QueryTerm *term)
{
	if (!term->literal)
		return matching_paths_estimate(stats, term);
	if (term->path_filters > 0)
		return filtered_path_estimate(stats, term);
	return tag_path_estimate(stats, term->pattern, term->patternlen, term->exact);
}
