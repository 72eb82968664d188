/*
 * labelset.h
 *	  Type labelset, as its neighbours use it: logs of assertions.
 */
#ifndef FACTAG_LABELSET_H
#define FACTAG_LABELSET_H

#include "label/label_format.h"

/* collects labels in any order */
typedef struct LabelBuilder
{
	Label	   *labels;
	uint32		count;
	uint32		size;
	bool		copy_texts;		/* not only paths: what is added does not last */
} LabelBuilder;

extern void label_builder_init(LabelBuilder *builder, bool copy_texts);

/* Adds a label, merging first where twice FACTAG_MAX_LABELS are there; 54000 if that leaves too many. */
extern void label_builder_add(LabelBuilder *builder, const Label *label);

/* Adds every label of a log. */
extern void label_builder_add_all(LabelBuilder *builder, const struct varlena *labels);

/* Sorts; of the labels of one key the greatest stays. */
extern void label_builder_merge(LabelBuilder *builder);

/* Merges and writes; 54000 beyond FACTAG_MAX_LABELS. */
extern struct varlena *label_builder_finish(LabelBuilder *builder);

/* Appends the text of a log, or of a label. */
extern void labelset_deparse(StringInfo out, Datum value);

/* Compares two logs label by label. */
extern int	labelset_compare(const struct varlena *a, const struct varlena *b);

/* The paths that are asserted, as a tagset, each weighing its greatest score; without a timestamp unless has_timestamp. */
extern struct varlena *labelset_asserted(const struct varlena *labels, bool has_timestamp, TimestampTz timestamp);

#endif							/* FACTAG_LABELSET_H */
