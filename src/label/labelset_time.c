/*
 * labelset_time.c
 *	  Logs as of a timestamp.
 */
#include "label/label_builder.h"

#include "utils/timestamp.h"

#include "label/label_holding.h"

PG_FUNCTION_INFO_V1(labelset_live);
Datum
labelset_live(PG_FUNCTION_ARGS)
{
	HoldingReader holds;
	LabelBuilder builder;
	Label		label;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	label_builder_init(&builder, false);
	holding_reader_init_arg(&holds, PG_GETARG_PACKED_P(0), fcinfo, 1);
	while (holding_reader_next(&holds))
	{
		label_take(&holds.reader, &holds.fields, &label);
		label_builder_add(&builder, &label);
	}
	PG_RETURN_POINTER(label_builder_finish(&builder));
}

/*
 * Adds what pruning leaves of one series: the latest label that was known by
 * then, unless it had ended, and the labels after it. Earlier labels have no
 * effect any more, whenever they become known.
 */
static void
add_unpruned(LabelBuilder *builder, const LabelBuilder *series, TimestampTz before)
{
	uint32		first = 0;

	for (uint32 i = 0; i < series->count; i++)
	{
		const Label *label = &series->labels[i];
		Attribute	known = label_has(label, ATTRIBUTE_SEEN) ? ATTRIBUTE_SEEN : ATTRIBUTE_AT;

		if (!label_has(label, known) || label->value[known].timestamp <= before)
			first = label_has(label, ATTRIBUTE_UNTIL) && label->value[ATTRIBUTE_UNTIL].timestamp <= before ? i + 1 : i;
	}
	for (uint32 i = first; i < series->count; i++)
		label_builder_add(builder, &series->labels[i]);
}

PG_FUNCTION_INFO_V1(labelset_prune);
Datum
labelset_prune(PG_FUNCTION_ARGS)
{
	TimestampTz before;
	LabelReader reader;
	LabelBuilder builder;
	LabelBuilder series;
	Label		label;

	if (factag_has_null(fcinfo))
		return factag_unchanged(fcinfo);
	before = PG_GETARG_TIMESTAMPTZ(1);
	label_builder_init(&builder, false);
	label_builder_init(&series, false);
	label_reader_init(&reader, PG_GETARG_PACKED_P(0));
	while (label_reader_next(&reader))
	{
		label_take(&reader, &reader.fields, &label);
		label_builder_add(&series, &label);
		if (!reader.superseded)
		{
			add_unpruned(&builder, &series, before);
			label_builder_clear(&series);
		}
	}
	PG_RETURN_POINTER(label_builder_finish(&builder));
}
