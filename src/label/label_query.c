/*
 * label_query.c
 *	  A log as the subject of a query. A term finds the labels that hold and
 *	  assert; with the filter [deny], those that hold and deny.
 */
#include "label/label_query.h"

#include "miscadmin.h"

#include "label/label_holding.h"
#include "label/label_builder.h"
#include "query/query_eval.h"

typedef struct LabelSubject
{
	QuerySubject subject;		/* first */
	const struct varlena *labels;
	const QueryTerm *term;
	bool		deny;			/* the term looks for denials */
	HoldingReader holds;
} LabelSubject;

/*
 * QuerySubject.has: whether a label at the term's path or, unless exact, below it
 * asserts; unknown unless the term is bare. Front coding saves most comparisons, as in
 * tagset_search.c: matched is the number of bytes that the label before has in
 * common with the path. A label that shares more than that with the label before
 * is before the path as well, and one that shares less is after the path.
 */
static QueryAnswer
labels_assert(QuerySubject *subject, const QueryTerm *term)
{
	const char *path = term->pattern;
	bool		exact = term->exact;
	LabelReader reader;
	LabelFields known = {0};	/* of the series, the last label that is known */
	bool		is_known = false;
	const uint8 *p;
	uint32		len = term->patternlen;
	uint32		matched = 0;

	if (!QUERY_TERM_BARE(term))
		return QUERY_UNKNOWN;
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
			return QUERY_NO;
		if (shared == matched)
		{
			uint32		j = 0;

			while (j < n && matched < len && suffix[j] == (uint8) path[matched])
			{
				matched++;
				j++;
			}
			/* past the path: after it in order, or longer than the path and not below it */
			if (j < n && suffix[j] > (matched < len ? (uint8) path[matched] : FACTAG_SEPARATOR))
				return QUERY_NO;
		}
		/* a label that shares more than matched is on the same side of the path as the one before */
		if (matched < len || (exact && shared + n != len))
			continue;
		if (!term->has_timestamp || label_known(&fields, term->timestamp))
		{
			is_known = true;
			known = fields;
		}
		if (rest & 1)
			continue;
		if (is_known && !(known.mask & (LABEL_NEG | LABEL_DENY)) &&
			!(term->has_timestamp && label_ended(&known, term->timestamp)))
			return QUERY_YES;
		is_known = false;
	}
	return QUERY_NO;
}

/* QuerySubject.start */
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

/* QuerySubject.next: the next label that holds and, as the term wants it, asserts or denies */
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
		subject->number = s->holds.number;
		return true;
	}
	return false;
}

/* QuerySubject.attribute */
static bool
labels_attribute(QuerySubject *subject, Attribute which, AttributeValue *value)
{
	LabelSubject *s = (LabelSubject *) subject;

	return label_attribute(&s->holds.reader, &s->holds.fields, which, value);
}

/* Makes the subject of a log. */
static void
label_subject_init(LabelSubject *subject, const struct varlena *labels)
{
	subject->subject.has = labels_assert;
	subject->subject.has_each = NULL;
	subject->subject.timeless = false;
	subject->subject.found = NULL;
	subject->subject.start = labels_start;
	subject->subject.next = labels_next_holding;
	subject->subject.attribute = labels_attribute;
	subject->labels = labels;
}

QUERY_MATCH_FUNCTION(labelset_meets, LabelSubject, label_subject_init, 0, 1)

/* SQL's tagquery_met_by(tagquery, labelset) */
QUERY_MATCH_FUNCTION(tagquery_met_by_labels, LabelSubject, label_subject_init, 1, 0)

/* a label is a log of one */
QUERY_MATCH_FUNCTION(factlabel_meets, LabelSubject, label_subject_init, 0, 1)

/* SQL's tagquery_met_by(tagquery, factlabel) */
QUERY_MATCH_FUNCTION(tagquery_met_by_label, LabelSubject, label_subject_init, 1, 0)

/* the labels that match a term that is not negated, each as of that term's timestamp */
PG_FUNCTION_INFO_V1(labelset_why);
Datum
labelset_why(PG_FUNCTION_ARGS)
{
	struct varlena *labels = PG_GETARG_PACKED_P(0);
	const QueryPlan *plan = query_plan_cached(fcinfo, 1);
	const bool *matching;
	LabelSubject subject;
	LabelBuilder builder;
	LabelReader reader;
	Label		label;

	label_subject_init(&subject, labels);
	matching = query_matching_elements(plan, &subject.subject, labelset_size(labels));
	label_builder_init(&builder, false);
	label_reader_init(&reader, labels);
	while (label_reader_next(&reader))
	{
		if (!matching[reader.read - 1])
			continue;
		label_take(&reader, &reader.fields, &label);
		label_builder_add(&builder, &label);
	}
	PG_RETURN_POINTER(label_builder_finish(&builder));
}
