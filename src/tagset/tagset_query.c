/*
 * tagset_query.c
 *	  A tagset as the subject of a query.
 */
#include "tagset/tagset_query.h"

#include "miscadmin.h"

#include "tagset/tagset_search.h"

/* QuerySubject.has; unknown if the element that is found first begins or ends */
static QueryAnswer
set_has(QuerySubject *subject, const QueryTerm *term)
{
	const struct varlena *set = ((TagsetSubject *) subject)->set;
	const uint8 *attributes;

	if (!tagset_find(set, term->pattern, term->patternlen, term->exact, &attributes))
		return QUERY_NO;
	if (term->has_timestamp && attributes && (*attributes & TAGSET_MOMENTS))
		return QUERY_UNKNOWN;
	return QUERY_YES;
}

/*
 * QuerySubject.has_each. In a set with a directory a search reads about one
 * block, so a search for each term is better if the terms are fewer than the
 * blocks.
 */
static bool
set_has_each(QuerySubject *subject, const QueryPlan *plan, bool *found)
{
	const struct varlena *set = ((TagsetSubject *) subject)->set;
	uint32		size = tagset_size(set);

	if (size > TAGSET_BLOCK && size / TAGSET_BLOCK > (uint32) plan->nbare)
		return false;
	tagset_has_each(set, plan, found);
	return true;
}

/* QuerySubject.start */
static void
set_start(QuerySubject *subject, const QueryTerm *term)
{
	TagsetSubject *s = (TagsetSubject *) subject;

	tagset_reader_init(&s->reader, s->set);
	s->term = term;
	s->started = false;
}

/* QuerySubject.next: the next live element that begins with the term's head */
static bool
set_next(QuerySubject *subject)
{
	TagsetSubject *s = (TagsetSubject *) subject;
	const QueryTerm *term = s->term;
	Attributes	attrs;

	for (;;)
	{
		CHECK_FOR_INTERRUPTS();
		if (s->started ? !tagset_reader_next(&s->reader) :
			!tagset_reader_seek(&s->reader, term->pattern, term->headlen))
			return false;
		s->started = true;
		if (s->reader.len < term->headlen ||
			memcmp(s->reader.path, term->pattern, term->headlen) != 0)
			return false;		/* past everything that begins with the head */
		if (term->has_timestamp && s->reader.attributes)
		{
			tagset_reader_attributes(&s->reader, &attrs);
			if (!attributes_live(&attrs, term->timestamp))
				continue;
		}
		subject->path = s->reader.path;
		subject->len = s->reader.len;
		subject->number = s->reader.read - 1;
		return true;
	}
}

/* QuerySubject.attribute; the weight is 1 by default */
static bool
set_attribute(QuerySubject *subject, Attribute which, AttributeValue *value)
{
	Attributes	attrs;

	tagset_reader_attributes(&((TagsetSubject *) subject)->reader, &attrs);
	/* an attribute that only labels have is never present */
	if (attributes_has(&attrs, which))
		*value = attrs.value[which];
	else if (which == ATTRIBUTE_WEIGHT)
		value->number = 1;
	else
		return false;
	return true;
}

void
tagset_subject_init(TagsetSubject *subject, const struct varlena *set)
{
	uint8		flags;
	uint32		count;

	(void) tagset_read_header(set, &flags, &count);
	subject->subject.has = set_has;
	subject->subject.has_each = set_has_each;
	subject->subject.timeless = !(flags & TAGSET_ATTRIBUTES);
	subject->subject.found = NULL;
	subject->subject.start = set_start;
	subject->subject.next = set_next;
	subject->subject.attribute = set_attribute;
	subject->set = set;
}

QUERY_MATCH_FUNCTION(tagset_meets, TagsetSubject, tagset_subject_init, 0, 1)

/* SQL's tagquery_met_by(tagquery, tagset) */
QUERY_MATCH_FUNCTION(tagquery_met_by_set, TagsetSubject, tagset_subject_init, 1, 0)

/* the elements that match a term that is not negated, each as of that term's timestamp */
PG_FUNCTION_INFO_V1(tagset_why);
Datum
tagset_why(PG_FUNCTION_ARGS)
{
	struct varlena *set = PG_GETARG_PACKED_P(0);
	const QueryPlan *plan = query_plan_cached(fcinfo, 1);
	const bool *matching;
	TagsetSubject subject;
	TagsetWriter writer;
	TagsetReader reader;

	tagset_subject_init(&subject, set);
	matching = query_matching_elements(plan, &subject.subject, tagset_size(set));
	tagset_writer_init(&writer);
	tagset_reader_init(&reader, set);
	while (tagset_reader_next(&reader))
	{
		if (matching[reader.read - 1])
			tagset_writer_copy(&writer, &reader);
	}
	PG_RETURN_POINTER(tagset_writer_finish(&writer));
}
