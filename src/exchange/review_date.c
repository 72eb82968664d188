/*
 * review_date.c
 *	  Dates as pages and feeds write them; see review_date.h.
 */
#include "exchange/review_date.h"

#include "text/timestamp.h"

/* bytes of YYYY-MM-DD */
#define DATE_LENGTH 10

/* longer texts are no dates; JavaScript adds the name of the time zone in parentheses */
#define MAX_DATE 100

/* the parts of a date, as text to be put together as ISO 8601; empty where there are none */
typedef struct Parts
{
	int			year;			/* -1 where there is none */
	int			month;
	int			day;
	char		time[32];
	char		offset[8];
	bool		has_zone;		/* "UTC" and the like */
} Parts;

static const char *const months[] = {
	"january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"
};

static const char *const weekdays[] = {
	"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"
};

/* the zones of RFC 5322, section 4.3, and those of it that are UTC */
static const struct
{
	const char *name;
	const char *offset;
}			zones[] = {
	{"utc", "+00:00"}, {"gmt", "+00:00"}, {"ut", "+00:00"}, {"z", "+00:00"},
	{"est", "-05:00"}, {"edt", "-04:00"}, {"cst", "-06:00"}, {"cdt", "-05:00"},
	{"mst", "-07:00"}, {"mdt", "-06:00"}, {"pst", "-08:00"}, {"pdt", "-07:00"}
};

/* the number of zones that are UTC, beside which an offset may stand */
#define UTC_ZONES 4

/* Reads a run of digits; the number of digits, *value is -1 for more than 4. */
static int
read_digits(const char **p, int *value)
{
	int			n = 0;

	*value = 0;
	for (; **p >= '0' && **p <= '9'; (*p)++)
	{
		if (++n <= 4)
			*value = *value * 10 + (**p - '0');
		else
			*value = -1;
	}
	return n;
}

/* Whether a word is a name or its beginning, of at least three letters. */
static bool
abbreviates(const char *word, int len, const char *name)
{
	return len >= 3 && len <= (int) strlen(name) && pg_strncasecmp(word, name, len) == 0;
}

/* Sets a part that must not be there yet. */
static bool
set_part(int *part, int value)
{
	if (*part >= 0 || value < 0)
		return false;
	*part = value;
	return true;
}

/* Reads the name of a month, a weekday or a zone. */
static bool
read_word(const char **p, Parts *parts)
{
	const char *word = *p;
	int			len = 0;

	while (isalpha((unsigned char) word[len]) && !IS_HIGHBIT_SET(word[len]))
		len++;
	*p += len;
	for (size_t i = 0; i < lengthof(zones); i++)
	{
		if ((int) strlen(zones[i].name) != len || pg_strncasecmp(word, zones[i].name, len) != 0)
			continue;
		if (parts->has_zone || (parts->offset[0] && i >= UTC_ZONES))
			return false;
		parts->has_zone = true;
		if (!parts->offset[0])
			strlcpy(parts->offset, zones[i].offset, sizeof(parts->offset));
		return true;
	}
	if (**p == '.')
		(*p)++;
	for (size_t i = 0; i < lengthof(months); i++)
	{
		if (abbreviates(word, len, months[i]))
			return set_part(&parts->month, i + 1);
	}
	for (size_t i = 0; i < lengthof(weekdays); i++)
	{
		if (abbreviates(word, len, weekdays[i]))
			return true;
	}
	return false;
}

/* Reads hh:mm, hh:mm:ss or with a fraction from where the digits begin. */
static bool
read_time(const char **p, Parts *parts)
{
	int			len = strspn(*p, "0123456789:.");

	if (parts->time[0] || len >= (int) sizeof(parts->time))
		return false;
	memcpy(parts->time, *p, len);
	parts->time[len] = '\0';
	*p += len;
	return true;
}

