/*
 * bridging.c
 *	  Alternating least squares for the factorization of Community Notes; see bridging.h.
 *
 * The loss is the sum, over the ratings, of the square of the error, of 0.15 times the squares
 * of the mean and of both intercepts, and of 0.03 times the squares of both factors. A round
 * fits the raters to the items, then the items to the raters. Some changes leave every
 * prediction as it is, such as a constant that goes from the leniencies to the mean; alternating
 * steps alone would make these slowly, so each round ends with the best of them.
 *
 * Every sum goes over the sorted votes from the first to the last, so the result is the same,
 * bit by bit, for any order of rows.
 */
#include "consensus/bridging.h"

#include <float.h>
#include <math.h>

#include "miscadmin.h"
#include "utils/float.h"

#define LAMBDA_INTERCEPT 0.15
#define LAMBDA_FACTOR 0.03
#define MOST_ROUNDS 1000
#define TOLERANCE 1e-11
#define NO_FACTOR 1e-9			/* of the square root of the largest rating: less is no factor */

/* Adds a rating to the sums of one side. */
static inline void
add_rating(const Bridging *fit, BridgingSide *side, const BridgingSide *other, double value)
{
	double		y = value - fit->mean - other->intercept;

	side->sum_f += other->factor;
	side->sum_ff += other->factor * other->factor;
	side->sum_y += y;
	side->sum_fy += y * other->factor;
}

/* Solves the two normal equations of one item or rater, and empties its sums. */
static inline void
solve(BridgingSide *side)
{
	double		a = side->ratings * (1 + LAMBDA_INTERCEPT);
	double		d = side->sum_ff + side->ratings * LAMBDA_FACTOR;
	double		determinant = a * d - side->sum_f * side->sum_f;

	side->intercept = (side->sum_y * d - side->sum_fy * side->sum_f) / determinant;
	side->factor = (side->sum_fy * a - side->sum_y * side->sum_f) / determinant;
	side->sum_f = side->sum_ff = side->sum_y = side->sum_fy = 0;
}

/* Fits the raters to the items. */
static void
fit_raters(Bridging *fit)
{
	const VoteTable *table = fit->table;

	for (uint32 item = 0; item < table->items; item++)
	{
		for (uint32 i = table->first[item]; i < table->first[item + 1]; i++)
		{
			const VotePair *pair = &table->pairs[table->pair_of[i]];

			CHECK_FOR_INTERRUPTS();
			add_rating(fit, &fit->raters[pair->rater], &fit->items[item], fit->values[pair->label]);
		}
	}
	for (uint32 rater = 0; rater < table->raters; rater++)
	{
		CHECK_FOR_INTERRUPTS();
		solve(&fit->raters[rater]);
	}
}

/* Fits the items to the raters. */
static void
fit_items(Bridging *fit)
{
	const VoteTable *table = fit->table;

	for (uint32 item = 0; item < table->items; item++)
	{
		BridgingSide *side = &fit->items[item];

		for (uint32 i = table->first[item]; i < table->first[item + 1]; i++)
		{
			const VotePair *pair = &table->pairs[table->pair_of[i]];

			CHECK_FOR_INTERRUPTS();
			add_rating(fit, side, &fit->raters[pair->rater], fit->values[pair->label]);
		}
		solve(side);
	}
}

/* the sum of the intercepts of one side, over the ratings */
static double
sum_intercepts(const BridgingSide *sides, uint32 count)
{
	double		sum = 0;

	CHECK_FOR_INTERRUPTS();
	for (uint32 i = 0; i < count; i++)
		sum += sides[i].ratings * sides[i].intercept;
	return sum;
}

/* Makes the mean and the means of both intercepts equal, which is where their squares are least. */
static void
share_mean(Bridging *fit)
{
	const VoteTable *table = fit->table;
	double		of_items = sum_intercepts(fit->items, table->items) / table->count;
	double		of_raters = sum_intercepts(fit->raters, table->raters) / table->count;

	fit->mean = (fit->mean + of_items + of_raters) / 3;
	for (uint32 i = 0; i < table->items; i++)
		fit->items[i].intercept -= of_items - fit->mean;
	for (uint32 i = 0; i < table->raters; i++)
		fit->raters[i].intercept -= of_raters - fit->mean;
}

/* Adds the best constant to the factors of one side, and takes its products from the intercepts of the other. */
static void
shift_factors(BridgingSide *sides, uint32 count, BridgingSide *others, uint32 other_count, double ratings)
{
	double		of_factors = 0;
	double		of_others = 0;
	double		of_squares = 0;
	double		shift;

	CHECK_FOR_INTERRUPTS();
	for (uint32 i = 0; i < count; i++)
		of_factors += sides[i].ratings * sides[i].factor;
	for (uint32 i = 0; i < other_count; i++)
	{
		of_others += others[i].ratings * others[i].factor * others[i].intercept;
		of_squares += others[i].ratings * others[i].factor * others[i].factor;
	}
	shift = (LAMBDA_INTERCEPT * of_others - LAMBDA_FACTOR * of_factors) /
		(LAMBDA_FACTOR * ratings + LAMBDA_INTERCEPT * of_squares);
	for (uint32 i = 0; i < count; i++)
		sides[i].factor += shift;
	for (uint32 i = 0; i < other_count; i++)
		others[i].intercept -= shift * others[i].factor;
}

