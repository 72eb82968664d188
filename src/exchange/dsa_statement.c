/*
 * dsa_statement.c
 *	  A statement of reasons: reading what is given, and writing the whole; see
 *	  dsa_statement.h.
 */
#include "exchange/dsa_statement.h"

#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/json.h"

#define EAN_MEMBER "EAN-13"

/* unknown members that get a suggestion */
#define SUGGESTED_MAX 100

/* Adds a text to a value. */
static void
add_text(DsaValue *value, const char *s, int len)
{
	if (value->n == value->size)
	{
		value->size = value->size ? value->size * 2 : 4;
		value->texts = value->texts ? repalloc_huge(value->texts, sizeof(DsaText) * value->size) :
			palloc(sizeof(DsaText) * value->size);
	}
	value->texts[value->n++] = (DsaText) {s, len};
}

static bool
has_text(const DsaValue *value, const char *s, int len)
{
	for (int i = 0; i < value->n; i++)
	{
		if (value->texts[i].len == len && memcmp(value->texts[i].s, s, len) == 0)
			return true;
	}
	return false;
}

void
dsa_value_add(DsaValue *value, const char *s, int len)
{
	if (!has_text(value, s, len))
		add_text(value, s, len);
}

bool
dsa_value_has(const DsaValue *value, const char *code)
{
	return has_text(value, code, strlen(code));
}

/* Whether a text has nothing but blanks. */
static bool
is_blank(const char *s, int len)
{
	for (int i = 0; i < len; i++)
	{
		if (i % FACTAG_INTERRUPT_BYTES == 0)
			CHECK_FOR_INTERRUPTS();
		if (!isspace((unsigned char) s[i]) || IS_HIGHBIT_SET(s[i]))
			return false;
	}
	return true;
}

/* Takes the elements of an array. */
static void
take_codes(DsaValue *value, JsonbContainer *array)
{
	JsonbIterator *it = JsonbIteratorInit(array);
	JsonbValue	v;
	JsonbIteratorToken token = JsonbIteratorNext(&it, &v, true);

	if (token == WJB_BEGIN_ARRAY)
	{
		while ((token = JsonbIteratorNext(&it, &v, true)) == WJB_ELEM && v.type == jbvString)
		{
			CHECK_FOR_INTERRUPTS();
			add_text(value, v.val.string.val, v.val.string.len);
		}
	}
	if (token != WJB_END_ARRAY)
		value->problem = "must be an array of strings";
}

/* Takes the EAN from the object in content_id. */
static void
take_content_id(DsaValue *value, JsonbContainer *object)
{
	JsonbIterator *it = JsonbIteratorInit(object);
	JsonbValue	name;
	JsonbValue	v;
	JsonbIteratorToken token = JsonbIteratorNext(&it, &name, true);

	/* [] is empty, and so is {} */
	if (token == WJB_BEGIN_ARRAY && name.val.array.nElems == 0)
		return;
	if (token != WJB_BEGIN_OBJECT)
		value->problem = "must be an object";
	while (!value->problem && JsonbIteratorNext(&it, &name, true) == WJB_KEY)
	{
		(void) JsonbIteratorNext(&it, &v, true);
		CHECK_FOR_INTERRUPTS();
		if (name.val.string.len != (int) strlen(EAN_MEMBER) ||
			memcmp(name.val.string.val, EAN_MEMBER, strlen(EAN_MEMBER)) != 0)
			value->problem = "can have one member, \"" EAN_MEMBER "\"";
		else if (v.type == jbvString)
			add_text(value, v.val.string.val, v.val.string.len);
		else if (v.type != jbvNull)
			value->problem = "must have a string as \"" EAN_MEMBER "\"";
	}
}

