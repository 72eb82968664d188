/*
 * query_pack.c
 *	  Writing and reading the stored form of a query; see query_pack.h.
 */
#include "query/query_pack.h"

#include "miscadmin.h"

#include "text/bytes.h"

#define TERM_EXACT 0x01

/* added to a filter's operator: before each value stands a byte, which tells what it is */
#define FILTER_RELATIVE 0x80
#define VALUE_ABSOLUTE 0
#define VALUE_RELATIVE 1

/* Appends a filter. */
static void
pack_filter(StringInfo out, const QueryFilter *filter)
{
	appendStringInfoChar(out, (char) filter->attribute);
	appendStringInfoChar(out, (char) (filter->op | (filter->relative ? FILTER_RELATIVE : 0)));
	put_varint(out, filter->nvalues);
	for (int i = 0; i < filter->nvalues; i++)
	{
		const Duration *duration = filter->relative ? filter->relative[i] : NULL;

		if (filter->relative)
			appendStringInfoChar(out, duration ? VALUE_RELATIVE : VALUE_ABSOLUTE);
		if (duration)
		{
			put_uint32(out, (uint32) duration->months);
			put_uint64(out, (uint64) duration->usecs);
		}
		else
			attribute_put_value(out, &attribute_defs[filter->attribute], filter->values[i]);
	}
}

/* Appends a node and, after it, its children. */
static void
pack_node(StringInfo out, const QueryNode *node)
{
	check_stack_depth();
	CHECK_FOR_INTERRUPTS();
	appendStringInfoChar(out, (char) node->type);
	switch (node->type)
	{
		case QUERY_TERM:
			appendStringInfoChar(out, node->exact ? TERM_EXACT : 0);
			put_varint(out, node->patternlen);
			appendBinaryStringInfo(out, node->pattern, node->patternlen);
			put_varint(out, node->nfilters);
			for (int i = 0; i < node->nfilters; i++)
				pack_filter(out, &node->filters[i]);
			return;
		case QUERY_NOT:
			break;
		case QUERY_AND:
		case QUERY_OR:
			put_varint(out, node->nchildren);
			break;
		case QUERY_COUNT:
			put_varint(out, node->least);
			put_varint(out, node->nchildren);
			break;
		case QUERY_AT:
			put_uint64(out, (uint64) node->timestamp);
			break;
	}
	for (int i = 0; i < node->nchildren; i++)
		pack_node(out, node->children[i]);
}

struct varlena *
query_pack(const QueryNode *node)
{
	StringInfoData out;

	initStringInfo(&out);
	/* space for the varlena header, which is set at the end */
	put_uint32(&out, 0);
	appendStringInfoChar(&out, FACTAG_FORMAT);
	pack_node(&out, node);
	if (out.len > FACTAG_MAX_QUERY)
		return NULL;
	SET_VARSIZE(out.data, out.len);
	return (struct varlena *) out.data;
}

/* Reports bytes that no version of factag has written (XX001). */
static void
damaged(void)
{
	ereport(ERROR,
			(errcode(ERRCODE_DATA_CORRUPTED),
			 errmsg("a stored tagquery is damaged"),
			 errdetail("It holds a node, an attribute or a comparison that no version knows.")));
}

/* Reads a filter, and returns what follows. */
static const uint8 *
unpack_filter(const uint8 *p, QueryFilter *filter)
{
	uint32		n;
	bool		relative;

	filter->attribute = *p++;
	relative = (*p & FILTER_RELATIVE) != 0;
	filter->op = *p++ & ~FILTER_RELATIVE;
	if (filter->attribute >= ATTRIBUTE_COUNT || filter->op < QUERY_EQ || filter->op > QUERY_GE)
		damaged();
	p = get_varint(p, &n);
	filter->nvalues = n;
	filter->values = palloc(sizeof(AttributeValue) * n);
	filter->relative = relative ? palloc0(sizeof(Duration *) * n) : NULL;
	for (uint32 i = 0; i < n; i++)
	{
		if (relative && *p++ == VALUE_RELATIVE)
		{
			filter->relative[i] = palloc(sizeof(Duration));
			filter->relative[i]->months = (int32) get_uint32(p);
			filter->relative[i]->usecs = (int64) get_uint64(p + 4);
			p += 12;
		}
		else
			p = attribute_get_value(p, &attribute_defs[filter->attribute], &filter->values[i]);
	}
	return p;
}

/* Reads the node at *p and its children, and moves *p to what follows. */
static QueryNode *
unpack_node(const uint8 **p)
{
	QueryNode  *node = palloc0(sizeof(QueryNode));
	uint32		n;

	check_stack_depth();
	CHECK_FOR_INTERRUPTS();
	node->type = *(*p)++;
	switch (node->type)
	{
		case QUERY_TERM:
			node->exact = (*(*p)++ & TERM_EXACT) != 0;
			*p = get_varint(*p, &n);
			node->pattern = (const char *) *p;
			node->patternlen = n;
			*p = get_varint(*p + n, &n);
			node->nfilters = n;
			node->filters = palloc(sizeof(QueryFilter) * n);
			for (int i = 0; i < node->nfilters; i++)
				*p = unpack_filter(*p, &node->filters[i]);
			return node;
		case QUERY_NOT:
			n = 1;
			break;
		case QUERY_AND:
		case QUERY_OR:
			*p = get_varint(*p, &n);
			break;
		case QUERY_COUNT:
			*p = get_varint(*p, &n);
			node->least = n;
			*p = get_varint(*p, &n);
			break;
		case QUERY_AT:
			node->timestamp = (TimestampTz) get_uint64(*p);
			*p += 8;
			n = 1;
			break;
		default:
			damaged();
			return NULL;
	}
	node->nchildren = n;
	node->children = palloc(sizeof(QueryNode *) * n);
	for (int i = 0; i < node->nchildren; i++)
		node->children[i] = unpack_node(p);
	return node;
}

QueryNode *
query_unpack(const struct varlena *query)
{
	const uint8 *p = (const uint8 *) VARDATA_ANY(query);

	if (VARSIZE_ANY_EXHDR(query) < 2 || *p != FACTAG_FORMAT)
		factag_unknown_layout("tagquery");
	p++;
	return unpack_node(&p);
}
