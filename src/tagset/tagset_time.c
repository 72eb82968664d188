/*
 * tagset_time.c
 *	  A set as of a timestamp, and when its next element ends.
 */
#include "tagset/tagset_format.h"

#include "utils/timestamp.h"

/*
 * The set of argument 0 without the elements that ended by the timestamp of
 * argument 1 and, unless future, without those that begin later. All elements if
 * the timestamp is NULL.
 */
static Datum
keep(FunctionCallInfo fcinfo, bool future)
{
	struct varlena *set;
	TimestampTz at;
	TagsetReader reader;
	TagsetWriter writer;
	Attributes	attrs;

	if (factag_has_null(fcinfo))
		return factag_unchanged(fcinfo);
	set = PG_GETARG_PACKED_P(0);
	at = PG_GETARG_TIMESTAMPTZ(1);
	tagset_reader_init(&reader, set);
	if (!(reader.flags & TAGSET_ATTRIBUTES))
		PG_RETURN_POINTER(set);
	tagset_writer_init(&writer);
	while (tagset_reader_next(&reader))
	{
		tagset_reader_attributes(&reader, &attrs);
		if (future ? !attributes_ended(&attrs, at) : attributes_live(&attrs, at))
			tagset_writer_append(&writer, reader.path, reader.len, &attrs);
	}
	PG_RETURN_POINTER(tagset_writer_finish(&writer));
}

PG_FUNCTION_INFO_V1(tagset_live);
Datum
tagset_live(PG_FUNCTION_ARGS)
{
	return keep(fcinfo, false);
}

PG_FUNCTION_INFO_V1(tagset_purge);
Datum
tagset_purge(PG_FUNCTION_ARGS)
{
	return keep(fcinfo, true);
}

PG_FUNCTION_INFO_V1(tagset_next_until);
Datum
tagset_next_until(PG_FUNCTION_ARGS)
{
	TagsetReader reader;
	Attributes	attrs;
	TimestampTz earliest = DT_NOEND;

	tagset_reader_init(&reader, PG_GETARG_PACKED_P(0));
	if (reader.flags & TAGSET_ATTRIBUTES)
	{
		while (tagset_reader_next(&reader))
		{
			tagset_reader_attributes(&reader, &attrs);
			if (attributes_has(&attrs, ATTRIBUTE_UNTIL))
				earliest = Min(earliest, attrs.value[ATTRIBUTE_UNTIL].timestamp);
		}
	}
	if (earliest == DT_NOEND)
		PG_RETURN_NULL();
	PG_RETURN_TIMESTAMPTZ(earliest);
}
