/*
 * tagset_format.h
 *	  The bytes of a tagset, drawn in doc/format.md: reading and writing them.
 *	  tagset_search.h looks for paths in them.
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
#ifndef FACTAG_TAGSET_FORMAT_H
#define FACTAG_TAGSET_FORMAT_H

#include "factag.h"

#include "tagset/tagset_attribute.h"
#include "tagset/tagset_bytes.h"

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

/* Begins to read a set, before its first element. */
extern void tagset_reader_init(TagsetReader *reader, const struct varlena *set);

/* Goes to the next element; false if there is none. */
extern bool tagset_reader_next(TagsetReader *reader);

/* Gets the current element's attributes. */
extern void tagset_reader_attributes(const TagsetReader *reader, Attributes *attrs);

/* number of elements */
extern uint32 tagset_size(const struct varlena *set);

/* bytes of an element's text: its path, a separator, and attributes at their longest */
#define TAGSET_ELEMENT_TEXT(len, attrs) ((uint64) (len) + 2 + ((attrs)->present ? 160 : 0))

/* writes elements, which must come in preorder, no path twice */
typedef struct TagsetWriter
{
	StringInfoData elements;
	StringInfoData directory;
	uint32		count;
	uint64		text;			/* bytes of the elements' text, about */
	uint8		flags;
	int			len;
	char		path[FACTAG_MAX_PATH];
} TagsetWriter;

extern void tagset_writer_init(TagsetWriter *writer);

/* Appends an element; 54000 beyond FACTAG_MAX_ELEMENTS or FACTAG_MAX_SET_TEXT. */
extern void tagset_writer_append(TagsetWriter *writer, const char *path, int len,
								 const Attributes *attrs);

/* Appends the current element of a reader. */
extern void tagset_writer_copy(TagsetWriter *writer, const TagsetReader *reader);

/* Returns the set, and frees the writer's memory. */
extern struct varlena *tagset_writer_finish(TagsetWriter *writer);

/* collects elements in any order; of several at one path it keeps the last */
typedef struct TagsetElement
{
	const char *path;
	int			len;
	uint32		order;			/* number of elements added before */
	Attributes	attributes;
} TagsetElement;

typedef struct TagsetBuilder
{
	TagsetElement *elements;
	uint32		count;
	uint32		size;
} TagsetBuilder;

extern void tagset_builder_init(TagsetBuilder *builder);

/*
 * Adds an element with a copy of the path, without attributes if attrs is NULL;
 * 54000 beyond FACTAG_MAX_ELEMENTS.
 */
extern void tagset_builder_add(TagsetBuilder *builder, const char *path, int len,
							   const Attributes *attrs);

/* Sorts by path, and elements at one path in the order in which they were added. */
extern void tagset_builder_sort(TagsetBuilder *builder);

/* Sorts and writes the set. */
extern struct varlena *tagset_builder_finish(TagsetBuilder *builder);

#endif							/* FACTAG_TAGSET_FORMAT_H */
