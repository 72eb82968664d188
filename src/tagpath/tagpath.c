/*
 * tagpath.c
 *	  Type tagpath: input, output, hierarchy.
 */
#include "tagpath/tagpath.h"

#include "text/driver_text.h"
#include "text/path.h"
#include "text/quote.h"
#include "text/text_type.h"

struct varlena *
tagpath_form(const char *path, int len)
{
	struct varlena *result = palloc(VARHDRSZ + 1 + len);

	SET_VARSIZE(result, VARHDRSZ + 1 + len);
	VARDATA(result)[0] = FACTAG_FORMAT;
	memcpy(VARDATA(result) + 1, path, len);
	return result;
}

/* Reads the rest of a lexer's input as one path; NULL if an error was saved. */
static struct varlena *
read_tagpath(Lexer *lx)
{
	char		buf[FACTAG_MAX_PATH];
	int			len;

	if (!lex_path(lx, path_specials, buf, &len) || !lex_expect_end(lx))
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

static Datum
parse(Lexer *lx)
{
	return driver_text_refuse(lx) ? PointerGetDatum(read_tagpath(lx)) : (Datum) 0;
}

/* text to tagpath, for functions that ask for a path: a star outside quotes is refused */
PG_FUNCTION_INFO_V1(tagpath_without_star);
Datum
tagpath_without_star(PG_FUNCTION_ARGS)
{
	text	   *t = PG_GETARG_TEXT_PP(0);
	Lexer		lx;

	lex_init(&lx, "tagpath", VARDATA_ANY(t), VARSIZE_ANY_EXHDR(t), NULL);
	lx.star_hint = lex_star_hint;
	return parse(&lx);
}

static void
deparse(StringInfo out, Datum value)
{
	struct varlena *path = DatumGetTagpathP(value);
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
		quote_path(out, data, len, path_specials);
	if (bound)
		appendStringInfoString(out, "//");
}

TEXT_TYPE(tagpath, parse, deparse);
TEXT_TYPE_ERROR(tagpath, parse);

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
