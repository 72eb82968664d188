/*
 * claimquery.h
 *	  Type claimquery: the terms of a post with how common they are, made ready for matching.
 *	  doc/format.md draws it.
 */
#ifndef FACTAG_CLAIMQUERY_H
#define FACTAG_CLAIMQUERY_H

#include "factag.h"

#include "claim/claimstats.h"

/* keys that a search looks up, at most */
#define CLAIM_MAX_KEYS 256

typedef struct ClaimQueryTerm
{
	float8		idf;
	uint32		weight;			/* as a key of the search; 0 if it is none */
	uint32		seen;			/* times in the claim that is being read */
	uint64		reading;		/* number of the reading that `seen` is of */
} ClaimQueryTerm;

typedef struct ClaimQuery
{
	float8		mean;			/* terms of a text; 0 if there are no texts */
	ClaimTable	table;			/* to the number of a term + 1 */
	ClaimQueryTerm *terms;
	uint32		n;
	uint32		keys[CLAIM_MAX_KEYS];	/* hash values of the keys of the search */
	uint32		weights[CLAIM_MAX_KEYS];
	int			nkeys;
	uint32		least;			/* sum of the weights of keys that a claim must have */
	uint64		readings;
} ClaimQuery;

/* Makes a query ready. */
extern ClaimQuery *claimquery_make(const struct varlena *query);

/* Returns the query in an argument, which a memo keeps. */
extern ClaimQuery *claimquery_argument(FunctionCallInfo fcinfo, int argno);

/* Returns a term of a query by its hash value, NULL if the query has none. */
static inline ClaimQueryTerm *
claimquery_term(const ClaimQuery *query, uint32 hash)
{
	uint32		number = claim_table_slot(&query->table, hash)->value;

	return number > 0 ? &query->terms[number - 1] : NULL;
}

/* Notes that the claim has a term of the query; returns whether it is for the first time. */
static inline bool
claimquery_see(const ClaimQuery *query, ClaimQueryTerm *term)
{
	if (term->reading == query->readings)
	{
		term->seen++;
		return false;
	}
	term->reading = query->readings;
	term->seen = 1;
	return true;
}

#endif							/* FACTAG_CLAIMQUERY_H */
