/*
 * label_format.h
 *	  The stored form of a labelset, and of a factlabel, which is a log of one.
 *	  doc/format.md draws it.
 *
 *	  byte	   version nibble, flags
 *	  varint   number of labels
 *	  strings  (with LABELS_STRINGS) the sources and texts of all labels, each once:
 *		varint	 number of strings
 *		varint	 number of their bytes, without the directory
 *		uint32	 (with LABELS_DIRECTORY) for every block of LABELS_BLOCK strings but the
 *				 first: its offset from the first string
 *		strings  sorted bytewise, each a varint length and its bytes
 *	  labels   sorted, each
 *		path	 front coded; the flag is set if the next label is in the same series
 *				 (path, source and claim), so that this one is superseded
 *		varint	 LABEL_* bits of the attributes that are present
 *		values	 in the order of those bits: byte, float4, timestamps, numbers of strings
 */
#ifndef FACTAG_LABEL_FORMAT_H
#define FACTAG_LABEL_FORMAT_H

#include "label/label.h"
#include "text/front_coding.h"

#define LABELS_STRINGS		0x01
#define LABELS_DIRECTORY	0x02	/* more than LABELS_BLOCK strings */
#define LABELS_FLAGS		(LABELS_STRINGS | LABELS_DIRECTORY)

#define LABELS_BLOCK		64

/* bits of the attributes that are present */
#define LABEL_VERDICT	0x001
#define LABEL_SCORE		0x002
#define LABEL_AT		0x004
#define LABEL_SEEN		0x008
#define LABEL_UNTIL		0x010
#define LABEL_BY		0x020
#define LABEL_CLAIM		0x040
#define LABEL_SAID		0x080
#define LABEL_REF		0x100
#define LABEL_NEG		0x200
#define LABEL_DENY		0x400
#define LABEL_TEXTS		(LABEL_BY | LABEL_CLAIM | LABEL_SAID | LABEL_REF)

/* the stored attributes of a label */
typedef struct LabelFields
{
	uint32		mask;
	const uint8 *values;
} LabelFields;

/* Iterates over the labels of a log; path, len, fields and flags are those of the current label. */
typedef struct LabelReader
{
	const uint8 *p;				/* the next label */
	const uint8 *directory;
	const uint8 *strings;
	uint32		nstrings;
	uint32		count;
	uint32		read;			/* labels read, the current one included */
	uint8		flags;
	bool		superseded;
	int			shared;			/* bytes in common with the path before */
	int			len;
	LabelFields fields;
	char		path[FACTAG_MAX_PATH];
} LabelReader;

extern void label_reader_init(LabelReader *reader, const struct varlena *labels);

/*
 * The offset of a fixed-size value, by its bit, from the first value. With
 * LABEL_BY, the offset of the numbers of strings, which follow.
 */
static inline uint32
label_offset(uint32 mask, uint32 bit)
{
	mask &= bit - 1;
	return (mask & LABEL_VERDICT) + ((mask & LABEL_SCORE) << 1) +
		((mask & LABEL_AT) << 1) + (mask & LABEL_SEEN) + ((mask & LABEL_UNTIL) >> 1);
}

/* Reads the attributes at p; returns the end of them. */
static inline const uint8 *
label_read_fields(const uint8 *p, LabelFields *fields)
{
	uint32		ignored;

	p = get_varint(p, &fields->mask);
	fields->values = p;
	p += label_offset(fields->mask, LABEL_BY);
	for (uint32 texts = fields->mask & LABEL_TEXTS; texts; texts &= texts - 1)
		p = get_varint(p, &ignored);
	return p;
}

static inline bool
label_reader_next(LabelReader *reader)
{
	FrontCoded	coded;

	if (reader->read == reader->count)
		return false;
	reader->p = label_read_fields(front_get(reader->p, &coded), &reader->fields);
	reader->superseded = coded.flag;
	reader->shared = coded.shared;
	reader->len = front_apply(&coded, reader->path);
	reader->read++;
	return true;
}

/* the timestamp attribute of a bit, which must be set */
static inline TimestampTz
label_timestamp(const LabelFields *fields, uint32 bit)
{
	return (TimestampTz) get_uint64(fields->values + label_offset(fields->mask, bit));
}

/* Gets an attribute of a label in the reader's log; false if the label does not have it. */
extern bool label_attribute(const LabelReader *reader, const LabelFields *fields, Attribute which, AttributeValue *value);

/* Makes a Label of the reader's path and of fields, with pointers into the reader and the datum. */
extern void label_take(const LabelReader *reader, const LabelFields *fields, Label *label);

/* number of labels */
extern uint32 labelset_size(const struct varlena *labels);

/*
 * The stored form of labels, which must be sorted with distinct keys; 54000 if
 * their text is too long.
 */
extern struct varlena *labelset_pack(const Label *labels, uint32 count);

#endif							/* FACTAG_LABEL_FORMAT_H */
