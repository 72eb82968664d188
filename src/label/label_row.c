/*
 * label_row.c
 *	  A label as columns of built-in types; see label_row.h.
 */
#include "label/label_row.h"

#include "utils/builtins.h"
#include "utils/timestamp.h"

#include "text/number.h"
#include "text/path.h"
#include "text/quote.h"
#include "text/verdict.h"

enum
{
	COLUMN_LABEL, COLUMN_PARENT, COLUMN_DEPTH, COLUMN_LEVEL1
};

StaticAssertDecl(COLUMN_LEVEL1 + LABEL_ROW_LEVELS == LABEL_ROW_PATH_COLUMNS, "the path has these columns");

void
label_row_clear(LabelRow *row)
{
	memset(row->nulls, true, sizeof(row->nulls));
}

void
label_row_set(LabelRow *row, int column, Datum value)
{
	Assert(column < LABEL_ROW_COLUMNS);
	row->values[column] = value;
	row->nulls[column] = false;
}

void
label_row_set_path(LabelRow *row, const Label *label)
{
	int			parent = path_parent(label->path, label->len);
	const char *p = label->path;
	const char *end = p + label->len;

	label_row_set(row, COLUMN_LABEL, PointerGetDatum(quote_path_text(label->path, label->len, path_specials)));
	if (parent > 0)
		label_row_set(row, COLUMN_PARENT, PointerGetDatum(quote_path_text(label->path, parent, path_specials)));
	label_row_set(row, COLUMN_DEPTH, Int32GetDatum(path_depth(label->path, label->len)));
	for (int level = 0; level < LABEL_ROW_LEVELS && p < end; level++)
	{
		const char *stop = path_segment_end(p, end);

		label_row_set(row, COLUMN_LEVEL1 + level, PointerGetDatum(cstring_to_text_with_len(p, stop - p)));
		p = stop + 1;
	}
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
			return PointerGetDatum(quote_path_text(text, len, path_specials));
		case KIND_TEXT:
			text = attribute_text(value, &len);
			return PointerGetDatum(cstring_to_text_with_len(text, len));
		case KIND_FLAG:
			break;
	}
	return BoolGetDatum(true);
}

void
label_row_set_attribute(LabelRow *row, int column, const Label *label, Attribute which)
{
	if (label_has(label, which))
		label_row_set(row, column, attribute_datum(which, label->value[which]));
	else if (attribute_defs[which].kind == KIND_FLAG)
		label_row_set(row, column, BoolGetDatum(false));
}

void
label_row_set_attributes(LabelRow *row, int first, const Label *label)
{
	for (int i = 0; i < LABEL_ATTRIBUTE_COUNT; i++)
		label_row_set_attribute(row, first + i, label, label_attributes.numbers[i]);
}
