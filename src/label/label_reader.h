/*
 * label_reader.h
 *	  The stored form of a labelset, and of a factlabel, which is a log of one, drawn
 *	  in doc/format.md, and how to read it. Other extensions include this header, so
 *	  it needs no function of the library.
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
#ifndef FACTAG_LABEL_READER_H
#define FACTAG_LABEL_READER_H

#include "query/query_attribute.h"
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

/* Reads the header; returns what follows it. XX001 where the layout is unknown. */
static inline const uint8 *
labelset_read_header(const struct varlena *labels, uint8 *flags, uint32 *count)
{
	const uint8 *p = (const uint8 *) VARDATA_ANY(labels);

	if (unlikely(VARSIZE_ANY_EXHDR(labels) < 2 || (*p & ~LABELS_FLAGS) != FACTAG_FORMAT))
		factag_unknown_layout("labelset");
	*flags = *p++;
	return get_varint(p, count);
}

/* Returns the number of labels. */
static inline uint32
labelset_size(const struct varlena *labels)
{
	uint8		flags;
	uint32		count;

	(void) labelset_read_header(labels, &flags, &count);
	return count;
}

/* Begins to read a log, before its first label. The log must stay in memory. */
static inline void
label_reader_init(LabelReader *reader, const struct varlena *labels)
{
	reader->p = labelset_read_header(labels, &reader->flags, &reader->count);
	reader->nstrings = 0;
	reader->directory = reader->strings = NULL;
	if (reader->flags & LABELS_STRINGS)
	{
		uint32		bytes;

		reader->p = get_varint(reader->p, &reader->nstrings);
		reader->p = get_varint(reader->p, &bytes);
		reader->directory = reader->p;
		if (reader->flags & LABELS_DIRECTORY)
			reader->p += (reader->nstrings - 1) / LABELS_BLOCK * 4;
		reader->strings = reader->p;
		reader->p += bytes;
	}
	reader->read = 0;
	reader->superseded = false;
	reader->shared = 0;
	reader->len = 0;
}

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

/* Goes to the next label; false if there is none. */
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

/* Returns the bit of an attribute, 0 for attributes of other types. */
static inline uint32
label_bit(Attribute which)
{
	static const uint32 bits[ATTRIBUTE_COUNT] = {
		[ATTRIBUTE_VERDICT] = LABEL_VERDICT,
		[ATTRIBUTE_SCORE] = LABEL_SCORE,
		[ATTRIBUTE_AT] = LABEL_AT,
		[ATTRIBUTE_SEEN] = LABEL_SEEN,
		[ATTRIBUTE_UNTIL] = LABEL_UNTIL,
		[ATTRIBUTE_BY] = LABEL_BY,
		[ATTRIBUTE_CLAIM] = LABEL_CLAIM,
		[ATTRIBUTE_SAID] = LABEL_SAID,
		[ATTRIBUTE_REF] = LABEL_REF,
		[ATTRIBUTE_NEG] = LABEL_NEG,
		[ATTRIBUTE_DENY] = LABEL_DENY,
	};

	return bits[which];
}

/* Returns the string with a number. */
static inline const uint8 *
labelset_string(const LabelReader *reader, uint32 number)
{
	const uint8 *p = reader->strings;

	if (number >= LABELS_BLOCK)
		p += get_uint32(reader->directory + (number / LABELS_BLOCK - 1) * 4);
	for (number %= LABELS_BLOCK; number > 0; number--)
	{
		uint32		len;

		p = get_varint(p, &len);
		p += len;
	}
	return p;
}

/* Gets an attribute of a label in the reader's log; false if the label does not have it. */
static inline bool
label_attribute(const LabelReader *reader, const LabelFields *fields, Attribute which,
				AttributeValue *value)
{
	uint32		bit = label_bit(which);
	uint32		number = 0;
	const uint8 *p;

	if (!(fields->mask & bit))
		return false;
	p = fields->values + label_offset(fields->mask, bit & LABEL_TEXTS ? LABEL_BY : bit);
	switch (bit)
	{
		case LABEL_VERDICT:
			value->verdict = *p;
			break;
		case LABEL_SCORE:
			value->number = get_float4(p);
			break;
		case LABEL_AT:
		case LABEL_SEEN:
		case LABEL_UNTIL:
			value->timestamp = (TimestampTz) get_uint64(p);
			break;
		case LABEL_NEG:
		case LABEL_DENY:
			break;
		default:
			/* the numbers of strings stand in the order of their bits */
			for (uint32 texts = fields->mask & LABEL_TEXTS & (bit | (bit - 1)); texts; texts &= texts - 1)
				p = get_varint(p, &number);
			value->text = labelset_string(reader, number);
			break;
	}
	return true;
}

#endif							/* FACTAG_LABEL_READER_H */
