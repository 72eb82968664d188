/*
 * sequence_set.c
 *	  Sets of sequences of character classes.
 *
 * A sequence is a pattern without groups: a class, perhaps with ?, + or *, then
 * the next. Constructs that it cannot express are widened, so that it matches
 * wherever the pattern does:
 *
 *	 - more alternatives than a set holds are merged item by item: the union of
 *	   abc and xy is [ax][by]c?
 *
 *	 - a repeated group becomes its required copies, and then any number of any
 *	   of its characters: (ab)+ becomes ab[ab]*
 *
 *	 - a sequence that gets too long is cut: its first items must still match.
 *
 * Of the result only the rarest part is searched for (sequence_set_choose), since
 * a scan has 64 bits for a sequence, and common classes at an end cost time
 * without ruling out texts. For \d{3}-\d{4} that is \d\d\d- .
 */
#include "prefilter/sequence_set.h"

/* of a repeated group: required copies; items of optional copies, more become any number */
#define MAX_COPIES		20
#define MAX_OPTIONAL	4

#define MAX_PART		32		/* items of the part that is searched for */

/* among the parts with at most this probability the shortest is chosen */
#define CHANCE_ENOUGH	(1.0 / (1 << 17))

/* the number of symbols that a repeated class is assumed to match at most */
#define MAX_GAP			400

void
sequence_set_init(SequenceSet *set)
{
	set->n = 0;
}

void
sequence_set_init_empty(SequenceSet *set)
{
	set->n = 1;
	memset(&set->alternatives[0], 0, sizeof(Sequence));
}

void
sequence_set_free(SequenceSet *set)
{
	for (int i = 0; i < set->n; i++)
		if (set->alternatives[i].items)
			pfree(set->alternatives[i].items);
	set->n = 0;
}

void
sequence_set_copy(SequenceSet *to, const SequenceSet *from)
{
	*to = *from;
	for (int i = 0; i < to->n; i++)
	{
		Sequence   *s = &to->alternatives[i];

		s->size = s->n;
		s->items = NULL;
		if (s->n > 0)
		{
			s->items = palloc(s->n * sizeof(SequenceItem));
			memcpy(s->items, from->alternatives[i].items, s->n * sizeof(SequenceItem));
		}
	}
}

/* Makes room for n items. */
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
sequence_set_init_class(SequenceSet *set, const SymbolSet *symbols)
{
	SequenceItem item = {*symbols, false, false, 1};

	sequence_set_init_empty(set);
	append_item(&set->alternatives[0], &item);
}

