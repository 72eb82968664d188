/*
 * attribute_jsonb.h
 *	  Attributes as members of a jsonb object: "attribute": value.
 */
#ifndef FACTAG_ATTRIBUTE_JSONB_H
#define FACTAG_ATTRIBUTE_JSONB_H

#include "text/attribute.h"

#include "utils/jsonb.h"

/*
 * Reads a member, through the same checks as text: numbers and flags as such,
 * the rest as strings. False where it is null or a flag that is false: absent.
 */
extern bool attribute_from_jsonb(const char *type, const char *hint, const AttributeTable *table,
								 const JsonbValue *key, const JsonbValue *v, int *number, AttributeValue *value);

/* Appends "attribute":value for each attribute that is there, a comma before each but the first. */
extern void attributes_deparse_json(StringInfo out, const AttributeTable *table, AttributeMask present,
								   const AttributeValue *values, bool first);

/* Refuses jsonb of another shape (22P02). */
extern void jsonb_bad_shape(const char *type, const char *hint, const char *what);

#endif							/* FACTAG_ATTRIBUTE_JSONB_H */
