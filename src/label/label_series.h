/*
 * label_series.h
 *	  When each label of a series is in effect.
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
#ifndef FACTAG_LABEL_SERIES_H
#define FACTAG_LABEL_SERIES_H

#include "label/label_reader.h"

typedef struct LabelSpan
{
	LabelFields fields;
	TimestampTz from;			/* when the label becomes known */
	TimestampTz to;				/* when it has ended, or a later one is known */
} LabelSpan;

/* the labels of one path, source and claim */
typedef struct LabelSeries
{
	TimestampTz begin;			/* all spans are cut at these two */
	TimestampTz end;
	LabelSpan  *spans;
	int			count;
	int			size;			/* of the array */
} LabelSeries;

extern void label_series_init(LabelSeries *series, TimestampTz begin, TimestampTz end);

/* Adds the next label of the series. */
extern void label_series_add(LabelSeries *series, const LabelFields *fields);

/* Sets the spans, once all labels of the series are there. */
extern void label_series_finish(LabelSeries *series);

/* Removes all labels, for the next series. */
static inline void
label_series_clear(LabelSeries *series)
{
	series->count = 0;
}

/* Whether the label of a span is ever in effect. */
static inline bool
label_span_exists(const LabelSpan *span)
{
	return span->from < span->to && !(span->fields.mask & LABEL_NEG);
}

#endif							/* FACTAG_LABEL_SERIES_H */
