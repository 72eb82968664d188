/*
 * label_row.h
 *	  A label as columns of built-in types, for the functions that return rows.
 */
#ifndef FACTAG_LABEL_ROW_H
#define FACTAG_LABEL_ROW_H

#include "label/label.h"

/* the columns of a label's path: label, parent, depth, level1 … level6 */
#define LABEL_ROW_LEVELS 6
#define LABEL_ROW_PATH_COLUMNS (3 + LABEL_ROW_LEVELS)

/* the most columns that a function returns */
#define LABEL_ROW_COLUMNS (LABEL_ROW_PATH_COLUMNS + LABEL_ATTRIBUTE_COUNT + 3)

typedef struct LabelRow
{
	Datum		values[LABEL_ROW_COLUMNS];
	bool		nulls[LABEL_ROW_COLUMNS];
} LabelRow;

/* Sets every column to NULL. */
extern void label_row_clear(LabelRow *row);

extern void label_row_set(LabelRow *row, int column, Datum value);

/* Sets the first LABEL_ROW_PATH_COLUMNS columns. */
extern void label_row_set_path(LabelRow *row, const Label *label);

/* Sets a column to an attribute. An absent flag is false, any other absent attribute is NULL. */
extern void label_row_set_attribute(LabelRow *row, int column, const Label *label, Attribute which);

/* Sets a column for each attribute, in the order in which they print. */
extern void label_row_set_attributes(LabelRow *row, int first, const Label *label);

#endif							/* FACTAG_LABEL_ROW_H */
