/*
 * attribute_jsonb.c
 *	  Attributes as members of a jsonb object; see attribute_jsonb.h.
 */
#include "text/attribute_jsonb.h"

#include "utils/builtins.h"
#include "utils/json.h"
#include "utils/numeric.h"

#include "text/quote.h"
#include "text/verdict.h"

bool
jsonb_bad_shape(const JsonbTarget *target, const char *what)
{
	errsave(target->escontext,
			(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
			 errmsg("jsonb is not a %s", target->type),
			 errdetail("%s", what),
			 errhint("%s", target->hint)));
	return false;
}

/* Returns what an attribute's value is in jsonb. */
static const char *
kind_name(AttributeKind kind)
{
	switch (kind)
	{
		case KIND_FLOAT4:
		case KIND_FLOAT8:
			return "number";
		case KIND_FLAG:
			return "boolean";
		default:
			return "string";
	}
}

/* Whether a jsonb value of this type can be an attribute's value. */
static bool
kind_fits(AttributeKind kind, enum jbvType type)
{
	switch (kind)
	{
		case KIND_FLOAT4:
		case KIND_FLOAT8:
			return type == jbvNumeric;
		case KIND_FLAG:
			return type == jbvBool;
		default:
			return type == jbvString;
	}
}

bool
attribute_from_jsonb(const JsonbTarget *target, const AttributeTable *table,
					 const JsonbValue *key, const JsonbValue *v,
					 int *number, bool *there, AttributeValue *value)
{
	Lexer		lx;
	const AttributeDef *def;
	AttributeKind kind;
	char	   *text;

	lex_init(&lx, target->type, key->val.string.val, key->val.string.len, target->escontext);
	if (!attribute_read_name(&lx, table, number) || !lex_expect_end(&lx))
		return false;
	def = &table->defs[*number];
	kind = def->kind;
	*there = v->type != jbvNull;
	if (!*there)
		return true;
	if (!kind_fits(kind, v->type))
		return jsonb_bad_shape(target, psprintf("The attribute \"%s\" must be a %s.",
												def->name, kind_name(kind)));
	if (kind == KIND_FLAG)
	{
		*there = v->val.boolean;
		return true;
	}
	if (kind == KIND_TEXT)
		return attribute_read_text(def, v->val.string.val, v->val.string.len, target->escontext, value);
	if (v->type == jbvString)
		text = pnstrdup(v->val.string.val, v->val.string.len);
	else
		text = DatumGetCString(DirectFunctionCall1(numeric_out, NumericGetDatum(v->val.numeric)));
	lex_init(&lx, target->type, text, strlen(text), target->escontext);
	return attribute_read_value(&lx, kind == KIND_PATH ? path_specials : attribute_value_specials,
								def, value) &&
		lex_expect_end(&lx);
}

void
attributes_deparse_json(StringInfo out, const AttributeTable *table, AttributeMask present,
						const AttributeValue *values, bool first)
{
	StringInfoData text;

	initStringInfo(&text);
	for (int i = 0; i < table->n; i++)
	{
		int			number = table->numbers[i];
		const AttributeDef *def = &table->defs[number];
		AttributeKind kind = def->kind;

		if (!(present & ATTRIBUTE_BIT(number)))
			continue;
		appendStringInfo(out, "%s\"%s\":", first ? "" : ",", def->name);
		first = false;
		resetStringInfo(&text);
		if (kind == KIND_FLAG)
			appendStringInfoString(&text, "true");
		else if (kind == KIND_TEXT)
		{
			int			len;
			const char *s = attribute_text(values[number], &len);

			appendBinaryStringInfo(&text, s, len);
		}
		else
			attribute_deparse_value(&text, path_specials, def, values[number]);
		if (kind_fits(kind, jbvString))
			escape_json(out, text.data);
		else
			appendBinaryStringInfo(out, text.data, text.len);
	}
	pfree(text.data);
}

Datum
jsonb_from_json(Datum json)
{
	return DirectFunctionCall1(jsonb_in, CStringGetDatum(TextDatumGetCString(json)));
}
