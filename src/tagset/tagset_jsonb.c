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

/* Refuses jsonb that does not describe a set; what tells why. */
static void
bad_shape(const char *what)
{
	jsonb_bad_shape("tagset", shape_hint, what);
}

/* Adds one "attribute": value to an element. */
static void
add_attribute(Attributes *attrs, AttributeMask *seen, const JsonbValue *key, const JsonbValue *v)
{
	int			which;
	AttributeValue value;
	bool		there = attribute_from_jsonb("tagset", shape_hint, &tagset_attributes, key, v, &which, &value);

	if (*seen & ATTRIBUTE_BIT(which))
		bad_shape(psprintf("The attribute \"%s\" is there twice.", attribute_defs[which].name));
	*seen |= ATTRIBUTE_BIT(which);
	if (there)
		attributes_set(attrs, which, value);
}

/* Adds an element with a path in the syntax of tagpath. */
static void
add_path(TagsetBuilder *builder, const JsonbValue *v, const Attributes *attrs)
{
	struct varlena *path = tagpath_parse(v->val.string.val, v->val.string.len, NULL);

	tagset_builder_add(builder, TAGPATH_DATA(path), TAGPATH_LEN(path), attrs);
	pfree(path);
}

/* Adds one "path": {attributes}, or "path": null, which has none. */
static void
add_member(TagsetBuilder *builder, JsonbIterator **it, const JsonbValue *key)
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
				bad_shape("An attribute's value is a number, or a timestamp as a string.");
			add_attribute(&attrs, &seen, &name, &v);
		}
	}
	else if (token != WJB_VALUE || v.type != jbvNull)
		bad_shape("Each path has an object of attributes, or null.");
	add_path(builder, key, &attrs);
}

PG_FUNCTION_INFO_V1(tagset_from_jsonb);
Datum
tagset_from_jsonb(PG_FUNCTION_ARGS)
{
	Jsonb	   *jb = PG_GETARG_JSONB_P(0);
	JsonbIterator *it = JsonbIteratorInit(&jb->root);
	JsonbValue	v;
	JsonbIteratorToken token;
	TagsetBuilder builder;

	tagset_builder_init(&builder);
	token = JsonbIteratorNext(&it, &v, false);
	if (token == WJB_BEGIN_ARRAY && !v.val.array.rawScalar)
	{
		while ((token = JsonbIteratorNext(&it, &v, false)) == WJB_ELEM)
		{
			CHECK_FOR_INTERRUPTS();
			if (v.type == jbvNull)
				continue;
			if (v.type != jbvString)
				bad_shape("The elements of an array are paths as strings.");
			add_path(&builder, &v, NULL);
		}
		if (token != WJB_END_ARRAY)
			bad_shape("The elements of an array are paths as strings.");
	}
	else if (token == WJB_BEGIN_OBJECT)
	{
		while ((token = JsonbIteratorNext(&it, &v, false)) == WJB_KEY)
		{
			CHECK_FOR_INTERRUPTS();
			add_member(&builder, &it, &v);
		}
	}
	else
		bad_shape("Expected an object or an array, found a scalar.");
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
