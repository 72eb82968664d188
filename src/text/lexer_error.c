/*
 * lexer_error.c
 *	  Errors of the lexer: message, place, hint; hard or soft.
 */
#include "text/lexer.h"

#include "mb/pg_wchar.h"

/* how much of the input an error message quotes, in bytes */
#define MESSAGE_CLIP 200

/* what of the input an error quotes, and where in it the place is */
typedef struct Place
{
	const char *text;
	int			len;			/* cut at MESSAGE_CLIP */
	const char *dots;			/* that say so */
	const char *position;
} Place;

static Place
find_place(Lexer *lx, const char *at)
{
	Place		place;
	const char *start = lx->input;
	const char *end = lx->input_end;
	int			line = 1;
	int			column;

	if (lx->lines)
	{
		for (const char *p = lx->input; p < at; p++)
		{
			if (*p != '\n')
				continue;
			start = p + 1;
			line++;
		}
		end = start;
		while (end < lx->input_end && *end != '\n')
			end++;
	}
	place.text = start;
	place.len = end - start > MESSAGE_CLIP ? pg_mbcliplen(start, end - start, MESSAGE_CLIP) : end - start;
	place.dots = place.len < end - start ? "..." : "";
	column = pg_mbstrlen_with_len(start, at - start) + 1;
	place.position = lx->lines ? psprintf("line %d, column %d", line, column) : psprintf("character %d", column);
	return place;
}

/* Reports; detail and position make one sentence. Returns false. */
static bool
fail(Lexer *lx, int sqlstate, const char *at, const char *hint, const char *detail)
{
	Place		place = find_place(lx, at);

	/* in binary input whatever is wrong is an invalid binary representation */
	if (lx->sqlstate == ERRCODE_INVALID_BINARY_REPRESENTATION)
		sqlstate = lx->sqlstate;

	if (sqlstate == ERRCODE_PROGRAM_LIMIT_EXCEEDED)
		errsave(lx->escontext,
				(errcode(sqlstate),
				 errmsg("value exceeds a limit of type %s: \"%.*s%s\"", lx->type, place.len, place.text, place.dots),
				 errdetail("%s at %s.", detail, place.position),
				 hint ? errhint("%s", hint) : 0));
	else if (sqlstate == ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE)
		errsave(lx->escontext,
				(errcode(sqlstate),
				 errmsg("value out of range for type %s: \"%.*s%s\"", lx->type, place.len, place.text, place.dots),
				 errdetail("%s at %s.", detail, place.position),
				 hint ? errhint("%s", hint) : 0));
	else
		errsave(lx->escontext,
				(errcode(sqlstate),
				 errmsg("invalid input syntax for type %s: \"%.*s%s\"", lx->type, place.len, place.text, place.dots),
				 errdetail("%s at %s.", detail, place.position),
				 hint ? errhint("%s", hint) : 0));
	return false;
}

static char *format(const char *fmt, va_list args) pg_attribute_printf(1, 0);

/* the formatted text, palloc'd */
static char *
format(const char *fmt, va_list args)
{
	StringInfoData buf;

	initStringInfo(&buf);
	for (;;)
	{
		va_list		copy;
		int			needed;

		va_copy(copy, args);
		needed = appendStringInfoVA(&buf, fmt, copy);
		va_end(copy);
		if (needed == 0)
			return buf.data;
		enlargeStringInfo(&buf, needed);
	}
}

bool
lex_fail(Lexer *lx, const char *at, const char *hint, const char *detail,...)
{
	va_list		args;
	char	   *text;

	va_start(args, detail);
	text = format(detail, args);
	va_end(args);
	return fail(lx, lx->sqlstate, at, hint, text);
}

bool
lex_fail_code(Lexer *lx, int sqlstate, const char *at, const char *hint, const char *detail,...)
{
	va_list		args;
	char	   *text;

	va_start(args, detail);
	text = format(detail, args);
	va_end(args);
	return fail(lx, sqlstate, at, hint, text);
}

const char *
lex_describe(Lexer *lx)
{
	lex_skip_blanks(lx);
	if (lx->cur >= lx->end)
		return "the end";
	return psprintf("\"%.*s\"", Min(pg_utf_mblen((const unsigned char *) lx->cur), (int) (lx->end - lx->cur)), lx->cur);
}

const char *
lex_clip(const char *word)
{
	int			len = strlen(word);

	if (len <= MESSAGE_CLIP)
		return word;
	return psprintf("%.*s...", pg_mbcliplen(word, len, MESSAGE_CLIP), word);
}
