/*
 * audience_shape.h
 *	  What the four tables of an audience look like. They belong to their owner, who may
 *	  change them: so they are looked at before they are used.
 */
#ifndef FACTAG_AUDIENCE_SHAPE_H
#define FACTAG_AUDIENCE_SHAPE_H

#include "factag.h"

typedef enum AudienceTable
{
	AUDIENCE_TABLE_DEFINITION,
	AUDIENCE_TABLE_TAGS,
	AUDIENCE_TABLE_MEMBERS,
	AUDIENCE_TABLE_PENDING
} AudienceTable;

#define AUDIENCE_TABLES 4

/* the columns of the tables, by number: audience_create makes them in this order */
#define AUDIENCE_DEFINITION_LAYOUT		1
#define AUDIENCE_DEFINITION_CHUNK_BITS	2
#define AUDIENCE_DEFINITION_TAGS		3
#define AUDIENCE_DEFINITION_MEMBERS		4
#define AUDIENCE_DEFINITION_PENDING		5
#define AUDIENCE_DEFINITION_COLUMNS		5
#define AUDIENCE_TAGS_PATH			1
#define AUDIENCE_TAGS_CHUNK			2
#define AUDIENCE_TAGS_ROWS			3
#define AUDIENCE_TAGS_IDS			4
#define AUDIENCE_TAGS_OWN			5
#define AUDIENCE_TAGS_DYNAMIC		6
#define AUDIENCE_TAGS_ATTRIBUTED	7
#define AUDIENCE_TAGS_WEIGHT		8
#define AUDIENCE_TAGS_VALUE			9
#define AUDIENCE_TAGS_SINCE			10
#define AUDIENCE_TAGS_UNTIL			11
#define AUDIENCE_TAGS_COLUMNS		11
#define AUDIENCE_MEMBERS_CHUNK		1
#define AUDIENCE_MEMBERS_ROWS		2
#define AUDIENCE_MEMBERS_IDS		3
#define AUDIENCE_MEMBERS_COLUMNS	3
#define AUDIENCE_PENDING_ID			1
#define AUDIENCE_PENDING_TAGS		2
#define AUDIENCE_PENDING_COLUMNS	2

/* What a table's name has after the audience's: "" for the definition. */
extern const char *audience_table_suffix(AudienceTable table);

/* Whether a relation is a permanent table whose first columns are those of an audience's table; schema is the extension's. */
extern bool audience_table_has_shape(Oid relid, AudienceTable table, Oid schema);

/* Returns the type tagset. */
extern Oid	audience_tagset_type(Oid schema);

#endif							/* FACTAG_AUDIENCE_SHAPE_H */
