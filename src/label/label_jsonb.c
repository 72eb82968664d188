/*
 * label_jsonb.c
 *	  Casts between labels and jsonb. A label is an object {"label": path,
 *	  "attribute": value, ...}, and a log an array of these.
 */
#include "label/label_jsonb.h"

#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/json.h"
#include "utils/jsonb.h"

#include "label/label_builder.h"
#include "tagpath/tagpath.h"
#include "text/attribute_jsonb.h"
#include "text/quote.h"

static const char *const shape_hint = "Write {\"label\": \"misinfo/vaccine\", \"verdict\": \"false\", \"by\": \"agency/afp\"}; for a labelset, an array of these.";

/* the member that holds the path */
#define PATH_MEMBER "label"

/* The functions below that return bool return false if an error was saved. */

/* Reads the path of a label, as text input of tagpath does. */
static bool
take_path(const JsonbInput *input, Label *label, const JsonbValue *v)
{
	struct varlena *path;

	if (v->type != jbvString)
		return jsonb_bad_shape(input, "The member \"" PATH_MEMBER "\" is a path as a string.");
	path = tagpath_parse(v->val.string.val, v->val.string.len, input->escontext);
	if (!path)
		return false;
	label->path = TAGPATH_DATA(path);
	label->len = TAGPATH_LEN(path);
	return true;
}

/* Reads a label from an object that the iterator has entered. */
static bool
take_label(const JsonbInput *input, JsonbIterator **it, Label *label)
{
	AttributeMask seen = 0;
	JsonbValue	name;
	JsonbValue	v;

	label->path = NULL;
	label->present = 0;
	while (JsonbIteratorNext(it, &name, false) == WJB_KEY)
	{
		int			which;
		AttributeValue value;
		bool		present;

		if (JsonbIteratorNext(it, &v, false) != WJB_VALUE)
			return jsonb_bad_shape(input, "A label's members are strings, numbers and booleans.");
		if (name.val.string.len == (int) strlen(PATH_MEMBER) &&
			memcmp(name.val.string.val, PATH_MEMBER, strlen(PATH_MEMBER)) == 0)
		{
			if (!take_path(input, label, &v))
				return false;
			continue;
		}
		if (!attribute_from_jsonb(input, &label_attributes, &name, &v, &seen, &which, &present, &value))
			return false;
		if (present)
			label_set(label, which, value);
	}
	return label->path ||
		jsonb_bad_shape(input, "A label has a member \"" PATH_MEMBER "\", its path.");
}

PG_FUNCTION_INFO_V1(factlabel_from_jsonb);
Datum
factlabel_from_jsonb(PG_FUNCTION_ARGS)
{
	const JsonbInput input = {"factlabel", shape_hint, fcinfo->context};
	JsonbIterator *it = JsonbIteratorInit(&PG_GETARG_JSONB_P(0)->root);
	JsonbValue	v;
	Label		label;
	bool		ok = JsonbIteratorNext(&it, &v, false) == WJB_BEGIN_OBJECT ?
		take_label(&input, &it, &label) : jsonb_bad_shape(&input, "Expected an object.");

	if (!ok)
		PG_RETURN_NULL();
	PG_RETURN_POINTER(labelset_pack(&label, 1));
}

PG_FUNCTION_INFO_V1(factlabel_from_json);
Datum
factlabel_from_json(PG_FUNCTION_ARGS)
{
	return DirectFunctionCall1(factlabel_from_jsonb, jsonb_from_json(PG_GETARG_DATUM(0)));
}

/* Adds the labels of an array. */
static bool
take_labels(const JsonbInput *input, LabelBuilder *builder, JsonbContainer *root)
{
	JsonbIterator *it = JsonbIteratorInit(root);
	JsonbValue	v;
	JsonbIteratorToken token;
	Label		label;

	if (JsonbIteratorNext(&it, &v, false) != WJB_BEGIN_ARRAY || v.val.array.rawScalar)
		return jsonb_bad_shape(input, "Expected an array of objects.");
	while ((token = JsonbIteratorNext(&it, &v, false)) != WJB_END_ARRAY)
	{
		CHECK_FOR_INTERRUPTS();
		if (token == WJB_ELEM && v.type == jbvNull)
			continue;
		if (token != WJB_BEGIN_OBJECT)
			return jsonb_bad_shape(input, "Expected an array of objects.");
		if (!take_label(input, &it, &label))
			return false;
		label_builder_add(builder, &label);
	}
	return true;
}

PG_FUNCTION_INFO_V1(labelset_from_jsonb);
Datum
labelset_from_jsonb(PG_FUNCTION_ARGS)
{
	const JsonbInput input = {"labelset", shape_hint, fcinfo->context};
	LabelBuilder builder;

	label_builder_init(&builder, false);
	if (!take_labels(&input, &builder, &PG_GETARG_JSONB_P(0)->root))
		PG_RETURN_NULL();
	PG_RETURN_POINTER(label_builder_finish(&builder));
}

PG_FUNCTION_INFO_V1(labelset_from_json);
Datum
labelset_from_json(PG_FUNCTION_ARGS)
{
	return DirectFunctionCall1(labelset_from_jsonb, jsonb_from_json(PG_GETARG_DATUM(0)));
}

/* Appends the objects of all labels of a log, separated by commas. */
static void
print_labels(StringInfo out, const struct varlena *labels)
{
	StringInfoData text;
	LabelReader reader;
	Label		label;

	initStringInfo(&text);
	label_reader_init(&reader, labels);
	while (label_reader_next(&reader))
	{
		CHECK_FOR_INTERRUPTS();
		resetStringInfo(&text);
		quote_path(&text, reader.path, reader.len, path_specials);
		appendStringInfoString(out, reader.read > 1 ? ",{\"" PATH_MEMBER "\":" : "{\"" PATH_MEMBER "\":");
		escape_json(out, text.data);
		label_take(&reader, &reader.fields, &label);
		attributes_deparse_json(out, &label_attributes, label.present, label.value, false);
		appendStringInfoChar(out, '}');
	}
}

PG_FUNCTION_INFO_V1(factlabel_to_jsonb);
Datum
factlabel_to_jsonb(PG_FUNCTION_ARGS)
{
	StringInfoData out;

	initStringInfo(&out);
	print_labels(&out, PG_GETARG_PACKED_P(0));
	PG_RETURN_DATUM(DirectFunctionCall1(jsonb_in, CStringGetDatum(out.data)));
}

PG_FUNCTION_INFO_V1(labelset_to_jsonb);
Datum
labelset_to_jsonb(PG_FUNCTION_ARGS)
{
	StringInfoData out;

	initStringInfo(&out);
	appendStringInfoChar(&out, '[');
	print_labels(&out, PG_GETARG_PACKED_P(0));
	appendStringInfoChar(&out, ']');
	PG_RETURN_DATUM(DirectFunctionCall1(jsonb_in, CStringGetDatum(out.data)));
}
