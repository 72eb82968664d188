/*
 * labelset_tags.c
 *	  What a log asserts, as tags; see labelset_tags.h.
 */
#include "label/labelset_tags.h"

#include "utils/timestamp.h"

#include "label/label_holding.h"
#include "tagset/tagset.h"
#include "text/path.h"

struct varlena *
labelset_asserted(const struct varlena *labels, bool has_timestamp, TimestampTz timestamp)
{
	HoldingReader holds;
	TagsetBuilder builder;

	tagset_builder_init(&builder);
	holding_reader_init(&holds, labels, has_timestamp, timestamp);
	while (holding_reader_next(&holds))
	{
		const LabelReader *reader = &holds.reader;
		TagsetElement *last = builder.count > 0 ? &builder.elements[builder.count - 1] : NULL;
		AttributeValue score = {.number = 1};
		Attributes	attrs = {0};

		if (label_denies(&holds.fields))
			continue;
		(void) label_attribute(reader, &holds.fields, ATTRIBUTE_SCORE, &score);
		attributes_set(&attrs, ATTRIBUTE_WEIGHT, score);
		if (!last || path_compare(last->path, last->len, reader->path, reader->len) != 0)
			tagset_builder_add(&builder, reader->path, reader->len, &attrs);
		else if (attributes_has(&last->attributes, ATTRIBUTE_WEIGHT) &&
				 last->attributes.value[ATTRIBUTE_WEIGHT].number < score.number)
			attributes_set(&last->attributes, ATTRIBUTE_WEIGHT, score);
	}
	return tagset_builder_finish(&builder);
}

PG_FUNCTION_INFO_V1(labelset_tags);
Datum
labelset_tags(PG_FUNCTION_ARGS)
{
	bool		has_timestamp = !PG_ARGISNULL(1);

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	PG_RETURN_POINTER(labelset_asserted(PG_GETARG_PACKED_P(0), has_timestamp,
										has_timestamp ? PG_GETARG_TIMESTAMPTZ(1) : 0));
}
