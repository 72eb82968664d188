/*
 * tagset_make.c
 *	  Making a set of one element, putting an element into a set, and moving
 *	  elements to another path.
 */
#include "tagset/tagset_make.h"

#include "utils/timestamp.h"

#include "tagset/tagset.h"
#include "text/path.h"

void
tagset_attribute_args(FunctionCallInfo fcinfo, int first, Attributes *attrs)
{
	attrs->present = 0;
	if (!PG_ARGISNULL(first))
		attributes_set_number(attrs, ATTRIBUTE_WEIGHT, PG_GETARG_FLOAT8(first));
	if (!PG_ARGISNULL(first + 1))
		attributes_set_number(attrs, ATTRIBUTE_VALUE, PG_GETARG_FLOAT8(first + 1));
	if (!PG_ARGISNULL(first + 2))
		attributes_set_timestamp(attrs, ATTRIBUTE_SINCE, PG_GETARG_TIMESTAMPTZ(first + 2));
	if (!PG_ARGISNULL(first + 3))
		attributes_set_timestamp(attrs, ATTRIBUTE_UNTIL, PG_GETARG_TIMESTAMPTZ(first + 3));
}

PG_FUNCTION_INFO_V1(tagset_make);
Datum
tagset_make(PG_FUNCTION_ARGS)
{
	TagsetWriter writer;
	Attributes	attrs;

	tagset_attribute_args(fcinfo, 1, &attrs);
	tagset_writer_init(&writer);
	if (!PG_ARGISNULL(0))
	{
		struct varlena *path = PG_GETARG_TAGPATH_P(0);

		tagset_writer_append(&writer, TAGPATH_DATA(path), TAGPATH_LEN(path), &attrs);
	}
	PG_RETURN_POINTER(tagset_writer_finish(&writer));
}

PG_FUNCTION_INFO_V1(tagset_put);
Datum
tagset_put(PG_FUNCTION_ARGS)
{
	struct varlena *set = PG_ARGISNULL(0) ? tagset_empty() : PG_GETARG_PACKED_P(0);
	struct varlena *path;
	TagsetReader reader;
	TagsetWriter writer;
	Attributes	attrs;
	bool		done = false;

	tagset_attribute_args(fcinfo, 2, &attrs);
	if (PG_ARGISNULL(1))
		PG_RETURN_POINTER(set);
	path = PG_GETARG_TAGPATH_P(1);
	tagset_reader_init(&reader, set);
	tagset_writer_init(&writer);
	while (tagset_reader_next(&reader))
	{
		int			c = path_compare(reader.path, reader.len, TAGPATH_DATA(path), TAGPATH_LEN(path));

		if (c >= 0 && !done)
		{
			tagset_writer_append(&writer, TAGPATH_DATA(path), TAGPATH_LEN(path), &attrs);
			done = true;
		}
		if (c != 0)
			tagset_writer_copy(&writer, &reader);
	}
	if (!done)
		tagset_writer_append(&writer, TAGPATH_DATA(path), TAGPATH_LEN(path), &attrs);
	PG_RETURN_POINTER(tagset_writer_finish(&writer));
}

/* Adds either the elements at or below a path, moved to another path, or the other elements. */
static void
add_moved(TagsetBuilder *builder, const struct varlena *set, const struct varlena *from,
		  const struct varlena *to, bool moved)
{
	TagsetReader reader;
	Attributes	attrs;
	char		path[FACTAG_MAX_PATH];
	int			len;

	tagset_reader_init(&reader, set);
	while (tagset_reader_next(&reader))
	{
		if (path_within(reader.path, reader.len, TAGPATH_DATA(from), TAGPATH_LEN(from)) != moved)
			continue;
		tagset_reader_attributes(&reader, &attrs);
		if (!moved)
		{
			tagset_builder_add(builder, reader.path, reader.len, &attrs);
			continue;
		}
		len = path_rebase(reader.path, reader.len, TAGPATH_LEN(from),
						  TAGPATH_DATA(to), TAGPATH_LEN(to), path);
		tagset_builder_add(builder, path, len, &attrs);
	}
}

PG_FUNCTION_INFO_V1(tagset_rebase);
Datum
tagset_rebase(PG_FUNCTION_ARGS)
{
	struct varlena *set;
	struct varlena *from;
	struct varlena *to;
	TagsetBuilder builder;

	if (factag_has_null(fcinfo))
		return factag_unchanged(fcinfo);
	set = PG_GETARG_PACKED_P(0);
	from = PG_GETARG_TAGPATH_P(1);
	to = PG_GETARG_TAGPATH_P(2);
	/* the builder keeps the last element of a path: the one that moved */
	tagset_builder_init(&builder);
	add_moved(&builder, set, from, to, false);
	add_moved(&builder, set, from, to, true);
	PG_RETURN_POINTER(tagset_builder_finish(&builder));
}
