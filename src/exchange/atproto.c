/*
 * atproto.c
 *	  Labels of the AT Protocol (com.atproto.label.defs#label), there and back
 *	  without loss; what the other side cannot hold is an error that names it.
 *
 *	  A label of theirs is known by src, uri and val; ours by source, claim and
 *	  path within the content that it lies on, which is the uri. So src is `by`,
 *	  val the path, and cid, which is not part of what identifies it, `ref`.
 */
#include "factag.h"

#include "lib/stringinfo.h"
#include "utils/builtins.h"
#include "utils/datetime.h"
#include "utils/json.h"
#include "utils/jsonb.h"
#include "utils/timestamp.h"

#include "label/label_format.h"
#include "text/fold.h"
#include "text/lexer.h"
#include "text/timestamp.h"
#include "text/path.h"

/* lengths that the protocol allows, in bytes */
#define MAX_VAL 128
#define MAX_URI 8192
#define MIN_CID 8
#define MAX_CID 256

/* timestamps that it can write: years 1 to 9999 */
#define FIRST_MOMENT ((TimestampTz) (date2j(1, 1, 1) - POSTGRES_EPOCH_JDATE) * USECS_PER_DAY)
#define LAST_MOMENT ((TimestampTz) (date2j(10000, 1, 1) - POSTGRES_EPOCH_JDATE) * USECS_PER_DAY - 1)

#define LETTERS "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
#define DIGITS "0123456789"

typedef enum Member
{
	MEMBER_TYPE, MEMBER_VER, MEMBER_SRC, MEMBER_URI, MEMBER_CID, MEMBER_VAL, MEMBER_NEG, MEMBER_CTS, MEMBER_EXP, MEMBER_SIG
} Member;

static const struct
{
	const char *name;
	enum jbvType type;
	const char *shape;
	bool		required;
}			members[] = {
	[MEMBER_TYPE] = {"$type", jbvString, "a string", false},
	[MEMBER_VER] = {"ver", jbvNumeric, "a number", false},
	[MEMBER_SRC] = {"src", jbvString, "a DID as a string", true},
	[MEMBER_URI] = {"uri", jbvString, "a URI as a string", true},
	[MEMBER_CID] = {"cid", jbvString, "a CID as a string", false},
	[MEMBER_VAL] = {"val", jbvString, "a string", true},
	[MEMBER_NEG] = {"neg", jbvBool, "true or false", false},
	[MEMBER_CTS] = {"cts", jbvString, "a time as a string", true},
	[MEMBER_EXP] = {"exp", jbvString, "a time as a string", false},
	[MEMBER_SIG] = {"sig", jbvBinary, "an object", false},
};

/* Refuses a member of theirs: 22P02 where it is malformed, 22023 where a factlabel cannot hold it. */
static void
refuse_member(int sqlstate, const char *name, const char *hint, const char *detail)
{
	ereport(ERROR,
			(errcode(sqlstate),
			 sqlstate == ERRCODE_INVALID_PARAMETER_VALUE ?
			 errmsg("a factlabel cannot hold the field \"%s\" of this AT Protocol label", name) :
			 errmsg("the field \"%s\" of this AT Protocol label is not valid", name),
			 errdetail("%s", detail),
			 errhint("%s", hint)));
}

/* Refuses an attribute of ours. */
static void
refuse_attribute(Attribute which, const char *hint, const char *detail)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("an AT Protocol label cannot hold the attribute \"%s\" of this factlabel", attribute_defs[which].name),
			 errdetail("%s", detail),
			 errhint("%s", hint)));
}

/* "did:", a method of lower-case letters, ":", and an identifier that does not end in ":" or "%" */
static bool
is_did(const char *s)
{
	size_t		method;
	size_t		len = strlen(s);

	if (strncmp(s, "did:", 4) != 0)
		return false;
	method = strspn(s + 4, "abcdefghijklmnopqrstuvwxyz");
	s += 4 + method;
	return method > 0 && *s == ':' && s[1] && s[1 + strspn(s + 1, LETTERS DIGITS "._:%-")] == '\0' &&
		len <= 2048 && strchr(":%", s[strlen(s) - 1]) == NULL;
}

static bool
is_cid(const char *s)
{
	size_t		len = strspn(s, LETTERS DIGITS "+=");

	return s[len] == '\0' && len >= MIN_CID && len <= MAX_CID;
}

/* a scheme, ":", and something visible */
static bool
is_uri(const char *s)
{
	size_t		scheme = strspn(s, LETTERS DIGITS "+.-");

	if (scheme == 0 || !strchr(LETTERS, s[0]) || s[scheme] != ':' || s[scheme + 1] == '\0' || strlen(s) > MAX_URI)
		return false;
	for (; *s; s++)
	{
		if ((unsigned char) *s <= ' ' || *s == 0x7F)
			return false;
	}
	return true;
}

/*
 * Makes a path of the pieces between separators, each as it is: false where
 * folding would change one, or one is empty, or it is too long.
 */
