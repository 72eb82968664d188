/*
 * label_merge.h
 *	  Merges two logs in their stored form.
 */
#ifndef FACTAG_LABEL_MERGE_H
#define FACTAG_LABEL_MERGE_H

#include "label/label_format.h"

/*
 * Returns the union of two logs, with the same bytes as a LabelBuilder of all their
 * labels; 54000 if it is too large.
 */
extern struct varlena *label_merge(const struct varlena *a, const struct varlena *b);

#endif							/* FACTAG_LABEL_MERGE_H */
