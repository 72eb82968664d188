/*
 * class_sequence.c
 *	  What a pattern demands, as sequences of classes, never too strict.
 *
 * Every construct is widened to such a sequence: alternatives are laid over
 * each other place by place, repetitions of several characters become any
 * number of any of them. So a sequence matches wherever its pattern does.
 */
#include "prefilter/class_sequence.h"

#define MAX_COPIES		20		/* of a repeated item */
#define MAX_OPTIONAL	4		/* of them optional; more are any number */

/* a part rarer than this is rare enough, and the shortest such part is taken */
#define CHANCE_ENOUGH	(1.0 / (1 << 17))
#define MAX_GAP			400		/* places that a repeated class may lead to */

void
sequences_init(SequenceSet *set)
{
	set->n = 0;
}

void
sequences_init_empty(SequenceSet *set)
{
	set->n = 1;
	memset(&set->alternatives[0], 0, sizeof(Sequence));
}

void
sequences_free(SequenceSet *set)
{
	for (int i = 0; i < set->n; i++)
		if (set->alternatives[i].items)
			pfree(set->alternatives[i].items);
	set->n = 0;
}

/* room for n items */
static void
reserve(Sequence *s, int n)
{
	if (n <= s->size)
		return;
	n = Max(n, 2 * s->size);
	if (s->items)
		s->items = repalloc(s->items, n * sizeof(SequenceItem));
	else
		s->items = palloc(n * sizeof(SequenceItem));
	s->size = n;
}

static void
append_item(Sequence *s, const SequenceItem *item)
{
	if (s->n == SEQUENCE_MAX_ITEMS)
		s->cut = true;
	if (s->cut)
		return;
	reserve(s, s->n + 1);
	s->items[s->n++] = *item;
}

void
sequences_init_class(SequenceSet *set, const SymbolSet *symbols)
{
	SequenceItem item = {*symbols, false, false};

	sequences_init_empty(set);
	append_item(&set->alternatives[0], &item);
}

void
sequences_append(SequenceSet *set, const SymbolSet *symbols)
{
	SequenceItem item = {*symbols, false, false};

	for (int i = 0; i < set->n; i++)
		append_item(&set->alternatives[i], &item);
}

static void
append(Sequence *s, const Sequence *tail)
{
	for (int i = 0; i < tail->n; i++)
		append_item(s, &tail->items[i]);
	s->cut |= tail->cut;
}

static inline void
unite_symbols(SymbolSet *set, const SymbolSet *other)
{
	for (int i = 0; i < (int) lengthof(set->bits); i++)
		set->bits[i] |= other->bits[i];
}

/* Lays other over s: what matches either matches the result. */
static void
lay_over(Sequence *s, const Sequence *other)
{
	int			common = Min(s->n, other->n);

	for (int i = 0; i < common; i++)
	{
		unite_symbols(&s->items[i].set, &other->items[i].set);
		s->items[i].optional |= other->items[i].optional;
		s->items[i].repeated |= other->items[i].repeated;
	}
	for (int i = common; i < s->n; i++)
		s->items[i].optional = true;
	reserve(s, other->n);
	for (int i = common; i < other->n; i++)
	{
		s->items[s->n] = other->items[i];
		s->items[s->n++].optional = true;
	}
	s->cut |= other->cut;
}

static void
make_one(SequenceSet *set)
{
	while (set->n > 1)
	{
		Sequence   *last = &set->alternatives[--set->n];

		lay_over(&set->alternatives[0], last);
		if (last->items)
			pfree(last->items);
	}
}

void
sequences_unite(SequenceSet *left, SequenceSet *right)
{
	if (left->n + right->n > SEQUENCE_MAX)
	{
		make_one(left);
		make_one(right);
	}
	for (int i = 0; i < right->n; i++)
		left->alternatives[left->n++] = right->alternatives[i];
	right->n = 0;
}

