/*
 * atproto.c
 *	  Labels of the AT Protocol (com.atproto.label.defs#label), converted in both
 *	  directions without loss. A field or an attribute that the other side cannot
 *	  hold is an error that names it.
 *
 *	  An AT Protocol label is identified by src, uri and val, a factlabel by
 *	  source, claim and path, within the content that it is about. The uri is that
 *	  content. So src becomes by, val becomes the path, and cid, which does not
 *	  identify a label, becomes ref.
 */
#include "factag.h"

#include "lib/stringinfo.h"
#include "utils/builtins.h"
#include "utils/json.h"
#include "utils/jsonb.h"
#include "utils/timestamp.h"

#include "exchange/atproto_syntax.h"
#include "label/label_format.h"
#include "text/lexer.h"
#include "text/path.h"

typedef enum Field
{
	FIELD_TYPE, FIELD_VER, FIELD_SRC, FIELD_URI, FIELD_CID, FIELD_VAL, FIELD_NEG, FIELD_CTS,
	FIELD_EXP, FIELD_SIG
} Field;

static const struct
{
	const char *name;
	enum jbvType type;
	const char *shape;
	bool		required;
}			fields[] = {
	[FIELD_TYPE] = {"$type", jbvString, "a string", false},
	[FIELD_VER] = {"ver", jbvNumeric, "a number", false},
	[FIELD_SRC] = {"src", jbvString, "a DID as a string", true},
	[FIELD_URI] = {"uri", jbvString, "a URI as a string", true},
	[FIELD_CID] = {"cid", jbvString, "a CID as a string", false},
	[FIELD_VAL] = {"val", jbvString, "a string", true},
	[FIELD_NEG] = {"neg", jbvBool, "true or false", false},
	[FIELD_CTS] = {"cts", jbvString, "a time as a string", true},
	[FIELD_EXP] = {"exp", jbvString, "a time as a string", false},
	[FIELD_SIG] = {"sig", jbvBinary, "an object", false},
};

static const char *const this_label = "this AT Protocol label";

/* Refuses a field that is not as the protocol has it (22P02). */
static void
refuse_malformed(const char *name, const char *hint, const char *detail)
{
	atproto_refuse_malformed(this_label, name, hint, detail);
}

/* Refuses a field that a factlabel cannot hold (22023). */
static void
refuse_field(const char *name, const char *hint, const char *detail)
{
	atproto_refuse_field("factlabel", this_label, name, hint, detail);
}

/* Refuses an attribute of a factlabel (22023). */
static void
refuse_attribute(Attribute which, const char *hint, const char *detail)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("an AT Protocol label cannot hold the attribute \"%s\" of this factlabel", attribute_defs[which].name),
			 errdetail("%s", detail),
			 errhint("%s", hint)));
}

/* the segments of a path, joined by a separator; NULL if a segment contains it */
static char *
join_path(const char *path, int len, char separator)
{
	char	   *s = pnstrdup(path, len);

	if (memchr(path, separator, len))
		return NULL;
	for (int i = 0; i < len; i++)
	{
		if (s[i] == FACTAG_SEPARATOR)
			s[i] = separator;
	}
	return s;
}

