/*
 * labelset.c
 *	  Type labelset: input, output, comparison and concatenation.
 */
#include "label/labelset.h"

#include "catalog/pg_type.h"
#include "miscadmin.h"
#include "utils/array.h"

#include "label/label_builder.h"
#include "label/label_jsonb.h"
#include "label/label_merge.h"
#include "text/driver_text.h"
#include "text/text_type.h"

/* Reads the rest of a lexer's input as a log; NULL if an error was saved. */
static struct varlena *
read_labels(Lexer *lx)
{
	LabelBuilder builder;
	char		path[FACTAG_MAX_PATH];
	Label		label;
	uint64		text = 0;

	label_builder_init(&builder, false);
	if (lex_peek(lx, label_specials) == -1)
		return label_builder_finish(&builder);
	do
	{
		if (!label_read(lx, path, &label))
			return NULL;
		if (builder.count >= FACTAG_MAX_LABELS)
		{
			lex_fail_code(lx, ERRCODE_PROGRAM_LIMIT_EXCEEDED, lx->cur, NULL,
						  "A labelset can have at most %d labels.", FACTAG_MAX_LABELS);
			return NULL;
		}
		text += label_text_size(&label);
		if (text > FACTAG_MAX_SET_TEXT)
		{
			lex_fail_code(lx, ERRCODE_PROGRAM_LIMIT_EXCEEDED, lx->cur, NULL,
						  "The text of a labelset can have at most %d bytes.", FACTAG_MAX_SET_TEXT);
			return NULL;
		}
		label_builder_add(&builder, &label);
	} while (lex_accept(lx, ','));
	if (lex_peek(lx, label_specials) != -1)
	{
		lex_fail(lx, lx->cur, "Separate labels with commas; put a name with special characters in double quotes.",
				 "Expected \",\" or the end, found %s.", lex_describe(lx));
		return NULL;
	}
	return label_builder_finish(&builder);
}

/* Reads an array of texts, each a label, as a driver may send it; NULL elements are skipped. */
static Datum
labelset_from_array(PG_FUNCTION_ARGS)
{
	LabelBuilder builder;
	Datum	   *texts;
	bool	   *nulls;
	int			n;

	deconstruct_array(PG_GETARG_ARRAYTYPE_P(0), TEXTOID, -1, false, TYPALIGN_INT, &texts, &nulls, &n);
	label_builder_init(&builder, false);
	for (int i = 0; i < n; i++)
	{
		char		path[FACTAG_MAX_PATH];
		Label		label;
		Lexer		lx;
		text	   *t;

		CHECK_FOR_INTERRUPTS();
		if (nulls[i])
			continue;
		t = DatumGetTextPP(texts[i]);
		lex_init(&lx, "factlabel", VARDATA_ANY(t), VARSIZE_ANY_EXHDR(t), fcinfo->context);
		if (!label_read(&lx, path, &label) || !lex_expect_end(&lx))
			PG_RETURN_NULL();
		label_builder_add(&builder, &label);
	}
	PG_RETURN_POINTER(label_builder_finish(&builder));
}

static Datum
parse(Lexer *lx)
{
	DriverText	kind = driver_text_kind(lx);

	if (kind != DRIVER_TEXT_NONE)
		return driver_text_convert(lx, kind, kind == DRIVER_TEXT_ARRAY ? labelset_from_array : labelset_from_jsonb);
	return PointerGetDatum(read_labels(lx));
}

void
labelset_deparse(StringInfo out, Datum value)
{
	LabelReader reader;
	Label		label;

	label_reader_init(&reader, DatumGetPackedP(value));
	while (label_reader_next(&reader))
	{
		CHECK_FOR_INTERRUPTS();
		if (reader.read > 1)
			appendStringInfoString(out, ", ");
		label_take(&reader, &reader.fields, &label);
		label_deparse(out, &label);
	}
}

TEXT_TYPE(labelset, parse, labelset_deparse);

int
labelset_compare(const struct varlena *a, const struct varlena *b)
{
	LabelReader x;
	LabelReader y;

	label_reader_init(&x, a);
	label_reader_init(&y, b);
	for (;;)
	{
		bool		more_x = label_reader_next(&x);
		bool		more_y = label_reader_next(&y);
		Label		of_x;
		Label		of_y;
		int			c;

		CHECK_FOR_INTERRUPTS();
		if (!more_x || !more_y)
			return (int) more_x - (int) more_y;
		label_take(&x, &x.fields, &of_x);
		label_take(&y, &y.fields, &of_y);
		c = label_compare(&of_x, &of_y);
		if (c != 0)
			return c < 0 ? -1 : 1;
	}
}

/* A label is stored as a log of one. */
PG_FUNCTION_INFO_V1(labelset_from_label);
Datum
labelset_from_label(PG_FUNCTION_ARGS)
{
	PG_RETURN_POINTER(PG_GETARG_PACKED_P(0));
}

PG_FUNCTION_INFO_V1(labelset_count);
Datum
labelset_count(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT32(labelset_size(factag_header_slice(PG_GETARG_DATUM(0))));
}

/* the log in an argument; NULL if the argument is NULL */
static struct varlena *
log_argument(FunctionCallInfo fcinfo, int n)
{
	return PG_ARGISNULL(n) ? NULL : PG_GETARG_PACKED_P(n);
}

/* the log that text input reads from a text argument; NULL if the argument is NULL */
static struct varlena *
text_argument(FunctionCallInfo fcinfo, int n)
{
	text	   *t;
	Lexer		lx;

	if (PG_ARGISNULL(n))
		return NULL;
	t = PG_GETARG_TEXT_PP(n);
	lex_init(&lx, "labelset", VARDATA_ANY(t), VARSIZE_ANY_EXHDR(t), NULL);
	return (struct varlena *) DatumGetPointer(parse(&lx));
}

/* The union of two logs, of which NULL is the empty one; SQL's NULL if both are NULL. */
static Datum
concat(FunctionCallInfo fcinfo, struct varlena *a, struct varlena *b)
{
	if (!a && !b)
		PG_RETURN_NULL();
	if (!a || !b)
		PG_RETURN_POINTER(a ? a : b);
	PG_RETURN_POINTER(label_merge(a, b));
}

/*
 * SQL's labelset_concat, of labelset and factlabel in any combination: their
 * stored forms are the same.
 */
PG_FUNCTION_INFO_V1(labelset_concat);
Datum
labelset_concat(PG_FUNCTION_ARGS)
{
	return concat(fcinfo, log_argument(fcinfo, 0), log_argument(fcinfo, 1));
}

PG_FUNCTION_INFO_V1(labelset_concat_text);
Datum
labelset_concat_text(PG_FUNCTION_ARGS)
{
	return concat(fcinfo, log_argument(fcinfo, 0), text_argument(fcinfo, 1));
}

PG_FUNCTION_INFO_V1(labelset_text_concat);
Datum
labelset_text_concat(PG_FUNCTION_ARGS)
{
	return concat(fcinfo, text_argument(fcinfo, 0), log_argument(fcinfo, 1));
}
