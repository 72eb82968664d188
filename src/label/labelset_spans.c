/*
 * labelset_spans.c
 *	  The labels of a log with the time in which each is in effect; see label_series.h.
 */
#include "label/label_builder.h"

#include "funcapi.h"
#include "miscadmin.h"
#include "utils/datetime.h"
#include "utils/timestamp.h"
#include "utils/tuplestore.h"

#include "label/label_row.h"
#include "label/label_series.h"
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

static void
fill_row(LabelRow *row, const Label *label, const LabelSpan *span)
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
	LabelSeries series;
	LabelRow	row;

	InitMaterializedSRF(fcinfo, MAT_SRF_USE_EXPECTED_DESC);
	row_context = AllocSetContextCreate(CurrentMemoryContext, "labelset_spans", ALLOCSET_SMALL_SIZES);
	label_series_init(&series, SPANS_BEGIN, SPANS_END);
	label_reader_init(&reader, PG_GETARG_PACKED_P(0));
	while (label_reader_next(&reader))
	{
		CHECK_FOR_INTERRUPTS();
		label_series_add(&series, &reader.fields);
		if (reader.superseded)
			continue;
		label_series_finish(&series);
		for (int i = 0; i < series.count; i++)
		{
			const LabelSpan *span = &series.spans[i];
			MemoryContext old;
			Label		label;

			if (!label_span_exists(span))
				continue;
			CHECK_FOR_INTERRUPTS();
			old = MemoryContextSwitchTo(row_context);
			label_take(&reader, &span->fields, &label);
			fill_row(&row, &label, span);
			MemoryContextSwitchTo(old);
			tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, row.values, row.nulls);
			MemoryContextReset(row_context);
		}
		label_series_clear(&series);
	}
	MemoryContextDelete(row_context);
	return (Datum) 0;
}
