/*
 * taxonomy_import.c
 *	  Taxonomies that others publish, as tagtaxonomy.
 */
#include "factag.h"

#include "utils/builtins.h"
#include "utils/memutils.h"

#include "taxonomy/import_google.h"
#include "taxonomy/import_iab.h"
#include "taxonomy/import_misp.h"
#include "taxonomy/import_print.h"
#include "taxonomy/import_skos.h"
#include "taxonomy/tagtaxonomy.h"

typedef void (*Importer) (ImportBook *book, const char *document, int len);

static const struct
{
	const char *format;
	Importer	import;
}			formats[] = {
	{"iab", import_iab},
	{"google", import_google},
	{"misp", import_misp},
	{"skos-jsonld", import_skos}
};

/* The importer of a format; 22023 if there is none. */
static Importer
find_importer(const char *format)
{
	for (size_t i = 0; i < lengthof(formats); i++)
	{
		if (strcmp(formats[i].format, format) == 0)
			return formats[i].import;
	}
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("unknown format of a taxonomy: \"%s\"", lex_clip(format)),
			 errhint("The formats are iab, google, misp and skos-jsonld.")));
}

PG_FUNCTION_INFO_V1(taxonomy_import);
Datum
taxonomy_import(PG_FUNCTION_ARGS)
{
	text	   *document = PG_GETARG_TEXT_PP(0);
	char	   *format = text_to_cstring(PG_GETARG_TEXT_PP(1));
	struct varlena *root = PG_GETARG_TAGPATH_P(2);
	char	   *lang = text_to_cstring(PG_GETARG_TEXT_PP(3));
	Importer	import = find_importer(format);
	MemoryContext context = AllocSetContextCreate(CurrentMemoryContext, "factag import", ALLOCSET_DEFAULT_SIZES);
	MemoryContext old;
	ImportBook *book;
	StringInfoData out;

	initStringInfo(&out);
	old = MemoryContextSwitchTo(context);
	book = import_begin(format, TAGPATH_DATA(root), TAGPATH_LEN(root), lang);
	import(book, VARDATA_ANY(document), VARSIZE_ANY_EXHDR(document));
	import_print(book, &out);
	MemoryContextSwitchTo(old);
	/* the text takes as much memory again while it is read */
	MemoryContextDelete(context);
	PG_RETURN_POINTER(tagtaxonomy_make(out.data, out.len, NULL));
}
