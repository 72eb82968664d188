/*
 * label_holding.c
 *	  Reading the labels that hold in a log; see label_holding.h.
 */
#include "label/label_holding.h"

#include "miscadmin.h"
#include "utils/timestamp.h"

void
holding_reader_init(HoldingReader *holds, const struct varlena *labels,
					bool has_timestamp, TimestampTz timestamp)
{
	label_reader_init(&holds->reader, labels);
	holds->has_timestamp = has_timestamp;
	holds->timestamp = timestamp;
}

void
holding_reader_init_arg(HoldingReader *holds, const struct varlena *labels,
						FunctionCallInfo fcinfo, int argno)
{
	bool		has_timestamp = !PG_ARGISNULL(argno);

	holding_reader_init(holds, labels, has_timestamp,
						has_timestamp ? PG_GETARG_TIMESTAMPTZ(argno) : 0);
}

/*
 * Labels of one path, source and claim are stored together, ordered by time, and
 * all but the last of them are marked as superseded. The last of them that is
 * known takes effect.
 */
bool
holding_reader_next(HoldingReader *holds)
{
	LabelReader *reader = &holds->reader;
	bool		known = false;

	holds->shared = FACTAG_MAX_PATH;
	while (label_reader_next(reader))
	{
		CHECK_FOR_INTERRUPTS();
		holds->shared = Min(holds->shared, reader->shared);
		if (!holds->has_timestamp || label_known(&reader->fields, holds->timestamp))
		{
			known = true;
			holds->fields = reader->fields;
			holds->number = reader->read - 1;
		}
		if (reader->superseded)
			continue;
		if (known && !(holds->fields.mask & LABEL_NEG) &&
			!(holds->has_timestamp && label_ended(&holds->fields, holds->timestamp)))
			return true;
		known = false;
	}
	return false;
}
