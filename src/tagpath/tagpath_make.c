/*
 * tagpath_make.c
 *	  Making paths and taking them apart.
 */
#include "tagpath/tagpath.h"

#include "catalog/pg_type.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "utils/array.h"
#include "utils/builtins.h"

#include "text/lexer.h"
#include "text/path.h"
#include "text/quote.h"

#define PATH_ARGS(p) TAGPATH_DATA(p), TAGPATH_LEN(p)

/*
 * Appends a part of a lexer's input as one segment; refuses what text input refuses.
 * Returns false if nothing is left of it after folding.
 */
static bool
add_segment(Lexer *lx, const char *segment, int seglen, char *buf, int *len)
{
	char		folded[FACTAG_MAX_SEGMENT];
	int			n;
	FoldStatus	status = fold_segment(segment, seglen, 0, folded, &n);

	if (status == FOLD_EMPTY)
		return false;
	/* errors are hard, so there is no result to check */
	if (status != FOLD_OK)
		(void) lex_fold_failed(lx, status, segment);
	(void) lex_append_segment(lx, segment, folded, n, buf, len);
	return true;
}

/* Appends a text as one segment, which is number i of n arguments that are segments. */
static void
add_text(const text *t, int i, int n, char *buf, int *len)
{
	Lexer		lx;

	lex_init(&lx, "tagpath", VARDATA_ANY(t), VARSIZE_ANY_EXHDR(t), NULL);
	if (!add_segment(&lx, lx.input, lx.end - lx.input, buf, len))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
				 n == 1 ? errmsg("the segment is empty") : errmsg("segment %d of %d is empty", i, n),
				 errhint("A segment that is NULL is left out: NULLIF(name, '').")));
}

/* Appends each text of an array as one segment, skipping NULLs; before of them have been appended. */
static void
add_texts(ArrayType *array, int before, char *buf, int *len)
{
	Datum	   *texts;
	bool	   *nulls;
	int			n;

	deconstruct_array(array, TEXTOID, -1, false, TYPALIGN_INT, &texts, &nulls, &n);
	for (int i = 0; i < n; i++)
	{
		CHECK_FOR_INTERRUPTS();
		if (!nulls[i])
			add_text(DatumGetTextPP(texts[i]), before + i + 1, before + n, buf, len);
	}
}

/* Returns a path of these bytes, or NULL if there are none. */
static Datum
path_or_null(FunctionCallInfo fcinfo, const char *path, int len)
{
	if (len <= 0)
		PG_RETURN_NULL();
	PG_RETURN_POINTER(tagpath_form(path, len));
}

/*
 * the path of len bytes in buf (FACTAG_MAX_PATH bytes) with the segments in an
 * array argument below it; before says how many arguments were segments before
 */
static Datum
append_arg(FunctionCallInfo fcinfo, int argno, int before, char *buf, int len)
{
	if (!PG_ARGISNULL(argno))
		add_texts(PG_GETARG_ARRAYTYPE_P(argno), before, buf, &len);
	return path_or_null(fcinfo, buf, len);
}

/* the number of elements of an array argument, which may be NULL */
static int
count_elements(FunctionCallInfo fcinfo, int argno)
{
	ArrayType  *array;

	if (PG_ARGISNULL(argno))
		return 0;
	array = PG_GETARG_ARRAYTYPE_P(argno);
	return ArrayGetNItems(ARR_NDIM(array), ARR_DIMS(array));
}

PG_FUNCTION_INFO_V1(tagpath_make);
Datum
tagpath_make(PG_FUNCTION_ARGS)
{
	char		buf[FACTAG_MAX_PATH];

	return append_arg(fcinfo, 0, 0, buf, 0);
}

/* SQL's tagpath(root, segments) */
PG_FUNCTION_INFO_V1(tagpath_of);
Datum
tagpath_of(PG_FUNCTION_ARGS)
{
	char		buf[FACTAG_MAX_PATH];
	int			len = 0;

	if (!PG_ARGISNULL(0))
		add_text(PG_GETARG_TEXT_PP(0), 1, 1 + count_elements(fcinfo, 1), buf, &len);
	return append_arg(fcinfo, 1, 1, buf, len);
}

