/*
 * literal_table.c
 *	  The literals of many patterns, in order; see literal_table.h.
 */
#include "prefilter/literal_table.h"

#include "miscadmin.h"

/* a literal of a pattern, as it was added */
typedef struct Entry
{
	uint32		start;			/* in the builder's bytes */
	uint32		pattern;
	Distance	back;
	uint8		len;
	uint8		flags;
} Entry;

struct LiteralTableBuilder
{
	uint8	   *bytes;			/* of all literals */
	Size		nbytes;
	Size		bytes_size;		/* allocated */
	Entry	   *entries;
	int			nentries;
	int			entries_size;	/* allocated */
};

/* Allocates an array, of at least one element; it may be larger than 1 GB. */
static void *
alloc_array(Size n, Size size)
{
	return palloc_extended(Max(n, 1) * size, MCXT_ALLOC_HUGE);
}

LiteralTableBuilder *
literal_table_begin(void)
{
	LiteralTableBuilder *b = palloc0(sizeof(LiteralTableBuilder));

	b->bytes_size = 4096;
	b->bytes = palloc(b->bytes_size);
	b->entries_size = 256;
	b->entries = palloc(b->entries_size * sizeof(Entry));
	return b;
}

void
literal_table_add(LiteralTableBuilder *b, int pattern, const uint8 *literal, int len, int flags,
				   Distance back)
{
	Entry	   *e;

	Assert(len > 0 && len <= LITERAL_MAX_BYTES);
	if (b->nbytes + len > b->bytes_size)
	{
		b->bytes_size *= 2;
		b->bytes = repalloc_huge(b->bytes, b->bytes_size);
	}
	if (b->nentries == b->entries_size)
	{
		b->entries_size *= 2;
		b->entries = repalloc_huge(b->entries, b->entries_size * sizeof(Entry));
	}
	memcpy(b->bytes + b->nbytes, literal, len);
	e = &b->entries[b->nentries++];
	e->start = b->nbytes;
	e->pattern = pattern;
	e->back = back;
	e->len = len;
	e->flags = flags;
	b->nbytes += len;
}

/* qsort_arg: by the key's length, then bytes, then flags, then pattern */
static int
compare_entries(const void *x, const void *y, void *arg)
{
	const Entry *a = x;
	const Entry *b = y;
	const uint8 *bytes = arg;
	int			r = literal_key_length(a->len) - literal_key_length(b->len);

	CHECK_FOR_INTERRUPTS();
	if (r == 0)
		r = memcmp(bytes + a->start, bytes + b->start, Min(a->len, b->len));
	if (r == 0)
		r = (int) a->len - (int) b->len;
	if (r == 0)
		r = (int) a->flags - (int) b->flags;
	if (r == 0)
		r = a->pattern < b->pattern ? -1 : a->pattern > b->pattern;
	return r;
}

static inline bool
same_literal(const LiteralTableBuilder *b, const Entry *x, const Entry *y)
{
	return x->len == y->len && x->flags == y->flags &&
		memcmp(b->bytes + x->start, b->bytes + y->start, x->len) == 0;
}

/* Whether literal x begins with y, which has the same key then. */
static inline bool
begins_with(const LiteralTable *t, const LiteralInfo *x, const LiteralInfo *y)
{
	return literal_key_length(x->len) == literal_key_length(y->len) && y->len <= x->len &&
		memcmp(t->bytes + x->start, t->bytes + y->start, y->len) == 0;
}

/* The prefix of literal i: the one before it, or one that this begins with. */
static uint32
find_prefix(const LiteralTable *t, uint32 i)
{
	uint32		prefix = i;

	while (prefix && !begins_with(t, &t->literals[i], &t->literals[prefix - 1]))
		prefix = t->literals[prefix - 1].prefix;
	return prefix;
}

/* Makes literals and their patterns from the sorted entries. */
static void
collect_literals(const LiteralTableBuilder *b, LiteralTable *t)
{
	uint32		npatterns = 0;
	uint32		nbytes = 0;

	for (int i = 0; i < b->nentries; i++)
	{
		const Entry *e = &b->entries[i];
		bool		first = i == 0 || !same_literal(b, e, e - 1);

		if (!first && e->pattern == e[-1].pattern)
		{
			Distance   *back = &t->patterns[npatterns - 1].back;

			*back = distance_unite(*back, e->back);
			continue;
		}
		if (first)
		{
			LiteralInfo *l = &t->literals[t->nliterals];

			memcpy(t->bytes + nbytes, b->bytes + e->start, e->len);
			l->start = nbytes;
			l->patterns = npatterns;
			l->len = e->len;
			l->flags = e->flags;
			l->prefix = find_prefix(t, t->nliterals++);
			nbytes += e->len;
			t->longest = Max(t->longest, e->len);
		}
		t->patterns[npatterns].number = e->pattern;
		t->patterns[npatterns++].back = e->back;
	}
	t->literals[t->nliterals].patterns = npatterns;
}

LiteralTable *
literal_table_finish(LiteralTableBuilder *b)
{
	LiteralTable *t = NULL;

	if (b->nentries > 0)
	{
		qsort_arg(b->entries, b->nentries, sizeof(Entry), compare_entries, b->bytes);
		t = palloc0(sizeof(LiteralTable));
		t->literals = alloc_array(b->nentries + 1, sizeof(LiteralInfo));
		t->patterns = alloc_array(b->nentries, sizeof(LiteralPattern));
		t->bytes = alloc_array(b->nbytes, 1);
		collect_literals(b, t);
	}
	pfree(b->bytes);
	pfree(b->entries);
	pfree(b);
	return t;
}
