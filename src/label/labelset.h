/*
 * labelset.h
 *	  Type labelset: logs of assertions.
 */
#ifndef FACTAG_LABELSET_H
#define FACTAG_LABELSET_H

#include "label/label_format.h"

/* Appends the text of a labelset or a factlabel. */
extern void labelset_deparse(StringInfo out, Datum value);

/* Three-way comparison of two logs, label by label. */
extern int	labelset_compare(const struct varlena *a, const struct varlena *b);

#endif							/* FACTAG_LABELSET_H */