PG_FUNCTION_INFO_V1(tagpath_append);
Datum
tagpath_append(PG_FUNCTION_ARGS)
{
	char		buf[FACTAG_MAX_PATH];
	int			len = 0;

	if (!PG_ARGISNULL(0))
	{
		struct varlena *path = PG_GETARG_TAGPATH_P(0);

		len = TAGPATH_LEN(path);
		memcpy(buf, TAGPATH_DATA(path), len);
	}
	return append_arg(fcinfo, 1, 0, buf, len);
}

/* Reports that nothing stands between two separators, the last of which is at "at", or at an end. */
pg_noreturn static void
nothing_between(const Lexer *lx, const char *at, const char *sep, int seplen, int number, bool last)
{
	int			n = number;

	for (const char *p = at; p && !last; n++)
	{
		CHECK_FOR_INTERRUPTS();
		p = memmem(p + seplen, lx->end - p - seplen, sep, seplen);
	}
	if (n == 1)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
				 errmsg("the path is empty"),
				 errhint("Use NULL if there is no path: NULLIF(path, '').")));
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
			 errmsg("segment %d of %d is empty", number, n),
			 errdetail("Nothing stands %s in \"%s\".",
					   number == 1 ? "before the first separator" :
					   last ? "after the last separator" : "between two separators",
					   lex_clip(pnstrdup(lx->input, lx->end - lx->input))),
			 errhint("Write a separator between two names only; btrim takes it off both ends.")));
}

PG_FUNCTION_INFO_V1(tagpath_split);
Datum
tagpath_split(PG_FUNCTION_ARGS)
{
	text	   *t = PG_GETARG_TEXT_PP(0);
	text	   *separator = PG_GETARG_TEXT_PP(1);
	const char *sep = VARDATA_ANY(separator);
	int			seplen = VARSIZE_ANY_EXHDR(separator);
	Lexer		lx;
	const char *start;
	char		buf[FACTAG_MAX_PATH];
	int			len = 0;
	int			number = 0;

	if (seplen == 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("separator must not be empty"),
				 errhint("Give what stands between the segments, such as '.' or '::'.")));
	lex_init(&lx, "tagpath", VARDATA_ANY(t), VARSIZE_ANY_EXHDR(t), NULL);
	start = lx.input;
	for (;;)
	{
		/* in UTF-8 no character's bytes occur inside another character */
		const char *p = memmem(start, lx.end - start, sep, seplen);

		CHECK_FOR_INTERRUPTS();
		number++;
		if (!add_segment(&lx, start, (p ? p : lx.end) - start, buf, &len))
			nothing_between(&lx, p, sep, seplen, number, p == NULL);
		if (!p)
			break;
		start = p + seplen;
	}
	PG_RETURN_POINTER(tagpath_form(buf, len));
}

PG_FUNCTION_INFO_V1(tagpath_depth);
Datum
tagpath_depth(PG_FUNCTION_ARGS)
{
	struct varlena *path = PG_GETARG_TAGPATH_P(0);

	PG_RETURN_INT32(path_depth(PATH_ARGS(path)));
}

PG_FUNCTION_INFO_V1(tagpath_root);
Datum
tagpath_root(PG_FUNCTION_ARGS)
{
	struct varlena *path = PG_GETARG_TAGPATH_P(0);

	return path_or_null(fcinfo, TAGPATH_DATA(path), path_ancestor(PATH_ARGS(path), 1));
}

PG_FUNCTION_INFO_V1(tagpath_parent);
Datum
tagpath_parent(PG_FUNCTION_ARGS)
{
	struct varlena *path = PG_GETARG_TAGPATH_P(0);

	return path_or_null(fcinfo, TAGPATH_DATA(path), path_parent(PATH_ARGS(path)));
}

PG_FUNCTION_INFO_V1(tagpath_ancestor);
Datum
tagpath_ancestor(PG_FUNCTION_ARGS)
{
	struct varlena *path = PG_GETARG_TAGPATH_P(0);
	int32		depth = PG_GETARG_INT32(1);

	if (depth < 1)
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("depth must be at least 1, not %d", depth),
				 errhint("The root is at depth 1.")));
	return path_or_null(fcinfo, TAGPATH_DATA(path), path_ancestor(PATH_ARGS(path), depth));
}

