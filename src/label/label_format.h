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
 * Returns the stored form of labels, which must be sorted with distinct keys; 54000 if
 * they are too many or their text is too long.
 */
extern struct varlena *labelset_pack(const Label *labels, uint32 count);

/* Refuses a number of labels, or a number of bytes that they print to, beyond the limits (54000). */
extern void labelset_check_size(uint64 count, uint64 text);

/* a table of strings, as it is stored */
typedef struct LabelStrings
{
	StringInfoData bytes;
	StringInfoData directory;
	uint32		count;
} LabelStrings;

extern void label_strings_init(LabelStrings *strings);

/* Adds a string, which must be greater than those before it. */
extern void label_strings_add(LabelStrings *strings, const char *data, int len);

/*
 * Begins a log with its header and strings, and frees the strings. The caller appends
 * the labels; labelset_end returns the log.
 */
extern void labelset_begin(StringInfo out, uint32 count, LabelStrings *strings);
extern struct varlena *labelset_end(StringInfo out);

#endif							/* FACTAG_LABEL_FORMAT_H */
