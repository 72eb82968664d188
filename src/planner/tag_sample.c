/*
 * tag_sample.c
 *	  A query evaluated over the rows of a sample; see tag_sample.h.
 */
#include "planner/tag_sample.h"

#include "miscadmin.h"
#include "nodes/bitmapset.h"

#include "query/query_eval.h"
#include "tagset/tagset_query.h"

/* QuerySetAlgebra.term: looks for a term in each row, the first time */
static void *
rows_of_term(void *context, const QueryTerm *term)
{
	TagStatistics *stats = context;
	const TagSample *sample = &stats->sample;
	Bitmapset  *rows = NULL;

	if (stats->term_known[term->index])
		return bms_copy(stats->term_rows[term->index]);
	for (int i = 0; i < sample->n; i++)
	{
		TagsetSubject subject;

		CHECK_FOR_INTERRUPTS();
		tagset_subject_init(&subject, sample->sets[i]);
		if (query_term_found(term, &subject.subject))
			rows = bms_add_member(rows, i);
	}
	stats->term_known[term->index] = true;
	stats->term_rows[term->index] = rows;
	return bms_copy(rows);
}

static void *
intersect_rows(void *context, void *a, void *b)
{
	(void) context;
	a = bms_int_members(a, b);
	bms_free(b);
	return a;
}

static void *
unite_rows(void *context, void *a, void *b)
{
	(void) context;
	a = bms_add_members(a, b);
	bms_free(b);
	return a;
}

static void *
subtract_rows(void *context, void *a, void *b)
{
	(void) context;
	a = bms_del_members(a, b);
	bms_free(b);
	return a;
}

static bool
no_rows(void *context, const void *a)
{
	(void) context;
	return bms_is_empty((const Bitmapset *) a);
}

static void *
copy_rows(void *context, const void *a)
{
	(void) context;
	return bms_copy((const Bitmapset *) a);
}

static void
free_rows(void *context, void *a)
{
	(void) context;
	bms_free(a);
}

QuerySet
tag_sample_rows(TagStatistics *stats, const QueryStep *step)
{
	static const QuerySetAlgebra algebra = {
		.term = rows_of_term,
		.intersect = intersect_rows,
		.unite = unite_rows,
		.subtract = subtract_rows,
		.is_empty = no_rows,
		.copy = copy_rows,
		.free = free_rows
	};

	return query_evaluate_sets(&algebra, stats, step);
}