/* Takes what is given for a field. */
static void
take_value(DsaValue *value, DsaField field, const JsonbValue *v)
{
	DsaType		type = dsa_fields[field].type;

	value->given = v->type != jbvNull;
	if (v->type == jbvString && is_blank(v->val.string.val, v->val.string.len))
		return;
	if (v->type == jbvString && type != DSA_CODES && type != DSA_CONTENT_ID)
		add_text(value, v->val.string.val, v->val.string.len);
	else if (v->type == jbvBinary && type == DSA_CODES)
		take_codes(value, v->val.binary.data);
	else if (v->type == jbvBinary && type == DSA_CONTENT_ID)
		take_content_id(value, v->val.binary.data);
	else if (v->type == jbvBinary && JsonContainerIsArray(v->val.binary.data) && JsonContainerSize(v->val.binary.data) == 0)
		return;
	else if (value->given)
		value->problem = type == DSA_CODES ? "must be an array of strings" :
			type == DSA_CONTENT_ID ? "must be an object" : "must be a string";
}

/* Adds a member that is no field. */
static void
add_unknown(DsaStatement *statement, const char *name, int len)
{
	const char *similar = statement->nunknown < SUGGESTED_MAX ? dsa_field_similar(name, len) : NULL;

	if (statement->nunknown == statement->unknown_size)
	{
		statement->unknown_size = statement->unknown_size ? statement->unknown_size * 2 : 4;
		statement->unknown = statement->unknown ?
			repalloc_huge(statement->unknown, sizeof(DsaUnknown) * statement->unknown_size) :
			palloc(sizeof(DsaUnknown) * statement->unknown_size);
	}
	statement->unknown[statement->nunknown++] = (DsaUnknown) {
		.name = {name, len},
		.problem = similar ? psprintf("is no field; \"%s\" is one", similar) : "is no field"
	};
}

void
dsa_statement_init(DsaStatement *statement, Jsonb *given, int version)
{
	JsonbIterator *it;
	JsonbValue	name;
	JsonbValue	v;
	JsonbIteratorToken token;

	memset(statement, 0, sizeof(*statement));
	statement->version = version;
	if (!given)
		return;
	it = JsonbIteratorInit(&given->root);
	token = JsonbIteratorNext(&it, &name, true);
	if (token != WJB_BEGIN_OBJECT)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("a statement of reasons must be a JSON object"),
				 errhint("Give an object with the fields that are known: {\"puid\": \"post-4\"}.")));
	while (JsonbIteratorNext(&it, &name, true) == WJB_KEY)
	{
		DsaField	field = dsa_field_find(name.val.string.val, name.val.string.len);

		CHECK_FOR_INTERRUPTS();
		(void) JsonbIteratorNext(&it, &v, true);
		if (field < DSA_FIELDS)
			take_value(&statement->values[field], field, &v);
		else
			add_unknown(statement, name.val.string.val, name.val.string.len);
	}
}

static void
append_string(StringInfo out, DsaText text)
{
	escape_json(out, pnstrdup(text.s, text.len));
}

/* Appends a value as JSON. */
static void
append_value(StringInfo out, DsaType type, const DsaValue *value)
{
	if (type == DSA_CONTENT_ID)
		appendStringInfoString(out, "{\"" EAN_MEMBER "\":");
	if (type == DSA_CODES)
		appendStringInfoChar(out, '[');
	for (int i = 0; i < value->n; i++)
	{
		if (i > 0)
			appendStringInfoChar(out, ',');
		append_string(out, value->texts[i]);
	}
	if (type == DSA_CODES)
		appendStringInfoChar(out, ']');
	if (type == DSA_CONTENT_ID)
		appendStringInfoChar(out, '}');
}

Datum
dsa_statement_jsonb(const DsaStatement *statement)
{
	StringInfoData out;

	initStringInfo(&out);
	appendStringInfoChar(&out, '{');
	for (DsaField field = 0; field < DSA_FIELDS; field++)
	{
		if (statement->values[field].n == 0)
			continue;
		appendStringInfo(&out, "%s\"%s\":", out.len > 1 ? "," : "", dsa_fields[field].name);
		append_value(&out, dsa_fields[field].type, &statement->values[field]);
	}
	appendStringInfoChar(&out, '}');
	return DirectFunctionCall1(jsonb_in, CStringGetDatum(out.data));
}
