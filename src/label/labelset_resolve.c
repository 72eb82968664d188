/*
 * labelset_resolve.c
 *	  Resolves disagreement between sources, by a precedence of sources.
 *
 * A source's rank is the position of the first path in the precedence that is at
 * or above it. Sources that are not listed, and labels without a source, rank
 * last. For each path and claim, the best rank among the labels that hold
 * decides; within a rank the latest label decides, and of labels of one time an
 * assertion decides before a denial.
 *
 * If the deciding label is an assertion, the assertions of its rank are kept. If
 * it is a denial, no assertion about that path and claim is kept, and the denial
 * suppresses assertions of lower ranks at its path and below: those about its
 * claim, or about every claim if it names none.
 */
#include "label/label_builder.h"

#include "catalog/pg_type.h"
#include "miscadmin.h"
#include "utils/array.h"
#include "utils/timestamp.h"

#include "label/label_holding.h"
#include "text/path.h"

typedef struct RankedLabel
{
	const Label *label;
	int			rank;			/* 0 is the best */
	bool		denial;			/* a denial that decided, and suppresses others */
	bool	   *suppressed;		/* set by others */
} RankedLabel;

typedef struct Precedence
{
	int			count;
	struct varlena **paths;
} Precedence;

/* Reads an array argument; NULL elements are left out, and NULL is an empty precedence. */
static Precedence
read_precedence(FunctionCallInfo fcinfo, int argno)
{
	Precedence	precedence = {0};
	ArrayType  *array;
	Datum	   *elements;
	bool	   *nulls;
	int			n;

	if (PG_ARGISNULL(argno))
		return precedence;
	array = PG_GETARG_ARRAYTYPE_P(argno);
	deconstruct_array(array, ARR_ELEMTYPE(array), -1, false, TYPALIGN_INT, &elements, &nulls, &n);
	precedence.paths = palloc(sizeof(struct varlena *) * Max(n, 1));
	for (int i = 0; i < n; i++)
	{
		if (!nulls[i])
			precedence.paths[precedence.count++] = DatumGetTagpathP(elements[i]);
	}
	return precedence;
}

static int
rank_of(const Precedence *precedence, const Label *label)
{
	const char *by;
	int			len;
	int			rank = 0;

	if (!label_has(label, ATTRIBUTE_BY))
		return precedence->count;
	by = attribute_text(label->value[ATTRIBUTE_BY], &len);
	while (rank < precedence->count &&
		   !path_within(by, len, TAGPATH_DATA(precedence->paths[rank]), TAGPATH_LEN(precedence->paths[rank])))
	{
		CHECK_FOR_INTERRUPTS();
		rank++;
	}
	return rank;
}

static int
compare_paths(const Label *a, const Label *b)
{
	return path_compare(a->path, a->len, b->path, b->len);
}

static int
compare_claims(const Label *a, const Label *b)
{
	return label_compare_attribute(ATTRIBUTE_CLAIM, a, b);
}

/* qsort: by path and claim, then the deciding label first */
static int
compare_deciding(const void *a, const void *b)
{
	const RankedLabel *x = a;
	const RankedLabel *y = b;
	int			c = compare_paths(x->label, y->label);

	CHECK_FOR_INTERRUPTS();
	if (c == 0)
		c = compare_claims(x->label, y->label);
	if (c == 0)
		c = x->rank - y->rank;
	if (c == 0)
		c = -label_compare_time(x->label, y->label);
	if (c == 0)
		c = label_compare_attribute(ATTRIBUTE_DENY, x->label, y->label);
	return c;
}

/* qsort: by path, denials first */
static int
compare_suppressing(const void *a, const void *b)
{
	const RankedLabel *x = a;
	const RankedLabel *y = b;
	int			c = compare_paths(x->label, y->label);

	CHECK_FOR_INTERRUPTS();
	return c ? c : (int) y->denial - (int) x->denial;
}

/* qsort: by claim, then by path, denials first */
static int
compare_suppressing_claim(const void *a, const void *b)
{
	const RankedLabel *x = a;
	const RankedLabel *y = b;
	int			c = compare_claims(x->label, y->label);

	return c ? c : compare_suppressing(a, b);
}

/*
 * Marks the labels that are at or below a denial of a better rank, about the
 * same claim if by_claim. In preorder the denials at or above a label form a
 * stack. Each entry of the stack keeps the best rank of itself and the entries
 * under it.
 */
