/*
 * idset_jsonb.c
 *	  Casts between sets of ids and jsonb: [1, 2, 3].
 */
#include "idset/idset.h"

#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/jsonb.h"

#include "idset/id_builder.h"
#include "idset/idset_format.h"
#include "text/attribute_jsonb.h"

static const char *const shape_hint = "Write [1, 2, 3]; an id may also be a string, as \"9007199254740993\".";

/* bytes of jsonb of any kind, which the server refuses at a place that names no id */
#define MAX_JSONB_BYTES 0x0FFFFFFF

/* bytes that a small id takes in jsonb: its number, and the entry that leads to it */
#define JSONB_ID_BYTES 12

/* Reports that jsonb has another shape (22P02), or saves the error; returns false. */
static bool
bad_shape(Node *escontext, const char *detail)
{
	errsave(escontext,
			(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
			 errmsg("jsonb is not an idset"),
			 errdetail("%s", detail),
			 errhint("%s", shape_hint)));
	return false;
}

/* Adds an element of an array; false if an error was saved. */
static bool
add_element(Node *escontext, IdBuilder *builder, const JsonbValue *v)
{
	Lexer		lx;
	char	   *text;
	int64		id;

	if (v->type == jbvString)
		text = pnstrdup(v->val.string.val, v->val.string.len);
	else if (v->type == jbvNumeric)
		text = DatumGetCString(DirectFunctionCall1(numeric_out, NumericGetDatum(v->val.numeric)));
	else
		return bad_shape(escontext, "The elements of the array are ids.");
	lex_init(&lx, "idset", text, strlen(text), escontext);
	if (!idset_read_id(&lx, &id))
		return false;
	lex_skip_blanks(&lx);
	if (lx.cur < lx.end)
		return lex_fail(&lx, lx.cur, shape_hint, "Expected an integer, found %s after it.", lex_describe(&lx));
	pfree(text);
	id_builder_add(builder, id);
	return true;
}

PG_FUNCTION_INFO_V1(idset_from_jsonb);
Datum
idset_from_jsonb(PG_FUNCTION_ARGS)
{
	JsonbIterator *it = JsonbIteratorInit(&PG_GETARG_JSONB_P(0)->root);
	IdBuilder  *builder = id_builder_make(CurrentMemoryContext);
	JsonbValue	v;
	JsonbIteratorToken token = JsonbIteratorNext(&it, &v, false);

	if (token != WJB_BEGIN_ARRAY || v.val.array.rawScalar)
	{
		bad_shape(fcinfo->context, "Expected an array of ids.");
		PG_RETURN_NULL();
	}
	while ((token = JsonbIteratorNext(&it, &v, true)) == WJB_ELEM)
	{
		CHECK_FOR_INTERRUPTS();
		if (!add_element(fcinfo->context, builder, &v))
			PG_RETURN_NULL();
	}
	PG_RETURN_POINTER(idset_store(id_builder_finish(builder)));
}

PG_FUNCTION_INFO_V1(idset_from_json);
Datum
idset_from_json(PG_FUNCTION_ARGS)
{
	return DirectFunctionCall1(idset_from_jsonb, jsonb_from_json(PG_GETARG_DATUM(0)));
}

PG_FUNCTION_INFO_V1(idset_to_jsonb);
Datum
idset_to_jsonb(PG_FUNCTION_ARGS)
{
	IdBlocks   *set = idset_blocks(PG_GETARG_PACKED_P(0));
	StringInfoData out;
	IdReader	reader;
	int64		id;

	if (set->count > MAX_JSONB_BYTES / JSONB_ID_BYTES)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("jsonb holds at most %d ids, and the idset has " INT64_FORMAT,
						MAX_JSONB_BYTES / JSONB_ID_BYTES, set->count),
				 errhint("idset_ids(ids) returns a row for each id.")));
	initStringInfo(&out);
	id_reader_init(&reader, set);
	appendStringInfoChar(&out, '[');
	while (id_reader_next(&reader, &id))
	{
		CHECK_FOR_INTERRUPTS();
		if (out.len > 1)
			appendStringInfoChar(&out, ',');
		enlargeStringInfo(&out, MAXINT8LEN + 1);
		out.len += pg_lltoa(id, out.data + out.len);
	}
	appendStringInfoChar(&out, ']');
	PG_RETURN_DATUM(DirectFunctionCall1(jsonb_in, CStringGetDatum(out.data)));
}
