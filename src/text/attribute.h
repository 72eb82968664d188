/*
 * attribute.h
 *	  Attributes of tags and labels: the kinds of their values, and how each kind is
 *	  read, printed, stored and compared. Which attributes exist is in tables, which
 *	  belong to the types that have them.
 */
#ifndef FACTAG_ATTRIBUTE_H
#define FACTAG_ATTRIBUTE_H

#include "text/bytes.h"
#include "text/lexer.h"

#include "datatype/timestamp.h"

/* in the name of an attribute and the operator after it, and in its value */
LEX_SPECIALS(attribute_name_specials, ';', ']', '=', '<', '>', '!');
LEX_SPECIALS(attribute_value_specials, ';', ']');

typedef enum AttributeKind
{
	KIND_FLOAT4,
	KIND_FLOAT8,
	KIND_TIMESTAMP,
	KIND_VERDICT,
	KIND_PATH,
	KIND_TEXT,
	KIND_FLAG					/* present or absent; no value */
} AttributeKind;

typedef struct AttributeDef
{
	const char *name;
	AttributeKind kind;
	float8		least;			/* of numbers */
	float8		greatest;
	int			maxlen;			/* of texts, in bytes */
	bool		quoted;			/* a text that is always printed in quotes */
} AttributeDef;

/*
 * The attributes that a type allows. An attribute's number is its index in
 * defs, in arrays of values, and its bit in masks.
 */
typedef struct AttributeTable
{
	const AttributeDef *defs;
	int			n;
	const uint8 *numbers;		/* of those allowed, in the order in which they print */
	const char *hint;			/* names them all */
} AttributeTable;

/* a set of attributes: bits 1 << number */
typedef uint32 AttributeMask;

#define ATTRIBUTE_BIT(number) ((AttributeMask) 1 << (number))

/*
 * A float4 is held as the float8 of the same value. A text or a path is held
 * as it is stored: a varint that counts its bytes, then those.
 */
typedef union AttributeValue
{
	float8		number;
	TimestampTz timestamp;
	int			verdict;
	const uint8 *text;
} AttributeValue;

/* Returns the bytes of a text or a path, not terminated. */
static inline const char *
attribute_text(AttributeValue value, int *len)
{
	uint32		n;
	const uint8 *p = get_varint(value.text, &n);

	*len = n;
	return (const char *) p;
}

/* Whether the value is a text or a path: held by a pointer. */
static inline bool
attribute_is_text(const AttributeDef *def)
{
	return def->kind == KIND_TEXT || def->kind == KIND_PATH;
}

/*
 * Take a value from SQL, after the checks that text input makes (22003 for
 * numbers and timestamps, 22023 for an empty text, 54000 for a long one).
 */
extern AttributeValue attribute_from_number(const AttributeDef *def, float8 number);
extern AttributeValue attribute_from_timestamp(TimestampTz timestamp);
extern AttributeValue attribute_from_text(const AttributeDef *def, const char *text, int len);

/* The same for a text, except that it returns false if the error was saved into escontext. */
extern bool attribute_read_text(const AttributeDef *def, const char *text, int len, Node *escontext,
								AttributeValue *value);

/* Returns a text or a path as it is stored, palloc'd, unchecked. */
extern AttributeValue attribute_make_text(const char *text, int len);

/* Compares two values of an attribute; < 0, 0, > 0. */
extern int	attribute_compare_value(const AttributeDef *def, AttributeValue a, AttributeValue b);

/* Stores a value. */
extern void attribute_put_value(StringInfo out, const AttributeDef *def, AttributeValue value);

/* Reads a stored value; returns what follows it. */
extern const uint8 *attribute_get_value(const uint8 *p, const AttributeDef *def,
										AttributeValue *value);

/* Whether a type has an attribute. */
extern bool attribute_allowed(const AttributeTable *table, int number);

/* Reads the name of an attribute; *number gets its number. */
extern bool attribute_read_name(Lexer *lx, const AttributeTable *table, int *number);

/* Reads a value of an attribute that is not a flag. A text is palloc'd. */
extern bool attribute_read_value(Lexer *lx, LexSpecials specials, const AttributeDef *def,
								 AttributeValue *value);

/* Appends a value, quoted if one of these is in it. */
extern void attribute_deparse_value(StringInfo out, LexSpecials specials,
									const AttributeDef *def, AttributeValue value);

/*
 * Reads "[...]" if it is there: *present gets the attributes in it, values[] their
 * values, by number.
 */
extern bool attributes_read(Lexer *lx, const AttributeTable *table, AttributeMask *present,
							AttributeValue *values);

/* Appends "[...]" unless there are no attributes. */
extern void attributes_deparse(StringInfo out, const AttributeTable *table, AttributeMask present,
							   const AttributeValue *values);

#endif							/* FACTAG_ATTRIBUTE_H */
