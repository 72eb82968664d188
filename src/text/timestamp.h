/*
 * timestamp.h
 *	  Timestamps (TimestampTz: microseconds since 2000-01-01 UTC) that are never
 *	  infinite.
 */
#ifndef FACTAG_TIMESTAMP_H
#define FACTAG_TIMESTAMP_H

#include "factag.h"

#include "datatype/timestamp.h"
#include "lib/stringinfo.h"

typedef enum TimestampStatus
{
	TIMESTAMP_OK,
	TIMESTAMP_SYNTAX,
	TIMESTAMP_NO_OFFSET,		/* only the offset from UTC is missing */
	TIMESTAMP_INFINITE,
	TIMESTAMP_RANGE				/* no such day or time, or beyond the range of timestamptz */
} TimestampStatus;

/*
 * Reads ISO 8601, or PostgreSQL's ISO output, with an offset from UTC. The
 * result does not depend on TimeZone or DateStyle, and is rounded to
 * microseconds.
 */
extern TimestampStatus timestamp_parse(const char *s, TimestampTz *timestamp);

/* Appends a timestamp in UTC: 2026-12-31T00:00:00Z. */
extern void timestamp_print(StringInfo out, TimestampTz timestamp);

/* Raises an error for an infinite timestamp from SQL (22003). */
extern void timestamp_check_finite(TimestampTz timestamp);

#endif							/* FACTAG_TIMESTAMP_H */
