/*
 * label_holding.h
 *	  Which labels of a log hold, after all that it asserted, withdrew and corrected.
 *
 *	  Known: without a timestamp, every label. As of a timestamp, a label whose
 *	  "seen", or without that "at", is absent or not after the timestamp.
 *	  In effect: for each path, source and claim, the latest label that is known
 *	  (ordered by "at", then by "seen", an absent one first).
 *	  Holding: a label in effect that is neither withdrawn ("neg") nor, as of a
 *	  timestamp, ended by then. Without a timestamp, ends are ignored.
 *	  A label that holds either asserts or denies.
 */
#ifndef FACTAG_LABEL_HOLDING_H
#define FACTAG_LABEL_HOLDING_H

#include "label/label_format.h"

typedef struct HoldingReader
{
	LabelReader reader;			/* its path is the path of the label that holds */
	bool		has_timestamp;
	TimestampTz timestamp;
	LabelFields fields;			/* of the label that holds */
	uint32		number;			/* its number in the log, from 0 */
	int			shared;			/* bytes its path has in common with that of the one before */
} HoldingReader;

/* Begins to read the labels that hold, in order: at most one for each path, source and claim. */
extern void holding_reader_init(HoldingReader *holds, const struct varlena *labels,
								bool has_timestamp, TimestampTz timestamp);

/* The same as of the timestamp in argument argno, or without one if that is NULL. */
extern void holding_reader_init_arg(HoldingReader *holds, const struct varlena *labels,
									FunctionCallInfo fcinfo, int argno);

/* Goes to the next label that holds; false if there is none. */
extern bool holding_reader_next(HoldingReader *holds);

/* Whether a label is a denial. */
static inline bool
label_denies(const LabelFields *fields)
{
	return (fields->mask & LABEL_DENY) != 0;
}

/*
 * Whether a label holds and asserts without a timestamp: it is the latest one of
 * its path, source and claim, not withdrawn and no denial.
 */
static inline bool
label_asserts(bool superseded, uint32 mask)
{
	return !superseded && !(mask & (LABEL_NEG | LABEL_DENY));
}

/* Whether a label is known as of a timestamp. */
static inline bool
label_known(const LabelFields *fields, TimestampTz timestamp)
{
	if (fields->mask & LABEL_SEEN)
		return label_timestamp(fields, LABEL_SEEN) <= timestamp;
	return !(fields->mask & LABEL_AT) || label_timestamp(fields, LABEL_AT) <= timestamp;
}

/* Whether a label has ended by a timestamp. */
static inline bool
label_ended(const LabelFields *fields, TimestampTz timestamp)
{
	return (fields->mask & LABEL_UNTIL) && label_timestamp(fields, LABEL_UNTIL) <= timestamp;
}

#endif							/* FACTAG_LABEL_HOLDING_H */
