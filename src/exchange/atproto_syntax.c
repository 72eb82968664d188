/*
 * atproto_syntax.c
 *	  The strings of the AT Protocol; see atproto_syntax.h.
 */
#include "exchange/atproto_syntax.h"

#include "utils/datetime.h"
#include "utils/timestamp.h"

#include "text/fold.h"
#include "text/path.h"
#include "text/timestamp.h"

/* limits of the protocol, in bytes */
#define MAX_DID 2048
#define MAX_URI 8192
#define MIN_CID 8
#define MAX_CID 256

#define YEAR_START(year) \
	((TimestampTz) (date2j(year, 1, 1) - POSTGRES_EPOCH_JDATE) * USECS_PER_DAY)
#define FIRST_TIMESTAMP YEAR_START(0)
#define LAST_TIMESTAMP	(YEAR_START(10000) - 1)

#define LETTERS "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
#define DIGITS "0123456789"

const char *const atproto_fold_hint = "factag folds what names things: write lower case, single blanks and no empty parts.";
const char *const atproto_time_hint = "Write a time with an offset: \"2026-07-01T00:00:00.000Z\".";

void
atproto_refuse_malformed(const char *what, const char *name, const char *hint, const char *detail)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
			 errmsg("the field \"%s\" of %s is not valid", name, what),
			 errdetail("%s", detail),
			 errhint("%s", hint)));
}

void
atproto_refuse_field(const char *type, const char *what, const char *name, const char *hint, const char *detail)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("a %s cannot hold the field \"%s\" of %s", type, name, what),
			 errdetail("%s", detail),
			 errhint("%s", hint)));
}

bool
atproto_is_did(const char *s)
{
	size_t		method;
	size_t		len = strlen(s);

	if (strncmp(s, "did:", 4) != 0)
		return false;
	method = strspn(s + 4, "abcdefghijklmnopqrstuvwxyz");
	s += 4 + method;
	return method > 0 && *s == ':' && s[1] && s[1 + strspn(s + 1, LETTERS DIGITS "._:%-")] == '\0' &&
		len <= MAX_DID && strchr(":%", s[strlen(s) - 1]) == NULL;
}

bool
atproto_is_cid(const char *s)
{
	size_t		len = strspn(s, LETTERS DIGITS "+=");

	/* A CID of version 0 begins with "Qm", which no prefix of version 1 does. */
	return s[len] == '\0' && len >= MIN_CID && len <= MAX_CID && strncmp(s, "Qm", 2) != 0;
}

bool
atproto_is_uri(const char *s)
{
	size_t		scheme = strspn(s, LETTERS DIGITS "+.-");

	if (scheme == 0 || !strchr(LETTERS, s[0]) || s[scheme] != ':' || s[scheme + 1] == '\0' || strlen(s) > MAX_URI)
		return false;
	for (; *s; s++)
	{
		if ((unsigned char) *s <= ' ' || *s == 0x7F)
			return false;
	}
	return true;
}

bool
atproto_path(const char *s, char separator, char *path, int *len)
{
	char		folded[FACTAG_MAX_SEGMENT];
	int			n;

	*len = 0;
	for (;;)
	{
		const char *end = strchr(s, separator);
		int			piece = end ? end - s : (int) strlen(s);

		if (fold_segment(s, piece, 0, folded, &n) != FOLD_OK || n != piece || memcmp(folded, s, n) != 0 ||
			*len + (*len > 0) + n > FACTAG_MAX_PATH)
			return false;
		if (*len > 0)
			path[(*len)++] = FACTAG_SEPARATOR;
		memcpy(path + *len, s, n);
		*len += n;
		if (!end)
			return true;
		s = end + 1;
	}
}

/* whether a text begins like a pattern, where 0 is any digit; *s gets the rest */
static bool
skip_shape(const char **s, const char *pattern)
{
	for (; *pattern; pattern++, (*s)++)
	{
		if (*pattern == '0' ? **s < '0' || **s > '9' : **s != *pattern)
			return false;
	}
	return true;
}

bool
atproto_parse_time(const char *s, TimestampTz *timestamp)
{
	const char *p = s;
	bool		is_year_zero = strncmp(s, "0000", 4) == 0;

	if (!skip_shape(&p, "0000-00-00T00:00:00"))
		return false;
	if (*p == '.')
	{
		size_t		digits = strspn(++p, DIGITS);

		if (digits == 0)
			return false;
		p += digits;
	}
	/* Minus zero would be an unknown offset. */
	if (strcmp(p, "-00:00") == 0)
		return false;
	if (*p == 'Z')
		p++;
	else if ((*p != '+' && *p != '-') || (p++, !skip_shape(&p, "00:00")))
		return false;
	if (*p != '\0')
		return false;
	if (is_year_zero)
		s = psprintf("0001%s BC", s + 4);
	if (timestamp_parse(s, timestamp) != TIMESTAMP_OK)
		return false;
	/* The last fraction of year 9999 is rounded up. */
	if (*timestamp == LAST_TIMESTAMP + 1)
		*timestamp = LAST_TIMESTAMP;
	return *timestamp >= FIRST_TIMESTAMP && *timestamp <= LAST_TIMESTAMP;
}

bool
atproto_print_time(StringInfo out, TimestampTz timestamp)
{
	int			begin = out->len;

	if (timestamp < FIRST_TIMESTAMP || timestamp > LAST_TIMESTAMP)
		return false;
	timestamp_print(out, timestamp);
	if (timestamp < YEAR_START(1))
	{
		memcpy(out->data + begin, "0000", 4);
		out->len -= strlen(" BC");
		out->data[out->len] = '\0';
	}
	return true;
}
