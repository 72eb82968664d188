/*
 * audience_filter.c
 *	  Which elements at a path pass the conditions of a term on their attributes.
 */
#include "audience/audience_filter.h"

#include "miscadmin.h"

#include "idset/id_builder.h"
#include "query/query_eval.h"

/* Gets an attribute as a tagset does: the weight is 1 by default, and what only labels have is never present. */
static bool
get_attribute(const Attributes *attrs, Attribute which, AttributeValue *value)
{
	if (attributes_has(attrs, which))
		*value = attrs->value[which];
	else if (which == ATTRIBUTE_WEIGHT)
		value->number = 1;
	else
		return false;
	return true;
}

/* Whether an element passes. */
static bool
element_passes(const AudienceFilter *filter, const Attributes *attrs)
{
	const QueryTerm *term = filter->term;

	if (term->has_timestamp && !attributes_live(attrs, term->timestamp))
		return false;
	for (int i = 0; i < term->nfilters; i++)
	{
		AttributeValue value;

		if (term->filters[i].attribute != ATTRIBUTE_PATH &&
			(!get_attribute(attrs, term->filters[i].attribute, &value) || !query_filter_passes(&term->filters[i], value)))
			return false;
	}
	return true;
}

void
audience_filter_init(AudienceFilter *filter, const QueryTerm *term)
{
	Attributes	none = {0};

	filter->term = term;
	filter->n = term->nfilters - term->path_filters;
	filter->needed = 0;
	for (int i = 0; i < term->nfilters; i++)
		filter->needed |= ATTRIBUTE_BIT(term->filters[i].attribute);
	if (term->has_timestamp)
		filter->needed |= ATTRIBUTE_BIT(ATTRIBUTE_SINCE) | ATTRIBUTE_BIT(ATTRIBUTE_UNTIL);
	filter->default_passes = element_passes(filter, &none);
}

/* Sets the columns of a row that are not needed to NULL; false if all of them are then. */
static bool
only_needed(AttributeMask needed, AudienceRow *row)
{
	if (!(needed & ATTRIBUTE_BIT(ATTRIBUTE_WEIGHT)))
		row->weight = 0;
	if (!(needed & ATTRIBUTE_BIT(ATTRIBUTE_VALUE)))
		row->value = 0;
	if (!(needed & ATTRIBUTE_BIT(ATTRIBUTE_SINCE)))
		row->since = 0;
	if (!(needed & ATTRIBUTE_BIT(ATTRIBUTE_UNTIL)))
		row->until = 0;
	return row->weight || row->value || row->since || row->until;
}

/* The ids of the elements with attributes whose answer is `passes`. */
static IdBlocks *
select_elements(const AudienceFilter *filter, const AudienceColumn *column, bool passes)
{
	IdBuilder  *builder = id_builder_make(CurrentMemoryContext);
	IdReader	reader;
	int64		id;
	uint32		position = 0;

	id_reader_init(&reader, column->ids);
	for (; id_reader_next(&reader, &id); position++)
	{
		Attributes	attrs = {0};

		if (position % 1024 == 0)
			CHECK_FOR_INTERRUPTS();
		audience_column_attributes(column, position, &attrs);
		if (element_passes(filter, &attrs) == passes)
			id_builder_add(builder, id);
	}
	return id_builder_finish(builder);
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
	AudienceRow needed = *row;
	AudienceColumn column;
	MemoryContext old;

	/* all elements answer as one without attributes does */
	if (!row->attributed || !only_needed(filter->needed, &needed))
		return filter->default_passes ? own_ids(row) : id_blocks_make();

	old = MemoryContextSwitchTo(scratch);
	audience_column_read(&needed, &column);
	if (filter->default_passes)
	{
		IdBlocks   *failing = select_elements(filter, &column, false);

		MemoryContextSwitchTo(old);
		return failing->count == 0 ? own_ids(row) : id_blocks_minus(own_ids(row), failing);
	}
	MemoryContextSwitchTo(old);
	return select_elements(filter, &column, true);
}
