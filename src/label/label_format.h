/*
 * label_format.h
 *	  Making the stored form of labels, which label_reader.h describes and reads.
 */
#ifndef FACTAG_LABEL_FORMAT_H
#define FACTAG_LABEL_FORMAT_H

#include "label/label.h"
#include "label/label_reader.h"

/* Makes a Label of the reader's path and of fields, with pointers into the reader and the datum. */
extern void label_take(const LabelReader *reader, const LabelFields *fields, Label *label);

/*
 * The stored form of labels, which must be sorted with distinct keys; 54000 if
 * their text is too long.
 */
extern struct varlena *labelset_pack(const Label *labels, uint32 count);

#endif							/* FACTAG_LABEL_FORMAT_H */
