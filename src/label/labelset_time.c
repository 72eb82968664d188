/*
 * labelset_time.c
 *	  Logs as of a timestamp, pruned, and renewed by the next run of a source.
 */
#include "label/labelset.h"

#include "miscadmin.h"
#include "utils/timestamp.h"

#include "label/label_holding.h"
#include "tagset/tagset.h"
#include "text/timestamp.h"
#include "text/path.h"
#include "text/quote.h"

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
	PG_RETURN_POINTER(labelset_asserted(PG_GETARG_PACKED_P(0), has_timestamp, has_timestamp ? PG_GETARG_TIMESTAMPTZ(1) : 0));
}

/*
 * Adds what is left of labels of one voice, in the order of time, as of a
 * timestamp: nothing before the last that was known then, which outranks those
 * whenever they come to be known, and not that one if it had lapsed.
 */
static void
add_unpruned(LabelBuilder *builder, const LabelBuilder *voice, TimestampTz before)
{
	uint32		first = 0;

	for (uint32 i = 0; i < voice->count; i++)
	{
		const Label *label = &voice->labels[i];
		Attribute	known = label_has(label, ATTRIBUTE_SEEN) ? ATTRIBUTE_SEEN : ATTRIBUTE_AT;

		if (!label_has(label, known) || label->value[known].timestamp <= before)
			first = label_has(label, ATTRIBUTE_UNTIL) && label->value[ATTRIBUTE_UNTIL].timestamp <= before ? i + 1 : i;
	}
	for (uint32 i = first; i < voice->count; i++)
		label_builder_add(builder, &voice->labels[i]);
}

PG_FUNCTION_INFO_V1(labelset_prune);
Datum
labelset_prune(PG_FUNCTION_ARGS)
{
	TimestampTz before = PG_GETARG_TIMESTAMPTZ(1);
	LabelReader reader;
	LabelBuilder builder;
	LabelBuilder voice;
	Label		label;

	label_builder_init(&builder, false);
	label_builder_init(&voice, false);
	label_reader_init(&reader, PG_GETARG_PACKED_P(0));
	while (label_reader_next(&reader))
	{
		label_take(&reader, &reader.fields, &label);
		label_builder_add(&voice, &label);
		if (!reader.superseded)
		{
			add_unpruned(&builder, &voice, before);
			for (uint32 i = 0; i < voice.count; i++)
				pfree(unconstify(char *, voice.labels[i].path));
			voice.count = 0;
		}
	}
	PG_RETURN_POINTER(label_builder_finish(&builder));
}

/* Refuses a finding that is not the source's own (22023). */
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

/* Collects what a run of a source found: with the source and the timestamp where they are left out. */
static void
collect_found(LabelBuilder *builder, const struct varlena *found, const struct varlena *source, TimestampTz at)
{
	LabelReader reader;
	Label		label;

	label_builder_init(builder, false);
	label_reader_init(&reader, found);
	while (label_reader_next(&reader))
	{
		label_take(&reader, &reader.fields, &label);
		if (!label_has(&label, ATTRIBUTE_BY))
			label_set(&label, ATTRIBUTE_BY, attribute_make_text(TAGPATH_DATA(source), TAGPATH_LEN(source)));
		if (!label_has(&label, ATTRIBUTE_AT))
			label_set(&label, ATTRIBUTE_AT, attribute_from_timestamp(at));
		check_source(&label, source);
		label_builder_add(builder, &label);
	}
	label_builder_merge(builder);
}

/* the first of sorted labels that is of a voice or behind it */
static uint32
find_voice(const LabelBuilder *builder, const Label *label)
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
is_voice(const LabelBuilder *builder, uint32 i, const Label *label)
{
	return i < builder->count && label_compare_series(&builder->labels[i], label) == 0;
}

/*
 * Moves what a run says at a timestamp right behind the words that the log knows
 * of its voice by then, where those are as late or later: runs may share a
 * timestamp, and a source's clock may be fast. It is known as of the timestamp still.
 */