/* the sum of the squares of the factors of one side, over the ratings */
static double
sum_squares(const BridgingSide *sides, uint32 count)
{
	double		sum = 0;

	CHECK_FOR_INTERRUPTS();
	for (uint32 i = 0; i < count; i++)
		sum += sides[i].ratings * sides[i].factor * sides[i].factor;
	return sum;
}

/* Makes the factors of both sides equally large, which is where their squares are least. */
static void
balance_factors(Bridging *fit)
{
	const VoteTable *table = fit->table;
	double		of_items = sum_squares(fit->items, table->items);
	double		of_raters = sum_squares(fit->raters, table->raters);
	double		scale;

	if (of_items < DBL_MIN || of_raters < DBL_MIN)
		return;
	scale = sqrt(sqrt(of_raters / of_items));
	for (uint32 i = 0; i < table->items; i++)
		fit->items[i].factor *= scale;
	for (uint32 i = 0; i < table->raters; i++)
		fit->raters[i].factor /= scale;
}

/* Counts ratings, and sets the start: the same for the same names. */
static void
begin(Bridging *fit)
{
	const VoteTable *table = fit->table;

	fit->items = vote_table_alloc(table->items, sizeof(BridgingSide));
	fit->raters = vote_table_alloc(table->raters, sizeof(BridgingSide));
	for (uint32 item = 0; item < table->items; item++)
	{
		/* by the golden ratio: spread evenly between -1 and 1, without a pattern */
		double		spread = (item + 1) * 0.6180339887498949;

		fit->items[item].factor = 2 * (spread - floor(spread)) - 1;
		for (uint32 i = table->first[item]; i < table->first[item + 1]; i++)
		{
			CHECK_FOR_INTERRUPTS();
			fit->items[item].ratings++;
			fit->raters[table->pairs[table->pair_of[i]].rater].ratings++;
		}
	}
}

/* Turns the factors so that the first rater's is positive: the first whose factor is not just rounding. */
static void
fix_sign(Bridging *fit, double least)
{
	const VoteTable *table = fit->table;
	uint32		rater = 0;

	while (rater < table->raters && fabs(fit->raters[rater].factor) <= least)
		rater++;
	if (rater == table->raters || fit->raters[rater].factor > 0)
		return;
	for (uint32 i = 0; i < table->items; i++)
		fit->items[i].factor = -fit->items[i].factor;
	for (uint32 i = 0; i < table->raters; i++)
		fit->raters[i].factor = -fit->raters[i].factor;
}

/* Makes the changes that leave every prediction as it is. */
static void
regularize(Bridging *fit)
{
	const VoteTable *table = fit->table;

	shift_factors(fit->items, table->items, fit->raters, table->raters, table->count);
	shift_factors(fit->raters, table->raters, fit->items, table->items, table->count);
	share_mean(fit);
	balance_factors(fit);
}

/* Keeps the scores and factors of the items in last; whether all are near those of before. */
static bool
is_settled(const Bridging *fit, double *last, double score_tolerance, double factor_tolerance)
{
	bool		settled = true;

	for (uint32 item = 0; item < fit->table->items; item++)
	{
		const BridgingSide *side = &fit->items[item];

		if (!isfinite(side->intercept) || !isfinite(side->factor))
			float_overflow_error();
		settled = settled && fabs(side->intercept - last[2 * item]) <= score_tolerance &&
			fabs(side->factor - last[2 * item + 1]) <= factor_tolerance;
		last[2 * item] = side->intercept;
		last[2 * item + 1] = side->factor;
	}
	return settled;
}

Bridging *
bridging_fit(const VoteTable *table, const double *values)
{
	Bridging   *fit = palloc0(sizeof(Bridging));
	double	   *last = vote_table_alloc(table->items, 2 * sizeof(double));
	double		most = 0;
	double		scale;
	int			round = 0;

	for (uint32 label = 0; label < table->labels; label++)
		most = Max(most, fabs(values[label]));
	scale = sqrt(most);
	fit->table = table;
	fit->values = values;
	begin(fit);
	do
	{
		fit_raters(fit);
		fit_items(fit);
		regularize(fit);
	} while (!is_settled(fit, last, TOLERANCE * most, TOLERANCE * scale) && ++round < MOST_ROUNDS);
	fix_sign(fit, NO_FACTOR * scale);
	pfree(last);
	return fit;
}

void
bridging_free(Bridging *fit)
{
	pfree(fit->items);
	pfree(fit->raters);
	pfree(fit);
}
