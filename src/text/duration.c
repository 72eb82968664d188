/*
 * duration.c
 *	  Durations in the format of ISO 8601; see duration.h.
 */
#include "text/duration.h"

#include "common/int.h"
#include "utils/datetime.h"

#include "ascii.h"

/* more years than timestamptz has before or after the year 0 */
#define FAR_YEARS 300000

/* a designator, in the order in which they follow each other */
typedef struct Unit
{
	char		letter;
	bool		time;			/* stands after T */
	int64		months;			/* of one; of the others: */
	int64		usecs;
} Unit;

static const Unit units[] = {
	{'Y', false, MONTHS_PER_YEAR, 0},
	{'M', false, 1, 0},
	{'W', false, 0, 7 * USECS_PER_DAY},
	{'D', false, 0, USECS_PER_DAY},
	{'H', true, 0, USECS_PER_HOUR},
	{'M', true, 0, USECS_PER_MINUTE},
	{'S', true, 0, USECS_PER_SEC},
};

/* Reads digits, at least one; *value gets PG_INT64_MAX if it would be more. */
static bool
read_number(const char **s, int64 *value)
{
	const char *start = *s;

	*value = 0;
	for (; ascii_is_digit(**s); (*s)++)
	{
		if (pg_mul_s64_overflow(*value, 10, value) || pg_add_s64_overflow(*value, **s - '0', value))
			*value = PG_INT64_MAX;
	}
	return *s > start;
}

/* Reads the fraction of a second after its sign, rounded to microseconds. */
static bool
read_fraction(const char **s, int64 *usecs)
{
	const char *start = *s;
	int64		unit = USECS_PER_SEC;

	*usecs = 0;
	for (; ascii_is_digit(**s); (*s)++)
	{
		if (unit == 1 && **s >= '5')
			(*usecs)++;
		unit /= 10;
		*usecs += (**s - '0') * unit;
	}
	return *s > start;
}

/* Adds n of a unit; false beyond the range. */
static bool
add_units(int64 n, const Unit *unit, int64 *nmonths, int64 *usecs)
{
	int64		more_months;
	int64		more_usecs;

	return !pg_mul_s64_overflow(n, unit->months, &more_months) &&
		!pg_mul_s64_overflow(n, unit->usecs, &more_usecs) &&
		!pg_add_s64_overflow(*nmonths, more_months, nmonths) &&
		!pg_add_s64_overflow(*usecs, more_usecs, usecs);
}

DurationStatus
duration_parse(const char *s, Duration *duration)
{
	bool		negative = *s == '-';
	bool		time = false;
	bool		some = false;	/* a number since P or T */
	bool		fits = true;
	int			next = 0;		/* the units that may follow */
	int64		nmonths = 0;
	int64		usecs = 0;

	if (*s == '-' || *s == '+')
		s++;
	if (pg_ascii_toupper(*s++) != 'P')
		return DURATION_SYNTAX;
	while (*s)
	{
		int64		n;
		int64		fraction = 0;
		bool		has_fraction = false;

		if (pg_ascii_toupper(*s) == 'T' && !time)
		{
			time = true;
			some = false;
			s++;
			continue;
		}
		if (!read_number(&s, &n))
			return DURATION_SYNTAX;
		if (*s == '.' || *s == ',')
		{
			s++;
			has_fraction = true;
			if (!read_fraction(&s, &fraction))
				return DURATION_SYNTAX;
		}
		while (next < (int) lengthof(units) &&
			   (units[next].letter != pg_ascii_toupper(*s) || units[next].time != time))
			next++;
		if (next == (int) lengthof(units) || (has_fraction && units[next].letter != 'S'))
			return DURATION_SYNTAX;
		fits = fits && add_units(n, &units[next], &nmonths, &usecs) &&
			!pg_add_s64_overflow(usecs, fraction, &usecs);
		next++;
		some = true;
		s++;
	}
	if (!some)
		return DURATION_SYNTAX;
	if (!fits || nmonths > PG_INT32_MAX)
		return DURATION_RANGE;
	duration->months = negative ? -nmonths : nmonths;
	duration->usecs = negative ? -usecs : usecs;
	return DURATION_OK;
}

