/*
 * tagtaxonomy.c
 *	  Type tagtaxonomy: input, output, casts.
 */
#include "taxonomy/tagtaxonomy.h"

#include "taxonomy/taxonomy_check.h"
#include "taxonomy/taxonomy_deparse.h"
#include "taxonomy/taxonomy_parse.h"
#include "text/driver_text.h"
#include "text/text_type.h"

/* Reads and checks the lexer's whole input; NULL if an error was saved. */
static struct varlena *
read_taxonomy(Lexer *lx)
{
	TaxonomyText *text;

	if (lx->input_end - lx->input > FACTAG_MAX_TAXONOMY_TEXT)
	{
		lx->lines = true;
		lex_fail_code(lx, ERRCODE_PROGRAM_LIMIT_EXCEEDED, lx->input, NULL,
					  "A taxonomy can have at most %d bytes.", FACTAG_MAX_TAXONOMY_TEXT);
		return NULL;
	}
	text = taxonomy_parse(lx);
	return text && taxonomy_check(lx, text) ? tagtaxonomy_pack(text, lx->escontext) : NULL;
}

struct varlena *
tagtaxonomy_make(const char *text, int len, Node *escontext)
{
	Lexer		lx;

	lex_init(&lx, "tagtaxonomy", text, len, escontext);
	return read_taxonomy(&lx);
}

TaxonomyText *
tagtaxonomy_unpack(const struct varlena *taxonomy)
{
	Lexer		lx;
	TaxonomyText *text;

	lex_init(&lx, "tagtaxonomy", TAGTAXONOMY_DATA(taxonomy), TAGTAXONOMY_LEN(taxonomy), NULL);
	text = taxonomy_parse(&lx);
	text->stored = TAGTAXONOMY_DATA(taxonomy);
	text->storedlen = TAGTAXONOMY_LEN(taxonomy);
	return text;
}

struct varlena *
tagtaxonomy_pack(const TaxonomyText *text, Node *escontext)
{
	StringInfoData out;
	struct varlena *taxonomy;

	initStringInfo(&out);
	/* space for the header, which is set at the end */
	appendBinaryStringInfo(&out, "\0\0\0\0", VARHDRSZ);
	appendStringInfoChar(&out, FACTAG_FORMAT);
	taxonomy_deparse(&out, text);
	if (out.len - VARHDRSZ - 1 > FACTAG_MAX_TAXONOMY_TEXT)
	{
		errsave(escontext,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("taxonomy would take more than %d bytes", FACTAG_MAX_TAXONOMY_TEXT)));
		return NULL;
	}
	taxonomy = (struct varlena *) out.data;
	SET_VARSIZE(taxonomy, out.len);
	return taxonomy;
}

static Datum
parse(Lexer *lx)
{
	return PointerGetDatum(driver_text_refuse(lx) ? read_taxonomy(lx) : NULL);
}

/* The stored form is the text. */
static void
deparse(StringInfo out, Datum value)
{
	struct varlena *taxonomy = DatumGetTagtaxonomyP(value);

	appendBinaryStringInfo(out, TAGTAXONOMY_DATA(taxonomy), TAGTAXONOMY_LEN(taxonomy));
}

TEXT_TYPE(tagtaxonomy, parse, deparse);
TEXT_TYPE_ERROR(tagtaxonomy, parse);
