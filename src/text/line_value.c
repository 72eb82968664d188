/*
 * line_value.c
 *	  Attributes of the languages that are written line by line; see line_value.h.
 */
#include "text/line_value.h"

#include "ascii.h"
#include "text/input.h"

void
line_value_join(char *text)
{
	char	   *to = text;
	const char *end = text + strlen(text);

	for (const char *p = text; p < end;)
	{
		const char *blanks = lex_blanks_end(p, end);

		if (blanks > p && (memchr(p, '\n', blanks - p) || memchr(p, '\r', blanks - p)))
			*to++ = ' ';
		else if (blanks > p)
		{
			memmove(to, p, blanks - p);
			to += blanks - p;
		}
		else
		{
			*to++ = *p;
			blanks = p + 1;
		}
		p = blanks;
	}
	*to = '\0';
}

const char *
line_value_key(const char *name)
{
	char	   *key = pstrdup(name);

	if (*key == '\0' || strlen(key) > LINE_MAX_KEY)
		return NULL;
	for (char *p = key; *p; p++)
	{
		*p = pg_ascii_tolower((unsigned char) *p);
		if (!ascii_is_word((unsigned char) *p) && *p != '-' && *p != '.')
			return NULL;
	}
	return key;
}

StringInfo
line_gather(StringInfo lines, const text *row, const char *what, int limit)
{
	const char *end = VARDATA_ANY(row) + VARSIZE_ANY_EXHDR(row);
	const char *start = lex_blanks_end(VARDATA_ANY(row), end);

	if (!lines)
		lines = makeStringInfo();
	if (lines->len + (end - start) + 1 > limit)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("the lines of a %s can have at most %d bytes", what, limit),
				 errhint("Keep the lines in several of them.")));
	if (lines->len > 0)
		appendStringInfoChar(lines, '\n');
	appendBinaryStringInfo(lines, start, end - start);
	return lines;
}
