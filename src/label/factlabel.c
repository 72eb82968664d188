/*
 * factlabel.c
 *	  Type factlabel: input and output. One assertion, stored as a log of one.
 */
#include "label/labelset.h"

#include "libpq/pqformat.h"
#include "utils/builtins.h"

struct varlena *
factlabel_parse(Lexer *lx)
{
	char		path[FACTAG_MAX_PATH];
	Label		label;

	if (!label_read(lx, path, &label))
		return NULL;
	if (lex_peek(lx, LEX_SET) != -1)
	{
		lex_fail(lx, lx->cur, "A factlabel is one assertion; type labelset takes several, separated by commas.",
				 "Expected the end, found %s", lex_describe(lx));
		return NULL;
	}
	return labelset_pack(&label, 1);
}

PG_FUNCTION_INFO_V1(factlabel_in);
Datum
factlabel_in(PG_FUNCTION_ARGS)
{
	char	   *input = PG_GETARG_CSTRING(0);
	Lexer		lx;
	struct varlena *label;

	lex_init(&lx, "factlabel", input, strlen(input), fcinfo->context);
	label = factlabel_parse(&lx);
	if (!label)
		PG_RETURN_NULL();
	PG_RETURN_POINTER(label);
}

PG_FUNCTION_INFO_V1(factlabel_out);
Datum
factlabel_out(PG_FUNCTION_ARGS)
{
	PG_RETURN_CSTRING(labelset_deparse(PG_GETARG_PACKED_P(0)).data);
}

PG_FUNCTION_INFO_V1(factlabel_recv);
Datum
factlabel_recv(PG_FUNCTION_ARGS)
{
	Lexer		lx;

	lex_init_binary(&lx, "factlabel", (StringInfo) PG_GETARG_POINTER(0));
	PG_RETURN_POINTER(factlabel_parse(&lx));
}

PG_FUNCTION_INFO_V1(factlabel_send);
Datum
factlabel_send(PG_FUNCTION_ARGS)
{
	StringInfoData printed = labelset_deparse(PG_GETARG_PACKED_P(0));
	StringInfoData out;

	pq_begintypsend(&out);
	pq_sendbyte(&out, FACTAG_WIRE_VERSION);
	pq_sendtext(&out, printed.data, printed.len);
	PG_RETURN_BYTEA_P(pq_endtypsend(&out));
}

PG_FUNCTION_INFO_V1(factlabel_from_text);
Datum
factlabel_from_text(PG_FUNCTION_ARGS)
{
	text	   *t = PG_GETARG_TEXT_PP(0);
	Lexer		lx;
	struct varlena *label;

	lex_init(&lx, "factlabel", VARDATA_ANY(t), VARSIZE_ANY_EXHDR(t), fcinfo->context);
	label = factlabel_parse(&lx);
	if (!label)
		PG_RETURN_NULL();
	PG_RETURN_POINTER(label);
}

PG_FUNCTION_INFO_V1(factlabel_to_text);
Datum
factlabel_to_text(PG_FUNCTION_ARGS)
{
	StringInfoData printed = labelset_deparse(PG_GETARG_PACKED_P(0));

	PG_RETURN_TEXT_P(cstring_to_text_with_len(printed.data, printed.len));
}
