/*
 * label_resolve.c
 *	  Resolves disagreement between sources; see label_resolve.h.
 */
#include "label/label_resolve.h"

#include "miscadmin.h"

#include "label/label_builder.h"
#include "label/label_holding.h"
#include "text/path.h"

typedef struct RankedLabel
{
	const Label *label;
	uint32		number;			/* in the log */
	int			rank;			/* 0 is the best */
	bool		denial;			/* a denial that decided, and suppresses others */
	bool	   *suppressed;		/* set by others */
} RankedLabel;

/* The rank of the current label that holds: the number of sources if it has none of them. */
static int
rank_of(const LabelPrecedence *precedence, const HoldingReader *holds)
{
	AttributeValue value;
	const char *by;
	int			len;
	int			rank = 0;

	if (!label_attribute(&holds->reader, &holds->fields, ATTRIBUTE_BY, &value))
		return precedence->count;
	by = attribute_text(value, &len);
	while (rank < precedence->count &&
		   !path_within(by, len, precedence->sources[rank].path, precedence->sources[rank].len))
	{
		CHECK_FOR_INTERRUPTS();
		rank++;
	}
	return rank;
}

/* Whether the current label that holds counts. */
static inline bool
counts(const LabelPrecedence *precedence, const HoldingReader *holds)
{
	return !precedence->listed_only || rank_of(precedence, holds) < precedence->count;
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

/*
 * Marks the labels that hold and count. Returns whether nothing is to resolve, which is so
 * where no label denies, and no two have one path.
 */
static bool
mark_holding(HoldingReader *holds, const LabelPrecedence *precedence, bool *kept, uint32 *n)
{
	bool		simple = true;
	int			len = 0;		/* of the last path that counts */
	int			shared = 0;		/* bytes in common with it */

	*n = 0;
	while (holding_reader_next(holds))
	{
		shared = Min(shared, holds->shared);
		if (!counts(precedence, holds))
			continue;
		simple = simple && !label_denies(&holds->fields) && !(*n > 0 && shared == len && holds->reader.len == len);
		len = shared = holds->reader.len;
		kept[holds->number] = true;
		(*n)++;
	}
	return simple;
}

/* Unmarks the marked labels, n of them, that are not kept. */
static void
resolve(HoldingReader *holds, const LabelPrecedence *precedence, bool *kept, uint32 n)
{
	LabelBuilder held;
	RankedLabel *ranked = palloc0(sizeof(RankedLabel) * n);
	RankedLabel *selected = palloc(sizeof(RankedLabel) * n);
	bool	   *suppressed = palloc0(sizeof(bool) * n);
	Label		label;
	int			left;

	label_builder_init(&held, false);
	while (holding_reader_next(holds))
	{
		RankedLabel *next = &ranked[held.count];

		if (!kept[holds->number])
			continue;
		kept[holds->number] = false;
		next->number = holds->number;
		next->rank = rank_of(precedence, holds);
		label_take(&holds->reader, &holds->fields, &label);
		label_builder_add(&held, &label);
	}
	Assert(held.count == n);
	for (uint32 i = 0; i < n; i++)
		ranked[i].label = &held.labels[i];
	qsort(ranked, n, sizeof(RankedLabel), compare_deciding);
	for (uint32 i = 0; i < n; i++)
		ranked[i].suppressed = &suppressed[i];
	left = resolve_claims(ranked, n);
	suppress_lower_ranks(selected, select_ranked(ranked, left, false, selected), false);
	suppress_lower_ranks(selected, select_ranked(ranked, left, true, selected), true);
	for (int i = 0; i < left; i++)
	{
		if (!ranked[i].denial && !*ranked[i].suppressed)
			kept[ranked[i].number] = true;
	}
	label_builder_clear(&held);
	pfree(held.labels);
	pfree(ranked);
	pfree(selected);
	pfree(suppressed);
}

bool *
label_resolve(const struct varlena *labels, bool has_timestamp, TimestampTz timestamp, const LabelPrecedence *precedence)
{
	bool	   *kept = palloc0(Max(labelset_size(labels), 1));
	HoldingReader holds;
	uint32		n;

	holding_reader_init(&holds, labels, has_timestamp, timestamp);
	if (!mark_holding(&holds, precedence, kept, &n))
	{
		holding_reader_init(&holds, labels, has_timestamp, timestamp);
		resolve(&holds, precedence, kept, n);
	}
	return kept;
}
