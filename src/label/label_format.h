/*
 * label_format.h
 *	  The bytes of a labelset, and of a factlabel, which is a log of one. Drawn
 *	  in doc/format.md.
 *
 *	  byte	   version nibble, flags
 *	  varint   number of labels
 *	  strings  (with LABELS_STRINGS) the sources and texts of all labels, each once:
 *		varint	 how many
 *		varint	 their bytes, the directory aside
 *		uint32	 (with LABELS_DIRECTORY) for every block of LABELS_BLOCK strings but the
 *				 first: where it begins, counted from the first string
 *		strings  sorted bytewise, each a varint and as many bytes
 *	  labels   sorted, each
 *		varint	 bytes shared with the path before
 *		varint	 bytes of the path that follow * 2, + 1 if the next label has the same
 *				 path, source and claim: this one is superseded
 *		bytes	 of the path
 *		varint	 which attributes: LABEL_* bits
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

/* attributes as stored */
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

/* a label's attributes where they are stored */
typedef struct LabelFields
{
	uint32		mask;
	const uint8 *values;
} LabelFields;

/* goes over the labels; path, len and the rest are those of the current one */
typedef struct LabelReader
{
	const uint8 *p;				/* what is not read yet */
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

/* bytes of the values of fixed size that stand before the first of these bits */
static inline uint32
label_offset(uint32 mask, uint32 bit)
{
	mask &= bit - 1;
	return (mask & LABEL_VERDICT) + ((mask & LABEL_SCORE) << 1) +
		((mask & LABEL_AT) << 1) + (mask & LABEL_SEEN) + ((mask & LABEL_UNTIL) >> 1);
}

/* Reads the attributes at p; returns what follows them. */
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

/* one of the timestamps, which must be there */
static inline TimestampTz
label_timestamp(const LabelFields *fields, uint32 bit)
{
	return (TimestampTz) get_uint64(fields->values + label_offset(fields->mask, bit));
}

/* an attribute of a label of the reader's log; false where it lacks it */
extern bool label_attribute(const LabelReader *reader, const LabelFields *fields, Attribute which, AttributeValue *value);

/* Takes a label at the reader's path apart; it points into the reader and the datum. */
extern void label_take(const LabelReader *reader, const LabelFields *fields, Label *label);

/* number of labels */
extern uint32 labelset_size(const struct varlena *labels);

/* Writes labels that are sorted, each key once. */
extern struct varlena *labelset_pack(const Label *labels, uint32 count);

#endif							/* FACTAG_LABEL_FORMAT_H */
