/*
 * self_labels.c
 *	  Self-labels of the AT Protocol (com.atproto.label.defs#selfLabels): what the
 *	  author of a record says of it, within the record. They have no source and no
 *	  time of their own: these are the author and the time of the record.
 */
#include "factag.h"

#include "utils/builtins.h"
#include "utils/jsonb.h"
#include "utils/timestamp.h"

#include "exchange/atproto_syntax.h"
#include "label/label_builder.h"
#include "text/lexer.h"

#define MAX_VALUES 10

static const char *const these_labels = "these AT Protocol self-labels";
static const char *const values_shape = "It must be an array of at most 10 objects, each with \"val\".";
static const char *const values_hint = "Write {\"values\": [{\"val\": \"spam\"}]}.";

static void
refuse_malformed(const char *name, const char *hint, const char *detail)
{
	atproto_refuse_malformed(these_labels, name, hint, detail);
}

static void
refuse_field(const char *name, const char *hint, const char *detail)
{
	atproto_refuse_field("labelset", these_labels, name, hint, detail);
}

static bool
get_member(JsonbContainer *object, const char *name, JsonbValue *v)
{
	return getKeyJsonValueFromContainer(object, name, strlen(name), v) != NULL;
}

static bool
is_container(const JsonbValue *v, bool array)
{
	return v->type == jbvBinary && (array ? JsonContainerIsArray(v->val.binary.data) : JsonContainerIsObject(v->val.binary.data));
}

/* Returns a member that must be a string; NULL if there is none. */
static char *
get_string(JsonbContainer *object, const char *name, const char *hint)
{
	JsonbValue	v;

	if (!get_member(object, name, &v))
		return NULL;
	if (v.type != jbvString)
		refuse_malformed(name, hint, "It must be a string.");
	return pnstrdup(v.val.string.val, v.val.string.len);
}

/* Refuses another type than this. */
static void
check_type(JsonbContainer *object, const char *type)
{
	const char *hint = "Only com.atproto.label.defs#selfLabels is known.";
	char	   *given = get_string(object, "$type", hint);

	if (given && strcmp(given, type) != 0)
		refuse_field("$type", hint, psprintf("It is \"%s\".", lex_clip(given)));
}

/* Refuses members of an object other than "$type" and this one. */
static void
check_members(JsonbContainer *object, const char *known)
{
	JsonbIterator *it = JsonbIteratorInit(object);
	JsonbValue	key;
	JsonbValue	v;

	(void) JsonbIteratorNext(&it, &key, true);
	while (JsonbIteratorNext(&it, &key, true) == WJB_KEY)
	{
		char	   *name = pnstrdup(key.val.string.val, key.val.string.len);

		(void) JsonbIteratorNext(&it, &v, true);
		if (strcmp(name, "$type") != 0 && strcmp(name, known) != 0)
			refuse_field(lex_clip(name), "Take it out first: record #- '{labels,field}'.",
						 psprintf("Its object has \"%s\" only.", known));
	}
}

/* the object that has the values: the record's field, or what was given; NULL if there is none */
static JsonbContainer *
find_self_labels(JsonbContainer *record)
{
	JsonbValue	v;

	if (get_member(record, "labels", &v))
	{
		if (!is_container(&v, false))
			refuse_malformed("labels", "Labels in an array are not the author's: read each with factlabel_from_atproto.",
							 "It must be an object.");
		return v.val.binary.data;
	}
	if (get_member(record, "$type", &v)
		? v.type == jbvString && strcmp(pnstrdup(v.val.string.val, v.val.string.len), "com.atproto.label.defs#selfLabels") == 0
		: get_member(record, "values", &v))
		return record;
	return NULL;
}

