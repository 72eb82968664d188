/*
 * tagset_array.c
 *	  Casts between sets, paths and arrays of them.
 */
#include "tagset/tagset_array.h"

#include "catalog/pg_type.h"
#include "miscadmin.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/fmgroids.h"
#include "utils/lsyscache.h"

#include "tagpath/tagpath.h"
#include "tagset/tagset_format.h"
#include "text/lexer.h"
#include "text/quote.h"

PG_FUNCTION_INFO_V1(tagset_from_path);
Datum
tagset_from_path(PG_FUNCTION_ARGS)
{
	static const Attributes none = {0};
	struct varlena *path = PG_GETARG_TAGPATH_P(0);
	TagsetWriter writer;

	tagset_writer_init(&writer);
	tagset_writer_append(&writer, TAGPATH_DATA(path), TAGPATH_LEN(path), &none);
	PG_RETURN_POINTER(tagset_writer_finish(&writer));
}

PG_FUNCTION_INFO_V1(tagset_from_paths);
Datum
tagset_from_paths(PG_FUNCTION_ARGS)
{
	ArrayType  *array = PG_GETARG_ARRAYTYPE_P(0);
	TagsetBuilder builder;
	Datum	   *paths;
	bool	   *nulls;
	int			n;

	deconstruct_array(array, ARR_ELEMTYPE(array), -1, false, TYPALIGN_INT, &paths, &nulls, &n);
	tagset_builder_init(&builder);
	for (int i = 0; i < n; i++)
	{
		struct varlena *path;

		if (nulls[i])
			continue;
		path = DatumGetTagpathP(paths[i]);
		tagset_builder_add(&builder, TAGPATH_DATA(path), TAGPATH_LEN(path), NULL);
	}
	PG_RETURN_POINTER(tagset_builder_finish(&builder));
}

PG_FUNCTION_INFO_V1(tagset_from_array);
Datum
tagset_from_array(PG_FUNCTION_ARGS)
{
	TagsetBuilder builder;
	Datum	   *texts;
	bool	   *nulls;
	int			n;

	deconstruct_array(PG_GETARG_ARRAYTYPE_P(0), TEXTOID, -1, false, TYPALIGN_INT, &texts, &nulls, &n);
	tagset_builder_init(&builder);
	for (int i = 0; i < n; i++)
	{
		text	   *t;
		struct varlena *path;

		if (nulls[i])
			continue;
		t = DatumGetTextPP(texts[i]);
		path = tagpath_parse(VARDATA_ANY(t), VARSIZE_ANY_EXHDR(t), fcinfo->context);
		if (!path)
			PG_RETURN_NULL();
		tagset_builder_add(&builder, TAGPATH_DATA(path), TAGPATH_LEN(path), NULL);
		pfree(path);
	}
	PG_RETURN_POINTER(tagset_builder_finish(&builder));
}

PG_FUNCTION_INFO_V1(tagset_to_paths);
Datum
tagset_to_paths(PG_FUNCTION_ARGS)
{
	struct varlena *set = PG_GETARG_PACKED_P(0);
	Oid			type = get_element_type(get_func_rettype(fcinfo->flinfo->fn_oid));
	Datum	   *paths = palloc(sizeof(Datum) * tagset_size(set) + 1);
	TagsetReader reader;

	tagset_reader_init(&reader, set);
	while (tagset_reader_next(&reader))
	{
		CHECK_FOR_INTERRUPTS();
		paths[reader.read - 1] = PointerGetDatum(tagpath_form(reader.path, reader.len));
	}
	PG_RETURN_ARRAYTYPE_P(construct_array(paths, reader.count, type, -1, false, TYPALIGN_INT));
}

PG_FUNCTION_INFO_V1(tagset_to_array);
Datum
tagset_to_array(PG_FUNCTION_ARGS)
{
	struct varlena *set = PG_GETARG_PACKED_P(0);
	Datum	   *texts = palloc(sizeof(Datum) * tagset_size(set) + 1);
	TagsetReader reader;
	StringInfoData text;

	initStringInfo(&text);
	tagset_reader_init(&reader, set);
	while (tagset_reader_next(&reader))
	{
		CHECK_FOR_INTERRUPTS();
		resetStringInfo(&text);
		quote_path(&text, reader.path, reader.len, path_specials);
		texts[reader.read - 1] = PointerGetDatum(cstring_to_text_with_len(text.data, text.len));
	}
	PG_RETURN_ARRAYTYPE_P(construct_array(texts, reader.count, TEXTOID, -1, false, TYPALIGN_INT));
}
