/*
 * byte_range.h
 *	  Positions in a text, in bytes.
 */
#ifndef FACTAG_BYTE_RANGE_H
#define FACTAG_BYTE_RANGE_H

/* the positions from from to to, both included */
typedef struct ByteRange
{
	int			from;
	int			to;
} ByteRange;

#endif							/* FACTAG_BYTE_RANGE_H */
