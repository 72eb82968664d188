/*
 * tagset_attribute.c
 *	  The attributes of a tag; see tagset_attribute.h.
 */
#include "tagset/tagset_attribute.h"

static const uint8 numbers[] = {
	ATTRIBUTE_WEIGHT, ATTRIBUTE_VALUE, ATTRIBUTE_SINCE, ATTRIBUTE_UNTIL
};

const AttributeTable tagset_attributes = {
	attribute_defs, lengthof(numbers), numbers,
	"The attributes are weight, value, since and until: "
	"[weight=0.8; until=2026-12-31T00:00:00+08:00]."
};

StaticAssertDecl(lengthof(numbers) == TAGSET_ATTRIBUTE_COUNT && ATTRIBUTE_WEIGHT == 0 &&
				 ATTRIBUTE_UNTIL == TAGSET_ATTRIBUTE_COUNT - 1,
				 "a tag's attributes must have the first numbers");

void
attributes_set(Attributes *attrs, Attribute which, AttributeValue value)
{
	if (which == ATTRIBUTE_WEIGHT && value.number == 1)
	{
		attrs->present &= ~ATTRIBUTE_BIT(which);
		return;
	}
	attrs->present |= ATTRIBUTE_BIT(which);
	attrs->value[which] = value;
}

int
attributes_compare(const Attributes *a, const Attributes *b)
{
	for (int which = 0; which < TAGSET_ATTRIBUTE_COUNT; which++)
	{
		bool		has_a = attributes_has(a, which);
		bool		has_b = attributes_has(b, which);
		int			c = 0;

		if (has_a != has_b)
			return has_a ? 1 : -1;
		if (has_a)
			c = attribute_compare_value(&attribute_defs[which], a->value[which], b->value[which]);
		if (c != 0)
			return c;
	}
	return 0;
}

void
attributes_unite(Attributes *into, const Attributes *from)
{
	AttributeValue one = {.number = 1};
	AttributeValue a = attributes_has(into, ATTRIBUTE_WEIGHT) ? into->value[ATTRIBUTE_WEIGHT] : one;
	AttributeValue b = attributes_has(from, ATTRIBUTE_WEIGHT) ? from->value[ATTRIBUTE_WEIGHT] : one;

	attributes_set(into, ATTRIBUTE_WEIGHT, a.number >= b.number ? a : b);

	if (attributes_has(from, ATTRIBUTE_VALUE) &&
		(!attributes_has(into, ATTRIBUTE_VALUE) ||
		 into->value[ATTRIBUTE_VALUE].number < from->value[ATTRIBUTE_VALUE].number))
		attributes_set(into, ATTRIBUTE_VALUE, from->value[ATTRIBUTE_VALUE]);

	if (!attributes_has(from, ATTRIBUTE_SINCE))
		into->present &= ~ATTRIBUTE_BIT(ATTRIBUTE_SINCE);
	else if (attributes_has(into, ATTRIBUTE_SINCE) &&
			 from->value[ATTRIBUTE_SINCE].timestamp < into->value[ATTRIBUTE_SINCE].timestamp)
		into->value[ATTRIBUTE_SINCE] = from->value[ATTRIBUTE_SINCE];

	if (!attributes_has(from, ATTRIBUTE_UNTIL))
		into->present &= ~ATTRIBUTE_BIT(ATTRIBUTE_UNTIL);
	else if (attributes_has(into, ATTRIBUTE_UNTIL) &&
			 from->value[ATTRIBUTE_UNTIL].timestamp > into->value[ATTRIBUTE_UNTIL].timestamp)
		into->value[ATTRIBUTE_UNTIL] = from->value[ATTRIBUTE_UNTIL];
}

bool
tagset_attributes_read(Lexer *lx, Attributes *attrs)
{
	if (!attributes_read(lx, &tagset_attributes, &attrs->present, attrs->value))
		return false;
	if (attributes_has(attrs, ATTRIBUTE_WEIGHT))
		attributes_set(attrs, ATTRIBUTE_WEIGHT, attrs->value[ATTRIBUTE_WEIGHT]);
	return true;
}
