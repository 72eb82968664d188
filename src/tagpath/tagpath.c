/*
 * tagpath.c
 *	  Type tagpath: input, output, hierarchy.
 */
#include "tagpath/tagpath.h"

#include "libpq/pqformat.h"
#include "utils/builtins.h"

#include "text/lexer.h"
#include "text/path.h"
#include "text/quote.h"

struct varlena *
tagpath_form(const char *path, int len)
{
	struct varlena *result = palloc(VARHDRSZ + 1 + len);

	SET_VARSIZE(result, VARHDRSZ + 1 + len);
	VARDATA(result)[0] = FACTAG_FORMAT;
	memcpy(VARDATA(result) + 1, path, len);
	return result;
}

/* Reads the rest of a lexer's input as one path. */
static struct varlena *
read_tagpath(Lexer *lx)
{
	char		buf[FACTAG_MAX_PATH];
	int			len;

	if (!lex_path(lx, LEX_PATH, buf, &len) || !lex_expect_end(lx))
		return NULL;
	return tagpath_form(buf, len);
}

struct varlena *
tagpath_parse(const char *text, int len, Node *escontext)
{
	Lexer		lx;

	lex_init(&lx, "tagpath", text, len, escontext);
	return read_tagpath(&lx);
}

/* Appends a path as text input reads it. */
static void
print_tagpath(StringInfo out, const struct varlena *path)
{
	int			len = TAGPATH_LEN(path);
	const char *data = TAGPATH_DATA(path);
	bool		bound;

	/*
	 * The end of an index range is no path: EXPLAIN shows it with a trailing
	 * "//", which input refuses. The start of one may be empty.
	 */
	bound = len == 0 || (unsigned char) data[len - 1] <= FACTAG_GLOBSTAR || (unsigned char) data[len - 1] == 0xFF;
	if (bound && len > 0)
		len--;
	if (len > 0)
		quote_path(out, data, len, LEX_PATH);
	if (bound)
		appendStringInfoString(out, "//");
}

PG_FUNCTION_INFO_V1(tagpath_in);
Datum
tagpath_in(PG_FUNCTION_ARGS)
{
	char	   *text = PG_GETARG_CSTRING(0);
	struct varlena *path = tagpath_parse(text, strlen(text), fcinfo->context);

	if (!path)
		PG_RETURN_NULL();
	PG_RETURN_POINTER(path);
}

PG_FUNCTION_INFO_V1(tagpath_out);
Datum
tagpath_out(PG_FUNCTION_ARGS)
{
	StringInfoData out;

	initStringInfo(&out);
	print_tagpath(&out, PG_GETARG_TAGPATH_P(0));
	PG_RETURN_CSTRING(out.data);
}

PG_FUNCTION_INFO_V1(tagpath_recv);
Datum
tagpath_recv(PG_FUNCTION_ARGS)
{
	Lexer		lx;

	lex_init_binary(&lx, "tagpath", (StringInfo) PG_GETARG_POINTER(0));
	PG_RETURN_POINTER(read_tagpath(&lx));
}

PG_FUNCTION_INFO_V1(tagpath_send);
Datum
tagpath_send(PG_FUNCTION_ARGS)
{
	StringInfoData out;
	StringInfoData text;

	initStringInfo(&text);
	print_tagpath(&text, PG_GETARG_TAGPATH_P(0));
	pq_begintypsend(&out);
	pq_sendbyte(&out, FACTAG_WIRE_VERSION);
	pq_sendtext(&out, text.data, text.len);
	PG_RETURN_BYTEA_P(pq_endtypsend(&out));
}

PG_FUNCTION_INFO_V1(tagpath_from_text);
Datum
tagpath_from_text(PG_FUNCTION_ARGS)
{
	text	   *t = PG_GETARG_TEXT_PP(0);
	struct varlena *path = tagpath_parse(VARDATA_ANY(t), VARSIZE_ANY_EXHDR(t), fcinfo->context);

	if (!path)
		PG_RETURN_NULL();
	PG_RETURN_POINTER(path);
}

PG_FUNCTION_INFO_V1(tagpath_to_text);
Datum
tagpath_to_text(PG_FUNCTION_ARGS)
{
	StringInfoData out;

	initStringInfo(&out);
	print_tagpath(&out, PG_GETARG_TAGPATH_P(0));
	PG_RETURN_TEXT_P(cstring_to_text_with_len(out.data, out.len));
}

/* <@: the left path is the right one or below it */
PG_FUNCTION_INFO_V1(tagpath_within);
Datum
tagpath_within(PG_FUNCTION_ARGS)
{
	struct varlena *path = PG_GETARG_TAGPATH_P(0);
	struct varlena *top = PG_GETARG_TAGPATH_P(1);

	PG_RETURN_BOOL(path_within(TAGPATH_DATA(path), TAGPATH_LEN(path), TAGPATH_DATA(top), TAGPATH_LEN(top)));
}

/* @>: the left path is the right one or above it */
PG_FUNCTION_INFO_V1(tagpath_contains);
Datum
tagpath_contains(PG_FUNCTION_ARGS)
{
	struct varlena *top = PG_GETARG_TAGPATH_P(0);
	struct varlena *path = PG_GETARG_TAGPATH_P(1);

	PG_RETURN_BOOL(path_within(TAGPATH_DATA(path), TAGPATH_LEN(path), TAGPATH_DATA(top), TAGPATH_LEN(top)));
}