/* Reads a field into the label; path takes FACTAG_MAX_PATH bytes, and the label points to it. */
static void
read_field(Field which, const JsonbValue *v, char *path, Label *label)
{
	const char *name = fields[which].name;
	char		by[FACTAG_MAX_PATH];
	char	   *s = v->type == jbvString ? pnstrdup(v->val.string.val, v->val.string.len) : NULL;
	int			len;
	AttributeValue value;

	switch (which)
	{
		case FIELD_TYPE:
			if (strcmp(s, "com.atproto.label.defs#label") != 0)
				refuse_malformed(name, "Give an object of type com.atproto.label.defs#label.",
							  psprintf("It is \"%s\".", lex_clip(s)));
			break;
		case FIELD_VER:
			s = DatumGetCString(DirectFunctionCall1(numeric_out, NumericGetDatum(v->val.numeric)));
			if (strcmp(s, "1") != 0)
				refuse_field(name, "Only version 1 is known.", psprintf("It is %s.", lex_clip(s)));
			break;
		case FIELD_SRC:
			if (!atproto_is_did(s))
				refuse_malformed(name, "Write the labeler's DID: \"did:plc:…\" or \"did:web:…\".",
							  psprintf("It is \"%s\".", lex_clip(s)));
			if (!atproto_path(s, ':', by, &len))
				refuse_field(name, atproto_fold_hint,
							  psprintf("\"%s\" is not a source as it stands: folding would change it, or a part is empty or too long.", lex_clip(s)));
			label_set(label, ATTRIBUTE_BY, attribute_make_text(by, len));
			break;
		case FIELD_URI:
			if (!atproto_is_uri(s))
				refuse_malformed(name, "Write \"at://…\" for a record, \"did:…\" for an account.",
							  psprintf("It is \"%s\".", lex_clip(s)));
			break;
		case FIELD_CID:
			if (!atproto_is_cid(s))
				refuse_malformed(name, "A CID is 8 to 256 letters and digits, and of version 1: not \"Qm…\".",
							  psprintf("It is \"%s\".", lex_clip(s)));
			label_set(label, ATTRIBUTE_REF, attribute_make_text(s, strlen(s)));
			break;
		case FIELD_VAL:
			if (*s == '\0' || strlen(s) > ATPROTO_MAX_VAL)
				refuse_malformed(name, psprintf("A value is 1 to %d bytes.", ATPROTO_MAX_VAL),
							  psprintf("It has %d bytes.", (int) strlen(s)));
			if (!atproto_path(s, '/', path, &label->len))
				refuse_field(name, atproto_fold_hint,
							  psprintf("\"%s\" is not a path as it stands: folding would change it, or a segment is empty.", lex_clip(s)));
			label->path = path;
			break;
		case FIELD_NEG:
			if (v->val.boolean)
				label->present |= ATTRIBUTE_BIT(ATTRIBUTE_NEG);
			break;
		case FIELD_CTS:
		case FIELD_EXP:
			if (!atproto_parse_time(s, &value.timestamp))
				refuse_malformed(name, atproto_time_hint, psprintf("It is \"%s\".", lex_clip(s)));
			label_set(label, which == FIELD_CTS ? ATTRIBUTE_AT : ATTRIBUTE_UNTIL, value);
			break;
		case FIELD_SIG:
			/* The signature is dropped: it covers the original bytes, which are not kept. */
			break;
	}
}

/* factlabel_from_atproto(jsonb, seen) */
PG_FUNCTION_INFO_V1(factlabel_from_atproto);
Datum
factlabel_from_atproto(PG_FUNCTION_ARGS)
{
	Jsonb	   *jb;
	JsonbIterator *it;
	JsonbValue	key;
	JsonbValue	v;
	Label		label = {0};
	char		path[FACTAG_MAX_PATH];
	uint32		there = 0;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	jb = PG_GETARG_JSONB_P(0);
	it = JsonbIteratorInit(&jb->root);
	if (JsonbIteratorNext(&it, &v, false) != WJB_BEGIN_OBJECT)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
				 errmsg("jsonb is not an AT Protocol label"),
				 errdetail("Expected an object."),
				 errhint("Give one object of type com.atproto.label.defs#label; jsonb_array_elements takes an array apart.")));
	while (JsonbIteratorNext(&it, &key, true) == WJB_KEY)
	{
		size_t		which = 0;

		(void) JsonbIteratorNext(&it, &v, true);
		while (which < lengthof(fields) &&
			   (key.val.string.len != (int) strlen(fields[which].name) ||
				memcmp(key.val.string.val, fields[which].name, key.val.string.len) != 0))
			which++;
		if (which == lengthof(fields))
			refuse_field(lex_clip(pnstrdup(key.val.string.val, key.val.string.len)),
						  "Take it out first: label - 'field'.", "The label's fields are ver, src, uri, cid, val, neg, cts, exp and sig.");
		if (v.type != fields[which].type)
			refuse_malformed(fields[which].name,
							 "Leave an optional field out to say that there is none.",
						  psprintf("It must be %s.", fields[which].shape));
		read_field(which, &v, path, &label);
		there |= 1 << which;
	}
	for (size_t which = 0; which < lengthof(fields); which++)
	{
		if (fields[which].required && !(there & 1 << which))
			refuse_malformed(fields[which].name, "A label has src, uri, val and cts.",
							 "It is missing.");
	}
	if (!PG_ARGISNULL(1))
		label_set(&label, ATTRIBUTE_SEEN, attribute_from_timestamp(PG_GETARG_TIMESTAMPTZ(1)));
	PG_RETURN_POINTER(labelset_pack(&label, 1));
}

/* attributes that the protocol has no field for */
static const Attribute without_field[] = {
	ATTRIBUTE_VERDICT, ATTRIBUTE_SCORE, ATTRIBUTE_CLAIM, ATTRIBUTE_SEEN, ATTRIBUTE_DENY, ATTRIBUTE_SAID
};

