/*
 * tagset_attribute.h
 *	  The attributes of a tag: weight, value, since and until.
 */
#ifndef FACTAG_TAGSET_ATTRIBUTE_H
#define FACTAG_TAGSET_ATTRIBUTE_H

#include "query/query_attribute.h"

/* numbered from 0 to here; sets store these numbers as bits, and values in their order */
#define TAGSET_ATTRIBUTE_COUNT 4

extern const AttributeTable tagset_attributes;

/* a tag's attributes */
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

static inline void
attributes_set_number(Attributes *attrs, Attribute which, float8 number)
{
	attributes_set(attrs, which, attribute_from_number(&attribute_defs[which], number));
}

static inline void
attributes_set_timestamp(Attributes *attrs, Attribute which, TimestampTz timestamp)
{
	attributes_set(attrs, which, attribute_from_timestamp(timestamp));
}

/* Whether a tag with these ended by a timestamp. */
static inline bool
attributes_ended(const Attributes *attrs, TimestampTz at)
{
	return attributes_has(attrs, ATTRIBUTE_UNTIL) && attrs->value[ATTRIBUTE_UNTIL].timestamp <= at;
}

/* Whether a tag with these counts as of a timestamp. */
static inline bool
attributes_live(const Attributes *attrs, TimestampTz at)
{
	return !attributes_ended(attrs, at) &&
		(!attributes_has(attrs, ATTRIBUTE_SINCE) || attrs->value[ATTRIBUTE_SINCE].timestamp <= at);
}

/* Compares in the order of their numbers, an absent one before any value; < 0, 0, > 0. */
extern int	attributes_compare(const Attributes *a, const Attributes *b);

/*
 * Makes of two elements at one path the one that tagset_union has: the larger weight
 * and value, the earlier since, the later until; absent since and until win.
 */
extern void attributes_unite(Attributes *into, const Attributes *from);

/* Reads "[...]" if it is there; false if an error was saved. */
extern bool tagset_attributes_read(Lexer *lx, Attributes *attrs);

#endif							/* FACTAG_TAGSET_ATTRIBUTE_H */
