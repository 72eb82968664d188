/*
 * alpha.c
 *	  Krippendorff's alpha; see alpha.h.
 *
 * With n values, of which those of a unit are m, alpha is 1 - (n - 1) * sum(D(unit) / (m - 1)) / D(all values).
 * D is the sum of the squared differences of all pairs of values. For interval data it is m times the sum of
 * the squared deviations from the mean; ordinal data are interval data of mean ranks.
 */
#include "consensus/alpha.h"

#include <float.h>
#include <math.h>

#include "miscadmin.h"

/* distinct values, or the places of values on the axis, and how often each is there */
typedef struct Values
{
	uint32		count;
	double	   *x;
	int64	   *times;
} Values;

/* an array with room for this many values, which may be huge */
static void *
alloc(uint32 count, Size size)
{
	return MemoryContextAllocExtended(CurrentMemoryContext, Max(count, 1) * size, MCXT_ALLOC_HUGE | MCXT_ALLOC_ZERO);
}

/* the sum of squared differences, where the values only differ or do not */
static double
nominal_disagreement(const Values *values)
{
	int64		sum = 0;
	int64		squares = 0;

	for (uint32 i = 0; i < values->count; i++)
	{
		sum += values->times[i];
		squares += values->times[i] * values->times[i];
	}
	return (sum * sum - squares) / 2;
}

static double
interval_disagreement(const Values *values)
{
	double		sum = 0;
	double		mean = 0;
	double		squares = 0;

	/* from the first value, so that values far from 0 lose nothing */
	for (uint32 i = 0; i < values->count; i++)
	{
		sum += values->times[i];
		mean += values->times[i] * (values->x[i] - values->x[0]);
	}
	mean /= sum;
	for (uint32 i = 0; i < values->count; i++)
	{
		double		deviation = values->x[i] - values->x[0] - mean;

		squares += values->times[i] * (deviation * deviation);
	}
	return sum * squares;
}

/* the difference of two values that are not negative, by their sum */
static double
ratio_difference(double a, double b)
{
	/* the sum must not overflow */
	if (a > DBL_MAX / 2 || b > DBL_MAX / 2)
	{
		a /= 2;
		b /= 2;
	}
	return (a - b) / (a + b);
}

static double
ratio_disagreement(const Values *values)
{
	double		squares = 0;

	for (uint32 i = 0; i < values->count; i++)
	{
		for (uint32 j = 0; j < i; j++)
		{
			double		difference = ratio_difference(values->x[i], values->x[j]);

			CHECK_FOR_INTERRUPTS();
			squares += (double) values->times[i] * values->times[j] * (difference * difference);
		}
	}
	return squares;
}

static double
disagreement(const Values *values, AlphaLevel level)
{
	CHECK_FOR_INTERRUPTS();
	if (values->count < 2)
		return 0;
	switch (level)
	{
		case ALPHA_NOMINAL:
			return nominal_disagreement(values);
		case ALPHA_ORDINAL:
		case ALPHA_INTERVAL:
			return interval_disagreement(values);
		case ALPHA_RATIO:
			return ratio_disagreement(values);
	}
	elog(ERROR, "unknown level of measurement %d", level);
}

/* a value as a number */
static double
number_of(const NameTable *names, uint32 number)
{
	double		value;

	memcpy(&value, name_table_bytes(names, number), sizeof(value));
	return value;
}

typedef struct SortValue
{
	double		value;
	uint32		number;
} SortValue;

/* qsort: by value */
static int
compare_values(const void *a, const void *b)
{
	double		x = ((const SortValue *) a)->value;
	double		y = ((const SortValue *) b)->value;

	CHECK_FOR_INTERRUPTS();
	return (x > y) - (x < y);
}