/* Appends a number and its designator unless it is 0. */
static void
print_unit(StringInfo out, int64 n, char letter)
{
	if (n != 0)
		appendStringInfo(out, INT64_FORMAT "%c", n, letter);
}

/* Appends seconds, which may have a fraction. */
static void
print_seconds(StringInfo out, int64 usecs)
{
	int			fraction = usecs % USECS_PER_SEC;
	int			digits = 6;

	if (usecs == 0)
		return;
	appendStringInfo(out, INT64_FORMAT, usecs / USECS_PER_SEC);
	if (fraction != 0)
	{
		for (; fraction % 10 == 0; digits--)
			fraction /= 10;
		appendStringInfo(out, ".%0*d", digits, fraction);
	}
	appendStringInfoChar(out, 'S');
}

void
duration_print(StringInfo out, Duration duration)
{
	int64		nmonths = duration.months < 0 ? -(int64) duration.months : duration.months;
	int64		usecs = duration.usecs < 0 ? -duration.usecs : duration.usecs;

	if (duration.months < 0 || duration.usecs < 0)
		appendStringInfoChar(out, '-');
	appendStringInfoChar(out, 'P');
	if (nmonths == 0 && usecs == 0)
		appendStringInfoString(out, "0D");
	print_unit(out, nmonths / MONTHS_PER_YEAR, 'Y');
	print_unit(out, nmonths % MONTHS_PER_YEAR, 'M');
	print_unit(out, usecs / USECS_PER_DAY, 'D');
	usecs %= USECS_PER_DAY;
	if (usecs == 0)
		return;
	appendStringInfoChar(out, 'T');
	print_unit(out, usecs / USECS_PER_HOUR, 'H');
	usecs %= USECS_PER_HOUR;
	print_unit(out, usecs / USECS_PER_MINUTE, 'M');
	print_seconds(out, usecs % USECS_PER_MINUTE);
}

/* Adds months to a day, which is counted from 2000-01-01; false if there is no such day. */
static bool
add_months(int64 *day, int32 nmonths)
{
	int			y;
	int			m;
	int			d;
	int64		total;

	j2date((int) *day + POSTGRES_EPOCH_JDATE, &y, &m, &d);
	/* counted from a year long before all others, so that there is no negative month */
	total = ((int64) y + FAR_YEARS) * MONTHS_PER_YEAR + m - 1 + nmonths;
	if (total < 0 || total > (int64) 2 * FAR_YEARS * MONTHS_PER_YEAR)
		return false;
	y = (int) (total / MONTHS_PER_YEAR - FAR_YEARS);
	m = (int) (total % MONTHS_PER_YEAR) + 1;
	d = Min(d, day_tab[isleap(y)][m - 1]);
	if (!IS_VALID_JULIAN(y, m, d))
		return false;
	*day = (int64) date2j(y, m, d) - POSTGRES_EPOCH_JDATE;
	return true;
}

TimestampTz
duration_add(TimestampTz timestamp, Duration duration)
{
	TimestampTz beyond = duration.months < 0 || duration.usecs < 0 ? DT_NOBEGIN : DT_NOEND;
	int64		time = timestamp % USECS_PER_DAY;
	int64		day = timestamp / USECS_PER_DAY;
	TimestampTz result;

	if (time < 0)
	{
		time += USECS_PER_DAY;
		day--;
	}
	if (duration.months != 0 && !add_months(&day, duration.months))
		return beyond;
	if (pg_mul_s64_overflow(day, USECS_PER_DAY, &result) ||
		pg_add_s64_overflow(result, time, &result) ||
		pg_add_s64_overflow(result, duration.usecs, &result) || !IS_VALID_TIMESTAMP(result))
		return beyond;
	return result;
}
