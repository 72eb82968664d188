/*
 * attribute_jsonb.h
 *	  Attributes as members of a jsonb object: "attribute": value.
 */
#ifndef FACTAG_ATTRIBUTE_JSONB_H
#define FACTAG_ATTRIBUTE_JSONB_H

#include "text/attribute.h"

#include "utils/jsonb.h"

/* what errors about a jsonb value need */
typedef struct JsonbInput
{
	const char *type;			/* name of the SQL type */
	const char *hint;			/* the shape that it reads */
	Node	   *escontext;		/* where soft errors go, or NULL */
} JsonbInput;

/* Raises an error about the shape of a jsonb value (22P02), or saves it; returns false. */
extern bool jsonb_bad_shape(const JsonbInput *input, const char *what);

/*
 * Reads a member of an object, with the same checks as for text: a number, a
 * boolean for a flag, a string for all else. *present is false if the attribute is
 * absent: null, or a flag that is false. Returns false if an error was saved, as where
 * the attribute is one of those seen, to which it is added.
 */
extern bool attribute_from_jsonb(const JsonbInput *input, const AttributeTable *table,
								 const JsonbValue *key, const JsonbValue *v, AttributeMask *seen,
								 int *number, bool *present, AttributeValue *value);

/*
 * Appends "attribute":value for each attribute that is present, with a comma
 * before it unless it is the first member.
 */
extern void attributes_deparse_json(StringInfo out, const AttributeTable *table,
									AttributeMask present, const AttributeValue *values,
									bool first);

/* Converts json to jsonb. */
extern Datum jsonb_from_json(Datum json);

#endif							/* FACTAG_ATTRIBUTE_JSONB_H */
