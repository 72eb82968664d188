/*
 * consensus_rows.h
 *	  Builds the result of an aggregate: an array of a composite type, row by row,
 *	  without a second copy of the rows.
 */
#ifndef FACTAG_CONSENSUS_ROWS_H
#define FACTAG_CONSENSUS_ROWS_H

#include "factag.h"

#include "access/tupdesc.h"
#include "lib/stringinfo.h"

typedef struct ConsensusRows
{
	Oid			type;			/* of a row */
	TupleDesc	desc;
	StringInfoData array;
	uint32		count;
} ConsensusRows;

/*
 * Begins the array that the calling function returns. Refuses a composite type whose
 * attributes are not of these types (42804).
 */
extern void consensus_rows_begin(ConsensusRows *rows, FunctionCallInfo fcinfo, int columns, const Oid *types);

/* Appends a row; 54000 where the array would be larger than 1 GB. */
extern void consensus_rows_add(ConsensusRows *rows, Datum *values);

/* Returns the array. */
extern Datum consensus_rows_finish(ConsensusRows *rows);

#endif							/* FACTAG_CONSENSUS_ROWS_H */
