/*
 * label_holding.c
 *	  What holds in a log; see label_holds.h.
 */
#include "label/label_holding.h"

#include "miscadmin.h"
#include "utils/timestamp.h"

void
holding_reader_init(HoldingReader *holds, const struct varlena *labels, bool has_timestamp, TimestampTz timestamp)
{
	label_reader_init(&holds->reader, labels);
	holds->has_timestamp = has_timestamp;
	holds->timestamp = timestamp;
}

void
holding_reader_init_arg(HoldingReader *holds, const struct varlena *labels, FunctionCallInfo fcinfo, int argno)
{
	bool		has_timestamp = !PG_ARGISNULL(argno);

	holding_reader_init(holds, labels, has_timestamp, has_timestamp ? PG_GETARG_TIMESTAMPTZ(argno) : 0);
}

/*
 * Labels of one path, source and claim stand together, in the order of time:
 * the last that is known speaks, and all but the last of all are marked as
 * superseded.
 */
bool
holding_reader_next(HoldingReader *holds)
{
	LabelReader *reader = &holds->reader;
	bool		spoken = false;

	while (label_reader_next(reader))
	{
		CHECK_FOR_INTERRUPTS();
		if (!holds->has_timestamp || label_known(&reader->fields, holds->timestamp))
		{
			spoken = true;
			holds->fields = reader->fields;
			holds->number = reader->read - 1;
		}
		if (reader->superseded)
			continue;
		if (spoken && !(holds->fields.mask & LABEL_NEG) &&
			!(holds->has_timestamp && label_ended(&holds->fields, holds->timestamp)))
			return true;
		spoken = false;
	}
	return false;
}
