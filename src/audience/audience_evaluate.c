/*
 * audience_evaluate.c
 *	  Which ids match a query.
 */
#include "audience/audience_evaluate.h"

#include "audience/audience_pending.h"
#include "audience/audience_scan.h"
#include "audience/audience_term.h"
#include "query/query_algebra.h"

/* QuerySetAlgebra.term */
static void *
base_term(void *context, const QueryTerm *term)
{
	return audience_term(context, term);
}

/* QuerySetAlgebra.intersect, and so on: the operands stay as they are */
static void *
base_intersect(void *context, void *a, void *b)
{
	(void) context;
	return id_blocks_and(a, b);
}

static void *
base_unite(void *context, void *a, void *b)
{
	(void) context;
	return id_blocks_or(a, b);
}

static void *
base_subtract(void *context, void *a, void *b)
{
	(void) context;
	return id_blocks_minus(a, b);
}

static bool
base_is_empty(void *context, const void *a)
{
	(void) context;
	return ((const IdBlocks *) a)->count == 0;
}

static void *
base_copy(void *context, const void *a)
{
	(void) context;
	return unconstify(void *, a);
}

static void
base_free(void *context, void *a)
{
	(void) context;
	(void) a;
}

/* Evaluates a query over the base. */
static QuerySet
evaluate_base(const Audience *audience, const QueryPlan *plan)
{
	static const QuerySetAlgebra algebra = {
		base_term, base_intersect, base_unite, base_subtract, base_is_empty, base_copy, base_free
	};

	return query_evaluate_sets(&algebra, unconstify(Audience *, audience), &plan->root);
}

IdBlocks *
audience_matching_base(const Audience *audience, const QueryPlan *plan)
{
	QuerySet	base = evaluate_base(audience, plan);

	return base.complement ? id_blocks_minus(audience_members(audience), base.set) : base.set;
}

IdBlocks *
audience_matching(const Audience *audience, const QueryPlan *plan)
{
	IdBlocks   *base = audience_matching_base(audience, plan);
	AudiencePending pending;

	audience_pending(audience, plan, &pending, NULL, NULL);
	if (pending.touched->count == 0)
		return base;
	return id_blocks_or(id_blocks_minus(base, pending.touched), pending.matching);
}

int64
audience_matching_count(const Audience *audience, const QueryPlan *plan)
{
	QuerySet	base = evaluate_base(audience, plan);
	const IdBlocks *set = base.set;
	AudiencePending pending;
	int64		count;

	audience_pending(audience, plan, &pending, NULL, NULL);
	count = set->count - id_blocks_common(set, pending.touched);
	if (base.complement && pending.touched->count == 0)
		count = audience_members_count(audience) - count;
	else if (base.complement)
	{
		const IdBlocks *members = audience_members(audience);

		count = members->count - id_blocks_common(members, pending.touched) - count;
	}
	return count + pending.matching->count;
}