static bool
exact_path(const char *s, char separator, char *path, int *len)
{
	char		folded[FACTAG_MAX_SEGMENT];
	int			n;

	*len = 0;
	for (;;)
	{
		const char *end = strchr(s, separator);
		int			piece = end ? end - s : (int) strlen(s);

		if (fold_segment(s, piece, 0, folded, &n) != FOLD_OK || n != piece || memcmp(folded, s, n) != 0 ||
			*len + (*len > 0) + n > FACTAG_MAX_PATH)
			return false;
		if (*len > 0)
			path[(*len)++] = FACTAG_SEPARATOR;
		memcpy(path + *len, s, n);
		*len += n;
		if (!end)
			return true;
		s = end + 1;
	}
}

/* The segments of a path joined by a separator; NULL where one holds it. */
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

static const char *const time_hint = "Write a time with an offset: \"2026-07-01T00:00:00.000Z\".";
static const char *const fold_hint = "A factlabel folds what names things: write lower case, single blanks and no empty parts.";

/* Reads a member into the label, whose path has FACTAG_MAX_PATH bytes at path. */
static void
take_member(Member which, const JsonbValue *v, char *path, Label *label)
{
	const char *name = members[which].name;
	char		by[FACTAG_MAX_PATH];
	char	   *s = v->type == jbvString ? pnstrdup(v->val.string.val, v->val.string.len) : NULL;
	int			len;
	AttributeValue value;

	switch (which)
	{
		case MEMBER_TYPE:
			if (strcmp(s, "com.atproto.label.defs#label") != 0)
				refuse_member(ERRCODE_INVALID_TEXT_REPRESENTATION, name, "Give an object of type com.atproto.label.defs#label.",
							  psprintf("It is \"%s\".", lex_clip(s)));
			break;
		case MEMBER_VER:
			s = DatumGetCString(DirectFunctionCall1(numeric_out, NumericGetDatum(v->val.numeric)));
			if (strcmp(s, "1") != 0)
				refuse_member(ERRCODE_INVALID_PARAMETER_VALUE, name, "Only version 1 is known.", psprintf("It is %s.", lex_clip(s)));
			break;
		case MEMBER_SRC:
			if (!is_did(s))
				refuse_member(ERRCODE_INVALID_TEXT_REPRESENTATION, name, "Write the labeler's DID: \"did:plc:…\" or \"did:web:…\".",
							  psprintf("It is \"%s\".", lex_clip(s)));
			if (!exact_path(s, ':', by, &len))
				refuse_member(ERRCODE_INVALID_PARAMETER_VALUE, name, fold_hint,
							  psprintf("\"%s\" is not a source as it stands: folding would change it, or a part is empty or too long.", lex_clip(s)));
			label_set(label, ATTRIBUTE_BY, attribute_make_text(by, len));
			break;
		case MEMBER_URI:
			if (!is_uri(s))
				refuse_member(ERRCODE_INVALID_TEXT_REPRESENTATION, name, "Write \"at://…\" for a record, \"did:…\" for an account.",
							  psprintf("It is \"%s\".", lex_clip(s)));
			break;
		case MEMBER_CID:
			if (!is_cid(s))
				refuse_member(ERRCODE_INVALID_TEXT_REPRESENTATION, name, "A CID is 8 to 256 letters and digits.",
							  psprintf("It is \"%s\".", lex_clip(s)));
			label_set(label, ATTRIBUTE_REF, attribute_make_text(s, strlen(s)));
			break;
		case MEMBER_VAL:
			if (*s == '\0' || strlen(s) > MAX_VAL)
				refuse_member(ERRCODE_INVALID_TEXT_REPRESENTATION, name, psprintf("A value is 1 to %d bytes.", MAX_VAL),
							  psprintf("It has %d bytes.", (int) strlen(s)));
			if (!exact_path(s, '/', path, &label->len))
				refuse_member(ERRCODE_INVALID_PARAMETER_VALUE, name, fold_hint,
							  psprintf("\"%s\" is not a path as it stands: folding would change it, or a segment is empty.", lex_clip(s)));
			label->path = path;
			break;
		case MEMBER_NEG:
			if (v->val.boolean)
				label->present |= ATTRIBUTE_BIT(ATTRIBUTE_NEG);
			break;
		case MEMBER_CTS:
		case MEMBER_EXP:
			if (timestamp_parse(s, &value.timestamp) != TIMESTAMP_OK || value.timestamp < FIRST_MOMENT || value.timestamp > LAST_MOMENT)
				refuse_member(ERRCODE_INVALID_TEXT_REPRESENTATION, name, time_hint, psprintf("It is \"%s\".", lex_clip(s)));
			label_set(label, which == MEMBER_CTS ? ATTRIBUTE_AT : ATTRIBUTE_UNTIL, value);
			break;
		case MEMBER_SIG:
			/* it signs their bytes, which are not kept; who sends them on signs anew */
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
		while (which < lengthof(members) &&
			   (key.val.string.len != (int) strlen(members[which].name) ||
				memcmp(key.val.string.val, members[which].name, key.val.string.len) != 0))
			which++;
		if (which == lengthof(members))
			refuse_member(ERRCODE_INVALID_PARAMETER_VALUE, lex_clip(pnstrdup(key.val.string.val, key.val.string.len)),
						  "Take it out first: label - 'field'.", "The label's fields are ver, src, uri, cid, val, neg, cts, exp and sig.");
		if (v.type != members[which].type)
			refuse_member(ERRCODE_INVALID_TEXT_REPRESENTATION, members[which].name, "Leave an optional field out to say that there is none.",
						  psprintf("It must be %s.", members[which].shape));
		take_member(which, &v, path, &label);
		there |= 1 << which;
	}
	for (size_t which = 0; which < lengthof(members); which++)
	{
		if (members[which].required && !(there & 1 << which))
			refuse_member(ERRCODE_INVALID_TEXT_REPRESENTATION, members[which].name, "A label has src, uri, val and cts.", "It is missing.");
	}
	if (!PG_ARGISNULL(1))
		label_set(&label, ATTRIBUTE_SEEN, attribute_from_timestamp(PG_GETARG_TIMESTAMPTZ(1)));
	PG_RETURN_POINTER(labelset_pack(&label, 1));
}

