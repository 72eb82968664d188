/*
 * unit_table.c
 *	  Units of ratings; see unit_table.h.
 */
#include "consensus/unit_table.h"

#include "miscadmin.h"
#include "utils/memutils.h"

#include "consensus/consensus_check.h"

UnitTable *
unit_table_make(MemoryContext context, AlphaLevel level)
{
	UnitTable  *table = MemoryContextAllocZero(context, sizeof(UnitTable));

	table->level = level;
	name_table_init(&table->units, context);
	table->times_size = table->units.size;
	table->times = MemoryContextAllocZero(context, table->times_size * sizeof(int64));
	return table;
}

void
unit_table_check_level(const UnitTable *table, AlphaLevel level)
{
	if (table->level != level)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("the level of measurement must be the same in all rows"),
				 errhint("Give it as a constant, and group by a level that differs.")));
}

/* qsort: by bytes */
static int
compare_ratings(const void *a, const void *b)
{
	const UnitRating *x = a;
	const UnitRating *y = b;
	int			order = memcmp(x->bytes, y->bytes, Min(x->len, y->len));

	CHECK_FOR_INTERRUPTS();
	if (order != 0)
		return order;
	return (x->len > y->len) - (x->len < y->len);
}

/* Counts a unit this many times more. */
static void
count_unit(UnitTable *table, const char *unit, uint32 len, int64 times)
{
	uint32		number = name_table_add(&table->units, unit, len);

	if (number >= table->times_size)
	{
		uint32		size = table->units.size;

		table->times = repalloc_huge(table->times, (Size) size * sizeof(int64));
		memset(table->times + table->times_size, 0, (Size) (size - table->times_size) * sizeof(int64));
		table->times_size = size;
	}
	table->times[number] += times;
}

void
unit_table_add(UnitTable *table, UnitRating *ratings, uint32 count)
{
	StringInfoData unit;

	/* a rating alone cannot disagree */
	if (count < 2)
		return;
	consensus_check_votes(table->ratings + count);
	qsort(ratings, count, sizeof(UnitRating), compare_ratings);
	initStringInfo(&unit);
	for (uint32 first = 0, last; first < count; first = last)
	{
		uint32		times;

		for (last = first + 1; last < count && compare_ratings(&ratings[first], &ratings[last]) == 0;)
			last++;
		times = last - first;
		appendBinaryStringInfo(&unit, (const char *) &times, sizeof(uint32));
		appendBinaryStringInfo(&unit, (const char *) &ratings[first].len, sizeof(uint32));
		appendBinaryStringInfo(&unit, ratings[first].bytes, ratings[first].len);
	}
	count_unit(table, unit.data, unit.len, 1);
	table->ratings += count;
	pfree(unit.data);
}

void
unit_table_add_all(UnitTable *table, const UnitTable *other)
{
	consensus_check_votes(table->ratings + other->ratings);
	for (uint32 unit = 0; unit < other->units.count; unit++)
	{
		CHECK_FOR_INTERRUPTS();
		count_unit(table, name_table_bytes(&other->units, unit), name_table_len(&other->units, unit), other->times[unit]);
	}
	table->ratings += other->ratings;
}
