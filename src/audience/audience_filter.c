/*
 * audience_filter.c
 *	  Which elements at a path pass the conditions of a term on their attributes.
 *
 * A condition is a loop over an array of values that sets a byte per element, without branches, so that the
 * compiler can make vectors of it. What query_filter_passes and attributes_live say of one element is
 * said here of all: an attribute that an element lacks passes no filter, but the weight is 1 then, and what only labels
 * have no element has.
 */
#include "audience/audience_filter.h"

#include "miscadmin.h"
#include "utils/timestamp.h"

#include "idset/id_lows.h"
#include "query/query_eval.h"

StaticAssertDecl(ATTRIBUTE_UNTIL == TAGSET_ATTRIBUTE_COUNT - 1, "an attribute without a loop of its own");

/* Gets an attribute of an element without attributes. */
static bool
default_attribute(Attribute which, AttributeValue *value)
{
	value->number = 1;
	return which == ATTRIBUTE_WEIGHT;
}

void
audience_filter_init(AudienceFilter *filter, const QueryTerm *term)
{
	filter->term = term;
	filter->n = term->nfilters - term->path_filters;
	filter->needed = 0;
	filter->default_passes = true;
	for (int i = 0; i < term->nfilters; i++)
	{
		const QueryFilter *condition = &term->filters[i];
		AttributeValue value;

		if (condition->attribute == ATTRIBUTE_PATH)
			continue;
		filter->needed |= ATTRIBUTE_BIT(condition->attribute);
		if (!default_attribute(condition->attribute, &value) || !query_filter_passes(condition, value))
			filter->default_passes = false;
	}
	if (term->has_timestamp)
		filter->needed |= ATTRIBUTE_BIT(ATTRIBUTE_SINCE) | ATTRIBUTE_BIT(ATTRIBUTE_UNTIL);
}

/* Whether some elements of a row may have an attribute that is looked at. */
static bool
has_needed(const AudienceFilter *filter, const AudienceRow *row)
{
	const Datum arrays[TAGSET_ATTRIBUTE_COUNT] = {row->weight, row->value, row->since, row->until};

	for (int i = 0; i < TAGSET_ATTRIBUTE_COUNT; i++)
	{
		if (arrays[i] && (filter->needed & ATTRIBUTE_BIT(i)))
			return row->attributed != 0;
	}
	return false;
}

/* Clears the bytes of the elements for whose value x a condition is false. */
#define KEEP(condition) \
	for (uint32 i = 0; i < n; i++) \
	{ \
		x = array[i]; \
		passing[i] &= (uint8) (condition); \
	}

/* Whether a value is among those of a filter. */
#define DEFINE_IS_ANY(name, type, member) \
static inline bool \
name(const QueryFilter *filter, type x) \
{ \
	bool		any = false; \
	for (int j = 0; j < filter->nvalues; j++) \
		any |= x == filter->values[j].member; \
	return any; \
}

/* Clears the bytes of the elements that do not pass a filter; `present` says whether x is a value. */
#define DEFINE_KEEP(name, stored, type, member, is_any, present) \
DEFINE_IS_ANY(is_any, type, member) \
static void \
name(uint8 *passing, uint32 n, const stored *array, const QueryFilter *filter) \
{ \
	const type	value = filter->values[0].member; \
	type		x; \
	if (filter->nvalues > 1 && filter->op == QUERY_EQ) \
		KEEP((present) & is_any(filter, x)) \
	else if (filter->nvalues > 1) \
		KEEP((present) & !is_any(filter, x)) \
	else if (filter->op == QUERY_EQ) \
		KEEP((present) & (x == value)) \
	else if (filter->op == QUERY_NE) \
		KEEP((present) & (x != value)) \
	else if (filter->op == QUERY_LT) \
		KEEP((present) & (x < value)) \
	else if (filter->op == QUERY_LE) \
		KEEP((present) & (x <= value)) \
	else if (filter->op == QUERY_GT) \
		KEEP((present) & (x > value)) \
	else \
		KEEP((present) & (x >= value)) \
}

DEFINE_KEEP(keep_weights, float4, float8, number, is_any_weight, 1)
/* NaN is not equal to itself */
DEFINE_KEEP(keep_values, float8, float8, number, is_any_value, x == x)
DEFINE_KEEP(keep_since, TimestampTz, TimestampTz, timestamp, is_any_since, x != DT_NOBEGIN)
DEFINE_KEEP(keep_until, TimestampTz, TimestampTz, timestamp, is_any_until, x != DT_NOEND)

/* Clears the bytes of the elements that do not count as of a timestamp, which may be infinite. */
static void
keep_live(uint8 *passing, uint32 n, const AudienceColumn *column, TimestampTz at)
{
	const TimestampTz *array = column->since;
	TimestampTz x;

	if (array)
		KEEP(x <= at)
	array = column->until;
	if (array)
		KEEP((x > at) | (x == DT_NOEND))
}