/* Reads +hh, +hhmm or +hh:mm after a time, or after a zone that is UTC. */
static bool
read_offset(const char **p, Parts *parts)
{
	int			len = 1 + strspn(*p + 1, "0123456789:");

	if (!parts->time[0] || len >= (int) sizeof(parts->offset) || (parts->offset[0] && !parts->has_zone))
		return false;
	if (parts->offset[0] && strcmp(parts->offset, zones[0].offset) != 0)
		return false;
	memcpy(parts->offset, *p, len);
	parts->offset[len] = '\0';
	*p += len;
	return true;
}

/* Skips the end of an ordinal number: 1st, 2nd, 3rd, 4th. */
static void
skip_ordinal(const char **p)
{
	static const char *const endings[] = {"st", "nd", "rd", "th"};

	for (size_t i = 0; i < lengthof(endings); i++)
	{
		if (pg_strncasecmp(*p, endings[i], 2) == 0)
		{
			*p += 2;
			return;
		}
	}
}

/* Reads a number: a year, a day, or the beginning of a time or of an ISO date. */
static bool
read_number(const char **p, Parts *parts)
{
	const char *start = *p;
	int			value;
	int			digits = read_digits(p, &value);
	int			month;
	int			day;

	if (digits == 4 && **p == '-')
	{
		(*p)++;
		if (read_digits(p, &month) != 2 || *(*p)++ != '-' || read_digits(p, &day) != 2)
			return false;
		if (**p == 'T' || **p == 't')
			(*p)++;
		return set_part(&parts->year, value) && set_part(&parts->month, month) && set_part(&parts->day, day);
	}
	if (digits <= 2 && **p == ':')
	{
		*p = start;
		return read_time(p, parts);
	}
	if (digits == 4)
		return set_part(&parts->year, value);
	skip_ordinal(p);
	return digits <= 2 && set_part(&parts->day, value);
}

/* Reads the parts of a date in any order; false where there is anything else. */
static bool
read_parts(const char *p, Parts *parts)
{
	while (*p)
	{
		if (*p == ' ' || *p == ',' || *p == '\t')
			p++;
		else if (*p == '(')
		{
			p = strchr(p, ')');
			if (!p)
				return false;
			p++;
		}
		else if (*p == '+' || (*p == '-' && parts->time[0]))
		{
			if (!read_offset(&p, parts))
				return false;
		}
		else if (*p >= '0' && *p <= '9' ? !read_number(&p, parts) : !read_word(&p, parts))
			return false;
	}
	return parts->year >= 0 && parts->month >= 0 && parts->day >= 0 && (parts->time[0] || !parts->offset[0]);
}

/* Reads a timestamp, which is in UTC if only its offset is missing. */
static bool
read_iso(const char *text, TimestampTz *timestamp)
{
	TimestampStatus status = timestamp_parse(text, timestamp);

	if (status == TIMESTAMP_NO_OFFSET)
		status = timestamp_parse(psprintf("%s%s", text, strchr(text, ':') ? "Z" : "T00:00:00Z"), timestamp);
	return status == TIMESTAMP_OK;
}

/* whether a text is a date with an offset but without a time, as in XML Schema: 2026-03-04+08:00 */
static bool
is_date_with_offset(const char *text)
{
	return strlen(text) > DATE_LENGTH && strspn(text, "0123456789-") >= DATE_LENGTH &&
		!strchr(text, 'T') && strchr("Zz+-", text[DATE_LENGTH]);
}

bool
review_date_parse(const char *text, TimestampTz *timestamp)
{
	Parts		parts = {.year = -1, .month = -1, .day = -1};

	if (strlen(text) > MAX_DATE)
		return false;
	if (read_iso(text, timestamp))
		return true;
	if (is_date_with_offset(text))
		return timestamp_parse(psprintf("%.*sT00:00:00%s", DATE_LENGTH, text, text + DATE_LENGTH), timestamp) == TIMESTAMP_OK;
	return read_parts(text, &parts) &&
		read_iso(psprintf("%04d-%02d-%02dT%s%s%s", parts.year, parts.month, parts.day, strlen(parts.time) > 1 && parts.time[1] == ':' ? "0" : "",
						  parts.time[0] ? parts.time : "00:00", parts.offset), timestamp);
}
