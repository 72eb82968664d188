/*
 * held_keys.c
 *	  GIN keys for the times at which a log asserted something; see held_keys.h.
 *
 * The writer goes through the paths in preorder. Of the current path and each of its
 * ancestors it has the spans so far; a path that is left gets its keys, and hands its
 * spans to its parent.
 */
#include "index/held_keys.h"

#include "miscadmin.h"
#include "utils/timestamp.h"

#include "label/label_holding.h"
#include "label/label_series.h"
#include "text/path.h"

/*
 * A period is 2^38 microseconds, or 3.2 days. Periods are numbered so that the year 2000
 * begins one; all times before 1715 are in the first, and those after 2285 in the last. The
 * number of the period in which a span begins is two bytes, the higher one first, so that
 * the keys of a path are sorted by it. A span that ends has four bytes: it is rounded
 * further, to COARSE periods, so that the pairs are not too many, and the last two bytes are
 * the number of its last coarse period.
 */
#define PERIOD (INT64CONST(1) << 38)
#define PERIOD_OF_2000	0x8000
#define FIRST_PERIOD	0x0004
#define LAST_PERIOD		0xFFFB
#define COARSE			4		/* periods */
#define ALWAYS			0x0000	/* a span without a beginning */
#define OPEN_BYTES		2
#define HELD_BYTES		4

/* spans that a level which is left keeps memory for */
#define KEPT_SPANS		256

typedef struct TimeSpan
{
	TimestampTz from;
	TimestampTz to;
} TimeSpan;

/* the spans at or below a path */
typedef struct Level
{
	int			len;			/* of the path */
	TimeSpan   *spans;
	int			count;
	int			size;			/* of the array */
} Level;

struct HeldWriter
{
	GinKeyWriter *keys;
	uint8		class;
	LabelSeries series;
	Level	   *levels;			/* the current path, after its ancestors */
	int			depth;
	int			size;			/* of the array; levels beyond depth keep their spans' memory */
	char		path[FACTAG_MAX_PATH];
	int			len;
};

/* extra data of a partial key */
typedef struct HeldPattern
{
	HeldMatch	match;
	uint16		period;
} HeldPattern;

/* The period of a timestamp. */
static uint16
period_of(TimestampTz t)
{
	int64		n;

	if (TIMESTAMP_IS_NOBEGIN(t))
		return ALWAYS;
	n = t / PERIOD - (t % PERIOD < 0) + PERIOD_OF_2000;
	return (uint16) Max(FIRST_PERIOD, Min(LAST_PERIOD, n));
}

HeldWriter *
held_writer_make(GinKeyWriter *keys, uint8 class)
{
	HeldWriter *writer = palloc(sizeof(HeldWriter));

	writer->keys = keys;
	writer->class = class;
	label_series_init(&writer->series, DT_NOBEGIN, DT_NOEND);
	writer->size = 8;
	writer->levels = palloc0(sizeof(Level) * writer->size);
	writer->depth = 0;
	writer->len = 0;
	return writer;
}

/* Adds a span to a level; joins it with the one added last where they touch. */
static void
add_span(Level *level, TimestampTz from, TimestampTz to)
{
	TimeSpan   *last = level->count > 0 ? &level->spans[level->count - 1] : NULL;

	if (last && from <= last->to && last->from <= to)
	{
		last->from = Min(last->from, from);
		last->to = Max(last->to, to);
		return;
	}
	if (level->count == level->size)
	{
		level->size = Max(4, level->size * 2);
		level->spans = level->spans ? repalloc_huge(level->spans, sizeof(TimeSpan) * level->size) :
			palloc(sizeof(TimeSpan) * level->size);
	}
	level->spans[level->count++] = (TimeSpan) {from, to};
}

/* qsort: by the beginning */
static int
compare_spans(const void *a, const void *b)
{
	TimestampTz x = ((const TimeSpan *) a)->from;
	TimestampTz y = ((const TimeSpan *) b)->from;

	return x < y ? -1 : x > y;
}

/* Sorts the spans of a level, and joins those that touch. */
static void
join_spans(Level *level)
{
	int			n = level->count;

	if (n < 2)
		return;
	qsort(level->spans, n, sizeof(TimeSpan), compare_spans);
	level->count = 0;
	for (int i = 0; i < n; i++)
		add_span(level, level->spans[i].from, level->spans[i].to);
}

/* Gets the facet of a span; returns its length. */
static int
held_facet(const TimeSpan *span, char *facet)
{
	uint16		from = period_of(span->from);
	uint16		to;

	if (TIMESTAMP_IS_NOEND(span->to))
	{
		facet[0] = from >> 8;
		facet[1] = from & 0xFF;
		return OPEN_BYTES;
	}
	from -= from % COARSE;
	to = period_of(span->to) / COARSE;
	facet[0] = from >> 8;
	facet[1] = from & 0xFF;
	facet[2] = to >> 8;
	facet[3] = to & 0xFF;
	return HELD_BYTES;
}

