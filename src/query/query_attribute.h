/*
 * query_attribute.h
 *	  The attributes that filters of a query can name.
 *
 * A query may be asked of any type, so its filters name the attributes of all of
 * them, and stored queries hold their numbers. Hence names, numbers, kinds and
 * ranges are defined here, once, for every type whose attributes can be
 * filtered by; tagset/ and label/ choose theirs from this table. What queries
 * cannot name needs no number here: a type may have a table of its own.
 */
#ifndef FACTAG_QUERY_ATTRIBUTE_H
#define FACTAG_QUERY_ATTRIBUTE_H

#include "text/attribute.h"

/* the numbers are stored in queries, those below TAGSET_ATTRIBUTE_COUNT also in tagsets */
typedef enum Attribute
{
	ATTRIBUTE_WEIGHT = 0,		/* float4 >= 0, absent = 1 */
	ATTRIBUTE_VALUE = 1,		/* float8 */
	ATTRIBUTE_SINCE = 2,		/* timestamp */
	ATTRIBUTE_UNTIL = 3,		/* timestamp */
	ATTRIBUTE_VERDICT = 4,
	ATTRIBUTE_SCORE = 5,		/* float4, 0 to 1 */
	ATTRIBUTE_BY = 6,			/* path */
	ATTRIBUTE_CLAIM = 7,		/* text */
	ATTRIBUTE_AT = 8,			/* timestamp */
	ATTRIBUTE_SEEN = 9,			/* timestamp */
	ATTRIBUTE_NEG = 10,			/* flag */
	ATTRIBUTE_DENY = 11,		/* flag */
	ATTRIBUTE_SAID = 12,		/* text */
	ATTRIBUTE_REF = 13,			/* text */
	ATTRIBUTE_PATH = 14			/* the path of the tag or label itself; only in filters */
} Attribute;

#define ATTRIBUTE_COUNT 15

extern const AttributeDef attribute_defs[ATTRIBUTE_COUNT];

/* all of them, for filters */
extern const AttributeTable query_attributes;

/* Whether an attribute of this name, in any case, has paths as values. */
extern bool query_attribute_is_path(const char *name, int len);

#endif							/* FACTAG_QUERY_ATTRIBUTE_H */