/* Appends a field with a text. */
static void
add_text(StringInfo out, Field which, const char *value)
{
	appendStringInfo(out, ",\"%s\":", fields[which].name);
	escape_json(out, value);
}

static void
add_timestamp(StringInfo out, Field which, const Label *label, Attribute attribute)
{
	StringInfoData text;

	initStringInfo(&text);
	if (!atproto_print_time(&text, label->value[attribute].timestamp))
		refuse_attribute(attribute, atproto_time_hint, "A time there is in the years 0 to 9999.");
	add_text(out, which, text.data);
}

/* Appends the source, which must be the path of a DID. */
static void
add_source(StringInfo out, const Label *label)
{
	static const char *const hint = "A source there is a DID: by=did/plc/… stands for did:plc:….";
	const char *by;
	char	   *did;
	int			len;

	if (!label_has(label, ATTRIBUTE_BY))
		refuse_attribute(ATTRIBUTE_BY, hint, "It is missing.");
	by = attribute_text(label->value[ATTRIBUTE_BY], &len);
	did = join_path(by, len, ':');
	if (!did || !atproto_is_did(did))
		refuse_attribute(ATTRIBUTE_BY, hint, "It is not the path of a DID.");
	add_text(out, FIELD_SRC, did);
}

/* Appends the value: the path, with "/" between its segments. */
static void
add_value(StringInfo out, const Label *label)
{
	char	   *val = join_path(label->path, label->len, '/');

	if (!val || strlen(val) > ATPROTO_MAX_VAL)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("an AT Protocol label cannot hold the path of this factlabel"),
				 val ? errdetail("It has %d bytes.", (int) strlen(val)) : errdetail("A segment of it holds a slash."),
				 errhint("A value there is at most %d bytes, with slashes between the segments.", ATPROTO_MAX_VAL)));
	add_text(out, FIELD_VAL, val);
}

/* factlabel_to_atproto(factlabel, uri) */
PG_FUNCTION_INFO_V1(factlabel_to_atproto);
Datum
factlabel_to_atproto(PG_FUNCTION_ARGS)
{
	char	   *uri = text_to_cstring(PG_GETARG_TEXT_PP(1));
	StringInfoData out;
	LabelReader reader;
	Label		label;

	label_reader_init(&reader, PG_GETARG_PACKED_P(0));
	if (!label_reader_next(&reader))
		PG_RETURN_NULL();
	label_take(&reader, &reader.fields, &label);
	for (size_t i = 0; i < lengthof(without_field); i++)
	{
		if (label_has(&label, without_field[i]))
			refuse_attribute(without_field[i],
							 "Make a label of the path, by, at, until, neg and ref alone: "
							 "factlabel_make(factlabel_path(label), …).",
							 "There is no field for it.");
	}
	if (!atproto_is_uri(uri))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("the uri of an AT Protocol label is not valid"),
				 errdetail("It is \"%s\".", lex_clip(uri)),
				 errhint("Write \"at://…\" for a record, \"did:…\" for an account.")));

	initStringInfo(&out);
	appendStringInfoString(&out, "{\"ver\":1");
	add_source(&out, &label);
	add_text(&out, FIELD_URI, uri);
	if (label_has(&label, ATTRIBUTE_REF))
	{
		int			len;
		const char *ref = attribute_text(label.value[ATTRIBUTE_REF], &len);
		char	   *cid = pnstrdup(ref, len);

		if (!atproto_is_cid(cid))
			refuse_attribute(ATTRIBUTE_REF, "A reference there is a version of the content, its CID.", "It is not a CID.");
		add_text(&out, FIELD_CID, cid);
	}
	add_value(&out, &label);
	if (label_has(&label, ATTRIBUTE_NEG))
		appendStringInfoString(&out, ",\"neg\":true");
	if (!label_has(&label, ATTRIBUTE_AT))
		refuse_attribute(ATTRIBUTE_AT, "A label there has the time of its creation.", "It is missing.");
	add_timestamp(&out, FIELD_CTS, &label, ATTRIBUTE_AT);
	if (label_has(&label, ATTRIBUTE_UNTIL))
		add_timestamp(&out, FIELD_EXP, &label, ATTRIBUTE_UNTIL);
	appendStringInfoChar(&out, '}');
	PG_RETURN_DATUM(DirectFunctionCall1(jsonb_in, CStringGetDatum(out.data)));
}
