/*
 * attribute_jsonb.h
 *	  Attributes as members of a jsonb object: "attribute": value.
 */
#ifndef FACTAG_ATTRIBUTE_JSONB_H
#define FACTAG_ATTRIBUTE_JSONB_H

#include "text/attribute.h"

#include "utils/jsonb.h"

/*
 * Reads a member of an object, with the same checks as for text: a number, a
 * boolean for a flag, a string for all else. Returns false if the attribute is
 * absent: null, or a flag that is false.
 */
extern bool attribute_from_jsonb(const char *type, const char *hint, const AttributeTable *table,
								 const JsonbValue *key, const JsonbValue *v,
								 int *number, AttributeValue *value);

/*
 * Appends "attribute":value for each attribute that is present, with a comma
 * before it unless it is the first member.
 */
extern void attributes_deparse_json(StringInfo out, const AttributeTable *table,
									AttributeMask present, const AttributeValue *values,
									bool first);

/* Converts json to jsonb. */
extern Datum jsonb_from_json(Datum json);

/* Raises an error about the shape of a jsonb value (22P02). */
extern void jsonb_bad_shape(const char *type, const char *hint, const char *what);

#endif							/* FACTAG_ATTRIBUTE_JSONB_H */
