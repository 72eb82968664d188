/*
 * audience_pending.h
 *	  The rows that changed since the last compaction, in the active snapshot. A transaction can see
 *	  two rows of one id: another's, which has been compacted since the snapshot, and its own, which takes
 *	  precedence. That is so where a snapshot is older than the transaction's own changes: under REPEATABLE READ and
 *	  SERIALIZABLE, and in the second statement of a rule. This file alone knows that.
 */
#ifndef FACTAG_AUDIENCE_PENDING_H
#define FACTAG_AUDIENCE_PENDING_H

#include "audience/audience.h"
#include "idset/id_blocks.h"
#include "query/query_plan.h"

typedef struct AudiencePending
{
	IdBlocks   *touched;		/* ids that have a row: of these the base is out of date */
	IdBlocks   *matching;		/* those of them whose tags match the query */
} AudiencePending;

/* called for each matching id once */
typedef void (*AudiencePendingEach) (void *arg, int64 id, const struct varlena *tags);

/* Reads them all; without a plan each row with tags matches. Each may be NULL. In the current memory context. */
extern void audience_pending(const Audience *audience, const QueryPlan *plan, AudiencePending *result,
							 AudiencePendingEach each, void *arg);

#endif							/* FACTAG_AUDIENCE_PENDING_H */