void
sequences_join(SequenceSet *left, SequenceSet *right)
{
	int			n = left->n;

	if (left->n * right->n > SEQUENCE_MAX)
		make_one(right);
	/* the copies for right's other alternatives first: left's are still as they were */
	for (int k = 1; k < right->n; k++)
		for (int i = 0; i < n; i++)
		{
			Sequence   *s = &left->alternatives[left->n++];

			memset(s, 0, sizeof(Sequence));
			append(s, &left->alternatives[i]);
			append(s, &right->alternatives[k]);
		}
	for (int i = 0; i < n; i++)
		append(&left->alternatives[i], &right->alternatives[0]);
	sequences_free(right);
}

void
sequences_repeat(SequenceSet *set, int min, int max)
{
	Sequence   *s;
	Sequence	once;
	SequenceItem any = {{{0}}, true, true};
	int			copies;

	if (min == 1 && max == 1)
		return;
	make_one(set);
	s = &set->alternatives[0];
	if (max == 0)
	{
		s->n = 0;
		s->cut = false;
		return;
	}
	once = *s;
	memset(s, 0, sizeof(Sequence));
	copies = Min(min, MAX_COPIES);
	for (int i = 0; i < copies && !s->cut; i++)
		append(s, &once);
	for (int i = 0; i < once.n; i++)
	{
		unite_symbols(&any.set, &once.items[i].set);
		once.items[i].optional = true;
	}
	if (once.cut)
		append(s, &once);
	else if (once.n > 0 && max >= 0 && (max - min) * once.n <= MAX_OPTIONAL && copies == min)
		for (int i = min; i < max; i++)
			append(s, &once);
	else if (once.n > 0 && min == 0 && max == 1)
		append(s, &once);
	else if (once.n == 1 && copies > 0 && !s->cut)
		s->items[s->n - 1].repeated = true;
	else if (once.n > 0)
		append_item(s, &any);
	if (once.items)
		pfree(once.items);
}

static double
symbols_chance(const SymbolSet *set)
{
	uint32		weight = 0;

	for (int i = 0; i < SYMBOLS; i++)
		if (symbol_in(set, i))
			weight += i < 0x80 ? ascii_weight[i] : WEIGHT_BUCKET;
	return Min((double) weight / WEIGHT_TOTAL, 1);
}

static inline bool
is_subset(const SymbolSet *set, const SymbolSet *of)
{
	for (int i = 0; i < (int) lengthof(set->bits); i++)
		if (set->bits[i] & ~of->bits[i])
			return false;
	return true;
}

/* In how many ways an item that may be skipped or repeated makes a match likelier. */
static double
item_ways(const SequenceItem *item, double chance, bool between)
{
	if (item->repeated)
	{
		/* as in [a-z]{8,}[a-z]{8}: the run of sixteen is there or not */
		if (between && is_subset(&item->set, &item[-1].set) && is_subset(&item->set, &item[1].set))
			return 1;
		return 1 / Max(1 - chance, 1.0 / MAX_GAP);
	}
	return item->optional ? 1 + chance : 1;
}

/* Cuts one sequence down to its part; returns its chance. */
static double
choose_part(Sequence *s)
{
	double		chances[SEQUENCE_MAX_ITEMS];
	double		best = 1;
	int			from = 0;
	int			to = 0;

	for (int i = 0; i < s->n; i++)
		chances[i] = symbols_chance(&s->items[i].set);
	for (int i = 0; i < s->n; i++)
	{
		double		chance = 1;

		if (s->items[i].optional)
			continue;
		for (int k = i; k < s->n && k - i < 32; k++)
		{
			const SequenceItem *item = &s->items[k];

			chance *= item_ways(item, chances[k], k > i && k + 1 < s->n);
			if (item->optional)
				continue;
			chance *= chances[k];
			if (best < CHANCE_ENOUGH ? chance < CHANCE_ENOUGH && k + 1 - i < to - from : chance < best)
			{
				best = chance;
				from = i;
				to = k + 1;
			}
		}
	}
	if (to > from)
		memmove(s->items, s->items + from, (to - from) * sizeof(SequenceItem));
	s->n = to - from;
	return best;
}

double
sequences_choose(SequenceSet *set)
{
	double		chance = 0;

	for (int i = 0; i < set->n; i++)
		chance += choose_part(&set->alternatives[i]);
	return set->n == 0 ? 1 : Min(chance, 1);
}
