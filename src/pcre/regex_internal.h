/*
 * regex_internal.h
 *	  What the files of this room share.
 */
#ifndef FACTAG_REGEX_INTERNAL_H
#define FACTAG_REGEX_INTERNAL_H

#define PCRE2_CODE_UNIT_WIDTH 8
#include "pcre/regex.h"

#include <pcre2.h>

/* how a pattern is compiled: what runs can be stopped nowhere, at each place that it begins, or at each step */
typedef enum RegexVariant
{
	REGEX_PLAIN,				/* the fastest by far */
	REGEX_STARTS,
	REGEX_STEPS,
	REGEX_VARIANTS
} RegexVariant;

typedef struct RegexCode
{
	pcre2_code *code;			/* NULL until it is asked for, */
	bool		failed;			/* and where it is too large with callouts */
	bool		tried_jit;		/* machine code was made, or cannot be */
	bool		jit;			/* there is machine code */
} RegexCode;

struct Regex
{
	const char *pattern;
	int			len;
	uint32		options;
	bool		whole;			/* a search must not be cut in pieces */
	bool		resets;			/* a match may begin elsewhere than where it is tried */
	Size		size;
	RegexCode	variants[REGEX_VARIANTS];
	MemoryContextCallback callback;
};

/* a variant, compiled when it is first asked for; NULL where callouts make it too large */
extern RegexCode *regex_variant(Regex *regex, RegexVariant variant);

/* Makes machine code of it; false where that cannot be. */
extern bool regex_make_jit(Regex *regex, RegexCode *code);

/* PCRE2's memory from a context, for as long as that lives */
extern pcre2_general_context *regex_memory(MemoryContext context);
pg_noreturn extern void regex_out_of_memory(void);

#endif							/* FACTAG_REGEX_INTERNAL_H */
