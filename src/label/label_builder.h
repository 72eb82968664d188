/*
 * label_builder.h
 *	  Builds a log from labels in any order. The result is the union of the
 *	  labels, so it depends neither on their order nor on earlier merges.
 */
#ifndef FACTAG_LABEL_BUILDER_H
#define FACTAG_LABEL_BUILDER_H

#include "label/label_format.h"

typedef struct LabelBuilder
{
	Label	   *labels;
	uint32		count;
	uint32		size;
	bool		copy_texts;		/* copy texts and paths of attributes too, not only the path */
} LabelBuilder;

/* copy_texts is needed where attributes of added labels do not outlive the builder. */
extern void label_builder_init(LabelBuilder *builder, bool copy_texts);

/*
 * Adds a label. A builder that holds twice FACTAG_MAX_LABELS merges first;
 * 54000 if more than FACTAG_MAX_LABELS are left.
 */
extern void label_builder_add(LabelBuilder *builder, const Label *label);

/* Adds every label of a log. */
extern void label_builder_add_all(LabelBuilder *builder, const struct varlena *labels);

/* Removes and frees all labels. */
extern void label_builder_clear(LabelBuilder *builder);

/* Sorts the labels; keeps the greatest of those with one key. */
extern void label_builder_merge(LabelBuilder *builder);

/* Merges and returns the log; 54000 beyond FACTAG_MAX_LABELS. */
extern struct varlena *label_builder_finish(LabelBuilder *builder);

#endif							/* FACTAG_LABEL_BUILDER_H */
