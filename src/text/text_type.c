/*
 * text_type.c
 *	  Input and output that every type shares; see text_type.h.
 */
#include "text/text_type.h"

#include "libpq/pqformat.h"

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

Datum
text_type_from_text(FunctionCallInfo fcinfo, const char *type, TextTypeParse parse)
{
	text	   *t = PG_GETARG_TEXT_PP(0);

	return parse_text(fcinfo, type, parse, VARDATA_ANY(t), VARSIZE_ANY_EXHDR(t));
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
