/*
 * labelset_spans.c
 *	  The labels of a log with the time in which each is in effect.
 *
 * A label becomes known at its "seen", or without one at its "at". It is in effect
 * from then on, until a later label of its path, source and claim becomes known or
 * its "until" comes. Labels of one series are stored in the order in which they
 * override each other, so a label is in effect in one span at most:
 *
 *		known[i] <= t < min(until[i], known[i + 1], known[i + 2], ...)
 *
 * which is empty if a later label was known before it, as after a late import. Withdrawals
 * have no span, but end those of others.
 *
 * The minimum is computed from the end of a series, so its labels are collected first.
 */
#include "label/label_builder.h"

#include "funcapi.h"
#include "miscadmin.h"
#include "utils/datetime.h"
#include "utils/timestamp.h"
#include "utils/tuplestore.h"

#include "label/label_holding.h"
#include "label/label_row.h"
#include "text/verdict.h"

/* columns after those of the path and the attributes, of which the verdict also has a number */
#define SPAN_FROM (LABEL_ROW_PATH_COLUMNS + LABEL_ATTRIBUTE_COUNT + 1)
#define SPAN_TO (SPAN_FROM + 1)

StaticAssertDecl(SPAN_TO < LABEL_ROW_COLUMNS, "a LabelRow has room for all columns");

/* The ends of all spans: days that every tool can read, since NULL and infinity are not. */
static TimestampTz
day(int year, int month, int mday)
{
	return (TimestampTz) (date2j(year, month, mday) - POSTGRES_EPOCH_JDATE) * USECS_PER_DAY;
}

#define SPANS_BEGIN day(1, 1, 1)
#define SPANS_END day(9999, 12, 31)

typedef struct Span
{
	LabelFields fields;
	TimestampTz from;			/* when the label becomes known */
	TimestampTz to;				/* when it has ended, or a later one is known */
} Span;

/* the labels of one series */
typedef struct Series
{
	Span	   *spans;
	int			count;
	int			size;			/* of the array */
} Series;

static void
series_add(Series *series, const LabelFields *fields)
{
	Span	   *span;

	if (series->count == series->size)
	{
		series->size *= 2;
		series->spans = repalloc(series->spans, sizeof(Span) * series->size);
	}
	span = &series->spans[series->count++];
	span->fields = *fields;
	span->from = fields->mask & LABEL_SEEN ? label_timestamp(fields, LABEL_SEEN) :
		fields->mask & LABEL_AT ? label_timestamp(fields, LABEL_AT) : SPANS_BEGIN;
	span->to = fields->mask & LABEL_UNTIL ? label_timestamp(fields, LABEL_UNTIL) : SPANS_END;
}

/* Ends each span where a later label of the series becomes known, and cuts it at the ends of all spans. */
static void
series_finish(Series *series)
{
	TimestampTz known = SPANS_END;

	for (int i = series->count - 1; i >= 0; i--)
	{
		Span	   *span = &series->spans[i];

		if (i % 1024 == 0)
			CHECK_FOR_INTERRUPTS();
		span->to = Min(span->to, known);
		known = Min(known, span->from);
		span->from = Max(span->from, SPANS_BEGIN);
	}
}

static void
fill_row(LabelRow *row, const Label *label, const Span *span)
{
	int			column = LABEL_ROW_PATH_COLUMNS;

	label_row_clear(row);
	label_row_set_path(row, label);
	for (int i = 0; i < LABEL_ATTRIBUTE_COUNT; i++)
	{
		Attribute	which = label_attributes.numbers[i];

		label_row_set_attribute(row, column++, label, which);
		if (which != ATTRIBUTE_VERDICT)
			continue;
		/* tools read the names "true" and "false" as booleans */
		if (label_has(label, which) && verdict_on_scale(label->value[which].verdict))
			label_row_set(row, column, Float8GetDatum(verdict_value(label->value[which].verdict)));
		column++;
	}
	label_row_set(row, SPAN_FROM, TimestampTzGetDatum(span->from));
	label_row_set(row, SPAN_TO, TimestampTzGetDatum(span->to));
}

PG_FUNCTION_INFO_V1(labelset_spans);
Datum
labelset_spans(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	MemoryContext row_context;
	LabelReader reader;
	Series		series = {.size = 16};
	LabelRow	row;

	InitMaterializedSRF(fcinfo, 0);
	row_context = AllocSetContextCreate(CurrentMemoryContext, "labelset_spans", ALLOCSET_SMALL_SIZES);
	series.spans = palloc(sizeof(Span) * series.size);
	label_reader_init(&reader, PG_GETARG_PACKED_P(0));
	while (label_reader_next(&reader))
	{
		CHECK_FOR_INTERRUPTS();
		series_add(&series, &reader.fields);
		if (reader.superseded)
			continue;
		series_finish(&series);
		for (int i = 0; i < series.count; i++)
		{
			const Span *span = &series.spans[i];
			MemoryContext old;
			Label		label;

			if (span->from >= span->to || span->fields.mask & LABEL_NEG)
				continue;
			CHECK_FOR_INTERRUPTS();
			old = MemoryContextSwitchTo(row_context);
			label_take(&reader, &span->fields, &label);
			fill_row(&row, &label, span);
			MemoryContextSwitchTo(old);
			tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, row.values, row.nulls);
			MemoryContextReset(row_context);
		}
		series.count = 0;
	}
	MemoryContextDelete(row_context);
	return (Datum) 0;
}
