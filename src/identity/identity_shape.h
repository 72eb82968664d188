/*
 * identity_shape.h
 *	  What the tables of an identity graph look like.
 */
#ifndef FACTAG_IDENTITY_SHAPE_H
#define FACTAG_IDENTITY_SHAPE_H

#include "factag.h"

#include "access/attnum.h"
#include "access/tupdesc.h"

/* the tables of a graph beside its definition, NAME_kind and so on */
typedef enum IdentityTable
{
	IDENTITY_KIND,
	IDENTITY_IDENTIFIER,
	IDENTITY_LINK,
	IDENTITY_PERSON,
	IDENTITY_HISTORY,
	IDENTITY_ERASURE
} IdentityTable;

#define IDENTITY_TABLES (IDENTITY_ERASURE + 1)

/* and of the view */
#define IDENTITY_VIEW_SUFFIX "_refused"

/* columns of the definition; its columns for the other tables follow in the order of IdentityTable */
typedef enum IdentityColumn
{
	IDENTITY_COLUMN_LAYOUT,
	IDENTITY_COLUMN_PREFER,
	IDENTITY_COLUMN_MOST,
	IDENTITY_COLUMN_STALE,
	IDENTITY_COLUMN_TABLES,
	IDENTITY_COLUMN_REFUSED = IDENTITY_COLUMN_TABLES + IDENTITY_TABLES
} IdentityColumn;

#define IDENTITY_COLUMNS (IDENTITY_COLUMN_REFUSED + 1)

/* The suffix of a table's name, "_kind" and so on. */
extern const char *identity_table_suffix(IdentityTable table);

/* The name of a column of the definition. */
extern const char *identity_column_name(IdentityColumn column);

/* Finds the columns of a definition; false if a relation is none. */
extern bool identity_find_columns(TupleDesc desc, AttrNumber *columns);

/*
 * Whether a relation has the columns of one of the other tables. Schema is that of factag's types; if it is InvalidOid, columns of
 * these types are not looked for: DROP EXTENSION CASCADE drops them.
 */
extern bool identity_has_shape(TupleDesc desc, IdentityTable table, Oid schema);

/* Finds a column by its name and type; InvalidAttrNumber if there is none. */
extern AttrNumber identity_find_column(TupleDesc desc, const char *name, Oid type);

#endif							/* FACTAG_IDENTITY_SHAPE_H */
