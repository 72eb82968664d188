/*
 * moment.h
 *	  Moments: points in time, in microseconds since 2000-01-01 UTC
 *	  (TimestampTz), never infinite.
 */
#ifndef FACTAG_MOMENT_H
#define FACTAG_MOMENT_H

#include "factag.h"

#include "datatype/timestamp.h"
#include "lib/stringinfo.h"

typedef enum MomentStatus
{
	MOMENT_OK,
	MOMENT_SYNTAX,
	MOMENT_NO_OFFSET,			/* right but for the missing offset */
	MOMENT_INFINITE,
	MOMENT_RANGE				/* no such day or hour, or outside the calendar */
} MomentStatus;

/*
 * Reads ISO 8601 or PostgreSQL's own ISO output, with an offset. Independent
 * of TimeZone and DateStyle. Digits past the microsecond are rounded.
 */
extern MomentStatus moment_parse(const char *s, TimestampTz *moment);

/* Appends a moment in UTC: 2026-12-31T00:00:00Z. */
extern void moment_print(StringInfo out, TimestampTz moment);

/* Refuses an infinite moment given by SQL (22003). */
extern void moment_check_finite(TimestampTz moment);

#endif							/* FACTAG_MOMENT_H */
