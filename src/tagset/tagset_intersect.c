/*
 * tagset_intersect.c
 *	  Aggregate tagset_intersect: the elements whose paths all sets have. The state
 *	  is a set, which only gets smaller.
 */
#include "tagset/tagset.h"

#include "miscadmin.h"

#include "text/path.h"

/* Takes over an attribute that the other side has: the larger of both values, or the smaller. */
static void
narrow_one(Attributes *into, const Attributes *from, Attribute which, bool larger)
{
	int			c;

	if (!attributes_has(from, which))
		return;
	if (attributes_has(into, which))
	{
		c = attribute_compare_value(&attribute_defs[which], from->value[which], into->value[which]);
		if (larger ? c <= 0 : c >= 0)
			return;
	}
	attributes_set(into, which, from->value[which]);
}

/*
 * Takes the smaller weight, the smaller value if both have one, the later since
 * and the earlier until. This is the opposite of the rule of tagset_union, so
 * the union of a set and any intersection with it is that set again.
 */
static void
narrow_attributes(Attributes *into, const Attributes *from)
{
	static const AttributeValue one = {.number = 1};
	AttributeValue a = attributes_has(into, ATTRIBUTE_WEIGHT) ? into->value[ATTRIBUTE_WEIGHT] : one;
	AttributeValue b = attributes_has(from, ATTRIBUTE_WEIGHT) ? from->value[ATTRIBUTE_WEIGHT] : one;

	attributes_set(into, ATTRIBUTE_WEIGHT, a.number <= b.number ? a : b);
	if (!attributes_has(from, ATTRIBUTE_VALUE))
		into->present &= ~ATTRIBUTE_BIT(ATTRIBUTE_VALUE);
	else if (attributes_has(into, ATTRIBUTE_VALUE))
		narrow_one(into, from, ATTRIBUTE_VALUE, false);
	narrow_one(into, from, ATTRIBUTE_SINCE, true);
	narrow_one(into, from, ATTRIBUTE_UNTIL, false);
}

/* Moves a reader to the path of another one; returns whether the set has that path. */
static bool
advance(TagsetReader *reader, bool *more, const TagsetReader *to)
{
	int			c = 1;

	while (*more && (c = path_compare(reader->path, reader->len, to->path, to->len)) < 0)
	{
		CHECK_FOR_INTERRUPTS();
		*more = tagset_reader_next(reader);
	}
	return *more && c == 0;
}

/* whether the intersection equals the state, which after some rows is the common case */
static bool
changes_nothing(const struct varlena *state, const struct varlena *set)
{
	TagsetReader a;
	TagsetReader b;
	bool		more;

	tagset_reader_init(&a, state);
	tagset_reader_init(&b, set);
	more = tagset_reader_next(&b);
	while (tagset_reader_next(&a))
	{
		Attributes	attrs;
		Attributes	before;
		Attributes	other;

		if (!advance(&b, &more, &a))
			return false;
		tagset_reader_attributes(&a, &attrs);
		tagset_reader_attributes(&b, &other);
		before = attrs;
		narrow_attributes(&attrs, &other);
		if (attributes_compare(&before, &attrs) != 0)
			return false;
	}
	return true;
}

PG_FUNCTION_INFO_V1(tagset_intersect_step);
Datum
tagset_intersect_step(PG_FUNCTION_ARGS)
{
	struct varlena *state = PG_GETARG_PACKED_P(0);
	struct varlena *set = PG_GETARG_PACKED_P(1);
	TagsetReader a;
	TagsetReader b;
	TagsetWriter writer;
	bool		more;

	/* nodeAgg.c does not copy a state that is returned unchanged */
	if (changes_nothing(state, set))
		PG_RETURN_POINTER(state);
	tagset_reader_init(&a, state);
	tagset_reader_init(&b, set);
	tagset_writer_init(&writer);
	more = tagset_reader_next(&b);
	while (more && tagset_reader_next(&a))
	{
		Attributes	attrs;
		Attributes	other;

		CHECK_FOR_INTERRUPTS();
		if (!advance(&b, &more, &a))
			continue;
		tagset_reader_attributes(&a, &attrs);
		tagset_reader_attributes(&b, &other);
		narrow_attributes(&attrs, &other);
		tagset_writer_append(&writer, a.path, a.len, &attrs);
	}
	PG_RETURN_POINTER(tagset_writer_finish(&writer));
}
