/*
 * tagset_jsonb.c
 *	  Casts between sets and jsonb: {"path": {"attribute": value}}.
 */
#include "tagset/tagset_jsonb.h"

#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/json.h"
#include "utils/jsonb.h"

#include "tagpath/tagpath.h"
#include "tagset/tagset_format.h"
#include "text/attribute_jsonb.h"
#include "text/quote.h"

static const char *const shape_hint = "Write {\"interest/sports\": {\"weight\": 0.8}, \"region/taipei\": {}} or [\"interest/sports\", \"region/taipei\"].";

/* The functions below that return bool return false if an error was saved. */

/* Adds one "attribute": value to an element. */
static bool
add_attribute(const JsonbInput *input, Attributes *attrs, AttributeMask *seen,
			  const JsonbValue *key, const JsonbValue *v)
{
	int			which;
	bool		present;
	AttributeValue value;

	if (!attribute_from_jsonb(input, &tagset_attributes, key, v, seen, &which, &present, &value))
		return false;
	if (present)
		attributes_set(attrs, which, value);
	return true;
}

/* Adds an element with a path in the syntax of tagpath. */
static bool
add_path(const JsonbInput *input, TagsetBuilder *builder, const JsonbValue *v,
		 const Attributes *attrs)
{
	struct varlena *path = tagpath_parse(v->val.string.val, v->val.string.len, input->escontext);

	if (!path)
		return false;
	tagset_builder_add(builder, TAGPATH_DATA(path), TAGPATH_LEN(path), attrs);
	pfree(path);
	return true;
}

/* Adds one "path": {attributes}, or "path": null, which has none. */
static bool
add_member(const JsonbInput *input, TagsetBuilder *builder, JsonbIterator **it,
		   const JsonbValue *key)
{
	Attributes	attrs = {0};
	AttributeMask seen = 0;
	JsonbValue	name;
	JsonbValue	v;
	JsonbIteratorToken token = JsonbIteratorNext(it, &v, false);

	if (token == WJB_BEGIN_OBJECT)
	{
		while ((token = JsonbIteratorNext(it, &name, false)) == WJB_KEY)
		{
			token = JsonbIteratorNext(it, &v, false);
			if (token != WJB_VALUE)
				return jsonb_bad_shape(input, "An attribute's value is a number, or a timestamp as a string.");
			if (!add_attribute(input, &attrs, &seen, &name, &v))
				return false;
		}
	}
	else if (token != WJB_VALUE || v.type != jbvNull)
		return jsonb_bad_shape(input, "Each path has an object of attributes, or null.");
	return add_path(input, builder, key, &attrs);
}

/* Adds the elements of an array or an object. */
static bool
add_all(const JsonbInput *input, TagsetBuilder *builder, JsonbContainer *root)
{
	JsonbIterator *it = JsonbIteratorInit(root);
	JsonbValue	v;
	JsonbIteratorToken token = JsonbIteratorNext(&it, &v, false);

	if (token == WJB_BEGIN_ARRAY && !v.val.array.rawScalar)
	{
		while ((token = JsonbIteratorNext(&it, &v, false)) == WJB_ELEM)
		{
			CHECK_FOR_INTERRUPTS();
			if (v.type == jbvNull)
				continue;
			if (v.type != jbvString)
				return jsonb_bad_shape(input, "The elements of an array are paths as strings.");
			if (!add_path(input, builder, &v, NULL))
				return false;
		}
		return token == WJB_END_ARRAY ||
			jsonb_bad_shape(input, "The elements of an array are paths as strings.");
	}
	if (token != WJB_BEGIN_OBJECT)
		return jsonb_bad_shape(input, "Expected an object or an array, found a scalar.");
	while ((token = JsonbIteratorNext(&it, &v, false)) == WJB_KEY)
	{
		CHECK_FOR_INTERRUPTS();
		if (!add_member(input, builder, &it, &v))
			return false;
	}
	return true;
}

PG_FUNCTION_INFO_V1(tagset_from_jsonb);
Datum
tagset_from_jsonb(PG_FUNCTION_ARGS)
{
	const JsonbInput input = {"tagset", shape_hint, fcinfo->context};
	TagsetBuilder builder;

	tagset_builder_init(&builder);
	if (!add_all(&input, &builder, &PG_GETARG_JSONB_P(0)->root))
		PG_RETURN_NULL();
	PG_RETURN_POINTER(tagset_builder_finish(&builder));
}

PG_FUNCTION_INFO_V1(tagset_from_json);
Datum
tagset_from_json(PG_FUNCTION_ARGS)
{
	return DirectFunctionCall1(tagset_from_jsonb, jsonb_from_json(PG_GETARG_DATUM(0)));
}

PG_FUNCTION_INFO_V1(tagset_to_jsonb);
Datum
tagset_to_jsonb(PG_FUNCTION_ARGS)
{
	StringInfoData out;
	StringInfoData text;
	TagsetReader reader;
	Attributes	attrs;

	initStringInfo(&out);
	initStringInfo(&text);
	tagset_reader_init(&reader, PG_GETARG_PACKED_P(0));
	appendStringInfoChar(&out, '{');
	while (tagset_reader_next(&reader))
	{
		CHECK_FOR_INTERRUPTS();
		resetStringInfo(&text);
		quote_path(&text, reader.path, reader.len, path_specials);
		if (reader.read > 1)
			appendStringInfoChar(&out, ',');
		escape_json(&out, text.data);
		appendStringInfoString(&out, ":{");
		tagset_reader_attributes(&reader, &attrs);
		attributes_deparse_json(&out, &tagset_attributes, attrs.present, attrs.value, true);
		appendStringInfoChar(&out, '}');
	}
	appendStringInfoChar(&out, '}');
	PG_RETURN_DATUM(DirectFunctionCall1(jsonb_in, CStringGetDatum(out.data)));
}
