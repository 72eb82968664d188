/*
 * audience_term.h
 *	  The ids that a term of a query matches, as the base has them.
 */
#ifndef FACTAG_AUDIENCE_TERM_H
#define FACTAG_AUDIENCE_TERM_H

#include "audience/audience.h"
#include "idset/id_blocks.h"
#include "query/query_plan.h"

/* In the current memory context. */
extern IdBlocks *audience_term(const Audience *audience, const QueryTerm *term);

#endif							/* FACTAG_AUDIENCE_TERM_H */