static void
suppress_lower_ranks(RankedLabel *ranked, int n, bool by_claim)
{
	const RankedLabel **above = palloc(sizeof(RankedLabel *) * Max(n, 1));
	int		   *best = palloc(sizeof(int) * Max(n, 1));
	int			depth = 0;

	if (n > 1)
		qsort(ranked, n, sizeof(RankedLabel),
			  by_claim ? compare_suppressing_claim : compare_suppressing);
	for (int i = 0; i < n; i++)
	{
		const Label *label = ranked[i].label;

		while (depth > 0 &&
			   (!path_within(label->path, label->len, above[depth - 1]->label->path, above[depth - 1]->label->len) ||
				(by_claim && compare_claims(label, above[depth - 1]->label) != 0)))
			depth--;
		if (ranked[i].denial)
		{
			above[depth] = &ranked[i];
			best[depth] = depth > 0 ? Min(best[depth - 1], ranked[i].rank) : ranked[i].rank;
			depth++;
		}
		else if (depth > 0 && best[depth - 1] < ranked[i].rank)
			*ranked[i].suppressed = true;
	}
	pfree(above);
	pfree(best);
}

/*
 * Copies the labels between which suppression is decided, and returns their
 * number: the labels with a claim if by_claim, else all but denials of a claim.
 */
static int
select_ranked(const RankedLabel *ranked, int n, bool by_claim, RankedLabel *selected)
{
	int			count = 0;

	for (int i = 0; i < n; i++)
	{
		bool		has_claim = label_has(ranked[i].label, ATTRIBUTE_CLAIM);

		if (by_claim ? has_claim : !(ranked[i].denial && has_claim))
			selected[count++] = ranked[i];
	}
	return count;
}

/*
 * Removes, from labels in the order of compare_deciding, all but the denials
 * that decided and the assertions that are kept unless suppressed. Returns the
 * number left.
 */
static int
resolve_claims(RankedLabel *ranked, int n)
{
	RankedLabel decided = {0};
	int			count = 0;

	for (int i = 0; i < n; i++)
	{
		RankedLabel current = ranked[i];
		bool		denies = label_has(current.label, ATTRIBUTE_DENY);

		if (!decided.label || compare_paths(decided.label, current.label) != 0 ||
			compare_claims(decided.label, current.label) != 0)
		{
			current.denial = denies;
			decided = current;
			ranked[count++] = current;
		}
		else if (!decided.denial && !denies && current.rank == decided.rank)
			ranked[count++] = current;
	}
	return count;
}

PG_FUNCTION_INFO_V1(labelset_resolve);
Datum
labelset_resolve(PG_FUNCTION_ARGS)
{
	Precedence	precedence;
	HoldingReader holds;
	LabelBuilder held;
	LabelBuilder kept;
	Label		label;
	RankedLabel *ranked;
	RankedLabel *selected;
	bool	   *suppressed;
	int			n;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	precedence = read_precedence(fcinfo, 2);
	label_builder_init(&held, false);
	holding_reader_init_arg(&holds, PG_GETARG_PACKED_P(0), fcinfo, 1);
	while (holding_reader_next(&holds))
	{
		label_take(&holds.reader, &holds.fields, &label);
		label_builder_add(&held, &label);
	}
	n = held.count;
	ranked = palloc0(sizeof(RankedLabel) * Max(n, 1));
	selected = palloc(sizeof(RankedLabel) * Max(n, 1));
	suppressed = palloc0(sizeof(bool) * Max(n, 1));
	for (int i = 0; i < n; i++)
	{
		ranked[i].label = &held.labels[i];
		ranked[i].rank = rank_of(&precedence, &held.labels[i]);
	}
	if (n > 1)
		qsort(ranked, n, sizeof(RankedLabel), compare_deciding);
	for (int i = 0; i < n; i++)
		ranked[i].suppressed = &suppressed[i];
	n = resolve_claims(ranked, n);
	suppress_lower_ranks(selected, select_ranked(ranked, n, false, selected), false);
	suppress_lower_ranks(selected, select_ranked(ranked, n, true, selected), true);

	label_builder_init(&kept, false);
	for (int i = 0; i < n; i++)
	{
		if (!ranked[i].denial && !*ranked[i].suppressed)
			label_builder_add(&kept, ranked[i].label);
	}
	PG_RETURN_POINTER(label_builder_finish(&kept));
}
