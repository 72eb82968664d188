/*
 * label_holds.c
 *	  What holds in a log; see label_holds.h.
 */
#include "label/label_holds.h"

#include "miscadmin.h"
#include "utils/timestamp.h"

void
holds_read(HoldsReader *holds, const struct varlena *labels, bool has_moment, TimestampTz moment)
{
	labels_read(&holds->reader, labels);
	holds->has_moment = has_moment;
	holds->moment = moment;
}

void
holds_read_arg(HoldsReader *holds, const struct varlena *labels, FunctionCallInfo fcinfo, int argno)
{
	bool		has_moment = !PG_ARGISNULL(argno);

	holds_read(holds, labels, has_moment, has_moment ? PG_GETARG_TIMESTAMPTZ(argno) : 0);
}

/*
 * Labels of one path, source and claim stand together, in the order of time:
 * the last that is known speaks, and all but the last of all are marked as
 * superseded.
 */
bool
holds_next(HoldsReader *holds)
{
	LabelReader *reader = &holds->reader;
	bool		spoken = false;

	while (labels_next(reader))
	{
		CHECK_FOR_INTERRUPTS();
		if (!holds->has_moment || label_known(&reader->fields, holds->moment))
		{
			spoken = true;
			holds->fields = reader->fields;
			holds->number = reader->read - 1;
		}
		if (reader->superseded)
			continue;
		if (spoken && !(holds->fields.mask & LABEL_NEG) &&
			!(holds->has_moment && label_ended(&holds->fields, holds->moment)))
			return true;
		spoken = false;
	}
	return false;
}
