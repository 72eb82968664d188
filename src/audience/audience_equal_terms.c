/*
 * audience_equal_terms.c
 *	  Which terms of a query are equal.
 */
#include "audience/audience_equal_terms.h"

#include "miscadmin.h"

#include "query/query_deparse.h"

/* a term as it prints, with its timestamp */
typedef struct PrintedTerm
{
	const char *text;
	bool		has_timestamp;
	TimestampTz timestamp;
	int			index;
} PrintedTerm;

static int
compare_printed(const PrintedTerm *x, const PrintedTerm *y)
{
	if (x->has_timestamp != y->has_timestamp)
		return x->has_timestamp ? 1 : -1;
	if (x->has_timestamp && x->timestamp != y->timestamp)
		return x->timestamp < y->timestamp ? -1 : 1;
	return strcmp(x->text, y->text);
}

/* qsort: equal terms by their index */
static int
compare_terms(const void *a, const void *b)
{
	const PrintedTerm *x = a;
	const PrintedTerm *y = b;
	int			c = compare_printed(x, y);

	CHECK_FOR_INTERRUPTS();
	return c != 0 ? c : x->index - y->index;
}

int *
audience_equal_terms(const QueryPlan *plan)
{
	int		   *first = palloc(sizeof(int) * plan->nterms);
	PrintedTerm *printed = palloc(sizeof(PrintedTerm) * plan->nterms);

	for (int i = 0; i < plan->nterms; i++)
	{
		const QueryTerm *term = plan->terms[i];
		StringInfoData text;

		CHECK_FOR_INTERRUPTS();
		initStringInfo(&text);
		query_deparse_term(&text, term->node);
		printed[i] = (PrintedTerm) {text.data, term->has_timestamp, term->timestamp, i};
	}
	qsort(printed, plan->nterms, sizeof(PrintedTerm), compare_terms);
	for (int i = 0; i < plan->nterms; i++)
	{
		bool		same = i > 0 && compare_printed(&printed[i - 1], &printed[i]) == 0;

		first[printed[i].index] = same ? first[printed[i - 1].index] : printed[i].index;
	}
	return first;
}
