/*
 * tagset_format.h
 *	  Making the bytes of a tagset, which tagset_reader.h describes and reads.
 *	  tagset_search.h looks for paths in them.
 */
#ifndef FACTAG_TAGSET_FORMAT_H
#define FACTAG_TAGSET_FORMAT_H

#include "tagset/tagset_attribute.h"
#include "tagset/tagset_reader.h"

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
