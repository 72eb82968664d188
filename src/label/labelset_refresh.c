/*
 * labelset_refresh.c
 *	  Adds the labels that a new run of a source found to a log, and withdraws
 *	  those that it no longer found.
 */
#include "label/label_builder.h"

#include "miscadmin.h"
#include "utils/timestamp.h"

#include "label/label_holding.h"
#include "text/path.h"
#include "text/timestamp.h"

/* Refuses a label whose source is not at or below the source of the run (22023). */
static void
check_source(const Label *label, const struct varlena *source)
{
	StringInfoData text;
	const char *by;
	int			len;

	by = attribute_text(label->value[ATTRIBUTE_BY], &len);
	if (path_within(by, len, TAGPATH_DATA(source), TAGPATH_LEN(source)))
		return;
	initStringInfo(&text);
	label_deparse(&text, label);
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("what a source found names another source"),
			 errdetail("The label is %s.", lex_clip(text.data)),
			 errhint("Pass a path at or above the source of every label that was found.")));
}

/*
 * Collects the labels that a run found, sorted. Labels without a source or a
 * time get those of the run.
 */
static void
collect_found(LabelBuilder *builder, const struct varlena *found, const struct varlena *source,
			  TimestampTz at)
{
	LabelReader reader;
	Label		label;

	label_builder_init(builder, false);
	label_reader_init(&reader, found);
	while (label_reader_next(&reader))
	{
		label_take(&reader, &reader.fields, &label);
		if (!label_has(&label, ATTRIBUTE_BY))
			label_set(&label, ATTRIBUTE_BY,
					  attribute_make_text(TAGPATH_DATA(source), TAGPATH_LEN(source)));
		if (!label_has(&label, ATTRIBUTE_AT))
			label_set(&label, ATTRIBUTE_AT, attribute_from_timestamp(at));
		check_source(&label, source);
		label_builder_add(builder, &label);
	}
	label_builder_merge(builder);
}

