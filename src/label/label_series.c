/*
 * label_series.c
 *	  When each label of a series is in effect; see label_series.h.
 */
#include "label/label_series.h"

#include "miscadmin.h"

void
label_series_init(LabelSeries *series, TimestampTz begin, TimestampTz end)
{
	series->begin = begin;
	series->end = end;
	series->count = 0;
	series->size = 16;
	series->spans = palloc(sizeof(LabelSpan) * series->size);
}

void
label_series_add(LabelSeries *series, const LabelFields *fields)
{
	LabelSpan  *span;

	if (series->count == series->size)
	{
		series->size *= 2;
		series->spans = repalloc(series->spans, sizeof(LabelSpan) * series->size);
	}
	span = &series->spans[series->count++];
	span->fields = *fields;
	span->from = fields->mask & LABEL_SEEN ? label_timestamp(fields, LABEL_SEEN) :
		fields->mask & LABEL_AT ? label_timestamp(fields, LABEL_AT) : series->begin;
	span->to = fields->mask & LABEL_UNTIL ? label_timestamp(fields, LABEL_UNTIL) : series->end;
}

/* Ends each span where a later label of the series becomes known, and cuts it at the ends of all spans. */
void
label_series_finish(LabelSeries *series)
{
	TimestampTz known = series->end;

	for (int i = series->count - 1; i >= 0; i--)
	{
		LabelSpan  *span = &series->spans[i];

		if (i % 1024 == 0)
			CHECK_FOR_INTERRUPTS();
		span->to = Min(span->to, known);
		known = Min(known, span->from);
		span->from = Max(span->from, series->begin);
	}
}
