/*
 * timestamp.h
 *	  Timestamps: points in time, in microseconds since 2000-01-01 UTC
 *	  (TimestampTz), never infinite.
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
	TIMESTAMP_NO_OFFSET,			/* right but for the missing offset */
	TIMESTAMP_INFINITE,
	TIMESTAMP_RANGE				/* no such day or hour, or outside the calendar */
} TimestampStatus;

/*
 * Reads ISO 8601 or PostgreSQL's own ISO output, with an offset. Independent
 * of TimeZone and DateStyle. Digits past the microsecond are rounded.
 */
extern TimestampStatus timestamp_parse(const char *s, TimestampTz *timestamp);

/* Appends a timestamp in UTC: 2026-12-31T00:00:00Z. */
extern void timestamp_print(StringInfo out, TimestampTz timestamp);

/* Refuses an infinite timestamp given by SQL (22003). */
extern void timestamp_check_finite(TimestampTz timestamp);

#endif							/* FACTAG_TIMESTAMP_H */
