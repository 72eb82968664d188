/*
 * input.c
 *	  The input of a lexer, blanks, and errors; see input.h.
 */
#include "text/input.h"

#include "libpq/pqformat.h"
#include "mb/pg_wchar.h"

/* how much of the input an error message quotes, in bytes */
#define MESSAGE_CLIP 200

void
lex_init(Lexer *lx, const char *type, const char *input, int len, Node *escontext)
{
	lx->type = type;
	lx->input = lx->cur = input;
	lx->end = lx->input_end = input + len;
	lx->sqlstate = ERRCODE_INVALID_TEXT_REPRESENTATION;
	lx->lines = false;
	lx->escontext = escontext;
}

/* Takes the text form out of a binary message; 22P03 unless it is valid. */
void
lex_init_binary(Lexer *lx, const char *type, StringInfo buf)
{
	int			version;
	int			encoding;
	int			len;
	const char *raw;
	char	   *text;

	if (buf->cursor >= buf->len)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
				 errmsg("invalid binary value for type %s", type),
				 errdetail("Expected a version byte, found the end.")));
	version = pq_getmsgbyte(buf);
	if (version != FACTAG_WIRE_VERSION)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
				 errmsg("invalid binary value for type %s", type),
				 errdetail("Expected version %d, found %d.", FACTAG_WIRE_VERSION, version)));
	len = buf->len - buf->cursor;
	raw = pq_getmsgbytes(buf, len);
	/* a client that names no encoding sends the database's */
	encoding = pg_get_client_encoding() == PG_SQL_ASCII ? PG_UTF8 : pg_get_client_encoding();
	if (!pg_verify_mbstr(encoding, raw, len, true))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
				 errmsg("invalid binary value for type %s", type),
				 errdetail("After the version byte comes text in the client's encoding, %s.",
						   pg_encoding_to_char(encoding))));
	text = pnstrdup(raw, len);
	raw = pg_client_to_server(text, len);
	lex_init(lx, type, raw, raw == text ? len : (int) strlen(raw), NULL);
	lx->sqlstate = ERRCODE_INVALID_BINARY_REPRESENTATION;
}

int
lex_blank(const char *p, const char *end)
{
	const unsigned char *s = (const unsigned char *) p;

	if (p >= end)
		return 0;
	if (s[0] == ' ' || (s[0] >= '\t' && s[0] <= '\r'))
		return 1;
	if (s[0] < 0xC2 || s[0] > 0xE3)
		return 0;
	/* U+0085 U+00A0 */
	if (s[0] == 0xC2 && end - p >= 2)
		return s[1] == 0x85 || s[1] == 0xA0 ? 2 : 0;
	if (end - p < 3)
		return 0;
	/* U+1680 */
	if (s[0] == 0xE1)
		return s[1] == 0x9A && s[2] == 0x80 ? 3 : 0;
	/* U+2000..200A U+2028 U+2029 U+202F, U+205F */
	if (s[0] == 0xE2 && s[1] == 0x80)
		return s[2] <= 0x8A || s[2] == 0xA8 || s[2] == 0xA9 || s[2] == 0xAF ? 3 : 0;
	if (s[0] == 0xE2)
		return s[1] == 0x81 && s[2] == 0x9F ? 3 : 0;
	/* U+3000 */
	return s[0] == 0xE3 && s[1] == 0x80 && s[2] == 0x80 ? 3 : 0;
}

const char *
lex_blanks_end(const char *p, const char *end)
{
	int			n;

	while ((n = lex_blank(p, end)) > 0)
		p += n;
	return p;
}

void
lex_skip_blanks(Lexer *lx)
{
	lx->cur = lex_blanks_end(lx->cur, lx->end);
}

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
lex_describe(const Lexer *lx)
{
	const char *next = lex_blanks_end(lx->cur, lx->end);

	if (next >= lx->end)
		return "the end";
	return psprintf("\"%.*s\"", Min(pg_utf_mblen((const unsigned char *) next), (int) (lx->end - next)), next);
}

const char *
lex_clip(const char *word)
{
	int			len = strlen(word);

	if (len <= MESSAGE_CLIP)
		return word;
	return psprintf("%.*s...", pg_mbcliplen(word, len, MESSAGE_CLIP), word);
}