PG_FUNCTION_INFO_V1(tagpath_leaf);
Datum
tagpath_leaf(PG_FUNCTION_ARGS)
{
	struct varlena *path = PG_GETARG_TAGPATH_P(0);
	int			parent = path_parent(PATH_ARGS(path));
	int			start = parent ? parent + 1 : 0;

	PG_RETURN_TEXT_P(cstring_to_text_with_len(TAGPATH_DATA(path) + start, TAGPATH_LEN(path) - start));
}

PG_FUNCTION_INFO_V1(tagpath_segments);
Datum
tagpath_segments(PG_FUNCTION_ARGS)
{
	struct varlena *path = PG_GETARG_TAGPATH_P(0);
	const char *p = TAGPATH_DATA(path);
	const char *end = p + TAGPATH_LEN(path);
	Datum	   *segments = palloc(sizeof(Datum) * path_depth(PATH_ARGS(path)));
	int			n = 0;

	for (;;)
	{
		const char *stop = path_segment_end(p, end);

		segments[n++] = PointerGetDatum(cstring_to_text_with_len(p, stop - p));
		if (stop == end)
			break;
		p = stop + 1;
	}
	PG_RETURN_ARRAYTYPE_P(construct_array(segments, n, TEXTOID, -1, false, TYPALIGN_INT));
}

PG_FUNCTION_INFO_V1(tagpath_ancestors);
Datum
tagpath_ancestors(PG_FUNCTION_ARGS)
{
	FuncCallContext *context;
	struct varlena *path;
	int			depth;

	if (SRF_IS_FIRSTCALL())
	{
		MemoryContext old;

		context = SRF_FIRSTCALL_INIT();
		old = MemoryContextSwitchTo(context->multi_call_memory_ctx);
		context->user_fctx = PG_DETOAST_DATUM_COPY(PG_GETARG_DATUM(0));
		MemoryContextSwitchTo(old);
	}
	context = SRF_PERCALL_SETUP();
	path = context->user_fctx;
	depth = (int) context->call_cntr + 1;
	if (depth > path_depth(PATH_ARGS(path)))
		SRF_RETURN_DONE(context);
	path = tagpath_form(TAGPATH_DATA(path), path_ancestor(PATH_ARGS(path), depth));
	SRF_RETURN_NEXT(context, PointerGetDatum(path));
}

PG_FUNCTION_INFO_V1(tagpath_common);
Datum
tagpath_common(PG_FUNCTION_ARGS)
{
	struct varlena *a = PG_GETARG_TAGPATH_P(0);
	struct varlena *b = PG_GETARG_TAGPATH_P(1);

	return path_or_null(fcinfo, TAGPATH_DATA(a), path_common(PATH_ARGS(a), PATH_ARGS(b)));
}

PG_FUNCTION_INFO_V1(tagpath_rebase);
Datum
tagpath_rebase(PG_FUNCTION_ARGS)
{
	struct varlena *path;
	struct varlena *from;
	struct varlena *to;
	char		buf[FACTAG_MAX_PATH];
	int			len;

	if (factag_has_null(fcinfo))
		return factag_unchanged(fcinfo);
	path = PG_GETARG_TAGPATH_P(0);
	from = PG_GETARG_TAGPATH_P(1);
	to = PG_GETARG_TAGPATH_P(2);
	if (!path_within(PATH_ARGS(path), PATH_ARGS(from)))
		PG_RETURN_POINTER(path);
	len = path_rebase(PATH_ARGS(path), TAGPATH_LEN(from), PATH_ARGS(to), buf);
	PG_RETURN_POINTER(tagpath_form(buf, len));
}

PG_FUNCTION_INFO_V1(tagpath_quote);
Datum
tagpath_quote(PG_FUNCTION_ARGS)
{
	char		buf[FACTAG_MAX_PATH];
	int			len = 0;
	StringInfoData out;

	add_text(PG_GETARG_TEXT_PP(0), 1, 1, buf, &len);
	initStringInfo(&out);
	quote_path(&out, buf, len, any_specials);
	PG_RETURN_TEXT_P(cstring_to_text_with_len(out.data, out.len));
}