static void
outlast(Label *says, const Label *said, TimestampTz at)
{
	if (label_has(says, ATTRIBUTE_SEEN) || says->value[ATTRIBUTE_AT].timestamp != at ||
		label_compare_time(said, says) < 0 || label_same_words(said, says) ||
		!IS_VALID_TIMESTAMP(said->value[ATTRIBUTE_AT].timestamp + 1))
		return;
	label_set(says, ATTRIBUTE_AT, attribute_from_timestamp(said->value[ATTRIBUTE_AT].timestamp + 1));
	label_set(says, ATTRIBUTE_SEEN, attribute_from_timestamp(at));
}

/* what withdraws a label as of a timestamp */
static Label
withdrawal(const Label *label, TimestampTz at)
{
	Label		neg = {.path = label->path, .len = label->len, .present = ATTRIBUTE_BIT(ATTRIBUTE_NEG)};

	for (Attribute which = ATTRIBUTE_BY; which <= ATTRIBUTE_CLAIM; which++)
	{
		if (label_has(label, which))
			label_set(&neg, which, label->value[which]);
	}
	label_set(&neg, ATTRIBUTE_AT, attribute_from_timestamp(at));
	outlast(&neg, label, at);
	/* no later still, at the end of the calendar: the same words, of which the withdrawn ones are the greater */
	if (label_compare_time(label, &neg) >= 0)
	{
		neg = *label;
		neg.present |= ATTRIBUTE_BIT(ATTRIBUTE_NEG);
	}
	return neg;
}

/* Moves so all that was found, but for a voice of which several words were. */
static void
outlast_all(LabelBuilder *found, const struct varlena *labels, TimestampTz at)
{
	LabelReader reader;
	LabelFields last;
	bool		spoken = false;
	Label		said;

	label_reader_init(&reader, labels);
	while (label_reader_next(&reader))
	{
		uint32		i;

		CHECK_FOR_INTERRUPTS();
		if (label_known(&reader.fields, at))
		{
			spoken = true;
			last = reader.fields;
		}
		if (reader.superseded)
			continue;
		if (spoken)
		{
			label_take(&reader, &last, &said);
			i = find_voice(found, &said);
			if (is_voice(found, i, &said) && !is_voice(found, i + 1, &said))
				outlast(&found->labels[i], &said, at);
		}
		spoken = false;
	}
}

PG_FUNCTION_INFO_V1(labelset_refresh);
Datum
labelset_refresh(PG_FUNCTION_ARGS)
{
	struct varlena *labels = PG_GETARG_PACKED_P(0);
	struct varlena *source = PG_GETARG_TAGPATH_P(1);
	TimestampTz at = PG_GETARG_TIMESTAMPTZ(3);
	HoldingReader holds;
	LabelBuilder found;
	LabelBuilder builder;
	bool	   *known;
	Label		label;

	timestamp_check_finite(at);
	collect_found(&found, PG_GETARG_PACKED_P(2), source, at);
	outlast_all(&found, labels, at);
	known = palloc0(sizeof(bool) * found.count + 1);
	label_builder_init(&builder, false);
	label_builder_add_all(&builder, labels);
	holding_reader_init(&holds, labels, true, at);
	while (holding_reader_next(&holds))
	{
		const char *by;
		int			len;
		uint32		i;

		label_take(&holds.reader, &holds.fields, &label);
		if (!label_has(&label, ATTRIBUTE_BY))
			continue;
		by = attribute_text(label.value[ATTRIBUTE_BY], &len);
		if (!path_within(by, len, TAGPATH_DATA(source), TAGPATH_LEN(source)))
			continue;
		i = find_voice(&found, &label);
		if (!is_voice(&found, i, &label))
		{
			Label		neg = withdrawal(&label, at);

			label_builder_add(&builder, &neg);
		}
		else if (!is_voice(&found, i + 1, &label))
			known[i] = label_same_words(&found.labels[i], &label);
	}
	/* what it finds again, in the same words, is in the log already */
	for (uint32 i = 0; i < found.count; i++)
	{
		if (!known[i])
			label_builder_add(&builder, &found.labels[i]);
	}
	PG_RETURN_POINTER(label_builder_finish(&builder));
}
