#pragma GCC diagnostic ignored "-Wunused-parameter"
/*
 * audience_term.c
 *	  The ids that a term matches.
 */
#include "audience/audience_term.h"

IdBlocks *
audience_term(const Audience *audience, const QueryTerm *term)
{
	elog(ERROR, "not yet");
}