/*
 * Hands the spans of a level that is left to the level above, in the larger array of the two. Other
 * large arrays are given back, or each level of a deep path would have one.
 */
static void
hand_spans(Level *from, Level *to)
{
	if (to->count < from->count)
	{
		Level		larger = *from;

		from->spans = to->spans;
		from->count = to->count;
		from->size = to->size;
		to->spans = larger.spans;
		to->count = larger.count;
		to->size = larger.size;
	}
	for (int i = 0; i < from->count; i++)
		add_span(to, from->spans[i].from, from->spans[i].to);
	from->count = 0;
	if (from->size > KEPT_SPANS)
	{
		pfree(from->spans);
		from->spans = NULL;
		from->size = 0;
	}
}

/* Leaves the current path: writes its keys, and hands its spans to its parent. */
static void
leave_path(HeldWriter *writer)
{
	Level	   *level = &writer->levels[--writer->depth];
	char		last[HELD_BYTES];
	int			lastlen = 0;

	CHECK_FOR_INTERRUPTS();
	join_spans(level);
	for (int i = 0; i < level->count; i++)
	{
		const TimeSpan *span = &level->spans[i];
		char		facet[HELD_BYTES];
		int			n = held_facet(span, facet);

		if (n == lastlen && memcmp(facet, last, n) == 0)
			continue;
		memcpy(last, facet, n);
		lastlen = n;
		gin_writer_add_key(writer->keys, writer->class, writer->path, level->len, facet, n);
	}
	if (writer->depth > 0)
		hand_spans(level, &writer->levels[writer->depth - 1]);
}

/* Goes to a path: leaves those that it is not at or below, and enters its ancestors and it. */
static void
enter_path(HeldWriter *writer, const char *path, int len)
{
	int			shared = path_shared(writer->path, writer->len, path, len);
	int			from;

	while (writer->depth > 0)
	{
		int			end = writer->levels[writer->depth - 1].len;

		if (end <= shared && (end == len || path[end] == FACTAG_SEPARATOR))
			break;
		leave_path(writer);
	}
	memcpy(writer->path + shared, path + shared, len - shared);
	writer->len = len;
	from = writer->depth > 0 ? writer->levels[writer->depth - 1].len + 1 : 0;
	for (int i = from; i <= len; i++)
	{
		Level	   *level;

		if (i < len && path[i] != FACTAG_SEPARATOR)
			continue;
		if (writer->depth == writer->size)
		{
			writer->levels = repalloc(writer->levels, sizeof(Level) * writer->size * 2);
			memset(writer->levels + writer->size, 0, sizeof(Level) * writer->size);
			writer->size *= 2;
		}
		level = &writer->levels[writer->depth++];
		level->len = i;
		level->count = 0;
	}
}

void
held_writer_add(HeldWriter *writer, const LabelReader *reader)
{
	LabelSeries *series = &writer->series;

	label_series_add(series, &reader->fields);
	if (reader->superseded)
		return;
	label_series_finish(series);
	for (int i = 0; i < series->count; i++)
	{
		const LabelSpan *span = &series->spans[i];

		if (!label_span_exists(span) || label_denies(&span->fields))
			continue;
		enter_path(writer, reader->path, reader->len);
		add_span(&writer->levels[writer->depth - 1], span->from, span->to);
	}
	label_series_clear(series);
}

void
held_writer_finish(HeldWriter *writer)
{
	while (writer->depth > 0)
		leave_path(writer);
}

void
held_add(GinQuery *gq, uint8 class, const QueryTerm *term, HeldMatch match)
{
	HeldPattern *pattern = palloc(sizeof(HeldPattern));

	pattern->match = match;
	pattern->period = period_of(term->timestamp);
	gin_add_scan(gq, class, term->pattern, term->patternlen, pattern);
}

int
held_compare(const char *head, int headlen, const char *key, int len, Pointer extra)
{
	const HeldPattern *pattern = (const HeldPattern *) extra;
	const uint8 *facet = (const uint8 *) key + headlen;
	uint16		period = pattern->period;
	uint16		from;
	bool		surely;

	/* the scan starts at the head, and the keys with it are contiguous */
	if (len < headlen + OPEN_BYTES || memcmp(key, head, headlen) != 0)
		return 1;
	from = facet[0] << 8 | facet[1];
	if (from > period)
		return 1;
	if (len == headlen + OPEN_BYTES)
		surely = from < period;
	else
	{
		uint16		to = facet[2] << 8 | facet[3];

		period /= COARSE;
		if (to < period)
			return -1;
		surely = from / COARSE < period && period < to;
	}
	return pattern->match == HELD_EITHER || surely == (pattern->match == HELD_SURELY) ? 0 : -1;
}
