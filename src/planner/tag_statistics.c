/*
 * tag_statistics.c
 *	  Reading what ANALYZE knows of tags; see tag_statistics.h.
 */
#include "planner/tag_statistics.h"

#include "catalog/pg_statistic.h"
#include "miscadmin.h"
#include "utils/memutils.h"

#include "text/path.h"

/* without statistics, or for paths that are not listed */
#define DEFAULT_TOP		0.1		/* of a path of one segment */
#define DEFAULT_STEP	0.3		/* of its parent's rows, for every further one */
#define DEFAULT_LEAST	0.001
#define DEFAULT_DOUBT	2.0
#define UNLISTED_DOUBT	0.5

/* each wildcard term reads all listed paths; those beyond so many get the mean of these */
#define MOST_PATTERNS	100

/* what is known of common values counts as so many rows at most */
#define SAMPLE_MOST		10000

/* of the histogram and of the common values so many are looked at, about */
#define SAMPLE_VALUES	500

const char *
tag_column_type(TagColumn holds)
{
	return holds == TAG_COLUMN_PATHS ? "tagpath" : holds == TAG_COLUMN_LOGS ? "labelset" : "tagset";
}

void
tag_statistics_open(TagStatistics *stats, const VariableStatData *column, Oid tagset, TagColumn holds)
{
	memset(stats, 0, sizeof(TagStatistics));
	stats->holds = holds;
	if (!column || !HeapTupleIsValid(column->statsTuple) ||
		!get_attstatsslot(&stats->slot, column->statsTuple, TAG_STATISTIC_KIND, InvalidOid,
						  ATTSTATSSLOT_VALUES | ATTSTATSSLOT_NUMBERS))
		return;
	/* the catalog can be written to by superusers, and imported into */
	if (stats->slot.valuetype != tagset || stats->slot.nvalues != 1 || stats->slot.nnumbers != TAG_STATISTIC_NUMBERS)
	{
		free_attstatsslot(&stats->slot);
		return;
	}
	stats->tags = (struct varlena *) PG_DETOAST_DATUM_PACKED(stats->slot.values[0]);
	stats->unlisted = stats->slot.numbers[0];
	stats->carrying = stats->slot.numbers + 1;
	stats->quantiles = stats->carrying + TAGSET_ATTRIBUTE_COUNT;
	stats->nquantiles = TAG_STATISTIC_QUANTILES;
}

/* Adds values of a slot, at most so many, evenly; each has its share of so many rows. */
static void
load_slot(TagStatistics *stats, const AttStatsSlot *slot, double rows)
{
	TagSample  *sample = &stats->sample;
	int			step = slot->nvalues / SAMPLE_VALUES + 1;
	static const Attributes none = {0};

	for (int i = 0; i < slot->nvalues; i += step)
	{
		struct varlena *v;

		CHECK_FOR_INTERRUPTS();
		v = (struct varlena *) PG_DETOAST_DATUM_PACKED(slot->values[i]);
		if (stats->holds == TAG_COLUMN_PATHS)
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

/* The bounds of a histogram are an even sample of the rows without a common value. */
static void
load_sample(TagStatistics *stats, const VariableStatData *column)
{
	double		rest = 1 - estimate_null(column);
	double		rows = SAMPLE_MOST;
	AttStatsSlot common = {0};
	AttStatsSlot bounds = {0};

	stats->sample.sets = palloc(2 * (SAMPLE_VALUES + 1) * sizeof(struct varlena *));
	stats->sample.weights = palloc(2 * (SAMPLE_VALUES + 1) * sizeof(double));
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
		rows = Min(SAMPLE_MOST, stats->sample.n / Max(rest, 1e-6));
	}
	if (common.nvalues > 0 && getBaseType(common.valuetype) == getBaseType(column->atttype))
		load_slot(stats, &common, rows);
}

const TagSample *
tag_statistics_sample(TagStatistics *stats)
{
	MemoryContext old;

	if (!stats->sampled || !stats->tags || stats->holds == TAG_COLUMN_LOGS)
		return &stats->sample;
	stats->context = AllocSetContextCreate(CurrentMemoryContext, "factag sample", ALLOCSET_DEFAULT_SIZES);
	old = MemoryContextSwitchTo(stats->context);
	load_sample(stats, stats->sampled);
	MemoryContextSwitchTo(old);
	stats->sampled = NULL;
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

/* the current element's fraction of rows */
static double
listed(const TagsetReader *reader, bool exact)
{
	Attributes	attrs;

	tagset_reader_attributes(reader, &attrs);
	if (exact && attributes_has(&attrs, ATTRIBUTE_VALUE))
		return attrs.value[ATTRIBUTE_VALUE].number;
	return attributes_has(&attrs, ATTRIBUTE_WEIGHT) ? attrs.value[ATTRIBUTE_WEIGHT].number : 1;
}

Guess
tag_path_guess(const TagStatistics *stats, const char *path, int len, bool exact)
{
	Guess		guess = {DEFAULT_TOP, DEFAULT_DOUBT};
	TagsetReader reader;

	if (!stats->tags)
	{
		for (int depth = path_depth(path, len); depth > 1; depth--)
			guess.p = Max(guess.p * DEFAULT_STEP, DEFAULT_LEAST);
		return guess;
	}
	tagset_reader_init(&reader, stats->tags);
	if (tagset_reader_seek(&reader, path, len) && reader.len == len && memcmp(reader.path, path, len) == 0)
	{
		guess.p = listed(&reader, exact);
		guess.doubt = 0;
	}
	else
	{
		guess.p = stats->unlisted;
		guess.doubt = UNLISTED_DOUBT;
	}
	return guess;
}

/*
 * The topmost listed paths that match are taken as independent; an ancestor's
 * fraction holds what is below it.
 */
Guess
tag_pattern_guess(TagStatistics *stats, const QueryTerm *term)
{
	Guess		guess = {DEFAULT_TOP, DEFAULT_DOUBT};
	double		none = 1;
	int			toplen = 0;
	char	   *top;
	TagsetReader *reader;

	if (term->literal)
		return tag_path_guess(stats, term->pattern, term->patternlen, term->exact);
	if (!stats->tags)
		return guess;
	if (stats->patterns >= MOST_PATTERNS)
	{
		guess.p = stats->matched / stats->patterns;
		return guess;
	}
	top = palloc(FACTAG_MAX_PATH);
	reader = palloc(sizeof(TagsetReader));
	tagset_reader_init(reader, stats->tags);
	for (bool more = tagset_reader_seek(reader, term->pattern, term->headlen); more; more = tagset_reader_next(reader))
	{
		CHECK_FOR_INTERRUPTS();
		if (reader->len < term->headlen || memcmp(reader->path, term->pattern, term->headlen) != 0)
			break;
		if (toplen > 0 && path_within(reader->path, reader->len, top, toplen))
			continue;
		if (!query_term_matches_path(term, reader->path, reader->len, false))
			continue;
		if (stats->holds == TAG_COLUMN_PATHS)
			none -= listed(reader, term->exact);
		else
			none *= 1 - listed(reader, term->exact);
		if (!term->exact)
		{
			memcpy(top, reader->path, reader->len);
			toplen = reader->len;
		}
	}
	/* what is not listed may match as well */
	guess.p = Max(1 - Max(none, 0), stats->unlisted);
	guess.doubt = UNLISTED_DOUBT;
	stats->patterns++;
	stats->matched += guess.p;
	pfree(reader);
	pfree(top);
	return guess;
}
