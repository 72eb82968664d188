#pragma GCC diagnostic ignored "-Wunused-parameter"
/*
 * audience_column.c
 *	  The attributes of the elements at one path.
 */
#include "audience/audience_column.h"

void
audience_column_read(const AudienceRow *row, AudienceColumn *column)
{
	elog(ERROR, "not yet");
}

void
audience_column_attributes(const AudienceColumn *column, uint32 position, Attributes *attrs)
{
	elog(ERROR, "not yet");
}

AudienceColumnBuilder *
audience_column_builder_make(MemoryContext context)
{
	elog(ERROR, "not yet");
}

void
audience_column_builder_add(AudienceColumnBuilder *builder, int64 id, const Attributes *attrs)
{
	elog(ERROR, "not yet");
}

void
audience_column_builder_finish(AudienceColumnBuilder *builder, Datum values[5])
{
	elog(ERROR, "not yet");
}

