/*
 * factlabel.c
 *	  Type factlabel, one assertion: input and output. It is stored as a log of one.
 */
#include "label/labelset.h"

#include "label/label_jsonb.h"
#include "text/driver_text.h"
#include "text/text_type.h"

/* Reads the rest of a lexer's input as one label; 0 if an error was saved. */
static Datum
parse(Lexer *lx)
{
	char		path[FACTAG_MAX_PATH];
	Label		label;

	if (driver_text_kind(lx) == DRIVER_TEXT_JSON)
		return driver_text_convert(lx, DRIVER_TEXT_JSON, factlabel_from_jsonb);
	if (!driver_text_refuse(lx) || !label_read(lx, path, &label))
		return (Datum) 0;
	if (lex_peek(lx, label_specials) != -1)
	{
		lex_fail(lx, lx->cur, "A factlabel is one assertion; type labelset takes several, separated by commas.",
				 "Expected the end, found %s.", lex_describe(lx));
		return (Datum) 0;
	}
	return PointerGetDatum(labelset_pack(&label, 1));
}

TEXT_TYPE(factlabel, parse, labelset_deparse);
