/*
 * factlabel_make.c
 *	  factlabel_make, and the accessors of a label.
 */
#include "label/label_format.h"

#include "utils/builtins.h"
#include "utils/timestamp.h"

#include "verdict/factverdict.h"
#include "tagpath/tagpath.h"
#include "text/number.h"

/* arguments of factlabel_make */
enum
{
	ARG_PATH, ARG_VERDICT, ARG_SCORE, ARG_BY, ARG_CLAIM, ARG_AT, ARG_SEEN, ARG_UNTIL, ARG_NEG, ARG_DENY, ARG_SAID, ARG_REF
};

static void
set_timestamp(Label *label, Attribute which, FunctionCallInfo fcinfo, int arg)
{
	if (!PG_ARGISNULL(arg))
		label_set(label, which, attribute_from_timestamp(PG_GETARG_TIMESTAMPTZ(arg)));
}

static void
set_text(Label *label, Attribute which, FunctionCallInfo fcinfo, int arg)
{
	text	   *t;
	AttributeValue value;

	if (PG_ARGISNULL(arg))
		return;
	t = PG_GETARG_TEXT_PP(arg);
	if (attribute_from_text(&attribute_defs[which], VARDATA_ANY(t), VARSIZE_ANY_EXHDR(t), NULL, &value))
		label_set(label, which, value);
}

static void
set_flag(Label *label, Attribute which, FunctionCallInfo fcinfo, int arg)
{
	if (!PG_ARGISNULL(arg) && PG_GETARG_BOOL(arg))
		label->present |= ATTRIBUTE_BIT(which);
}

PG_FUNCTION_INFO_V1(factlabel_make);
Datum
factlabel_make(PG_FUNCTION_ARGS)
{
	struct varlena *path;
	Label		label = {0};

	if (PG_ARGISNULL(ARG_PATH))
		PG_RETURN_NULL();
	path = PG_GETARG_TAGPATH_P(ARG_PATH);
	label.path = TAGPATH_DATA(path);
	label.len = TAGPATH_LEN(path);
	if (!PG_ARGISNULL(ARG_VERDICT))
	{
		AttributeValue value = {.verdict = PG_GETARG_FACTVERDICT(ARG_VERDICT)};

		label_set(&label, ATTRIBUTE_VERDICT, value);
	}
	if (!PG_ARGISNULL(ARG_SCORE))
		label_set(&label, ATTRIBUTE_SCORE, attribute_from_number(&attribute_defs[ATTRIBUTE_SCORE], PG_GETARG_FLOAT8(ARG_SCORE)));
	if (!PG_ARGISNULL(ARG_BY))
	{
		struct varlena *by = PG_GETARG_TAGPATH_P(ARG_BY);

		label_set(&label, ATTRIBUTE_BY, attribute_make_text(TAGPATH_DATA(by), TAGPATH_LEN(by)));
	}
	set_text(&label, ATTRIBUTE_CLAIM, fcinfo, ARG_CLAIM);
	set_timestamp(&label, ATTRIBUTE_AT, fcinfo, ARG_AT);
	set_timestamp(&label, ATTRIBUTE_SEEN, fcinfo, ARG_SEEN);
	set_timestamp(&label, ATTRIBUTE_UNTIL, fcinfo, ARG_UNTIL);
	set_flag(&label, ATTRIBUTE_NEG, fcinfo, ARG_NEG);
	set_flag(&label, ATTRIBUTE_DENY, fcinfo, ARG_DENY);
	set_text(&label, ATTRIBUTE_SAID, fcinfo, ARG_SAID);
	set_text(&label, ATTRIBUTE_REF, fcinfo, ARG_REF);
	PG_RETURN_POINTER(labelset_pack(&label, 1));
}

/* Gets an attribute of the label in argument 0; false if the label does not have it. */
static bool
get_attribute(FunctionCallInfo fcinfo, Attribute which, AttributeValue *value)
{
	LabelReader reader;

	label_reader_init(&reader, PG_GETARG_PACKED_P(0));
	return label_reader_next(&reader) && label_attribute(&reader, &reader.fields, which, value);
}

PG_FUNCTION_INFO_V1(factlabel_path);
Datum
factlabel_path(PG_FUNCTION_ARGS)
{
	LabelReader reader;

	label_reader_init(&reader, PG_GETARG_PACKED_P(0));
	if (!label_reader_next(&reader))
		PG_RETURN_NULL();
	PG_RETURN_POINTER(tagpath_form(reader.path, reader.len));
}

PG_FUNCTION_INFO_V1(factlabel_verdict);
Datum
factlabel_verdict(PG_FUNCTION_ARGS)
{
	AttributeValue value;

	if (!get_attribute(fcinfo, ATTRIBUTE_VERDICT, &value))
		PG_RETURN_NULL();
	PG_RETURN_FACTVERDICT(value.verdict);
}

PG_FUNCTION_INFO_V1(factlabel_score);
Datum
factlabel_score(PG_FUNCTION_ARGS)
{
	AttributeValue value;

	if (!get_attribute(fcinfo, ATTRIBUTE_SCORE, &value))
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(number_widen((float4) value.number));
}

PG_FUNCTION_INFO_V1(factlabel_by);
Datum
factlabel_by(PG_FUNCTION_ARGS)
{
	AttributeValue value;
	const char *path;
	int			len;

	if (!get_attribute(fcinfo, ATTRIBUTE_BY, &value))
		PG_RETURN_NULL();
	path = attribute_text(value, &len);
	PG_RETURN_POINTER(tagpath_form(path, len));
}

static Datum
get_timestamp(FunctionCallInfo fcinfo, Attribute which)
{
	AttributeValue value;

	if (!get_attribute(fcinfo, which, &value))
		PG_RETURN_NULL();
	PG_RETURN_TIMESTAMPTZ(value.timestamp);
}

static Datum
get_text(FunctionCallInfo fcinfo, Attribute which)
{
	AttributeValue value;
	const char *data;
	int			len;

	if (!get_attribute(fcinfo, which, &value))
		PG_RETURN_NULL();
	data = attribute_text(value, &len);
	PG_RETURN_TEXT_P(cstring_to_text_with_len(data, len));
}

static Datum
get_flag(FunctionCallInfo fcinfo, Attribute which)
{
	AttributeValue value;

	PG_RETURN_BOOL(get_attribute(fcinfo, which, &value));
}

/* Defines an accessor. The declaration at the end lets a semicolon follow. */
#define ACCESSOR(name, get, which) \
	PG_FUNCTION_INFO_V1(name); \
	Datum name(PG_FUNCTION_ARGS) { return get(fcinfo, which); } \
	extern int	factag_no_such_symbol

ACCESSOR(factlabel_claim, get_text, ATTRIBUTE_CLAIM);
ACCESSOR(factlabel_at, get_timestamp, ATTRIBUTE_AT);
ACCESSOR(factlabel_seen, get_timestamp, ATTRIBUTE_SEEN);
ACCESSOR(factlabel_until, get_timestamp, ATTRIBUTE_UNTIL);
ACCESSOR(factlabel_neg, get_flag, ATTRIBUTE_NEG);
ACCESSOR(factlabel_deny, get_flag, ATTRIBUTE_DENY);
ACCESSOR(factlabel_said, get_text, ATTRIBUTE_SAID);
ACCESSOR(factlabel_ref, get_text, ATTRIBUTE_REF);
