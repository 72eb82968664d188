/*
 * labelset_rows.c
 *	  A log as rows of built-in types: the labels that hold, or the history.
 */
#include "label/label_builder.h"

#include "funcapi.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/timestamp.h"
#include "utils/tuplestore.h"

#include "label/label_holding.h"
#include "text/number.h"
#include "text/path.h"
#include "text/quote.h"
#include "text/verdict.h"

/* columns of labelset_rows; LEVELS is the number of columns for segments */
#define LEVELS 6
enum
{
	ROW_LABEL, ROW_PARENT, ROW_DEPTH,
	ROW_LEVEL1,
	ROW_ATTRIBUTES = ROW_LEVEL1 + LEVELS	/* in the order in which they print */
};

/* columns of labelset_history */
enum
{
	HISTORY_KNOWN, HISTORY_LABEL, HISTORY_DID, HISTORY_HOLDS,
	HISTORY_ATTRIBUTES
};

#define ROW_HOLDS (ROW_ATTRIBUTES + LABEL_ATTRIBUTE_COUNT)
#define ROW_COLUMNS (ROW_HOLDS + 1)
#define HISTORY_COLUMNS (HISTORY_ATTRIBUTES + LABEL_ATTRIBUTE_COUNT)

/* a row that is being filled */
typedef struct Row
{
	Datum		values[Max(ROW_COLUMNS, HISTORY_COLUMNS)];
	bool		nulls[Max(ROW_COLUMNS, HISTORY_COLUMNS)];
} Row;

static void
set_column(Row *row, int column, Datum value)
{
	row->values[column] = value;
	row->nulls[column] = false;
}

/* an attribute's value as a built-in type */
static Datum
attribute_datum(Attribute which, AttributeValue value)
{
	const char *text;
	int			len;

	switch (attribute_defs[which].kind)
	{
		case KIND_FLOAT4:
			return Float8GetDatum(number_widen((float4) value.number));
		case KIND_FLOAT8:
			return Float8GetDatum(value.number);
		case KIND_TIMESTAMP:
			return TimestampTzGetDatum(value.timestamp);
		case KIND_VERDICT:
			return PointerGetDatum(cstring_to_text(verdict_name(value.verdict)));
		case KIND_PATH:
			text = attribute_text(value, &len);
			return PointerGetDatum(quote_path_text(text, len));
		case KIND_TEXT:
			text = attribute_text(value, &len);
			return PointerGetDatum(cstring_to_text_with_len(text, len));
		case KIND_FLAG:
			break;
	}
	return BoolGetDatum(true);
}

/* Sets the columns of all attributes, beginning with the given column. An absent flag is false. */
static void
set_attributes(Row *row, int first, const Label *label)
{
	for (int i = 0; i < LABEL_ATTRIBUTE_COUNT; i++)
	{
		Attribute	which = label_attributes.numbers[i];

		if (label_has(label, which))
			set_column(row, first + i, attribute_datum(which, label->value[which]));
		else if (attribute_defs[which].kind == KIND_FLAG)
			set_column(row, first + i, BoolGetDatum(false));
	}
}

static void
fill_row(Row *row, const Label *label, bool holds)
{
	int			parent = path_parent(label->path, label->len);
	const char *p = label->path;
	const char *end = p + label->len;

	memset(row->nulls, true, sizeof(row->nulls));
	set_column(row, ROW_LABEL, PointerGetDatum(quote_path_text(label->path, label->len)));
	if (parent > 0)
		set_column(row, ROW_PARENT, PointerGetDatum(quote_path_text(label->path, parent)));
	set_column(row, ROW_DEPTH, Int32GetDatum(path_depth(label->path, label->len)));
	for (int level = 0; level < LEVELS && p < end; level++)
	{
		const char *stop = path_segment_end(p, end);

		set_column(row, ROW_LEVEL1 + level, PointerGetDatum(cstring_to_text_with_len(p, stop - p)));
		p = stop + 1;
	}
	set_attributes(row, ROW_ATTRIBUTES, label);
	set_column(row, ROW_HOLDS, BoolGetDatum(holds));
}

