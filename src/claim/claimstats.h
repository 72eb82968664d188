/*
 * claimstats.h
 *	  Type claimstats: how common terms are in a corpus of claims. doc/format.md draws it.
 */
#ifndef FACTAG_CLAIMSTATS_H
#define FACTAG_CLAIMSTATS_H

#include "factag.h"

#include "claim/claim_table.h"
#include "text/lexer.h"

#define CLAIM_MAX_TEXTS		PG_UINT32_MAX	/* texts of a corpus */
#define CLAIM_MAX_LISTED	(32 * 1024 * 1024)	/* terms that statistics list */

/* what there is of a corpus, whatever its terms are */
typedef struct ClaimCorpus
{
	uint64		documents;		/* texts that have a term */
	uint64		terms;			/* of all texts, repeats included */
	uint64		keys;			/* how many of them are no 4-grams */
} ClaimCorpus;

/* a term, and how many texts have it */
typedef struct ClaimCount
{
	uint32		hash;
	uint32		texts;
} ClaimCount;

/* Number of texts that a term is in, at least, to be listed. */
static inline uint32
claim_listed_from(const ClaimCorpus *corpus)
{
	return (uint32) Max((corpus->documents + 9999) / 10000, 2);
}

/* Number of texts that a term that is not listed is taken to be in. */
static inline float8
claim_unlisted_texts(const ClaimCorpus *corpus)
{
	return Max(claim_listed_from(corpus) / 2.0, 1.0);
}

/* Weight of a term that so many texts have; the more, the rarer it is. */
extern float8 claim_idf(const ClaimCorpus *corpus, float8 texts);

/* Refuses a stored value that no function of this library makes (XX001). */
pg_noreturn extern void claim_damaged(const char *type);

/* Reads a number of a stored value, whose last byte must be before the end. */
extern const uint8 *claim_read_number(const char *type, const uint8 *p, const uint8 *end, uint64 most, uint64 *number);

/* Read and write the version and the counts of a corpus, which both types begin with. */
extern const uint8 *claim_read_corpus(const char *type, const struct varlena *value, ClaimCorpus *corpus);
extern void claim_write_corpus(StringInfo out, const ClaimCorpus *corpus);

/* Reads or prints the counts as text. */
extern bool claim_parse_corpus(Lexer *lx, ClaimCorpus *corpus);
extern void claim_print_corpus(StringInfo out, const ClaimCorpus *corpus);

/*
 * Read a name and "=" and a whole number of at most so much; blanks and a hash value of eight digits; ":" and a
 * number of texts.
 */
extern bool claim_parse_count(Lexer *lx, const char *name, uint64 most, uint64 *count);
extern bool claim_parse_hash(Lexer *lx, int64 previous, uint32 *hash);
extern bool claim_parse_texts(Lexer *lx, const ClaimCorpus *corpus, uint32 *texts);

/*
 * Makes a value of counts in ascending order of hash values: of those that are listed, or with
 * all of them, which only the states of an aggregate have. 54000 if there are too many.
 */
extern struct varlena *claimstats_make(const ClaimCorpus *corpus, const ClaimCount *counts, uint32 n, bool all);

/* Reads a value into counts, which are palloc'd; "all" as above. */
extern ClaimCount *claimstats_counts(const struct varlena *stats, bool all, ClaimCorpus *corpus, uint32 *n);

/* Adds the counts of two lists in ascending order; the result is palloc'd. */
extern ClaimCount *claim_add_counts(const ClaimCount *a, uint32 na, const ClaimCount *b, uint32 nb, uint32 *n);

/* Adds the counts of another corpus to one; 54000 if there are too many texts. */
extern void claim_add_corpus(ClaimCorpus *corpus, const ClaimCorpus *other);

/* statistics in which terms are looked up */
typedef struct ClaimLookup
{
	ClaimCorpus corpus;
	ClaimTable	texts;			/* of listed terms */
} ClaimLookup;

/* Returns the statistics in an argument, which a memo keeps. */
extern const ClaimLookup *claimstats_argument(FunctionCallInfo fcinfo, int argno);

/* Returns the number of texts with a term; 0 if it is not listed. */
static inline uint32
claim_texts(const ClaimLookup *lookup, uint32 hash)
{
	return claim_table_slot(&lookup->texts, hash)->value;
}

#endif							/* FACTAG_CLAIMSTATS_H */
