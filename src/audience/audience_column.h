/*
 * audience_column.h
 *	  The attributes of the elements at one path, in one chunk: the ids that have some, and an array per
 *	  attribute in their order. What an element lacks has a value that no
 *	  stored attribute has: weight 1, value NaN, since -infinity, until infinity.
 *	  An array is NULL if none has the attribute.
 */
#ifndef FACTAG_AUDIENCE_COLUMN_H
#define FACTAG_AUDIENCE_COLUMN_H

#include "audience/audience_scan.h"
#include "tagset/tagset_attribute.h"

/* the columns that are stored: attributed, then an array per attribute, in the order of Attribute */
#define AUDIENCE_COLUMNS	(1 + TAGSET_ATTRIBUTE_COUNT)

typedef struct AudienceColumn
{
	uint32		n;
	IdBlocks   *ids;			/* n of them */
	const float4 *weight;		/* NULL: 1 */
	const float8 *value;		/* NULL: none */
	const TimestampTz *since;	/* NULL: -infinity */
	const TimestampTz *until;	/* NULL: infinity */
} AudienceColumn;

/*
 * Detoasts the columns of the needed attributes of a row, in the current memory context, and checks that the
 * arrays have one dimension, no NULL, and the length of attributed (XX001: they are in a table that users
 * may write). n is 0 if there are none.
 */
extern void audience_column_read(const AudienceRow *row, AttributeMask needed, AudienceColumn *column);

/* Does the same with the values of the columns; returns what is wrong with them, NULL if nothing is. */
extern const char *audience_column_get(const Datum values[AUDIENCE_COLUMNS], AudienceColumn *column);

/* Refuses the columns of a chunk's row if something is wrong with them (XX001). */
extern void audience_column_check(const char *problem, int64 chunk);

/* Gets the attributes of the element at a position; XX001 beyond the last one. */
extern void audience_column_attributes(const AudienceColumn *column, uint32 position, Attributes *attrs);

/* collects the attributes of elements, whose ids come in ascending order */
typedef struct AudienceColumnBuilder AudienceColumnBuilder;

extern AudienceColumnBuilder *audience_column_builder_make(MemoryContext context);

/* Adds an element's; nothing if it has none. */
extern void audience_column_builder_add(AudienceColumnBuilder *builder, int64 id, const Attributes *attrs);

/* The columns as values to store, in the current memory context; 0 where NULL. */
extern void audience_column_builder_finish(AudienceColumnBuilder *builder, Datum values[AUDIENCE_COLUMNS]);

#endif							/* FACTAG_AUDIENCE_COLUMN_H */
