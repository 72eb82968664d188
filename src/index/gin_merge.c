/*
 * gin_merge.c
 *	  Makes the condition of a query faster to evaluate; see gin_merge.h.
 */
#include "index/gin_merge.h"

#include "miscadmin.h"

/*
 * Merges the terms of each OR at or below a step, where the keys of one follow those of
 * another and are as exact. Both are negated or neither is.
 */
static void
merge_terms(GinQuery *gq, const QueryStep *step)
{
	GinTermKeys *first = NULL;	/* which the next term may be merged with */

	check_stack_depth();
	CHECK_FOR_INTERRUPTS();
	for (int i = 0; i < step->nchildren; i++)
	{
		const QueryStep *child = &step->children[i];
		GinTermKeys *keys;

		if (child->type != QUERY_TERM)
		{
			merge_terms(gq, child);
			first = NULL;
			continue;
		}
		keys = &gq->terms[child->term->index];
		/* the groups of a term with several are not those of another */
		if (step->type != QUERY_OR || keys->surely < keys->any_of || keys->and_any_of < keys->end)
			first = NULL;
		else if (!first || first->exact != keys->exact || first->end != keys->any_of)
			first = keys;
		else
		{
			first->and_any_of = first->end = keys->end;
			keys->surely = keys->any_of = keys->end;
		}
	}
}

void
gin_merge_terms(GinQuery *gq)
{
	/* a plan that cannot be evaluated has no keys */
	if (!gq->plan->unanchored)
		merge_terms(gq, &gq->plan->root);
}
