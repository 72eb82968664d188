/*
 * tagset_reader.h
 *	  The bytes of a tagset, drawn in doc/format.md, and how to read them. Other
 *	  extensions include this header, so it needs no function of the library.
 *
 *	  byte	   version nibble, flags
 *	  varint   number of elements
 *	  uint32   (with TAGSET_BLOCKS) for every block but the first: its offset from
 *			   the first element
 *	  elements in preorder, each
 *		varint	 bytes shared with the path before, 0 at the beginning of a block
 *		varint	 bytes of the path that follow * 2, + 1 with attributes
 *		bytes	 of the path
 *		byte	 (with attributes) which are present: bits 1 << Attribute
 *		values	 in the order of Attribute: float4, float8, int64, int64
 */
#ifndef FACTAG_TAGSET_READER_H
#define FACTAG_TAGSET_READER_H

#include "tagset/tagset_attribute.h"
#include "tagset/tagset_bytes.h"
#include "text/path.h"

StaticAssertDecl(ATTRIBUTE_WEIGHT == 0 && ATTRIBUTE_VALUE == 1 && ATTRIBUTE_SINCE == 2 &&
				 ATTRIBUTE_UNTIL == 3, "values are stored in the order of these numbers");
StaticAssertDecl(TAGSET_MOMENTS == (ATTRIBUTE_BIT(ATTRIBUTE_SINCE) | ATTRIBUTE_BIT(ATTRIBUTE_UNTIL)),
				 "the bits of an element's moments");

/* reads the elements one by one; shared, len, attributes and path are the current one's */
typedef struct TagsetReader
{
	const uint8 *p;				/* the bytes that are not read yet */
	uint32		count;
	uint32		read;			/* elements read, the current one included */
	uint8		flags;
	int			shared;			/* bytes in common with the path before, in all blocks */
	int			len;
	const uint8 *attributes;	/* stored attributes, or NULL */
	char		path[FACTAG_MAX_PATH];
} TagsetReader;

/* Begins to read a set, before its first element. The set must stay in memory. */
static inline void
tagset_reader_init(TagsetReader *reader, const struct varlena *set)
{
	reader->p = tagset_read_header(set, &reader->flags, &reader->count);
	reader->p += tagset_directory_bytes(reader->flags, reader->count);
	reader->read = 0;
	reader->shared = 0;
	reader->len = 0;
	reader->attributes = NULL;
}

/* Goes to the next element; false if there is none. */
static inline bool
tagset_reader_next(TagsetReader *reader)
{
	FrontCoded	coded;

	if (reader->read == reader->count)
		return false;
	reader->p = front_get(reader->p, &coded);
	reader->shared = coded.shared;
	/* The first path of a block is stored whole; find what it shares with the one before. */
	if (coded.shared == 0 && reader->read > 0)
		reader->shared = path_shared(reader->path, reader->len,
									 (const char *) coded.suffix, coded.len);
	reader->len = front_apply(&coded, reader->path);
	reader->attributes = NULL;
	if (coded.flag)
	{
		reader->attributes = reader->p;
		reader->p += 1 + TAGSET_ATTRIBUTE_BYTES(*reader->p);
	}
	reader->read++;
	return true;
}

/* Gets the current element's attributes. */
static inline void
tagset_reader_attributes(const TagsetReader *reader, Attributes *attrs)
{
	const uint8 *p = reader->attributes;

	*attrs = (Attributes) {0};
	if (!p)
		return;
	attrs->present = *p++;
	if (attributes_has(attrs, ATTRIBUTE_WEIGHT))
	{
		attrs->value[ATTRIBUTE_WEIGHT].number = get_float4(p);
		p += 4;
	}
	if (attributes_has(attrs, ATTRIBUTE_VALUE))
	{
		attrs->value[ATTRIBUTE_VALUE].number = get_float8(p);
		p += 8;
	}
	if (attributes_has(attrs, ATTRIBUTE_SINCE))
	{
		attrs->value[ATTRIBUTE_SINCE].timestamp = (TimestampTz) get_uint64(p);
		p += 8;
	}
	if (attributes_has(attrs, ATTRIBUTE_UNTIL))
		attrs->value[ATTRIBUTE_UNTIL].timestamp = (TimestampTz) get_uint64(p);
}

/* Gets one of the attributes that are stored at p, which may be NULL; false if there is none. */
static inline bool
tagset_stored_attribute(const uint8 *p, Attribute which, AttributeValue *value)
{
	if (!p || !(*p & ATTRIBUTE_BIT(which)))
		return false;
	p += 1 + TAGSET_ATTRIBUTE_BYTES(*p & (ATTRIBUTE_BIT(which) - 1));
	if (which == ATTRIBUTE_WEIGHT)
		value->number = get_float4(p);
	else if (which == ATTRIBUTE_VALUE)
		value->number = get_float8(p);
	else
		value->timestamp = (TimestampTz) get_uint64(p);
	return true;
}

/* Whether an element with the attributes that are stored at p, which may be NULL, counts as of a timestamp. */
static inline bool
tagset_stored_live(const uint8 *p, TimestampTz at)
{
	AttributeValue value;

	return !(tagset_stored_attribute(p, ATTRIBUTE_UNTIL, &value) && value.timestamp <= at) &&
		!(tagset_stored_attribute(p, ATTRIBUTE_SINCE, &value) && value.timestamp > at);
}

/* Returns the number of elements. */
static inline uint32
tagset_size(const struct varlena *set)
{
	uint8		flags;
	uint32		count;

	(void) tagset_read_header(set, &flags, &count);
	return count;
}

#endif							/* FACTAG_TAGSET_READER_H */
