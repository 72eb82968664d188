/*
 * tagset_rows.c
 *	  A set as rows of built-in types.
 */
#include "tagset/tagset.h"

#include "funcapi.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/timestamp.h"
#include "utils/tuplestore.h"

#include "text/number.h"
#include "text/path.h"
#include "text/quote.h"

/* the columns of tagset_rows; the first LEVELS segments have a column each */
#define LEVELS 6
enum
{
	COLUMN_TAG,
	COLUMN_PARENT,
	COLUMN_DEPTH,
	COLUMN_LEVEL1,
	COLUMN_WEIGHT = COLUMN_LEVEL1 + LEVELS,
	COLUMN_VALUE,
	COLUMN_SINCE,
	COLUMN_UNTIL,
	COLUMNS
};

/* Fills one row. */
static void
fill_row(const TagsetReader *reader, const Attributes *attrs, Datum *values, bool *nulls)
{
	int			parent = path_parent(reader->path, reader->len);
	const char *p = reader->path;
	const char *end = p + reader->len;

	memset(nulls, true, COLUMNS * sizeof(bool));
	values[COLUMN_TAG] = PointerGetDatum(quote_path_text(reader->path, reader->len, path_specials));
	nulls[COLUMN_TAG] = false;
	if (parent > 0)
	{
		values[COLUMN_PARENT] = PointerGetDatum(quote_path_text(reader->path, parent, path_specials));
		nulls[COLUMN_PARENT] = false;
	}
	values[COLUMN_DEPTH] = Int32GetDatum(path_depth(reader->path, reader->len));
	nulls[COLUMN_DEPTH] = false;
	for (int level = 0; level < LEVELS && p < end; level++)
	{
		const char *stop = path_segment_end(p, end);

		values[COLUMN_LEVEL1 + level] = PointerGetDatum(cstring_to_text_with_len(p, stop - p));
		nulls[COLUMN_LEVEL1 + level] = false;
		p = stop + 1;
	}
	values[COLUMN_WEIGHT] = Float8GetDatum(attributes_has(attrs, ATTRIBUTE_WEIGHT) ?
										   number_widen((float4) attrs->value[ATTRIBUTE_WEIGHT].number) : 1);
	nulls[COLUMN_WEIGHT] = false;
	if (attributes_has(attrs, ATTRIBUTE_VALUE))
	{
		values[COLUMN_VALUE] = Float8GetDatum(attrs->value[ATTRIBUTE_VALUE].number);
		nulls[COLUMN_VALUE] = false;
	}
	if (attributes_has(attrs, ATTRIBUTE_SINCE))
	{
		values[COLUMN_SINCE] = TimestampTzGetDatum(attrs->value[ATTRIBUTE_SINCE].timestamp);
		nulls[COLUMN_SINCE] = false;
	}
	if (attributes_has(attrs, ATTRIBUTE_UNTIL))
	{
		values[COLUMN_UNTIL] = TimestampTzGetDatum(attrs->value[ATTRIBUTE_UNTIL].timestamp);
		nulls[COLUMN_UNTIL] = false;
	}
}

PG_FUNCTION_INFO_V1(tagset_rows);
Datum
tagset_rows(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	MemoryContext row_context;
	TagsetReader reader;
	Attributes	attrs;
	Datum		values[COLUMNS];
	bool		nulls[COLUMNS];

	InitMaterializedSRF(fcinfo, MAT_SRF_USE_EXPECTED_DESC);
	if (PG_ARGISNULL(0))
		return (Datum) 0;
	row_context = AllocSetContextCreate(CurrentMemoryContext, "tagset_rows", ALLOCSET_SMALL_SIZES);
	tagset_reader_init(&reader, PG_GETARG_PACKED_P(0));
	while (tagset_reader_next(&reader))
	{
		MemoryContext old;

		CHECK_FOR_INTERRUPTS();
		tagset_reader_attributes(&reader, &attrs);
		if (!PG_ARGISNULL(1) && !attributes_live(&attrs, PG_GETARG_TIMESTAMPTZ(1)))
			continue;
		old = MemoryContextSwitchTo(row_context);
		fill_row(&reader, &attrs, values, nulls);
		MemoryContextSwitchTo(old);
		tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values, nulls);
		MemoryContextReset(row_context);
	}
	MemoryContextDelete(row_context);
	return (Datum) 0;
}
