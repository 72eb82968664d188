/*
 * tagset.c
 *	  Type tagset: input, output, comparison.
 */
#include "tagset/tagset.h"

#include "libpq/pqformat.h"
#include "miscadmin.h"
#include "utils/builtins.h"

#include "text/path.h"
#include "text/quote.h"

/* Reads the rest of a lexer's input; NULL if an error was saved. */
static struct varlena *
read_tagset(Lexer *lx)
{
	TagsetBuilder builder;
	char		path[FACTAG_MAX_PATH];
	int			len;
	uint64		text = 0;
	Attributes	attrs;

	if (lex_peek(lx, LEX_SET) == -1)
		return tagset_empty();
	tagset_builder_init(&builder);
	do
	{
		if (!lex_path(lx, LEX_SET, path, &len) || !attributes_read(lx, TAGSET_ATTRIBUTE_MASK, &attrs.present, attrs.value))
			return NULL;
		if (builder.count >= FACTAG_MAX_ELEMENTS)
		{
			lex_fail_code(lx, ERRCODE_PROGRAM_LIMIT_EXCEEDED, lx->cur, NULL,
						  "A set has at most %d elements; the last one allowed ends", FACTAG_MAX_ELEMENTS);
			return NULL;
		}
		text += TAGSET_ELEMENT_TEXT(len, &attrs);
		if (text > FACTAG_MAX_SET_TEXT)
		{
			lex_fail_code(lx, ERRCODE_PROGRAM_LIMIT_EXCEEDED, lx->cur, NULL,
						  "A set prints to at most %d bytes; what is too much ends", FACTAG_MAX_SET_TEXT);
			return NULL;
		}
		tagset_builder_add(&builder, path, len, &attrs);
	} while (lex_accept(lx, LEX_SET, ','));
	if (lex_peek(lx, LEX_SET) != -1)
	{
		lex_fail(lx, lx->cur, "Separate tags with commas; put a name with special characters in double quotes.",
				 "Expected \",\" or the end, found %s", lex_describe(lx));
		return NULL;
	}
	return tagset_builder_finish(&builder);
}

struct varlena *
tagset_parse(const char *text, int len, Node *escontext)
{
	Lexer		lx;

	lex_init(&lx, "tagset", text, len, escontext);
	return read_tagset(&lx);
}

/* the text of a set */
static StringInfoData
print_tagset(const struct varlena *set)
{
	StringInfoData out;
	TagsetReader reader;
	Attributes	attrs;

	initStringInfo(&out);
	tagset_reader_init(&reader, set);
	while (tagset_reader_next(&reader))
	{
		CHECK_FOR_INTERRUPTS();
		if (reader.read > 1)
			appendStringInfoString(&out, ", ");
		quote_path(&out, reader.path, reader.len, LEX_SET);
		tagset_reader_attributes(&reader, &attrs);
		attributes_deparse(&out, attrs.present, attrs.value);
	}
	return out;
}

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

PG_FUNCTION_INFO_V1(tagset_in);
Datum
tagset_in(PG_FUNCTION_ARGS)
{
	char	   *text = PG_GETARG_CSTRING(0);
	struct varlena *set = tagset_parse(text, strlen(text), fcinfo->context);

	if (!set)
		PG_RETURN_NULL();
	PG_RETURN_POINTER(set);
}

PG_FUNCTION_INFO_V1(tagset_out);
Datum
tagset_out(PG_FUNCTION_ARGS)
{
	PG_RETURN_CSTRING(print_tagset(PG_GETARG_PACKED_P(0)).data);
}

PG_FUNCTION_INFO_V1(tagset_recv);
Datum
tagset_recv(PG_FUNCTION_ARGS)
{
	Lexer		lx;

	lex_init_binary(&lx, "tagset", (StringInfo) PG_GETARG_POINTER(0));
	PG_RETURN_POINTER(read_tagset(&lx));
}

PG_FUNCTION_INFO_V1(tagset_send);
Datum
tagset_send(PG_FUNCTION_ARGS)
{
	StringInfoData text = print_tagset(PG_GETARG_PACKED_P(0));
	StringInfoData out;

	pq_begintypsend(&out);
	pq_sendbyte(&out, FACTAG_WIRE_VERSION);
	pq_sendtext(&out, text.data, text.len);
	PG_RETURN_BYTEA_P(pq_endtypsend(&out));
}

PG_FUNCTION_INFO_V1(tagset_from_text);
Datum
tagset_from_text(PG_FUNCTION_ARGS)
{
	text	   *t = PG_GETARG_TEXT_PP(0);
	struct varlena *set = tagset_parse(VARDATA_ANY(t), VARSIZE_ANY_EXHDR(t), fcinfo->context);

	if (!set)
		PG_RETURN_NULL();
	PG_RETURN_POINTER(set);
}

PG_FUNCTION_INFO_V1(tagset_to_text);
Datum
tagset_to_text(PG_FUNCTION_ARGS)
{
	StringInfoData text = print_tagset(PG_GETARG_PACKED_P(0));

	PG_RETURN_TEXT_P(cstring_to_text_with_len(text.data, text.len));
}

PG_FUNCTION_INFO_V1(tagset_count);
Datum
tagset_count(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT32(tagset_size(PG_GETARG_PACKED_P(0)));
}
