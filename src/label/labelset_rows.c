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
#include "label/label_row.h"
#include "text/path.h"
#include "text/quote.h"

/* columns of labelset_rows, after those of the path: the attributes in the order in which they print */
enum
{
	ROW_ATTRIBUTES = LABEL_ROW_PATH_COLUMNS,
	ROW_HOLDS = ROW_ATTRIBUTES + LABEL_ATTRIBUTE_COUNT,
	ROW_COLUMNS
};

/* columns of labelset_history */
enum
{
	HISTORY_KNOWN, HISTORY_LABEL, HISTORY_DID, HISTORY_HOLDS,
	HISTORY_ATTRIBUTES,
	HISTORY_COLUMNS = HISTORY_ATTRIBUTES + LABEL_ATTRIBUTE_COUNT
};

StaticAssertDecl(ROW_COLUMNS <= LABEL_ROW_COLUMNS && HISTORY_COLUMNS <= LABEL_ROW_COLUMNS,
				 "a LabelRow has room for all columns");

static void
fill_row(LabelRow *row, const Label *label, bool holds)
{
	label_row_clear(row);
	label_row_set_path(row, label);
	label_row_set_attributes(row, ROW_ATTRIBUTES, label);
	label_row_set(row, ROW_HOLDS, BoolGetDatum(holds));
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
	LabelRow	row;

	InitMaterializedSRF(fcinfo, MAT_SRF_USE_EXPECTED_DESC);
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
fill_event(LabelRow *row, const Event *event)
{
	const Label *label = event->label;
	const char *did = label_has(label, ATTRIBUTE_NEG) ? "withdraws" : label_has(label, ATTRIBUTE_DENY) ? "denies" : "asserts";

	label_row_clear(row);
	if (event->has_known)
		label_row_set(row, HISTORY_KNOWN, TimestampTzGetDatum(event->known));
	label_row_set(row, HISTORY_LABEL, PointerGetDatum(quote_path_text(label->path, label->len, path_specials)));
	label_row_set(row, HISTORY_DID, PointerGetDatum(cstring_to_text(did)));
	label_row_set(row, HISTORY_HOLDS, BoolGetDatum(event->holds));
	label_row_set_attributes(row, HISTORY_ATTRIBUTES, label);
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
	LabelRow	row;

	InitMaterializedSRF(fcinfo, MAT_SRF_USE_EXPECTED_DESC);
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
