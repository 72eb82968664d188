/*
 * audience_evaluate.c
 *	  Which ids match a query.
 */
#include "audience/audience_evaluate.h"

#include "lib/ilist.h"
#include "miscadmin.h"
#include "utils/memutils.h"

#include "audience/audience_equal_terms.h"
#include "audience/audience_pending.h"
#include "audience/audience_scan.h"
#include "audience/audience_term.h"
#include "query/query_algebra.h"

/* bytes that the sets of a query may take before those that are in use are copied and the others freed */
#define COLLECT_BYTES	(32 * 1024 * 1024)

/* bytes of the sets that are kept for terms that come again */
#define KEPT_BYTES		(32 * 1024 * 1024)

/* a set in use; its blocks may move */
typedef struct BaseSet
{
	dlist_node	node;
	IdBlocks   *ids;
} BaseSet;

/*
 * The evaluation of a query. The blocks of sets may belong to several of them, so none is freed alone: from time to time
 * those in use are copied to a new context, and the old one is deleted.
 */
typedef struct Evaluation
{
	const Audience *audience;
	MemoryContext parent;
	MemoryContext context;		/* of the blocks */
	Size		collect_at;		/* bytes of that context at which to copy */
	dlist_head	sets;			/* those in use */
	int		   *equal;			/* for each term the first that is equal to it */
	int		   *uses;			/* for each of those how often it comes yet */
	BaseSet   **kept;			/* and its set, if it is kept */
	Size		kept_bytes;
} Evaluation;

static BaseSet *
make_set(Evaluation *evaluation, IdBlocks *ids)
{
	BaseSet    *set = MemoryContextAlloc(evaluation->parent, sizeof(BaseSet));

	set->ids = ids;
	dlist_push_head(&evaluation->sets, &set->node);
	return set;
}

/* QuerySetAlgebra.free */
static void
base_free(void *context, void *a)
{
	BaseSet    *set = a;

	(void) context;
	dlist_delete(&set->node);
	pfree(set);
}

/* QuerySetAlgebra.copy: the blocks are shared */
static void *
base_copy(void *context, const void *a)
{
	return make_set(context, ((const BaseSet *) a)->ids);
}

/* QuerySetAlgebra.is_empty */
static bool
base_is_empty(void *context, const void *a)
{
	(void) context;
	return ((const BaseSet *) a)->ids->count == 0;
}

/* Frees the memory of sets that are no longer in use, if there may be much of it. */
static void
collect(Evaluation *evaluation)
{
	MemoryContext before = evaluation->context;
	dlist_iter	iter;

	if (MemoryContextMemAllocated(before, false) < evaluation->collect_at)
		return;
	evaluation->context = AllocSetContextCreate(evaluation->parent, "sets of an audience", ALLOCSET_DEFAULT_SIZES);
	MemoryContextSwitchTo(evaluation->context);
	dlist_foreach(iter, &evaluation->sets)
	{
		BaseSet    *set = dlist_container(BaseSet, node, iter.cur);

		CHECK_FOR_INTERRUPTS();
		set->ids = audience_copy_blocks(set->ids);
	}
	MemoryContextDelete(before);
	evaluation->collect_at = 2 * MemoryContextMemAllocated(evaluation->context, false) + COLLECT_BYTES;
}

/* The first operand gets the result, the second one is freed. */
static void *
combine(Evaluation *evaluation, BaseSet *a, BaseSet *b, IdBlocks *(*operation) (const IdBlocks *, const IdBlocks *))
{
	a->ids = operation(a->ids, b->ids);
	base_free(evaluation, b);
	collect(evaluation);
	return a;
}

/* QuerySetAlgebra.intersect, unite, subtract */
static void *
base_intersect(void *context, void *a, void *b)
{
	return combine(context, a, b, id_blocks_and);
}

static void *
base_unite(void *context, void *a, void *b)
{
	return combine(context, a, b, id_blocks_or);
}

static void *
base_subtract(void *context, void *a, void *b)
{
	return combine(context, a, b, id_blocks_minus);
}

/* Keeps a set for the same term, if there is room. */
static void
keep_set(Evaluation *evaluation, int first, const BaseSet *set)
{
	Size		bytes = audience_blocks_bytes(set->ids);

	if (bytes > KEPT_BYTES - evaluation->kept_bytes)
		return;
	evaluation->kept_bytes += bytes;
	evaluation->kept[first] = base_copy(evaluation, set);
}

/* QuerySetAlgebra.term */
static void *
base_term(void *context, const QueryTerm *term)
{
	Evaluation *evaluation = context;
	int			first = evaluation->equal[term->index];
	BaseSet    *set = evaluation->kept[first];

	evaluation->uses[first]--;
	if (!set)
	{
		set = make_set(evaluation, audience_term(evaluation->audience, term));
		if (evaluation->uses[first] > 0)
			keep_set(evaluation, first, set);
		collect(evaluation);
		return set;
	}
	if (evaluation->uses[first] > 0)
		return base_copy(evaluation, set);
	evaluation->kept_bytes -= Min(evaluation->kept_bytes, audience_blocks_bytes(set->ids));
	evaluation->kept[first] = NULL;
	return set;
}

/* Evaluates a query over the base: the set's ids are in a context below the current one. */
static QuerySet
evaluate_base(const Audience *audience, const QueryPlan *plan)
{
	static const QuerySetAlgebra algebra = {
		base_term, base_intersect, base_unite, base_subtract, base_is_empty, base_copy, base_free
	};
	Evaluation	evaluation = {
		.audience = audience, .parent = CurrentMemoryContext, .collect_at = COLLECT_BYTES,
		.equal = audience_equal_terms(plan),
		.uses = palloc0(sizeof(int) * plan->nterms),
		.kept = palloc0(sizeof(BaseSet *) * plan->nterms)
	};
	QuerySet	result;

	for (int i = 0; i < plan->nterms; i++)
		evaluation.uses[evaluation.equal[i]]++;
	dlist_init(&evaluation.sets);
	evaluation.context = AllocSetContextCreate(evaluation.parent, "sets of an audience", ALLOCSET_DEFAULT_SIZES);
	MemoryContextSwitchTo(evaluation.context);
	result = query_evaluate_sets(&algebra, &evaluation, &plan->root);
	MemoryContextSwitchTo(evaluation.parent);
	result.set = ((BaseSet *) result.set)->ids;
	return result;
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