/* Places values on the axis at the mean of their ranks. */
static void
place_at_ranks(Values *all, const NameTable *names)
{
	SortValue  *sorted = alloc(all->count, sizeof(SortValue));
	int64		before = 0;

	for (uint32 i = 0; i < all->count; i++)
	{
		sorted[i].value = number_of(names, i);
		sorted[i].number = i;
	}
	qsort(sorted, all->count, sizeof(SortValue), compare_values);
	for (uint32 i = 0; i < all->count; i++)
	{
		int64		times = all->times[sorted[i].number];

		all->x[sorted[i].number] = before + times / 2.0;
		before += times;
	}
	pfree(sorted);
}

/* Places values on the axis where they are, in a unit in which no square overflows. */
static void
place_at_values(Values *all, const NameTable *names)
{
	double		most = 0;
	int			exponent;

	for (uint32 i = 0; i < all->count; i++)
	{
		all->x[i] = number_of(names, i);
		most = Max(most, fabs(all->x[i]));
	}
	(void) frexp(most, &exponent);
	for (uint32 i = 0; i < all->count; i++)
		all->x[i] = ldexp(all->x[i], -exponent);
}

/* Places values on the axis where they are; refuses negative ones. */
static void
place_at_ratios(Values *all, const NameTable *names)
{
	for (uint32 i = 0; i < all->count; i++)
	{
		all->x[i] = number_of(names, i);
		if (all->x[i] < 0)
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("ratings of level ratio cannot be negative"),
					 errhint("Use the level interval for a scale without a natural zero.")));
	}
}

/* Counts the distinct values of all units, which get numbers in names. */
static void
count_values(const UnitTable *table, const uint32 *order, NameTable *names, Values *all)
{
	name_table_init(names, CurrentMemoryContext);
	all->times = NULL;
	for (int pass = 0; pass < 2; pass++)
	{
		for (uint32 i = 0; i < table->units.count; i++)
		{
			UnitEntry	entry;

			for (uint32 place = 0; unit_table_next(table, order[i], &place, &entry);)
			{
				uint32		number = name_table_add(names, entry.bytes, entry.len);

				CHECK_FOR_INTERRUPTS();
				if (all->times)
					all->times[number] += table->times[order[i]] * entry.count;
			}
		}
		if (pass == 0)
			all->times = alloc(names->count, sizeof(int64));
	}
	all->count = names->count;
	all->x = alloc(all->count, sizeof(double));
}

/* Reads a unit into arrays that have room for all values; returns the number of its ratings. */
static int64
read_unit(const UnitTable *table, uint32 unit, NameTable *names, const Values *all, Values *values)
{
	UnitEntry	entry;
	int64		ratings = 0;

	values->count = 0;
	for (uint32 place = 0; unit_table_next(table, unit, &place, &entry);)
	{
		CHECK_FOR_INTERRUPTS();
		values->x[values->count] = all->x[name_table_add(names, entry.bytes, entry.len)];
		values->times[values->count++] = entry.count;
		ratings += entry.count;
	}
	return ratings;
}

bool
alpha_compute(const UnitTable *table, double *alpha)
{
	uint32	   *order = name_table_order(&table->units);
	NameTable	names;
	Values		all;
	Values		unit;
	double		observed = 0;
	double		expected;

	count_values(table, order, &names, &all);
	if (table->level == ALPHA_ORDINAL)
		place_at_ranks(&all, &names);
	else if (table->level == ALPHA_INTERVAL)
		place_at_values(&all, &names);
	else if (table->level == ALPHA_RATIO)
		place_at_ratios(&all, &names);
	expected = disagreement(&all, table->level);
	if (expected == 0)
		return false;
	unit.x = alloc(all.count, sizeof(double));
	unit.times = alloc(all.count, sizeof(int64));
	for (uint32 i = 0; i < table->units.count; i++)
	{
		int64		ratings = read_unit(table, order[i], &names, &all, &unit);

		observed += table->times[order[i]] * (disagreement(&unit, table->level) / (ratings - 1));
	}
	*alpha = 1 - (table->ratings - 1) * observed / expected;
	return true;
}