/* Clears the bytes of the elements that do not pass a filter. */
static void
keep(uint8 *passing, const AudienceColumn *column, const QueryFilter *filter)
{
	AttributeValue value;

	if (filter->attribute == ATTRIBUTE_WEIGHT && column->weight)
		keep_weights(passing, column->n, column->weight, filter);
	else if (filter->attribute == ATTRIBUTE_VALUE && column->value)
		keep_values(passing, column->n, column->value, filter);
	else if (filter->attribute == ATTRIBUTE_SINCE && column->since)
		keep_since(passing, column->n, column->since, filter);
	else if (filter->attribute == ATTRIBUTE_UNTIL && column->until)
		keep_until(passing, column->n, column->until, filter);
	else if (!default_attribute(filter->attribute, &value) || !query_filter_passes(filter, value))
		memset(passing, 0, column->n);
}

/* Returns for each element with attributes 1 if it passes, otherwise 0. */
static uint8 *
passing_elements(const AudienceFilter *filter, const AudienceColumn *column)
{
	const QueryTerm *term = filter->term;
	uint8	   *passing = palloc(column->n);

	memset(passing, 1, column->n);
	if (term->has_timestamp)
		keep_live(passing, column->n, column, term->timestamp);
	for (int i = 0; i < term->nfilters; i++)
	{
		CHECK_FOR_INTERRUPTS();
		if (term->filters[i].attribute != ATTRIBUTE_PATH)
			keep(passing, column, &term->filters[i]);
	}
	return passing;
}

static uint32
count_bytes(const uint8 *bytes, uint32 n, uint8 byte)
{
	uint32		count = 0;

	for (uint32 i = 0; i < n; i++)
		count += bytes[i] == byte;
	return count;
}

/*
 * Makes a block of those ids of a block whose bytes are the given one; there are so many. Its data are new.
 */
static IdBlock
select_ids(const IdBlock *block, const uint8 *bytes, uint8 byte, uint32 count, uint8 *lows)
{
	IdBlock		selected = {.key = block->key, .count = count, .n = count, .kind = IDS_ARRAY};
	uint8	   *data;
	uint32		n = 0;

	if (count == block->count)
	{
		selected = *block;
		selected.data = memcpy(palloc(id_block_bytes(block)), block->data, id_block_bytes(block));
		return selected;
	}
	/* in place: what is written was read before */
	id_block_write(block, IDS_ARRAY, lows);
	for (uint32 i = 0; i < block->count; i++)
	{
		id_low_put(lows, n, id_low(lows, i));
		n += bytes[i] == byte;
	}
	if (count <= ID_MAX_ARRAY)
		data = memcpy(palloc(2 * count), lows, 2 * count);
	else
	{
		data = palloc0(ID_BITMAP_BYTES);
		id_lows_set(lows, count, data);
		selected.kind = IDS_BITMAP;
	}
	selected.data = data;
	return selected;
}

/* The ids of the elements with attributes whose bytes are the given one; in the current memory context. */
static IdBlocks *
select_elements(const AudienceColumn *column, const uint8 *bytes, uint8 byte, MemoryContext scratch)
{
	IdBlocks   *set = id_blocks_make();
	uint8	   *lows = MemoryContextAlloc(scratch, 2 * Min(column->n, ID_BLOCK_IDS));

	for (uint32 i = 0; i < column->ids->n; i++)
	{
		const IdBlock *block = &column->ids->blocks[i];
		uint32		count = count_bytes(bytes, block->count, byte);

		CHECK_FOR_INTERRUPTS();
		if (count > 0)
		{
			IdBlock		selected = select_ids(block, bytes, byte, count, lows);

			id_blocks_append(set, &selected);
		}
		bytes += block->count;
	}
	return set;
}

/* The ids of all elements of a row at that very path. */
static IdBlocks *
own_ids(const AudienceRow *row)
{
	IdBlocks   *set = id_blocks_make();

	audience_append_ids(set, row->own ? row->own : row->ids);
	return set;
}

IdBlocks *
audience_filter_row(const AudienceFilter *filter, const AudienceRow *row, MemoryContext scratch)
{
	AudienceColumn column;
	IdBlocks   *selected;
	const uint8 *passing;
	MemoryContext old;

	/* all elements answer as one without attributes does */
	if (!has_needed(filter, row))
		return filter->default_passes ? own_ids(row) : id_blocks_make();

	old = MemoryContextSwitchTo(scratch);
	audience_column_read(row, filter->needed, &column);
	passing = passing_elements(filter, &column);
	MemoryContextSwitchTo(old);
	/* if elements without attributes pass, those that fail are taken away */
	selected = select_elements(&column, passing, filter->default_passes ? 0 : 1, scratch);
	if (!filter->default_passes)
		return selected;
	return selected->count == 0 ? own_ids(row) : id_blocks_minus(own_ids(row), selected);
}