/* the position of the first of sorted labels that is in the label's series or after it */
static uint32
find_series(const LabelBuilder *builder, const Label *label)
{
	uint32		low = 0;
	uint32		high = builder->count;

	while (low < high)
	{
		uint32		middle = (low + high) / 2;

		if (label_compare_series(&builder->labels[middle], label) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static bool
in_series(const LabelBuilder *builder, uint32 i, const Label *label)
{
	return i < builder->count && label_compare_series(&builder->labels[i], label) == 0;
}

/* Whether a label that has a timestamp is known as of the run. */
static bool
known_to_run(const Label *label, TimestampTz at)
{
	Attribute	known = label_has(label, ATTRIBUTE_SEEN) ? ATTRIBUTE_SEEN : ATTRIBUTE_AT;

	return label->value[known].timestamp <= at;
}

/*
 * If the log's entry for the same path, source and claim is as late as the new
 * one or later, and says something else, gives the new entry a timestamp 1 µs
 * after it, and records the run's time in "seen", so that it is known as of the
 * run and changes nothing that was known before. Two runs may have the same
 * timestamp, a source's clock may be fast, and a source may give the same
 * timestamp to different findings.
 */
static void
advance_timestamp(Label *entry, const Label *logged, TimestampTz at)
{
	TimestampTz next;
	Label		later = *entry;

	if (label_compare_time(logged, entry) < 0 || label_equal_except_time(logged, entry))
		return;
	/* A label that is as late as one with a time has a time. */
	next = logged->value[ATTRIBUTE_AT].timestamp + 1;
	/* at the end of the calendar, what was seen later is the later one */
	if (!IS_VALID_TIMESTAMP(next))
		next = logged->value[ATTRIBUTE_AT].timestamp;
	label_set(&later, ATTRIBUTE_AT, attribute_from_timestamp(next));
	label_set(&later, ATTRIBUTE_SEEN, attribute_from_timestamp(at));
	if (label_compare_time(logged, &later) < 0)
		*entry = later;
}

/* the label that withdraws another as of a timestamp */
static Label
withdrawal(const Label *label, TimestampTz at)
{
	Label		neg = {
		.path = label->path,
		.len = label->len,
		.present = ATTRIBUTE_BIT(ATTRIBUTE_NEG)
	};

	for (Attribute which = ATTRIBUTE_BY; which <= ATTRIBUTE_CLAIM; which++)
	{
		if (label_has(label, which))
			label_set(&neg, which, label->value[which]);
	}
	label_set(&neg, ATTRIBUTE_AT, attribute_from_timestamp(at));
	advance_timestamp(&neg, label, at);
	/*
	 * A label of the end of the calendar that this run has seen has no later one: an
	 * equal label with neg is the greater one.
	 */
	if (label_compare_time(label, &neg) >= 0)
	{
		neg = *label;
		neg.present |= ATTRIBUTE_BIT(ATTRIBUTE_NEG);
	}
	return neg;
}

/* the last label of a series that was found and is known as of the run; NULL if there is none */
static Label *
last_known(LabelBuilder *found, const Label *series, TimestampTz at)
{
	Label	   *last = NULL;

	for (uint32 i = find_series(found, series); in_series(found, i, series); i++)
	{
		if (known_to_run(&found->labels[i], at))
			last = &found->labels[i];
	}
	return last;
}

/*
 * Whether a label that was found need not be added: the log's entry says the same, and
 * no other label of the series was found that would override or replace that entry but
 * not the new one.
 */
static bool
is_repeated(const LabelBuilder *found, const Label *entry, const Label *logged)
{
	if (!label_equal_except_time(entry, logged))
		return false;
	for (uint32 i = find_series(found, logged); &found->labels[i] < entry; i++)
	{
		if (label_compare_time(&found->labels[i], logged) >= 0)
			return false;
	}
	return true;
}

/*
 * Advances the timestamps of what was found, so that it takes effect as of the
 * run. Labels that are known only later, by a timestamp of their own, are left
 * alone. repeated[] tells which labels the log has in the same words: a withdrawal
 * or a label that has ended, too, or each run would add it again.
 */
static void
advance_timestamps(LabelBuilder *found, const struct varlena *labels, TimestampTz at,
				   bool *repeated)
{
	LabelReader reader;
	LabelFields last;
	bool		known = false;
	Label		logged;

	label_reader_init(&reader, labels);
	while (label_reader_next(&reader))
	{
		CHECK_FOR_INTERRUPTS();
		if (label_known(&reader.fields, at))
		{
			known = true;
			last = reader.fields;
		}
		if (reader.superseded)
			continue;
		if (known)
		{
			Label	   *entry;

			label_take(&reader, &last, &logged);
			entry = last_known(found, &logged, at);
			if (entry && is_repeated(found, entry, &logged))
				repeated[entry - found->labels] = true;
			else if (entry)
				advance_timestamp(entry, &logged, at);
		}
		known = false;
	}
}

PG_FUNCTION_INFO_V1(labelset_refresh);
Datum
labelset_refresh(PG_FUNCTION_ARGS)
{
	struct varlena *labels;
	struct varlena *source;
	TimestampTz at;
	HoldingReader holds;
	LabelBuilder found;
	LabelBuilder builder;
	bool	   *repeated;
	Label		label;

	if (PG_ARGISNULL(1) || PG_ARGISNULL(2) || PG_ARGISNULL(3))
		return factag_unchanged(fcinfo);
	labels = PG_ARGISNULL(0) ? labelset_pack(NULL, 0) : PG_GETARG_PACKED_P(0);
	source = PG_GETARG_TAGPATH_P(1);
	at = PG_GETARG_TIMESTAMPTZ(3);
	timestamp_check_finite(at);
	collect_found(&found, PG_GETARG_PACKED_P(2), source, at);
	repeated = palloc0(sizeof(bool) * found.count + 1);
	advance_timestamps(&found, labels, at, repeated);
	label_builder_init(&builder, false);
	label_builder_add_all(&builder, labels);
	holding_reader_init(&holds, labels, true, at);
	while (holding_reader_next(&holds))
	{
		const char *by;
		int			len;

		label_take(&holds.reader, &holds.fields, &label);
		if (!label_has(&label, ATTRIBUTE_BY))
			continue;
		by = attribute_text(label.value[ATTRIBUTE_BY], &len);
		if (!path_within(by, len, TAGPATH_DATA(source), TAGPATH_LEN(source)))
			continue;
		if (!in_series(&found, find_series(&found, &label), &label))
		{
			Label		neg = withdrawal(&label, at);

			label_builder_add(&builder, &neg);
		}
	}
	for (uint32 i = 0; i < found.count; i++)
	{
		if (!repeated[i])
			label_builder_add(&builder, &found.labels[i]);
	}
	PG_RETURN_POINTER(label_builder_finish(&builder));
}
