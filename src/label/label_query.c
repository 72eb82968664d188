/*
 * label_query.c
 *	  A log as the subject of a query: a term sees what holds and asserts, with
 *	  the filter [deny] what holds and denies.
 */
#include "label/label_builder.h"

#include "miscadmin.h"

#include "label/label_holding.h"
#include "query/query_eval.h"

typedef struct LabelSubject
{
	QuerySubject subject;		/* first */
	const struct varlena *labels;
	const QueryTerm *term;
	bool		deny;			/* the term asks for denials */
	HoldingReader holds;
} LabelSubject;

/*
 * Whether some label asserts at a path or, unless exact, below it, without a
 * timestamp. As in a tagset, front coding does most of the work: a label that
 * shares more with the one before than that one had in common with the path
 * is still before it, one that shares less is behind it.
 */
static bool
labels_assert(QuerySubject *subject, const char *path, int pathlen, bool exact)
{
	LabelReader reader;
	const uint8 *p;
	uint32		len = pathlen;
	uint32		matched = 0;

	label_reader_init(&reader, ((LabelSubject *) subject)->labels);
	p = reader.p;
	for (uint32 i = 0; i < reader.count; i++)
	{
		LabelFields fields;
		const uint8 *suffix;
		uint32		shared;
		uint32		rest;
		uint32		n;

		CHECK_FOR_INTERRUPTS();
		p = get_varint(p, &shared);
		p = get_varint(p, &rest);
		suffix = p;
		n = rest >> 1;
		p = label_read_fields(p + n, &fields);

		if (shared < matched)
			return false;
		if (shared == matched)
		{
			uint32		j = 0;

			while (j < n && matched < len && suffix[j] == (uint8) path[matched])
			{
				matched++;
				j++;
			}
			/* past the path: behind it in order, or longer than the path and not below it */
			if (j < n && suffix[j] > (matched < len ? (uint8) path[matched] : FACTAG_SEPARATOR))
				return false;
		}
		/* what shares more than matched is on the same side of the path as the one before */
		if (matched == len && (!exact || shared + n == len) && label_asserts(rest & 1, fields.mask))
			return true;
	}
	return false;
}

static void
labels_start(QuerySubject *subject, const QueryTerm *term)
{
	LabelSubject *s = (LabelSubject *) subject;

	s->term = term;
	s->deny = false;
	for (int i = 0; i < term->nfilters; i++)
		s->deny |= term->filters[i].attribute == ATTRIBUTE_DENY;
	holding_reader_init(&s->holds, s->labels, term->has_timestamp, term->timestamp);
}

static bool
labels_next_holding(QuerySubject *subject)
{
	LabelSubject *s = (LabelSubject *) subject;
	const QueryTerm *term = s->term;
	const LabelReader *reader = &s->holds.reader;

	while (holding_reader_next(&s->holds))
	{
		int			c = memcmp(reader->path, term->pattern, Min(reader->len, term->headlen));

		if (c > 0)
			return false;		/* past everything that begins with the head */
		if (c < 0 || reader->len < term->headlen || label_denies(&s->holds.fields) != s->deny)
			continue;
		subject->path = reader->path;
		subject->len = reader->len;
		return true;
	}
	return false;
}

static bool
labels_attribute(QuerySubject *subject, Attribute which, AttributeValue *value)
{
	LabelSubject *s = (LabelSubject *) subject;

	return label_attribute(&s->holds.reader, &s->holds.fields, which, value);
}

static void
init_subject(LabelSubject *subject, const struct varlena *labels)
{
	subject->subject.has = labels_assert;
	subject->subject.has_each = NULL;
	subject->subject.met = NULL;
	subject->subject.start = labels_start;
	subject->subject.next = labels_next_holding;
	subject->subject.attribute = labels_attribute;
	subject->labels = labels;
}

static Datum
meets(FunctionCallInfo fcinfo, int labelsarg, int queryarg)
{
	const QueryPlan *plan = query_plan_cached(fcinfo, queryarg);
	LabelSubject subject;

	init_subject(&subject, PG_GETARG_PACKED_P(labelsarg));
	PG_RETURN_BOOL(query_matches(plan, &subject.subject));
}

PG_FUNCTION_INFO_V1(labelset_meets);
Datum
labelset_meets(PG_FUNCTION_ARGS)
{
	return meets(fcinfo, 0, 1);
}

/* SQL's tagquery_met_by(tagquery, labelset) */
PG_FUNCTION_INFO_V1(tagquery_met_by_labels);
Datum
tagquery_met_by_labels(PG_FUNCTION_ARGS)
{
	return meets(fcinfo, 1, 0);
}

/* a label is a log of one */
PG_FUNCTION_INFO_V1(factlabel_meets);
Datum
factlabel_meets(PG_FUNCTION_ARGS)
{
	return meets(fcinfo, 0, 1);
}

/* SQL's tagquery_met_by(tagquery, factlabel) */
PG_FUNCTION_INFO_V1(tagquery_met_by_label);
Datum
tagquery_met_by_label(PG_FUNCTION_ARGS)
{
	return meets(fcinfo, 1, 0);
}

/* the labels that met a positive term, each as of that term's timestamp */
PG_FUNCTION_INFO_V1(labelset_why);
Datum
labelset_why(PG_FUNCTION_ARGS)
{
	struct varlena *labels = PG_GETARG_PACKED_P(0);
	const QueryPlan *plan = query_plan_cached(fcinfo, 1);
	bool	   *met = palloc0(labelset_size(labels) * sizeof(bool) + 1);
	LabelSubject subject;
	LabelBuilder builder;
	LabelReader reader;
	Label		label;

	init_subject(&subject, labels);
	for (int i = 0; i < plan->nterms; i++)
	{
		const QueryTerm *term = plan->terms[i];

		if (term->negative)
			continue;
		subject.subject.start(&subject.subject, term);
		while (subject.subject.next(&subject.subject))
		{
			if (query_term_matches(term, &subject.subject))
				met[subject.holds.number] = true;
		}
	}
	label_builder_init(&builder, false);
	label_reader_init(&reader, labels);
	while (label_reader_next(&reader))
	{
		if (!met[reader.read - 1])
			continue;
		label_take(&reader, &reader.fields, &label);
		label_builder_add(&builder, &label);
	}
	PG_RETURN_POINTER(label_builder_finish(&builder));
}