/* Reads a value; path takes FACTAG_MAX_PATH bytes, and the label points to it. */
static void
read_value(const JsonbValue *element, char *path, Label *label)
{
	char	   *val;

	if (!is_container(element, false))
		refuse_malformed("values", values_hint, values_shape);
	check_type(element->val.binary.data, "com.atproto.label.defs#selfLabel");
	check_members(element->val.binary.data, "val");
	val = get_string(element->val.binary.data, "val", values_hint);
	if (!val)
		refuse_malformed("val", values_hint, "It is missing.");
	if (*val == '\0' || strlen(val) > ATPROTO_MAX_VAL)
		refuse_malformed("val", psprintf("A value is 1 to %d bytes.", ATPROTO_MAX_VAL),
						 psprintf("It has %d bytes.", (int) strlen(val)));
	if (!atproto_path(val, '/', path, &label->len))
		refuse_field("val", atproto_fold_hint,
					 psprintf("\"%s\" is not a path as it stands: folding would change it, or a segment is empty.", lex_clip(val)));
	label->path = path;
}

/* Adds a label for each value, with the attributes of this one. */
static void
add_values(LabelBuilder *builder, JsonbContainer *self_labels, Label *label)
{
	char		path[FACTAG_MAX_PATH];
	JsonbIterator *it;
	JsonbValue	v;

	check_type(self_labels, "com.atproto.label.defs#selfLabels");
	check_members(self_labels, "values");
	if (!get_member(self_labels, "values", &v) || !is_container(&v, true) || JsonContainerSize(v.val.binary.data) > MAX_VALUES)
		refuse_malformed("values", values_hint, values_shape);
	it = JsonbIteratorInit(v.val.binary.data);
	(void) JsonbIteratorNext(&it, &v, true);
	while (JsonbIteratorNext(&it, &v, true) == WJB_ELEM)
	{
		read_value(&v, path, label);
		label_builder_add(builder, label);
	}
}

/* Sets the source: the author's DID. */
static void
set_author(Label *label, char *author)
{
	char		by[FACTAG_MAX_PATH];
	int			len;
	bool		is_did = atproto_is_did(author);

	if (!is_did || !atproto_path(author, ':', by, &len))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("the author of AT Protocol self-labels is not valid"),
				 errdetail("It is \"%s\".", lex_clip(author)),
				 errhint("%s", is_did ? atproto_fold_hint : "Write the DID of the record's repository: \"did:plc:…\" or \"did:web:…\".")));
	label_set(label, ATTRIBUTE_BY, attribute_make_text(by, len));
}

/* labelset_from_self_labels(jsonb, text, timestamptz, timestamptz) */
PG_FUNCTION_INFO_V1(labelset_from_self_labels);
Datum
labelset_from_self_labels(PG_FUNCTION_ARGS)
{
	Jsonb	   *record;
	JsonbContainer *self_labels;
	LabelBuilder builder;
	Label		label = {0};

	if (PG_ARGISNULL(0) || PG_ARGISNULL(1))
		PG_RETURN_NULL();
	record = PG_GETARG_JSONB_P(0);
	if (!JB_ROOT_IS_OBJECT(record))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
				 errmsg("jsonb is not a record of the AT Protocol"),
				 errdetail("Expected an object."),
				 errhint("Give the record that has the labels, such as a post, or its field \"labels\".")));
	set_author(&label, text_to_cstring(PG_GETARG_TEXT_PP(1)));
	self_labels = find_self_labels(&record->root);
	label_builder_init(&builder, false);
	if (self_labels)
	{
		char	   *created = PG_ARGISNULL(2) ? get_string(&record->root, "createdAt", atproto_time_hint) : NULL;
		AttributeValue at;

		if (created && !atproto_parse_time(created, &at.timestamp))
			refuse_malformed("createdAt", "Give the time of the record as the third argument.", psprintf("It is \"%s\".", lex_clip(created)));
		if (!PG_ARGISNULL(2))
			at = attribute_from_timestamp(PG_GETARG_TIMESTAMPTZ(2));
		if (created || !PG_ARGISNULL(2))
			label_set(&label, ATTRIBUTE_AT, at);
		if (!PG_ARGISNULL(3))
			label_set(&label, ATTRIBUTE_SEEN, attribute_from_timestamp(PG_GETARG_TIMESTAMPTZ(3)));
		add_values(&builder, self_labels, &label);
	}
	PG_RETURN_POINTER(label_builder_finish(&builder));
}
