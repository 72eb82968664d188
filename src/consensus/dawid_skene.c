/*
 * dawid_skene.c
 *	  Expectation maximization for Dawid and Skene's model; see dawid_skene.h.
 *
 * Every sum goes over the sorted votes from the first to the last, so the result is
 * the same, bit by bit, for any order of rows. Products of probabilities are sums of
 * logarithms, so that items with thousands of votes do not underflow.
 */
#include "consensus/dawid_skene.h"

#include <math.h>

#include "miscadmin.h"
#include "utils/memutils.h"

#define MOST_ROUNDS 200
#define TOLERANCE 1e-9			/* of the log-likelihood, by itself */
#define TIE 1e-9

/* Allocates a table of numbers, a row of which has one for each label; 54000 beyond 1 GB. */
static double *
alloc_by_label(const VoteTable *table, uint32 rows)
{
	Size		needed = (Size) table->labels * rows;

	if (needed > MaxAllocSize / sizeof(double))
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("a consensus with too many labels"),
				 errdetail("A table of %u labels by %u items, or votes, would take more than 1 GB.", table->labels, rows),
				 errhint("Put rare labels together, or aggregate a part at a time.")));
	return vote_table_alloc(needed, sizeof(double));
}

/* Begins with the share of each label among the votes of an item. */
static void
begin(DawidSkene *fit)
{
	const VoteTable *table = fit->table;

	for (uint32 item = 0; item < table->items; item++)
	{
		double	   *truth = fit->truth + (Size) item * table->labels;
		uint32		votes = table->first[item + 1] - table->first[item];

		for (uint32 i = table->first[item]; i < table->first[item + 1]; i++)
		{
			CHECK_FOR_INTERRUPTS();
			truth[table->pairs[table->pair_of[i]].label] += 1;
		}
		for (uint32 label = 0; label < table->labels; label++)
			truth[label] /= votes;
	}
}

/* Divides what a rater gave by its sums, and takes the logarithms; the rater has pairs first to last - 1. */
static void
normalize_rater(DawidSkene *fit, uint32 first, uint32 last, double *sums)
{
	uint32		labels = fit->table->labels;

	memset(sums, 0, labels * sizeof(double));
	for (uint32 pair = first; pair < last; pair++)
	{
		const double *rating = fit->rating + (Size) pair * labels;

		CHECK_FOR_INTERRUPTS();
		for (uint32 label = 0; label < labels; label++)
			sums[label] += rating[label];
	}
	for (uint32 pair = first; pair < last; pair++)
	{
		double	   *rating = fit->rating + (Size) pair * labels;

		CHECK_FOR_INTERRUPTS();
		/* where none of the rater's items can have the label, none begins to */
		for (uint32 label = 0; label < labels; label++)
			rating[label] = rating[label] > 0 ? log(rating[label] / sums[label]) : -INFINITY;
	}
}

/* Counts what each rater gave for each true label, into rating. */
static void
count_ratings(DawidSkene *fit)
{
	const VoteTable *table = fit->table;
	uint32		labels = table->labels;

	memset(fit->rating, 0, (Size) table->pair_count * labels * sizeof(double));
	for (uint32 item = 0; item < table->items; item++)
	{
		const double *truth = fit->truth + (Size) item * labels;

		for (uint32 i = table->first[item]; i < table->first[item + 1]; i++)
		{
			double	   *rating = fit->rating + (Size) table->pair_of[i] * labels;

			CHECK_FOR_INTERRUPTS();
			for (uint32 label = 0; label < labels; label++)
				rating[label] += truth[label];
		}
	}
}

/* The M step: what is most likely, given the truth. */
static void
maximize(DawidSkene *fit, double *sums)
{
	const VoteTable *table = fit->table;

	memset(fit->prior, 0, table->labels * sizeof(double));
	for (uint32 item = 0; item < table->items; item++)
	{
		const double *truth = fit->truth + (Size) item * table->labels;

		CHECK_FOR_INTERRUPTS();
		for (uint32 label = 0; label < table->labels; label++)
			fit->prior[label] += truth[label];
	}
	for (uint32 label = 0; label < table->labels; label++)
		fit->prior[label] = log(fit->prior[label] / table->items);

	count_ratings(fit);
	for (uint32 first = 0, last; first < table->pair_count; first = last)
	{
		for (last = first + 1; last < table->pair_count && table->pairs[last].rater == table->pairs[first].rater;)
			last++;
		normalize_rater(fit, first, last, sums);
	}
}

/* Turns logarithms into numbers of the same proportions whose sum is 1; returns the logarithm of their sum. */
static double
normalize(double *values, uint32 count)
{
	double		most = values[0];
	double		sum = 0;

	for (uint32 i = 1; i < count; i++)
	{
		if (values[i] > most)
			most = values[i];
	}
	for (uint32 i = 0; i < count; i++)
	{
		values[i] = exp(values[i] - most);
		sum += values[i];
	}
	for (uint32 i = 0; i < count; i++)
		values[i] /= sum;
	return most + log(sum);
}

/* The E step: the truth, given the rest. Returns the log-likelihood. */
static double
expect(DawidSkene *fit)
{
	const VoteTable *table = fit->table;
	uint32		labels = table->labels;
	double		likelihood = 0;

	for (uint32 item = 0; item < table->items; item++)
	{
		double	   *truth = fit->truth + (Size) item * labels;

		CHECK_FOR_INTERRUPTS();
		memcpy(truth, fit->prior, labels * sizeof(double));
		for (uint32 i = table->first[item]; i < table->first[item + 1]; i++)
		{
			const double *rating = fit->rating + (Size) table->pair_of[i] * labels;

			CHECK_FOR_INTERRUPTS();
			for (uint32 label = 0; label < labels; label++)
				truth[label] += rating[label];
		}
		likelihood += normalize(truth, labels);
	}
	return likelihood;
}

DawidSkene *
dawid_skene_fit(const VoteTable *table)
{
	DawidSkene *fit = palloc(sizeof(DawidSkene));
	double	   *sums = alloc_by_label(table, 1);
	double		before = 0;

	fit->table = table;
	fit->truth = alloc_by_label(table, table->items);
	fit->prior = alloc_by_label(table, 1);
	fit->rating = alloc_by_label(table, table->pair_count);
	begin(fit);
	for (int round = 0; round < MOST_ROUNDS; round++)
	{
		double		likelihood;

		maximize(fit, sums);
		likelihood = expect(fit);
		if (round > 0 && fabs(likelihood - before) <= TOLERANCE * fabs(likelihood))
			break;
		before = likelihood;
	}
	pfree(sums);
	return fit;
}

uint32
dawid_skene_label(const DawidSkene *fit, uint32 item)
{
	uint32		labels = fit->table->labels;
	const double *truth = fit->truth + (Size) item * labels;
	double		most = 0;
	uint32		label = 0;

	for (uint32 i = 0; i < labels; i++)
		most = Max(most, truth[i]);
	while (truth[label] < most - TIE)
		label++;
	return label;
}

void
dawid_skene_free(DawidSkene *fit)
{
	pfree(fit->truth);
	pfree(fit->prior);
	pfree(fit->rating);
	pfree(fit);
}
