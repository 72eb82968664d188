/*
 * claim_terms.h
 *	  The terms of a text: its words and their 4-grams, and the bigrams of Chinese, Japanese and
 *	  Korean. The reference describes them, doc/format.md has the rules that indexes and
 *	  statistics depend on.
 */
#ifndef FACTAG_CLAIM_TERMS_H
#define FACTAG_CLAIM_TERMS_H

#include "factag.h"

/* terms of a text that count, at most */
#define CLAIM_MAX_TERMS (4 * 1024 * 1024)

/* a term: its text is within the scan's memory, and of a 4-gram without the "~" */
typedef struct ClaimTerm
{
	uint32		hash;			/* FNV-1a of the term as it is printed, with the "~" */
	bool		gram;			/* a 4-gram, which is no key of an index */
	const char *text;
	int			len;
} ClaimTerm;

typedef void (*ClaimTermFunction) (void *arg, ClaimTerm term);

/*
 * Calls a function with each term of a text of valid UTF-8, in order and repeats included; without
 * 4-grams unless they are asked for. It takes constant memory and can be interrupted.
 */
extern void claim_scan(const struct varlena *text, bool grams, ClaimTermFunction function, void *arg);

/* a list of terms, repeats included */
typedef struct ClaimTermList
{
	uint32	   *hashes;
	uint32		n;
	uint32		size;
	uint32		keys;			/* how many are no 4-grams */
} ClaimTermList;

/* Returns the hash values of a text's terms in order. */
extern ClaimTermList claim_term_list(const struct varlena *text, bool grams);

#endif							/* FACTAG_CLAIM_TERMS_H */
