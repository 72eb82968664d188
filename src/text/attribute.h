/*
 * attribute.h
 *	  The attributes an element can carry: names, types, and their text form
 *	  [name=value; flag; ...]. One table for every type that has some.
 */
#ifndef FACTAG_ATTRIBUTE_H
#define FACTAG_ATTRIBUTE_H

#include "text/bytes.h"
#include "text/lexer.h"

#include "datatype/timestamp.h"

/* in the name of an attribute and the operator after it, and in its value */
LEX_SPECIALS(attribute_name_specials, ';', ']', '=', '<', '>', '!');
LEX_SPECIALS(attribute_value_specials, ';', ']');

/* their numbers are stored in queries; the first four in sets, in their order */
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
	ATTRIBUTE_REF = 13			/* text */
} Attribute;

#define ATTRIBUTE_COUNT 14
#define TAGSET_ATTRIBUTE_COUNT 4

/* which attributes a type allows: bits 1 << Attribute */
typedef uint16 AttributeMask;

#define ATTRIBUTE_BIT(which) (1 << (which))
#define TAGSET_ATTRIBUTE_MASK (ATTRIBUTE_BIT(TAGSET_ATTRIBUTE_COUNT) - 1)
#define ALL_ATTRIBUTE_MASK (ATTRIBUTE_BIT(ATTRIBUTE_COUNT) - 1)
#define LABEL_ATTRIBUTE_MASK \
	(ALL_ATTRIBUTE_MASK & ~(ATTRIBUTE_BIT(ATTRIBUTE_WEIGHT) | ATTRIBUTE_BIT(ATTRIBUTE_VALUE) | ATTRIBUTE_BIT(ATTRIBUTE_SINCE)))

/* what a rule may say of its labels: not who says it, and when */
#define RULE_ATTRIBUTE_MASK \
	(ATTRIBUTE_BIT(ATTRIBUTE_VERDICT) | ATTRIBUTE_BIT(ATTRIBUTE_SCORE) | ATTRIBUTE_BIT(ATTRIBUTE_CLAIM) | \
	 ATTRIBUTE_BIT(ATTRIBUTE_UNTIL) | ATTRIBUTE_BIT(ATTRIBUTE_DENY) | ATTRIBUTE_BIT(ATTRIBUTE_SAID) | ATTRIBUTE_BIT(ATTRIBUTE_REF))

typedef enum AttributeKind
{
	KIND_FLOAT4,
	KIND_FLOAT8,
	KIND_TIMESTAMP,
	KIND_VERDICT,
	KIND_PATH,
	KIND_TEXT,
	KIND_FLAG					/* there or not; no value */
} AttributeKind;

typedef struct AttributeDef
{
	const char *name;
	AttributeKind kind;
	float8		least;			/* of numbers */
	float8		greatest;
	int			maxlen;			/* of texts, in bytes */
	bool		quoted;			/* a text that is printed in quotes always */
} AttributeDef;

extern const AttributeDef attribute_defs[ATTRIBUTE_COUNT];

/* the order in which they are printed, and in which labels compare */
extern const Attribute attribute_order[ATTRIBUTE_COUNT];

/*
 * A float4 is held as the float8 of the same value. A text or a path is where
 * it is stored: a varint that counts its bytes, then those.
 */
typedef union AttributeValue
{
	float8		number;
	TimestampTz timestamp;
	int			verdict;
	const uint8 *text;
} AttributeValue;

/* the bytes of a text or a path, not terminated */
static inline const char *
attribute_text(AttributeValue value, int *len)
{
	uint32		n;
	const uint8 *p = get_varint(value.text, &n);

	*len = n;
	return (const char *) p;
}

/* a tag's attributes; bit 1 << attribute tells which are there */
typedef struct Attributes
{
	AttributeMask present;
	AttributeValue value[TAGSET_ATTRIBUTE_COUNT];
} Attributes;

static inline bool
attributes_has(const Attributes *attrs, Attribute which)
{
	return (attrs->present & ATTRIBUTE_BIT(which)) != 0;
}

/* Sets one; a weight of 1 is the same as none. */
extern void attributes_set(Attributes *attrs, Attribute which, AttributeValue value);

/*
 * Take a value from SQL, after the checks that text input makes (22003 for
 * numbers and timestamps, 22023 for an empty text, 54000 for a long one).
 */
extern AttributeValue attribute_from_number(Attribute which, float8 number);
extern AttributeValue attribute_from_timestamp(TimestampTz timestamp);
extern AttributeValue attribute_from_text(Attribute which, const char *text, int len);

/* the stored form of a text or a path, palloc'd, unchecked */
extern AttributeValue attribute_make_text(const char *text, int len);

static inline void
attributes_set_number(Attributes *attrs, Attribute which, float8 number)
{
	attributes_set(attrs, which, attribute_from_number(which, number));
}

static inline void
attributes_set_timestamp(Attributes *attrs, Attribute which, TimestampTz timestamp)
{
	attributes_set(attrs, which, attribute_from_timestamp(timestamp));
}

/* Whether an element with these ended by a timestamp. */
static inline bool
attributes_ended(const Attributes *attrs, TimestampTz at)
{
	return attributes_has(attrs, ATTRIBUTE_UNTIL) && attrs->value[ATTRIBUTE_UNTIL].timestamp <= at;
}

/* Whether an element with these counts as of a timestamp. */
static inline bool
attributes_live(const Attributes *attrs, TimestampTz at)
{
	return !attributes_ended(attrs, at) &&
		(!attributes_has(attrs, ATTRIBUTE_SINCE) || attrs->value[ATTRIBUTE_SINCE].timestamp <= at);
}

/* absent first; < 0, 0, > 0 */
extern int	attributes_compare(const Attributes *a, const Attributes *b);
extern int	attribute_compare_value(Attribute which, AttributeValue a, AttributeValue b);

/* Reads the name of an attribute that is allowed; *which is its number. */
extern bool attribute_read_name(Lexer *lx, AttributeMask allowed, Attribute *which);

/* Reads one value of it, not of a flag; what it points to is palloc'd. */
extern bool attribute_read_value(Lexer *lx, LexSpecials specials, Attribute which, AttributeValue *value);
extern void attribute_deparse_value(StringInfo out, LexSpecials specials, Attribute which, AttributeValue value);

/* Stores a value; reads one back and returns what follows it. */
extern void attribute_put_value(StringInfo out, Attribute which, AttributeValue value);
extern const uint8 *attribute_get_value(const uint8 *p, Attribute which, AttributeValue *value);

/*
 * Reads "[...]" if it is there: *present tells which of the allowed attributes
 * are, values[] has room for the greatest of them.
 */
extern bool attributes_read(Lexer *lx, AttributeMask allowed, AttributeMask *present, AttributeValue *values);
extern void attributes_deparse(StringInfo out, AttributeMask present, const AttributeValue *values);

#endif							/* FACTAG_ATTRIBUTE_H */
