/*
 * factag_headers.c
 *	  How another extension reads values with factag's installed headers.
 */
#include "factag.h"

#include "utils/builtins.h"

#include "label/label_reader.h"
#include "tagset/tagset_reader.h"

PG_MODULE_MAGIC;

/* Returns the paths and weights of a set, a line each. */
PG_FUNCTION_INFO_V1(headers_read_tags);
Datum
headers_read_tags(PG_FUNCTION_ARGS)
{
	TagsetReader reader;
	StringInfoData out;

	initStringInfo(&out);
	tagset_reader_init(&reader, PG_GETARG_PACKED_P(0));
	while (tagset_reader_next(&reader))
	{
		Attributes	attrs;

		tagset_reader_attributes(&reader, &attrs);
		for (int i = 0; i < reader.len; i++)
			appendStringInfoChar(&out, reader.path[i] == FACTAG_SEPARATOR ? '/' : reader.path[i]);
		if (attributes_has(&attrs, ATTRIBUTE_WEIGHT))
			appendStringInfo(&out, " %g", attrs.value[ATTRIBUTE_WEIGHT].number);
		appendStringInfoChar(&out, '\n');
	}
	PG_RETURN_TEXT_P(cstring_to_text_with_len(out.data, out.len));
}

/* Returns the number of bytes of a path and of its first segment. */
PG_FUNCTION_INFO_V1(headers_read_path);
Datum
headers_read_path(PG_FUNCTION_ARGS)
{
	struct varlena *path = PG_GETARG_TAGPATH_P(0);
	const char *first = memchr(TAGPATH_DATA(path), FACTAG_SEPARATOR, TAGPATH_LEN(path));

	PG_RETURN_TEXT_P(cstring_to_text(psprintf("%d %d", TAGPATH_LEN(path),
											  first ? (int) (first - TAGPATH_DATA(path)) : -1)));
}

/* Returns the verdicts of a log by their numbers, and the sources, a line each. */
PG_FUNCTION_INFO_V1(headers_read_labels);
Datum
headers_read_labels(PG_FUNCTION_ARGS)
{
	LabelReader reader;
	StringInfoData out;

	initStringInfo(&out);
	label_reader_init(&reader, PG_GETARG_PACKED_P(0));
	while (label_reader_next(&reader))
	{
		AttributeValue value;
		int			len;

		if (label_attribute(&reader, &reader.fields, ATTRIBUTE_VERDICT, &value))
			appendStringInfo(&out, "%d", value.verdict);
		if (label_attribute(&reader, &reader.fields, ATTRIBUTE_BY, &value))
		{
			const char *source = attribute_text(value, &len);

			appendStringInfo(&out, " %.*s", len, source);
		}
		appendStringInfoChar(&out, '\n');
	}
	PG_RETURN_TEXT_P(cstring_to_text_with_len(out.data, out.len));
}
