/*
 * dawid_skene.h
 *	  The model of A. P. Dawid and A. M. Skene, "Maximum Likelihood Estimation of
 *	  Observer Error-Rates Using the EM Algorithm", Applied Statistics 28 (1979): each
 *	  item has a true label, and each rater a probability of each label for each true
 *	  one.
 */
#ifndef FACTAG_DAWID_SKENE_H
#define FACTAG_DAWID_SKENE_H

#include "consensus/vote_table.h"

typedef struct DawidSkene
{
	const VoteTable *table;
	double	   *truth;			/* for each item, the probability of each label */
	double	   *prior;			/* the share of each label among the items, as a logarithm */
	double	   *rating;			/* for each pair, the probability of its label for each true label; the same */
} DawidSkene;

/*
 * Fits the model, from vote shares, until the log-likelihood changes by at most 1e-9 of
 * itself, or for 200 rounds; 54000 where the tables of the fit would take more than 1 GB.
 */
extern DawidSkene *dawid_skene_fit(const VoteTable *table);

/* Returns the first of the most probable labels of an item; labels within 1e-9 are a tie. */
extern uint32 dawid_skene_label(const DawidSkene *fit, uint32 item);

extern void dawid_skene_free(DawidSkene *fit);

#endif							/* FACTAG_DAWID_SKENE_H */
