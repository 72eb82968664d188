/*
 * input.c
 *	  The input of a lexer, blanks, and errors; see input.h.
 */
#include "text/input.h"

#include "libpq/pqformat.h"
#include "mb/pg_wchar.h"
#include "miscadmin.h"

/* bytes of the input that an error message quotes at most */
#define MESSAGE_CLIP 200

void
lex_init(Lexer *lx, const char *type, const char *input, int len, Node *escontext)
{
	lx->type = type;
	lx->input = lx->cur = input;
	lx->end = lx->input_end = input + len;
	lx->sqlstate = ERRCODE_INVALID_TEXT_REPRESENTATION;
	lx->lines = false;
	lx->row = 0;
	lx->star_hint = NULL;
	lx->escontext = escontext;
	lx->error = NULL;
}

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
				 errdetail("Expected version %d, found %d.", FACTAG_WIRE_VERSION, version),
				 version < ' ' ?
				 errhint("The binary form of a value is the version byte and then the text form.") :
				 errhint("This seems to be the text form. Send it as text, or put the version byte before it.")));
	len = buf->len - buf->cursor;
	raw = pq_getmsgbytes(buf, len);
	/* a client without an encoding sends text in the database's, UTF-8 */
	encoding = pg_get_client_encoding() == PG_SQL_ASCII ? PG_UTF8 : pg_get_client_encoding();
	if (!pg_verify_mbstr(encoding, raw, len, true))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
				 errmsg("invalid binary value for type %s", type),
				 errdetail("The bytes after the version are not valid text in the client's "
						   "encoding, %s.", pg_encoding_to_char(encoding))));
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
	int			len;

	for (int n = 1; (len = lex_blank(p, end)) > 0; n++)
	{
		if (unlikely(n % FACTAG_INTERRUPT_BYTES == 0))
			CHECK_FOR_INTERRUPTS();
		p += len;
	}
	return p;
}

const char *
lex_text_end(const char *p, const char *end)
{
	const char *result = p;

	for (int n = 1; p < end; n++)
	{
		int			blank = lex_blank(p, end);

		if (unlikely(n % FACTAG_INTERRUPT_BYTES == 0))
			CHECK_FOR_INTERRUPTS();
		p += blank ? blank : 1;
		if (!blank)
			result = p;
	}
	return result;
}

void
lex_skip_byte_order_mark(Lexer *lx)
{
	if (lx->end - lx->cur >= 3 && memcmp(lx->cur, "\357\273\277", 3) == 0)
		lx->cur += 3;
}

typedef struct Place
{
	const char *quote;			/* what the message quotes: the input or a line, clipped */
	int			line;
	int			column;			/* in characters */
} Place;

/* Counts the characters of valid UTF-8. */
static int
count_chars(const char *p, const char *end)
{
	int			n = 0;

	while (p < end)
	{
		const char *stop = p + Min(end - p, FACTAG_INTERRUPT_BYTES);

		CHECK_FOR_INTERRUPTS();
		for (; p < stop; p++)
			n += (*p & 0xC0) != 0x80;
	}
	return n;
}

/* Describes a place in the input. */
static Place
find_place(const Lexer *lx, const char *at)
{
	Place		place = {.line = 1};
	const char *start = lx->input;
	const char *end = lx->input_end;

	if (lx->lines)
	{
		const char *newline;

		while ((newline = memchr(start, '\n', at - start)) != NULL)
		{
			start = newline + 1;
			place.line++;
		}
		newline = memchr(start, '\n', end - start);
		if (newline)
			end = newline;
	}
	if (end - start > MESSAGE_CLIP)
		place.quote = psprintf("%.*s...", pg_mbcliplen(start, end - start, MESSAGE_CLIP), start);
	else
		place.quote = pnstrdup(start, end - start);
	place.column = count_chars(start, at) + 1;
	return place;
}

/*
 * Reports an error, or saves it into lx->error; returns false. The place is a sentence of the detail and not
 * of the context, which pg_input_error_info() would not show.
 */
static bool
fail(Lexer *lx, int sqlstate, const char *at, const char *hint, const char *detail)
{
	Place		place = find_place(lx, at);
	const char *message;
	const char *where;

	/* in binary input, whatever is wrong makes the binary representation invalid */
	if (lx->sqlstate == ERRCODE_INVALID_BINARY_REPRESENTATION)
		sqlstate = lx->sqlstate;

	message = psprintf(sqlstate == ERRCODE_PROGRAM_LIMIT_EXCEEDED ? "value exceeds a limit of type %s: \"%s\"" :
					   sqlstate == ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE ? "value out of range for type %s: \"%s\"" :
					   "invalid input syntax for type %s: \"%s\"", lx->type, place.quote);
	if (lx->row > 0)
		where = psprintf("The error is in row " INT64_FORMAT ", at line %d, column %d.", lx->row,
						 place.line, place.column);
	else if (lx->lines)
		where = psprintf("The error is at line %d, column %d.", place.line, place.column);
	else
		where = psprintf("The error is at character %d.", place.column);
	if (lx->error)
	{
		lx->error->message = message;
		lx->error->detail = psprintf("%s %s", detail, where);
		return false;
	}
	errsave(lx->escontext,
			(errcode(sqlstate),
			 errmsg_internal("%s", message),
			 errdetail_internal("%s %s", detail, where),
			 hint ? errhint("%s", hint) : 0));
	return false;
}

bool
lex_fail(Lexer *lx, const char *at, const char *hint, const char *detail,...)
{
	StringInfoData text;
	va_list		args;

	initStringInfo(&text);
	va_start(args, detail);
	factag_append_va(&text, detail, args);
	va_end(args);
	return fail(lx, lx->sqlstate, at, hint, text.data);
}

bool
lex_fail_code(Lexer *lx, int sqlstate, const char *at, const char *hint, const char *detail,...)
{
	StringInfoData text;
	va_list		args;

	initStringInfo(&text);
	va_start(args, detail);
	factag_append_va(&text, detail, args);
	va_end(args);
	return fail(lx, sqlstate, at, hint, text.data);
}

const char *
lex_describe(const Lexer *lx)
{
	const char *next = lex_blanks_end(lx->cur, lx->end);
	int			len;

	if (next >= lx->end)
		return "the end";
	len = pg_utf_mblen((const unsigned char *) next);
	return psprintf("\"%.*s\"", (int) Min(len, lx->end - next), next);
}

const char *
lex_clip(const char *word)
{
	int			len = strlen(word);

	if (len <= MESSAGE_CLIP)
		return word;
	return psprintf("%.*s...", pg_mbcliplen(word, len, MESSAGE_CLIP), word);
}
