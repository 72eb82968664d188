/*
 * review_date.h
 *	  Dates as pages and feeds write them.
 */
#ifndef FACTAG_REVIEW_DATE_H
#define FACTAG_REVIEW_DATE_H

#include "factag.h"

#include "datatype/timestamp.h"

/*
 * Reads a date or a timestamp; false if the text is none. Without an offset it is in
 * UTC, and a day begins at midnight. The forms are those of ISO 8601 and XML Schema
 * (2026-03-04+08:00), of RFC 5322 and HTTP (Wed, 04 Mar 2026 10:00:00 GMT), of
 * JavaScript (Wed Mar 04 2026 10:00:00 GMT+0800 (CST)), and English dates with the
 * name of the month (March 4, 2026). "UTC" or "GMT" may stand beside an offset.
 */
extern bool review_date_parse(const char *text, TimestampTz *timestamp);

#endif							/* FACTAG_REVIEW_DATE_H */
