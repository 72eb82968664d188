/*
 * labelset_covers.c
 *	  The paths that a log asserts as the left side of "labels @> set".
 */
#include "factag.h"

#include "miscadmin.h"

#include "label/label_holding.h"
#include "tagset/tagset_reader.h"
#include "text/path.h"

/* Goes to the next label that asserts, without a timestamp; false if there is none. */
static bool
next_asserted(LabelReader *reader)
{
	while (label_reader_next(reader))
	{
		CHECK_FOR_INTERRUPTS();
		if (label_asserts(reader->superseded, reader->fields.mask))
			return true;
	}
	return false;
}

/*
 * Whether the log asserts each path of the set or one below it. Both are in preorder,
 * so one pass over both will do: a path's subtree begins at the first label that is not
 * before it.
 */
static bool
labels_cover(const struct varlena *labels, const struct varlena *set)
{
	LabelReader label;
	TagsetReader tag;
	bool		asserted;

	label_reader_init(&label, labels);
	asserted = next_asserted(&label);
	tagset_reader_init(&tag, set);
	while (tagset_reader_next(&tag))
	{
		while (asserted && path_compare(label.path, label.len, tag.path, tag.len) < 0)
			asserted = next_asserted(&label);
		if (!asserted || !path_within(label.path, label.len, tag.path, tag.len))
			return false;
	}
	return true;
}

PG_FUNCTION_INFO_V1(labelset_covers_set);
Datum
labelset_covers_set(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(labels_cover(PG_GETARG_PACKED_P(0), PG_GETARG_PACKED_P(1)));
}

/* SQL's tagset_covered_by(tagset, labelset) */
PG_FUNCTION_INFO_V1(tagset_covered_by_labels);
Datum
tagset_covered_by_labels(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(labels_cover(PG_GETARG_PACKED_P(1), PG_GETARG_PACKED_P(0)));
}
