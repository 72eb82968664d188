/*
 * label_holds.h
 *	  What holds: of all that a log asserted, withdrew and corrected.
 *
 *	  Known: as of a moment a label counts if seen, or else at, is absent or not
 *	  after it; without a moment every label counts.
 *	  Speaking: of each path, source and claim the latest label (by at, then
 *	  seen, absent first) that is known.
 *	  Holding: it holds unless it is withdrawn (neg) or ended by then; without a
 *	  moment ends are ignored.
 *	  What holds asserts or denies.
 */
#ifndef FACTAG_LABEL_HOLDS_H
#define FACTAG_LABEL_HOLDS_H

#include "label/label_format.h"

typedef struct HoldsReader
{
	LabelReader reader;			/* its path is that of the label that holds */
	bool		has_moment;
	TimestampTz moment;
	LabelFields fields;			/* of the label that holds */
	uint32		number;			/* which in the log it is, from 0 */
} HoldsReader;

/* Goes over the labels that hold, in order: at most one of a path, source and claim. */
extern void holds_read(HoldsReader *holds, const struct varlena *labels, bool has_moment, TimestampTz moment);

/* The same as of argument argno, NULL for no moment. */
extern void holds_read_arg(HoldsReader *holds, const struct varlena *labels, FunctionCallInfo fcinfo, int argno);
extern bool holds_next(HoldsReader *holds);

static inline bool
label_denies(const LabelFields *fields)
{
	return (fields->mask & LABEL_DENY) != 0;
}

/* whether a label asserts in a log without a moment: the last word, not withdrawn, no denial */
static inline bool
label_asserts(bool superseded, uint32 mask)
{
	return !superseded && !(mask & (LABEL_NEG | LABEL_DENY));
}

/* Whether a label is known as of a moment. */
static inline bool
label_known(const LabelFields *fields, TimestampTz moment)
{
	if (fields->mask & LABEL_SEEN)
		return label_moment(fields, LABEL_SEEN) <= moment;
	return !(fields->mask & LABEL_AT) || label_moment(fields, LABEL_AT) <= moment;
}

/* Whether it ended by a moment. */
static inline bool
label_ended(const LabelFields *fields, TimestampTz moment)
{
	return (fields->mask & LABEL_UNTIL) && label_moment(fields, LABEL_UNTIL) <= moment;
}

#endif							/* FACTAG_LABEL_HOLDS_H */
