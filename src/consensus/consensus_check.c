/*
 * consensus_check.c
 *	  What every consensus checks in its input; see consensus_check.h.
 */
#include "consensus/consensus_check.h"

#include <math.h>

void
consensus_check_votes(uint64 count)
{
	if (count > CONSENSUS_MAX_VOTES)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("a consensus of more than %d votes", CONSENSUS_MAX_VOTES),
				 errhint("Aggregate a part at a time, with GROUP BY.")));
}

double
consensus_check_rating(double rating)
{
	if (!isfinite(rating))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("a rating cannot be NaN or infinite"),
				 errhint("Use NULL for a rating that is missing.")));
	return rating == 0 ? 0 : rating;
}