void
sequence_set_append(SequenceSet *set, const SymbolSet *symbols)
{
	SequenceItem item = {*symbols, false, false, 1};

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

/* Merges other into s, item by item: the result matches whatever either matches. */
static void
merge_sequence(Sequence *s, const Sequence *other)
{
	int			common = Min(s->n, other->n);

	for (int i = 0; i < common; i++)
	{
		symbols_unite(&s->items[i].set, &other->items[i].set);
		s->items[i].optional |= other->items[i].optional;
		s->items[i].repeated |= other->items[i].repeated;
		s->items[i].most = Max(s->items[i].most, other->items[i].most);
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

/* Merges all sequences of a set into one. */
static void
merge_all(SequenceSet *set)
{
	while (set->n > 1)
	{
		Sequence   *last = &set->alternatives[--set->n];

		merge_sequence(&set->alternatives[0], last);
		if (last->items)
			pfree(last->items);
	}
}

void
sequence_set_unite(SequenceSet *left, SequenceSet *right)
{
	if (left->n + right->n > SEQUENCE_MAX)
	{
		merge_all(left);
		merge_all(right);
	}
	for (int i = 0; i < right->n; i++)
		left->alternatives[left->n++] = right->alternatives[i];
	right->n = 0;
}

void
sequence_set_join(SequenceSet *left, SequenceSet *right)
{
	int			n = left->n;

	if (left->n * right->n > SEQUENCE_MAX)
		merge_all(right);
	/* copies for right's other alternatives come first, while left's are unchanged */
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
	sequence_set_free(right);
}

void
sequence_set_repeat(SequenceSet *set, int min, int max)
{
	Sequence   *s;
	Sequence	once;
	SequenceItem any = {{{0}}, true, true, 0}; /* any number of any character of the group */
	Distance	length = {0, 0};	/* of the group */
	Distance	more;			/* of the copies that are not required */
	int			copies;

	if (min == 1 && max == 1)
		return;
	merge_all(set);
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
		symbols_unite(&any.set, &once.items[i].set);
		once.items[i].optional = true;
		length = distance_add(length, (Distance) {0, once.items[i].most});
	}
	more = distance_repeat(length, 0, max < 0 ? -1 : max - copies);
	any.most = more.most;
	if (once.cut)
		append(s, &once);
	else if (once.n > 0 && max >= 0 && (max - min) * once.n <= MAX_OPTIONAL && copies == min)
		for (int i = min; i < max; i++)
			append(s, &once);
	else if (once.n > 0 && min == 0 && max == 1)
		append(s, &once);
	else if (once.n == 1 && copies > 0 && !s->cut)
	{
		s->items[s->n - 1].repeated = true;
		s->items[s->n - 1].most = distance_add(length, more).most;
	}
	else if (once.n > 0)
		append_item(s, &any);
	if (once.items)
		pfree(once.items);
}

static inline bool
is_subset(const SymbolSet *set, const SymbolSet *of)
{
	for (int i = 0; i < (int) lengthof(set->bits); i++)
		if (set->bits[i] & ~of->bits[i])
			return false;
	return true;
}

/*
 * The factor by which a match gets likelier because an item may be skipped or
 * repeated; chance is that of its class, between: it has neighbours in the part.
 */
static double
item_ways(const SequenceItem *item, double chance, bool between)
{
	if (item->repeated)
	{
		/* in [a-z]{8,}[a-z]{8} it adds nothing: there is a run of sixteen letters or not */
		if (between && is_subset(&item->set, &item[-1].set) && is_subset(&item->set, &item[1].set))
			return 1;
		return 1 / Max(1 - chance, 1.0 / MAX_GAP);
	}
	return item->optional ? 1 + chance : 1;
}

/* The distance from the start of a sequence to the end of its first n items. */
static Distance
distance_to(const Sequence *s, int n)
{
	Distance	d = {0, 0};

	for (int i = 0; i < n; i++)
		d = distance_add(d, (Distance) {s->items[i].optional ? 0 : 1, s->items[i].most});
	return d;
}

/* Reduces one sequence to the part to search for, which ends within the first items; returns its probability. */
static double
choose_part(Sequence *s, int items)
{
	double		chances[SEQUENCE_MAX_ITEMS];
	double		best = 1;
	int			from = 0;
	int			to = 0;

	for (int i = 0; i < items; i++)
		chances[i] = symbols_chance(&s->items[i].set);
	for (int i = 0; i < items; i++)
	{
		double		chance = 1;

		if (s->items[i].optional)
			continue;
		for (int k = i; k < items && k - i < MAX_PART; k++)
		{
			const SequenceItem *item = &s->items[k];

			chance *= item_ways(item, chances[k], k > i && k + 1 < items);
			if (item->optional)
				continue;
			chance *= chances[k];
			/* rarer than the best, or, once that is rare enough, shorter */
			if (best < CHANCE_ENOUGH ?
				chance < CHANCE_ENOUGH && k + 1 - i < to - from : chance < best)
			{
				best = chance;
				from = i;
				to = k + 1;
			}
		}
	}
	s->end = distance_to(s, to);
	memset(&s->head, 0, sizeof(SymbolSet));
	for (int i = 0; i < to; i++)
		symbols_unite(&s->head, &s->items[i].set);
	if (to > from)
		memmove(s->items, s->items + from, (to - from) * sizeof(SequenceItem));
	s->n = to - from;
	return best;
}

bool
sequence_set_is_near(const SequenceSet *set)
{
	for (int i = 0; i < set->n; i++)
		if (!distance_is_near(set->alternatives[i].end))
			return false;
	return true;
}

double
sequence_set_choose(SequenceSet *set, bool near)
{
	double		chance = 0;

	for (int i = 0; i < set->n; i++)
	{
		Sequence   *s = &set->alternatives[i];
		int			items = s->n;

		while (near && !distance_is_near(distance_to(s, items)))
			items--;
		chance += choose_part(s, items);
	}
	return set->n == 0 ? 1 : Min(chance, 1);
}
