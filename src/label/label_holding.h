/*
 * label_holding.h
 *	  What holds: of all that a log asserted, withdrew and corrected.
 *
 *	  Known: as of a timestamp a label counts if seen, or else at, is absent or not
 *	  after it; without a timestamp every label counts.
 *	  Speaking: of each path, source and claim the latest label (by at, then
 *	  seen, absent first) that is known.
 *	  Holding: it holds unless it is withdrawn (neg) or ended by then; without a
 *	  timestamp ends are ignored.
 *	  What holds asserts or denies.
 */
#ifndef FACTAG_LABEL_HOLDING_H
#define FACTAG_LABEL_HOLDING_H

#include "label/label_format.h"

typedef struct HoldingReader
{
	LabelReader reader;			/* its path is that of the label that holds */
	bool		has_timestamp;
	TimestampTz timestamp;
	LabelFields fields;			/* of the label that holds */
	uint32		number;			/* which in the log it is, from 0 */
} HoldingReader;

/* Goes over the labels that hold, in order: at most one of a path, source and claim. */
extern void holding_reader_init(HoldingReader *holds, const struct varlena *labels, bool has_timestamp, TimestampTz timestamp);

/* The same as of argument argno, NULL for no timestamp. */
extern void holding_reader_init_arg(HoldingReader *holds, const struct varlena *labels, FunctionCallInfo fcinfo, int argno);
extern bool holding_reader_next(HoldingReader *holds);

static inline bool
label_denies(const LabelFields *fields)
{
	return (fields->mask & LABEL_DENY) != 0;
}

/* whether a label asserts in a log without a timestamp: the last word, not withdrawn, no denial */
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

/* Whether it ended by a timestamp. */
static inline bool
label_ended(const LabelFields *fields, TimestampTz timestamp)
{
	return (fields->mask & LABEL_UNTIL) && label_timestamp(fields, LABEL_UNTIL) <= timestamp;
}

#endif							/* FACTAG_LABEL_HOLDING_H */
