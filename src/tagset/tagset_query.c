/*
 * tagset_query.c
 *	  A tagset as the subject of a query.
 */
#include "tagset/tagset_query.h"

#include "miscadmin.h"

#include "query/query_match.h"
#include "tagset/tagset_search.h"

/* Whether the element that a subject stands at is live as of a term's timestamp, if it has one. */
static inline bool
is_live(const TagsetSubject *s, const QueryTerm *term)
{
	return !term->has_timestamp || tagset_stored_live(s->reader.attributes, term->timestamp);
}

/* Whether an element at or below a literal term's path is live and passes its filters, none of them on the path. */
static pg_noinline bool
has_below(TagsetSubject *s, const QueryTerm *term)
{
	uint32		len = term->patternlen;
	uint32		number;
	const uint8 *p;
	TagsetPlace place;

	if (!tagset_find(s->set, term->pattern, len, term->exact ? TAGSET_AT : TAGSET_BELOW, &place))
		return false;
	p = place.next;
	number = place.number;
	s->reader.attributes = place.attributes;
	while (!is_live(s, term) || !query_term_filters_pass(term, &s->subject))
	{
		FrontCoded	coded;

		/* without attributes, all elements are alike */
		if (term->exact || s->subject.timeless || ++number == s->reader.count)
			return false;
		CHECK_FOR_INTERRUPTS();
		p = front_get(p, &coded);
		if (number % TAGSET_BLOCK == 0)
		{
			/* the first path of a block is stored whole */
			if (!path_within((const char *) coded.suffix, coded.len, term->pattern, len))
				return false;
		}
		else if (coded.shared < len || (coded.shared == len && *coded.suffix != FACTAG_SEPARATOR))
			return false;
		s->reader.attributes = NULL;
		if (coded.flag)
		{
			s->reader.attributes = p;
			p += 1 + TAGSET_ATTRIBUTE_BYTES(*p);
		}
	}
	return true;
}

/* Whether the path of an element, counted from 0, matches a pattern. */
static bool
element_matches(TagsetReader *reader, uint32 number, const QueryTerm *term)
{
	while (reader->read <= number)
		tagset_reader_next(reader);
	return query_term_matches_path(term, reader->path, reader->len, !term->exact);
}

/*
 * Whether an element matches a term with wildcards. An element is compared with the
 * pattern only if the needle ends in what is stored of it, or if the element before
 * it matches (query_needle.h). The reader, which puts paths together, follows only then.
 */
static pg_noinline bool
has_match(TagsetSubject *s, const QueryTerm *term)
{
	TagsetReader *reader = &s->reader;
	const QueryNeedle *needle = term->needle;
	bool		alone = needle && needle->alone && term->path_filters == 0;
	const uint8 *end = (const uint8 *) s->set + VARSIZE_ANY(s->set);
	bool		matches = false;
	uint32		head = 0;		/* bytes of the term's head that the element before has */
	const uint8 *p;

	if (!tagset_reader_begin(reader, s->set, term->pattern, term->headlen))
		return false;
	p = reader->p;
	for (uint32 number = reader->read; number < reader->count; number++)
	{
		FrontCoded	coded;
		NeedleFound found = NEEDLE_PART;

		CHECK_FOR_INTERRUPTS();
		p = front_get(p, &coded);
		reader->attributes = NULL;
		if (coded.flag)
		{
			reader->attributes = p;
			p += 1 + TAGSET_ATTRIBUTE_BYTES(*p);
		}
		if (coded.shared < head &&
			(number % TAGSET_BLOCK != 0 || coded.len < head || memcmp(coded.suffix, term->pattern, head) != 0))
			return false;		/* past everything that begins with the head */
		head = term->headlen;

		if (needle && !matches)
			found = needle_found(needle, coded.suffix, coded.len, end);
		matches = found == NEEDLE_WHOLE && alone;
		if (!matches && found != NEEDLE_NO)
			matches = element_matches(reader, number, term);
		if (!matches || !is_live(s, term))
			continue;
		s->subject.path = reader->path;
		s->subject.len = reader->len;
		if (query_term_filters_pass(term, &s->subject))
			return true;
	}
	return false;
}

/* QuerySubject.has; unknown if the paths below a literal term must be read */
static QueryAnswer
set_has(QuerySubject *subject, const QueryTerm *term)
{
	TagsetSubject *s = (TagsetSubject *) subject;
	bool		has;

	if (QUERY_TERM_PLAIN(term))
		has = tagset_has(s->set, term->pattern, term->patternlen, term->exact);
	else if (!term->literal)
		has = has_match(s, term);
	else if (term->path_filters == 0)
		has = has_below(s, term);
	else
		return QUERY_UNKNOWN;
	return has ? QUERY_YES : QUERY_NO;
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

	s->term = term;
	s->more = tagset_reader_begin(&s->reader, s->set, term->pattern, term->headlen);
}

/* QuerySubject.next: the next live element that begins with the term's head */
static bool
set_next(QuerySubject *subject)
{
	TagsetSubject *s = (TagsetSubject *) subject;
	const TagsetReader *reader = &s->reader;
	const QueryTerm *term = s->term;

	while (s->more)
	{
		CHECK_FOR_INTERRUPTS();
		if (!tagset_reader_next(&s->reader) || reader->len < term->headlen ||
			memcmp(reader->path, term->pattern, term->headlen) != 0)
			break;				/* past everything that begins with the head */
		if (!is_live(s, term))
			continue;
		subject->path = reader->path;
		subject->len = reader->len;
		subject->number = reader->read - 1;
		return true;
	}
	return false;
}

/* QuerySubject.attribute; the weight is 1 by default */
static bool
set_attribute(QuerySubject *subject, Attribute which, AttributeValue *value)
{
	/* no bit stands for an attribute that only labels have */
	if (tagset_stored_attribute(((TagsetSubject *) subject)->reader.attributes, which, value))
		return true;
	value->number = 1;
	return which == ATTRIBUTE_WEIGHT;
}

void
tagset_subject_init(TagsetSubject *subject, const struct varlena *set)
{
	(void) tagset_read_header(set, &subject->reader.flags, &subject->reader.count);
	subject->subject.has = set_has;
	subject->subject.has_each = set_has_each;
	subject->subject.timeless = !(subject->reader.flags & TAGSET_ATTRIBUTES);
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
