/*
 * tagset.c
 *	  Type tagset: input, output, comparison, and single elements.
 */
#include "tagset/tagset.h"

#include "miscadmin.h"

#include "tagset/tagset_search.h"
#include "tagset/tagset_array.h"
#include "tagset/tagset_input.h"
#include "tagset/tagset_jsonb.h"
#include "text/driver_text.h"
#include "text/number.h"
#include "text/path.h"
#include "text/quote.h"
#include "text/text_type.h"

static Datum
parse(Lexer *lx)
{
	DriverText	kind = driver_text_kind(lx);

	if (kind != DRIVER_TEXT_NONE)
		return driver_text_convert(lx, kind, kind == DRIVER_TEXT_ARRAY ? tagset_from_array : tagset_from_jsonb);
	return PointerGetDatum(tagset_read(lx));
}

/* Whether a path of a set has a star. */
static bool
has_star(const struct varlena *set)
{
	TagsetReader reader;

	tagset_reader_init(&reader, set);
	while (tagset_reader_next(&reader))
	{
		CHECK_FOR_INTERRUPTS();
		if (memchr(reader.path, '*', reader.len))
			return true;
	}
	return false;
}

/*
 * text to tagset, for functions that ask for its paths: a star outside quotes is
 * refused. So is any star in the paths of an array or JSON, which have quotes of
 * their own.
 */
PG_FUNCTION_INFO_V1(tagset_without_star);
Datum
tagset_without_star(PG_FUNCTION_ARGS)
{
	text	   *t = PG_GETARG_TEXT_PP(0);
	Lexer		lx;
	Datum		set;
	bool		native;

	lex_init(&lx, "tagset", VARDATA_ANY(t), VARSIZE_ANY_EXHDR(t), NULL);
	native = driver_text_kind(&lx) == DRIVER_TEXT_NONE;
	lx.star_hint = lex_star_hint;
	set = parse(&lx);
	if (!native && has_star(DatumGetPackedP(set)))
		lex_fail(&lx, lx.input, "Ask for wildcards with a query: tags @@ 'interest/*'; cast the list to tagset if a star is part of a name.",
				 "A path has no wildcards, and one of the list has a star.");
	return set;
}

struct varlena *
tagset_parse(const char *text, int len, Node *escontext)
{
	Lexer		lx;

	lex_init(&lx, "tagset", text, len, escontext);
	return (struct varlena *) DatumGetPointer(parse(&lx));
}

static void
deparse(StringInfo out, Datum value)
{
	TagsetReader reader;
	Attributes	attrs;

	tagset_reader_init(&reader, DatumGetPackedP(value));
	while (tagset_reader_next(&reader))
	{
		CHECK_FOR_INTERRUPTS();
		if (reader.read > 1)
			appendStringInfoString(out, ", ");
		quote_path(out, reader.path, reader.len, tagset_specials);
		tagset_reader_attributes(&reader, &attrs);
		attributes_deparse(out, &tagset_attributes, attrs.present, attrs.value);
	}
}

TEXT_TYPE(tagset, parse, deparse);

struct varlena *
tagset_empty(void)
{
	TagsetWriter writer;

	tagset_writer_init(&writer);
	return tagset_writer_finish(&writer);
}

int
tagset_compare(const struct varlena *a, const struct varlena *b)
{
	TagsetReader x;
	TagsetReader y;

	tagset_reader_init(&x, a);
	tagset_reader_init(&y, b);
	for (;;)
	{
		bool		more_x = tagset_reader_next(&x);
		bool		more_y = tagset_reader_next(&y);
		Attributes	of_x;
		Attributes	of_y;
		int			c;

		CHECK_FOR_INTERRUPTS();
		if (!more_x || !more_y)
			return (int) more_x - (int) more_y;
		c = path_compare(x.path, x.len, y.path, y.len);
		if (c == 0)
		{
			tagset_reader_attributes(&x, &of_x);
			tagset_reader_attributes(&y, &of_y);
			c = attributes_compare(&of_x, &of_y);
		}
		if (c != 0)
			return c < 0 ? -1 : 1;
	}
}

PG_FUNCTION_INFO_V1(tagset_count);
Datum
tagset_count(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT32(tagset_size(factag_header_slice(PG_GETARG_DATUM(0))));
}

/* Gets the attributes of the element at the path in argument 1; false if there is no such element. */
static bool
get_element(FunctionCallInfo fcinfo, Attributes *attrs)
{
	struct varlena *path = PG_GETARG_TAGPATH_P(1);
	TagsetReader reader;

	tagset_reader_init(&reader, PG_GETARG_PACKED_P(0));
	if (!tagset_reader_seek(&reader, TAGPATH_DATA(path), TAGPATH_LEN(path)) ||
		path_compare(reader.path, reader.len, TAGPATH_DATA(path), TAGPATH_LEN(path)) != 0)
		return false;
	tagset_reader_attributes(&reader, attrs);
	return true;
}

PG_FUNCTION_INFO_V1(tagset_weight);
Datum
tagset_weight(PG_FUNCTION_ARGS)
{
	Attributes	attrs;

	if (!get_element(fcinfo, &attrs))
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(attributes_has(&attrs, ATTRIBUTE_WEIGHT) ?
					 number_widen((float4) attrs.value[ATTRIBUTE_WEIGHT].number) : 1);
}

PG_FUNCTION_INFO_V1(tagset_value);
Datum
tagset_value(PG_FUNCTION_ARGS)
{
	Attributes	attrs;

	if (!get_element(fcinfo, &attrs) || !attributes_has(&attrs, ATTRIBUTE_VALUE))
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(attrs.value[ATTRIBUTE_VALUE].number);
}
