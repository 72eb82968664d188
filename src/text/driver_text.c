/*
 * driver_text.c
 *	  Arrays and JSON that a driver sends as text; see driver_text.h.
 */
#include "text/driver_text.h"

#include "catalog/pg_type.h"
#include "utils/builtins.h"
#include "utils/fmgroids.h"
#include "utils/fmgrprotos.h"

/* Skips blanks, which are ASCII in arrays and JSON. */
static const char *
skip_blanks(const char *p, const char *end)
{
	while (p < end && (*p == ' ' || (*p >= '\t' && *p <= '\r')))
		p++;
	return p;
}

bool
driver_text_starts(const char *p, const char *end)
{
	if (p >= end || *p != '[')
		return p < end && *p == '{';
	p = skip_blanks(p + 1, end);
	return p >= end || *p == '"' || *p == '{' || *p == '[' || *p == ']';
}

DriverText
driver_text_kind(Lexer *lx)
{
	const char *p;

	lex_skip_blanks(lx);
	if (!driver_text_starts(lx->cur, lx->end))
		return DRIVER_TEXT_NONE;
	if (*lx->cur == '[')
		return DRIVER_TEXT_JSON;

	/* an array may begin with a quoted element, too, but no colon follows it */
	p = skip_blanks(lx->cur + 1, lx->end);
	if (p >= lx->end || *p != '"')
		return DRIVER_TEXT_ARRAY;
	p = lex_quote_end(p + 1, lx->end);
	if (!p)
		return DRIVER_TEXT_ARRAY;
	p = skip_blanks(p + 1, lx->end);
	return p < lx->end && *p == ':' ? DRIVER_TEXT_JSON : DRIVER_TEXT_ARRAY;
}

bool
driver_text_refuse(Lexer *lx)
{
	switch (driver_text_kind(lx))
	{
		case DRIVER_TEXT_ARRAY:
			return lex_fail(lx, lx->cur, "Cast a list as an array, through text[]. A name that begins with a brace is written in quotes.",
							"Type %s does not read an array.", lx->type);
		case DRIVER_TEXT_JSON:
			return lex_fail(lx, lx->cur, "Cast JSON through jsonb, and a list as an array, through text[]. A name that begins with a bracket or a brace is written in quotes.",
							"Type %s does not read JSON.", lx->type);
		default:
			return true;
	}
}

Datum
driver_text_convert(Lexer *lx, DriverText kind, PGFunction cast)
{
	LOCAL_FCINFO(fcinfo, 1);
	char	   *text = pnstrdup(lx->cur, lx->end - lx->cur);
	Datum		value;
	bool		ok;

	if (kind == DRIVER_TEXT_ARRAY)
	{
		FmgrInfo	array_in_info;

		fmgr_info(F_ARRAY_IN, &array_in_info);
		ok = factag_input(&array_in_info, text, TEXTOID, lx->escontext, &value);
	}
	else
	{
		FmgrInfo	jsonb_in_info;

		fmgr_info(F_JSONB_IN, &jsonb_in_info);
		ok = factag_input(&jsonb_in_info, text, InvalidOid, lx->escontext, &value);
	}
	pfree(text);
	if (!ok)
		return (Datum) 0;
	lx->cur = lx->end;
	InitFunctionCallInfoData(*fcinfo, NULL, 1, InvalidOid, lx->escontext, NULL);
	fcinfo->args[0].value = value;
	fcinfo->args[0].isnull = false;
	value = cast(fcinfo);
	return fcinfo->isnull ? (Datum) 0 : value;
}
