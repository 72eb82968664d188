/*
 * regex_internal.h
 *	  What the files of src/pcre/ share.
 */
#ifndef FACTAG_REGEX_INTERNAL_H
#define FACTAG_REGEX_INTERNAL_H

#define PCRE2_CODE_UNIT_WIDTH 8
#include "pcre/regex.h"

#include <pcre2.h>

/*
 * How a pattern is compiled. PCRE2 lets the caller stop a match in callouts
 * only, so the variants differ in where they have one.
 */
typedef enum RegexVariant
{
	REGEX_PLAIN,				/* nowhere: by far the fastest */
	REGEX_STARTS,				/* at each starting position */
	REGEX_STEPS,				/* before each item of the pattern */
	REGEX_VARIANTS
} RegexVariant;

/* one variant, compiled when it is first needed */
typedef struct RegexCode
{
	pcre2_code *code;			/* NULL until then, and if failed */
	bool		failed;			/* with callouts the pattern is too large for PCRE2 */
	bool		tried_jit;		/* jit is known */
	bool		jit;			/* there is machine code */
} RegexCode;

struct Regex
{
	const char *pattern;		/* a copy, for the variants compiled later */
	int			len;
	uint32		options;		/* of pcre2_compile */
	bool		whole;			/* has \G, (*COMMIT) or (*SKIP): cannot be searched in pieces */
	bool		resets;			/* has \K: a match may not begin where it was tried */
	bool		clusters;		/* has \X, whose cost depends on the text's regional indicators */
	bool		prunes;			/* has (*PRUNE) or (*SKIP): is not made machine code */
	bool		over_crlf;		/* a search passes over CRLF in one step */
	int			byte_cost;		/* see regex_byte_cost */
	double		reach;			/* see regex_reach */
	Size		size;			/* bytes of all this, machine code included */
	RegexCode	variants[REGEX_VARIANTS];
	MemoryContextCallback callback;
};

/* A variant, compiled if it was not yet; NULL if callouts make it too large. */
extern RegexCode *regex_variant(Regex *regex, RegexVariant variant);

/* Makes machine code for a variant; false if PCRE2 cannot. */
extern bool regex_make_jit(Regex *regex, RegexCode *code);

/* Nanoseconds a byte of the text that one step of a match may take, at most. */
extern int	regex_byte_cost(const char *pattern, int len, int flags);

/* Bytes that a match can read from where it starts, at most; infinity if only the text's end limits it. */
extern double regex_reach(const char *pattern, int len, int flags);

/* Nanoseconds that one step may take which reads all of a text, or all of the reach, at most. */
extern double regex_pass_cost(const Regex *regex, const char *text, int len);

/* Whether PCRE2 may take seconds to compile a pattern; *offset tells what to shorten. */
extern bool regex_compiles_slowly(const char *pattern, int len, int flags, int *offset);

/*
 * Whether a pattern that compiles has braces that are text in some versions of PCRE2 and a
 * quantifier in others; fills *error.
 */
extern bool regex_has_doubtful_braces(const char *pattern, int len, int flags, RegexError *error);

/*
 * Fills the hint of an error of pcre2_compile, whose code this is, if the pattern has what
 * another language or library would read there.
 */
extern void regex_fill_hint(const char *pattern, int len, int flags, int code, RegexError *error);

/* An allocator for PCRE2 that takes memory from a context. */
extern pcre2_general_context *regex_memory(MemoryContext context);
pg_noreturn extern void regex_out_of_memory(void);

#endif							/* FACTAG_REGEX_INTERNAL_H */
