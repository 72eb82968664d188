/*
 * attribute_jsonb.h
 *	  Attributes as members of a jsonb object: "attribute": value.
 */
#ifndef FACTAG_ATTRIBUTE_JSONB_H
#define FACTAG_ATTRIBUTE_JSONB_H

#include "text/attribute.h"

#include "utils/jsonb.h"

/* what jsonb is read as, for errors about it */
typedef struct JsonbTarget
{
	const char *type;			/* name of the SQL type */
	const char *hint;			/* the shape that is expected */
	Node	   *escontext;		/* where soft errors go, or NULL */
} JsonbTarget;

/*
 * Reads a member of an object, with the same checks as for text: a number, a
 * boolean for a flag, a string for all else. *there tells whether the attribute is
 * present: a null or a flag that is false is absent. Returns false if an error was saved.
 */
extern bool attribute_from_jsonb(const JsonbTarget *target, const AttributeTable *table,
								 const JsonbValue *key, const JsonbValue *v,
								 int *number, bool *there, AttributeValue *value);

/*
 * Appends "attribute":value for each attribute that is present, with a comma
 * before it unless it is the first member.
 */
extern void attributes_deparse_json(StringInfo out, const AttributeTable *table,
									AttributeMask present, const AttributeValue *values,
									bool first);

/* Converts json to jsonb. */
extern Datum jsonb_from_json(Datum json);

/* Raises or saves an error about the shape of a jsonb value (22P02); returns false. */
extern bool jsonb_bad_shape(const JsonbTarget *target, const char *what);

#endif							/* FACTAG_ATTRIBUTE_JSONB_H */
