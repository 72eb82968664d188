/*
 * slash_pattern.c
 *	  A regular expression between slashes; see slash_pattern.h.
 */
#include "text/slash_pattern.h"

const char *
slash_pattern_end(const char *p, const char *end)
{
	while (p < end && *p != '/')
		p += *p == '\\' && p + 1 < end ? 2 : 1;
	return p < end ? p : NULL;
}

char *
slash_pattern_read(const char *from, const char *to, int *len)
{
	char	   *pattern = palloc(to - from + 1);
	int			n = 0;

	for (const char *p = from; p < to; p++)
	{
		if (*p == '\\' && p + 1 < to)
		{
			if (p[1] != '/')
				pattern[n++] = *p;
			p++;
		}
		pattern[n++] = *p;
	}
	pattern[n] = '\0';
	*len = n;
	return pattern;
}

const char *
slash_pattern_place(const char *from, int offset)
{
	while (offset-- > 0)
		from += from[0] == '\\' && from[1] == '/' ? 2 : 1;
	return from;
}

void
slash_pattern_deparse(StringInfo out, const char *pattern, int len)
{
	appendStringInfoChar(out, '/');
	for (int i = 0; i < len; i++)
	{
		char		c = pattern[i];

		if (c == '/')
			appendStringInfoChar(out, '\\');
		appendStringInfoChar(out, c);
		if (c == '\\' && i + 1 < len)
			appendStringInfoChar(out, pattern[++i]);
	}
	appendStringInfoChar(out, '/');
}
