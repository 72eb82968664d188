/*
 * timestamp.c
 *	  Reading and printing of timestamps; see timestamp.h.
 */
#include "text/timestamp.h"

#include "utils/datetime.h"
#include "utils/timestamp.h"

/* Reads at least min and at most max digits. */
static bool
read_digits(const char **s, int min, int max, int *value)
{
	int			n = 0;

	*value = 0;
	while (n < max && **s >= '0' && **s <= '9')
	{
		*value = *value * 10 + (*(*s)++ - '0');
		n++;
	}
	return n >= min;
}

/* Reads the fraction of a second as microseconds, rounded. */
static bool
read_fraction(const char **s, int *usec)
{
	int			digits = 0;

	*usec = 0;
	for (; **s >= '0' && **s <= '9'; (*s)++, digits++)
	{
		if (digits < 6)
			*usec = *usec * 10 + (**s - '0');
		else if (digits == 6 && **s >= '5')
			*usec += 1;
	}
	for (int i = digits; i < 6; i++)
		*usec *= 10;
	return digits > 0;
}

/* Reads Z, +hh, +hhmm, +hh:mm or +hh:mm:ss; *offset gets seconds east of UTC. */
static TimestampStatus
read_offset(const char **s, int *offset)
{
	int			sign;
	int			hour;
	int			minute = 0;
	int			second = 0;

	*offset = 0;
	if (**s == 'Z' || **s == 'z')
	{
		(*s)++;
		return TIMESTAMP_OK;
	}
	if (**s != '+' && **s != '-')
		return TIMESTAMP_NO_OFFSET;
	sign = *(*s)++ == '-' ? -1 : 1;
	if (!read_digits(s, 2, 2, &hour))
		return TIMESTAMP_SYNTAX;
	if (**s == ':')
	{
		(*s)++;
		if (!read_digits(s, 2, 2, &minute))
			return TIMESTAMP_SYNTAX;
		if (**s == ':')
		{
			(*s)++;
			if (!read_digits(s, 2, 2, &second))
				return TIMESTAMP_SYNTAX;
		}
	}
	else if (**s >= '0' && **s <= '9' && !read_digits(s, 2, 2, &minute))
		return TIMESTAMP_SYNTAX;
	if (hour > MAX_TZDISP_HOUR || minute > 59 || second > 59)
		return TIMESTAMP_RANGE;
	*offset = sign * (hour * SECS_PER_HOUR + minute * SECS_PER_MINUTE + second);
	return TIMESTAMP_OK;
}

TimestampStatus
timestamp_parse(const char *s, TimestampTz *timestamp)
{
	int			year;
	int			month;
	int			day;
	int			hour;
	int			minute;
	int			second = 0;
	int			usec = 0;
	int			offset;
	TimestampStatus status;
	int64		t;

	if (pg_strcasecmp(s, "infinity") == 0 || pg_strcasecmp(s, "+infinity") == 0 ||
		pg_strcasecmp(s, "-infinity") == 0)
		return TIMESTAMP_INFINITE;
	if (!read_digits(&s, 4, 6, &year) || *s++ != '-' ||
		!read_digits(&s, 2, 2, &month) || *s++ != '-' ||
		!read_digits(&s, 2, 2, &day))
		return TIMESTAMP_SYNTAX;
	if (*s == '\0')
		return TIMESTAMP_NO_OFFSET;
	if (*s != 'T' && *s != 't' && *s != ' ')
		return TIMESTAMP_SYNTAX;
	s++;
	if (!read_digits(&s, 2, 2, &hour) || *s++ != ':' || !read_digits(&s, 2, 2, &minute))
		return TIMESTAMP_SYNTAX;
	if (*s == ':')
	{
		s++;
		if (!read_digits(&s, 2, 2, &second))
			return TIMESTAMP_SYNTAX;
		if (*s == '.' || *s == ',')
		{
			s++;
			if (!read_fraction(&s, &usec))
				return TIMESTAMP_SYNTAX;
		}
	}
	while (*s == ' ')
		s++;
	status = read_offset(&s, &offset);
	if (status == TIMESTAMP_NO_OFFSET && *s != '\0')
		return TIMESTAMP_SYNTAX;
	if (status != TIMESTAMP_OK)
		return status;
	if (pg_strcasecmp(s, " BC") == 0)
	{
		if (year == 0)
			return TIMESTAMP_RANGE;
		year = 1 - year;
	}
	else if (*s != '\0')
		return TIMESTAMP_SYNTAX;
	else if (year == 0)
		return TIMESTAMP_RANGE;	/* as in PostgreSQL, 1 BC is followed by 1 */

	if (month < 1 || month > 12 || day < 1 || day > day_tab[isleap(year)][month - 1] ||
		hour > 24 || minute > 59 || second > 59 || (hour == 24 && (minute || second || usec)))
		return TIMESTAMP_RANGE;
	if (!IS_VALID_JULIAN(year, month, day))
		return TIMESTAMP_RANGE;
	t = ((int64) (date2j(year, month, day) - POSTGRES_EPOCH_JDATE) * SECS_PER_DAY +
		 hour * SECS_PER_HOUR + minute * SECS_PER_MINUTE + second - offset);
	if (t > PG_INT64_MAX / USECS_PER_SEC - 2 || t < PG_INT64_MIN / USECS_PER_SEC + 2)
		return TIMESTAMP_RANGE;
	t = t * USECS_PER_SEC + usec;
	if (!IS_VALID_TIMESTAMP(t))
		return TIMESTAMP_RANGE;
	*timestamp = t;
	return TIMESTAMP_OK;
}

void
timestamp_print(StringInfo out, TimestampTz timestamp)
{
	struct pg_tm tm;
	fsec_t		fsec;

	if (timestamp2tm(timestamp, NULL, &tm, &fsec, NULL, NULL) != 0)
		elog(ERROR, "timestamp out of range");
	appendStringInfo(out, "%04d-%02d-%02dT%02d:%02d:%02d",
					 tm.tm_year > 0 ? tm.tm_year : 1 - tm.tm_year, tm.tm_mon, tm.tm_mday,
					 tm.tm_hour, tm.tm_min, tm.tm_sec);
	if (fsec != 0)
	{
		int			digits = 6;

		while (fsec % 10 == 0)
		{
			fsec /= 10;
			digits--;
		}
		appendStringInfo(out, ".%0*d", digits, (int) fsec);
	}
	appendStringInfoString(out, tm.tm_year > 0 ? "Z" : "Z BC");
}

void
timestamp_check_finite(TimestampTz timestamp)
{
	if (TIMESTAMP_NOT_FINITE(timestamp))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("timestamp must be finite"),
				 errhint("Use NULL if there is none.")));
}