PG_FUNCTION_INFO_V1(labelset_rows);
Datum
labelset_rows(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	bool		everything = PG_ARGISNULL(1);
	MemoryContext row_context;
	HoldingReader holds;
	Label		label;
	Row			row;

	InitMaterializedSRF(fcinfo, 0);
	if (PG_ARGISNULL(0))
		return (Datum) 0;
	row_context = AllocSetContextCreate(CurrentMemoryContext, "labelset_rows", ALLOCSET_SMALL_SIZES);
	holding_reader_init_arg(&holds, PG_GETARG_PACKED_P(0), fcinfo, 1);
	while (everything ? label_reader_next(&holds.reader) : holding_reader_next(&holds))
	{
		const LabelReader *reader = &holds.reader;
		MemoryContext old = MemoryContextSwitchTo(row_context);

		CHECK_FOR_INTERRUPTS();
		label_take(reader, everything ? &reader->fields : &holds.fields, &label);
		fill_row(&row, &label, !everything || (!reader->superseded && !label_has(&label, ATTRIBUTE_NEG)));
		MemoryContextSwitchTo(old);
		tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, row.values, row.nulls);
		MemoryContextReset(row_context);
	}
	MemoryContextDelete(row_context);
	return (Datum) 0;
}

/* a label of the history, and what follows from its place in the log */
typedef struct Event
{
	const Label *label;
	bool		has_known;		/* else it sorts first */
	TimestampTz known;
	bool		holds;
} Event;

/* qsort: by the time at which they became known, then in the order of the log */
static int
compare_events(const void *a, const void *b)
{
	const Event *x = a;
	const Event *y = b;

	CHECK_FOR_INTERRUPTS();
	if (x->has_known != y->has_known)
		return x->has_known ? 1 : -1;
	if (x->has_known && x->known != y->known)
		return x->known < y->known ? -1 : 1;
	return label_compare(x->label, y->label);
}

static void
fill_event(Row *row, const Event *event)
{
	const Label *label = event->label;
	const char *did = label_has(label, ATTRIBUTE_NEG) ? "withdraws" : label_has(label, ATTRIBUTE_DENY) ? "denies" : "asserts";

	memset(row->nulls, true, sizeof(row->nulls));
	if (event->has_known)
		set_column(row, HISTORY_KNOWN, TimestampTzGetDatum(event->known));
	set_column(row, HISTORY_LABEL, PointerGetDatum(quote_path_text(label->path, label->len)));
	set_column(row, HISTORY_DID, PointerGetDatum(cstring_to_text(did)));
	set_column(row, HISTORY_HOLDS, BoolGetDatum(event->holds));
	set_attributes(row, HISTORY_ATTRIBUTES, label);
}

PG_FUNCTION_INFO_V1(labelset_history);
Datum
labelset_history(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	struct varlena *labels = PG_GETARG_PACKED_P(0);
	struct varlena *path = PG_GETARG_TAGPATH_P(1);
	MemoryContext row_context;
	LabelReader reader;
	LabelBuilder builder;
	Label		label;
	Event	   *events = palloc(sizeof(Event) * Max(labelset_size(labels), 1));
	Row			row;

	InitMaterializedSRF(fcinfo, 0);
	label_builder_init(&builder, false);
	label_reader_init(&reader, labels);
	while (label_reader_next(&reader))
	{
		Event	   *event = &events[builder.count];

		if (!path_within(reader.path, reader.len, TAGPATH_DATA(path), TAGPATH_LEN(path)))
			continue;
		label_take(&reader, &reader.fields, &label);
		event->has_known = label_has(&label, ATTRIBUTE_SEEN) || label_has(&label, ATTRIBUTE_AT);
		event->known = event->has_known ? label.value[label_has(&label, ATTRIBUTE_SEEN) ? ATTRIBUTE_SEEN : ATTRIBUTE_AT].timestamp : 0;
		event->holds = !reader.superseded && !label_has(&label, ATTRIBUTE_NEG);
		label_builder_add(&builder, &label);
	}
	/* The builder no longer moves its labels. */
	for (uint32 i = 0; i < builder.count; i++)
		events[i].label = &builder.labels[i];
	if (builder.count > 1)
		qsort(events, builder.count, sizeof(Event), compare_events);

	row_context = AllocSetContextCreate(CurrentMemoryContext, "labelset_history", ALLOCSET_SMALL_SIZES);
	for (uint32 i = 0; i < builder.count; i++)
	{
		MemoryContext old = MemoryContextSwitchTo(row_context);

		CHECK_FOR_INTERRUPTS();
		fill_event(&row, &events[i]);
		MemoryContextSwitchTo(old);
		tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, row.values, row.nulls);
		MemoryContextReset(row_context);
	}
	MemoryContextDelete(row_context);
	return (Datum) 0;
}