/* what has no place in theirs */
static const Attribute ours_alone[] = {
	ATTRIBUTE_VERDICT, ATTRIBUTE_SCORE, ATTRIBUTE_CLAIM, ATTRIBUTE_SEEN, ATTRIBUTE_DENY, ATTRIBUTE_SAID
};

/* Appends a text member. */
static void
add_text(StringInfo out, Member which, const char *value)
{
	appendStringInfo(out, ",\"%s\":", members[which].name);
	escape_json(out, value);
}

static void
add_moment(StringInfo out, Member which, const Label *label, Attribute attribute)
{
	TimestampTz timestamp = label->value[attribute].timestamp;
	StringInfoData text;

	if (timestamp < FIRST_MOMENT || timestamp > LAST_MOMENT)
		refuse_attribute(attribute, time_hint, "A time there is in the years 1 to 9999.");
	initStringInfo(&text);
	timestamp_print(&text, timestamp);
	add_text(out, which, text.data);
}

/* Appends the source, which must be a DID's path. */
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
	if (!did || !is_did(did))
		refuse_attribute(ATTRIBUTE_BY, hint, "It is not the path of a DID.");
	add_text(out, MEMBER_SRC, did);
}

/* Appends the value, which is the path with "/" between the segments. */
static void
add_value(StringInfo out, const Label *label)
{
	char	   *val = join_path(label->path, label->len, '/');

	if (!val || strlen(val) > MAX_VAL)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("an AT Protocol label cannot hold the path of this factlabel"),
				 val ? errdetail("It has %d bytes.", (int) strlen(val)) : errdetail("A segment of it holds a slash."),
				 errhint("A value there is at most %d bytes, with slashes between the segments.", MAX_VAL)));
	add_text(out, MEMBER_VAL, val);
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
	for (size_t i = 0; i < lengthof(ours_alone); i++)
	{
		if (label_has(&label, ours_alone[i]))
			refuse_attribute(ours_alone[i], "Make a label of the path, by, at, until, neg and ref alone: factlabel_make(factlabel_path(label), …).",
							 "There is no field for it.");
	}
	if (!is_uri(uri))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("the uri of an AT Protocol label is not valid"),
				 errdetail("It is \"%s\".", lex_clip(uri)),
				 errhint("Write \"at://…\" for a record, \"did:…\" for an account.")));

	initStringInfo(&out);
	appendStringInfoString(&out, "{\"ver\":1");
	add_source(&out, &label);
	add_text(&out, MEMBER_URI, uri);
	if (label_has(&label, ATTRIBUTE_REF))
	{
		int			len;
		const char *ref = attribute_text(label.value[ATTRIBUTE_REF], &len);
		char	   *cid = pnstrdup(ref, len);

		if (!is_cid(cid))
			refuse_attribute(ATTRIBUTE_REF, "A reference there is a version of the content, its CID.", "It is not a CID.");
		add_text(&out, MEMBER_CID, cid);
	}
	add_value(&out, &label);
	if (label_has(&label, ATTRIBUTE_NEG))
		appendStringInfoString(&out, ",\"neg\":true");
	if (!label_has(&label, ATTRIBUTE_AT))
		refuse_attribute(ATTRIBUTE_AT, "A label there has the time of its creation.", "It is missing.");
	add_moment(&out, MEMBER_CTS, &label, ATTRIBUTE_AT);
	if (label_has(&label, ATTRIBUTE_UNTIL))
		add_moment(&out, MEMBER_EXP, &label, ATTRIBUTE_UNTIL);
	appendStringInfoChar(&out, '}');
	PG_RETURN_DATUM(DirectFunctionCall1(jsonb_in, CStringGetDatum(out.data)));
}
