/*
 * regex_internal.h
 *	  What the files of this room share.
 */
#ifndef FACTAG_REGEX_INTERNAL_H
#define FACTAG_REGEX_INTERNAL_H

#define PCRE2_CODE_UNIT_WIDTH 8
#include "regex.h"

#include <pcre2.h>

struct Regex
{
	pcre2_code *code;
	bool		whole;			/* a search must not be cut in pieces */
	bool		tried_jit;		/* machine code was made, or cannot be */
	bool		jit;			/* there is machine code */
	MemoryContextCallback callback;
};

/* PCRE2's memory from a context, for as long as that lives */
extern pcre2_general_context *regex_memory(MemoryContext context);
extern void regex_out_of_memory(void) pg_attribute_noreturn();

#endif							/* FACTAG_REGEX_INTERNAL_H */
