/*
 * audience_evaluate.h
 *	  Which ids match a query.
 */
#ifndef FACTAG_AUDIENCE_EVALUATE_H
#define FACTAG_AUDIENCE_EVALUATE_H

#include "audience/audience.h"
#include "idset/id_blocks.h"
#include "query/query_plan.h"

/* Base and pending rows together, in the current memory context. */
extern IdBlocks *audience_matching(const Audience *audience, const QueryPlan *plan);

/* Their number, without the set where possible. */
extern int64 audience_matching_count(const Audience *audience, const QueryPlan *plan);

/* What the base alone says, for ids without a pending row too; the complement is resolved. */
extern IdBlocks *audience_matching_base(const Audience *audience, const QueryPlan *plan);

#endif							/* FACTAG_AUDIENCE_EVALUATE_H */
