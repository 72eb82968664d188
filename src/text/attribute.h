/*
 * attribute.h
 *	  The attributes an element can carry: names, types, and their text form
 *	  [name=value; ...]. One table for every type that has some.
 */
#ifndef FACTAG_ATTRIBUTE_H
#define FACTAG_ATTRIBUTE_H

#include "text/lexer.h"

#include "datatype/timestamp.h"

/* their numbers are stored in queries, and their order in sets */
typedef enum Attribute
{
	ATTRIBUTE_WEIGHT = 0,		/* float4 >= 0, absent = 1 */
	ATTRIBUTE_VALUE = 1,		/* float8 */
	ATTRIBUTE_SINCE = 2,		/* moment */
	ATTRIBUTE_UNTIL = 3			/* moment */
} Attribute;

#define ATTRIBUTE_COUNT 4

typedef enum AttributeKind
{
	ATTRIBUTE_FLOAT4,
	ATTRIBUTE_FLOAT8,
	ATTRIBUTE_MOMENT
} AttributeKind;

typedef struct AttributeDef
{
	const char *name;
	AttributeKind kind;
	bool		nonnegative;
} AttributeDef;

extern const AttributeDef attribute_defs[ATTRIBUTE_COUNT];

/* a float4 is held as the float8 of the same value */
typedef union AttributeValue
{
	float8		number;
	TimestampTz moment;
} AttributeValue;

/* an element's attributes; bit 1 << attribute tells which are there */
typedef struct Attributes
{
	uint8		present;
	AttributeValue value[ATTRIBUTE_COUNT];
} Attributes;

static inline bool
attributes_has(const Attributes *attrs, Attribute which)
{
	return (attrs->present & (1 << which)) != 0;
}

/* Sets one; a weight of 1 is the same as none. */
extern void attributes_set(Attributes *attrs, Attribute which, AttributeValue value);

/*
 * Set one from SQL's or jsonb's number, after the checks that text input makes
 * (22003).
 */
extern void attributes_set_number(Attributes *attrs, Attribute which, float8 number);
extern void attributes_set_moment(Attributes *attrs, Attribute which, TimestampTz moment);

/* Whether an element with these ended by a moment. */
static inline bool
attributes_ended(const Attributes *attrs, TimestampTz at)
{
	return attributes_has(attrs, ATTRIBUTE_UNTIL) && attrs->value[ATTRIBUTE_UNTIL].moment <= at;
}

/* Whether an element with these counts as of a moment. */
static inline bool
attributes_live(const Attributes *attrs, TimestampTz at)
{
	return !attributes_ended(attrs, at) &&
		(!attributes_has(attrs, ATTRIBUTE_SINCE) || attrs->value[ATTRIBUTE_SINCE].moment <= at);
}

/* absent first; < 0, 0, > 0 */
extern int	attributes_compare(const Attributes *a, const Attributes *b);
extern int	attribute_compare_value(Attribute which, AttributeValue a, AttributeValue b);

/* Reads an attribute's name; *which is its number. */
extern bool attribute_read_name(Lexer *lx, Attribute *which);

/* Reads one value of it. */
extern bool attribute_read_value(Lexer *lx, LexContext context, Attribute which, AttributeValue *value);
extern void attribute_print_value(StringInfo out, Attribute which, AttributeValue value);

/* Stores a value; reads one back and returns what follows it. */
extern void attribute_put_value(StringInfo out, Attribute which, AttributeValue value);
extern const uint8 *attribute_get_value(const uint8 *p, Attribute which, AttributeValue *value);

/* Reads "[...]" if it is there; *attrs is emptied first. */
extern bool attributes_read(Lexer *lx, Attributes *attrs);
extern void attributes_print(StringInfo out, const Attributes *attrs);

#endif							/* FACTAG_ATTRIBUTE_H */
