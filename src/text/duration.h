/*
 * duration.h
 *	  Durations in the format of ISO 8601, with a sign: -P1Y6M, P30D, PT12H. They are
 *	  added to timestamps by UTC's calendar, in which every day has 24 hours.
 */
#ifndef FACTAG_DURATION_H
#define FACTAG_DURATION_H

#include "factag.h"

#include "datatype/timestamp.h"
#include "lib/stringinfo.h"

/* the numbers have the same sign, or one is 0 */
typedef struct Duration
{
	int32		months;
	int64		usecs;
} Duration;

typedef enum DurationStatus
{
	DURATION_OK,
	DURATION_SYNTAX,
	DURATION_RANGE				/* more than a Duration holds */
} DurationStatus;

/* Reads a duration: [+-]PnYnMnWnDTnHnMnS, in which only the seconds may have a fraction. */
extern DurationStatus duration_parse(const char *s, Duration *duration);

/* Appends a duration, weeks as days and days of 24 hours. */
extern void duration_print(StringInfo out, Duration duration);

/*
 * Adds the months, and then the rest. A day that a month lacks becomes its last
 * one. The result is infinite if it is beyond the range of timestamptz.
 */
extern TimestampTz duration_add(TimestampTz timestamp, Duration duration);

#endif							/* FACTAG_DURATION_H */
