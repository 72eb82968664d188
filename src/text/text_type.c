/*
 * text_type.c
 *	  Input and output that every type shares; see text_type.h.
 */
#include "text/text_type.h"

#include "libpq/pqformat.h"
#include "utils/datum.h"
#include "utils/lsyscache.h"

/* Reads a text; NULL if an error was saved into the call's context. */
static Datum
parse_text(FunctionCallInfo fcinfo, const char *type, TextTypeParse parse,
		   const char *text, int len)
{
	Lexer		lx;
	Datum		value;

	lex_init(&lx, type, text, len, fcinfo->context);
	value = parse(&lx);
	if (value == (Datum) 0)
		PG_RETURN_NULL();
	return value;
}

/* the text form of argument 0 */
static StringInfoData
deparse_arg(FunctionCallInfo fcinfo, TextTypeDeparse deparse)
{
	StringInfoData text;

	initStringInfo(&text);
	deparse(&text, PG_GETARG_DATUM(0));
	return text;
}

Datum
text_type_in(FunctionCallInfo fcinfo, const char *type, TextTypeParse parse)
{
	char	   *text = PG_GETARG_CSTRING(0);

	return parse_text(fcinfo, type, parse, text, strlen(text));
}

Datum
text_type_out(FunctionCallInfo fcinfo, TextTypeDeparse deparse)
{
	PG_RETURN_CSTRING(deparse_arg(fcinfo, deparse).data);
}

Datum
text_type_recv(FunctionCallInfo fcinfo, const char *type, TextTypeParse parse)
{
	Lexer		lx;

	lex_init_binary(&lx, type, (StringInfo) PG_GETARG_POINTER(0));
	return parse(&lx);
}

Datum
text_type_send(FunctionCallInfo fcinfo, TextTypeDeparse deparse)
{
	StringInfoData text = deparse_arg(fcinfo, deparse);
	StringInfoData out;

	pq_begintypsend(&out);
	pq_sendbyte(&out, FACTAG_WIRE_VERSION);
	pq_sendtext(&out, text.data, text.len);
	PG_RETURN_BYTEA_P(pq_endtypsend(&out));
}

/* longer texts are read anew in each call */
#define LAST_TEXT_BYTES (1024 * 1024)

/*
 * In fn_extra of a cast from text. A parameter, or a text from a row of another table,
 * is cast once per row. So the text of the last call is kept, and its value once the
 * text has come twice in a row.
 */
typedef struct LastText
{
	char	   *text;
	int			len;
	int			size;			/* allocated for the text */
	bool		has_value;
	Datum		value;
	int16		typlen;			/* of the value, once there was one */
	bool		typbyval;
} LastText;

/* Keeps a text that differs from the last one. */
static void
keep_text(FmgrInfo *flinfo, const char *text, int len)
{
	LastText   *last = flinfo->fn_extra;

	if (!last)
		last = flinfo->fn_extra = MemoryContextAllocZero(flinfo->fn_mcxt, sizeof(LastText));
	if (last->has_value && !last->typbyval)
		pfree(DatumGetPointer(last->value));
	last->has_value = false;
	if (last->size < len)
	{
		last->text = last->text ? repalloc(last->text, len) : MemoryContextAlloc(flinfo->fn_mcxt, len);
		last->size = len;
	}
	if (len > 0)
		memcpy(last->text, text, len);
	last->len = len;
}

/* Keeps the value of the text that came again. */
static void
keep_value(FmgrInfo *flinfo, Datum value)
{
	LastText   *last = flinfo->fn_extra;
	MemoryContext old;

	if (last->typlen == 0)
		get_typlenbyval(get_func_rettype(flinfo->fn_oid), &last->typlen, &last->typbyval);
	old = MemoryContextSwitchTo(flinfo->fn_mcxt);
	last->value = datumCopy(value, last->typbyval, last->typlen);
	MemoryContextSwitchTo(old);
	last->has_value = true;
}

Datum
text_type_from_text(FunctionCallInfo fcinfo, const char *type, TextTypeParse parse)
{
	FmgrInfo   *flinfo = fcinfo->flinfo;
	const LastText *last = flinfo ? flinfo->fn_extra : NULL;
	text	   *t = PG_GETARG_TEXT_PP(0);
	const char *text = VARDATA_ANY(t);
	int			len = VARSIZE_ANY_EXHDR(t);
	bool		again = last && last->text && last->len == len && memcmp(last->text, text, len) == 0;
	Datum		value;

	/* a copy, because the caller may keep the values of several calls, as an array's cast does */
	if (again && last->has_value)
		return datumCopy(last->value, last->typbyval, last->typlen);
	value = parse_text(fcinfo, type, parse, text, len);
	if (!flinfo || fcinfo->isnull || len > LAST_TEXT_BYTES)
		return value;
	if (again)
		keep_value(flinfo, value);
	else
		keep_text(flinfo, text, len);
	return value;
}

Datum
text_type_to_text(FunctionCallInfo fcinfo, TextTypeDeparse deparse)
{
	StringInfoData text = deparse_arg(fcinfo, deparse);

	PG_RETURN_TEXT_P(cstring_to_text_with_len(text.data, text.len));
}

Datum
text_type_error(FunctionCallInfo fcinfo, const char *type, TextTypeParse parse)
{
	text	   *t = PG_GETARG_TEXT_PP(0);
	LexError	error = {NULL, NULL};
	Lexer		lx;

	lex_init(&lx, type, VARDATA_ANY(t), VARSIZE_ANY_EXHDR(t), NULL);
	lx.error = &error;
	if (parse(&lx) != (Datum) 0)
		PG_RETURN_NULL();
	PG_RETURN_TEXT_P(cstring_to_text(psprintf("%s. %s", error.message, error.detail)));
}

Datum
text_type_match(FunctionCallInfo fcinfo, TextTypeDeparse deparse, PGFunction match)
{
	StringInfoData form = deparse_arg(fcinfo, deparse);
	text	   *t = cstring_to_text_with_len(form.data, form.len);

	return DirectFunctionCall2Coll(match, PG_GET_COLLATION(), PointerGetDatum(t), PG_GETARG_DATUM(1));
}
