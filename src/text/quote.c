/*
 * quote.c
 *	  Printing of paths and patterns; see quote.h.
 */
#include "text/quote.h"

#include "utils/builtins.h"

#include "text/path.h"

void
quote_text(StringInfo out, const char *s, int len)
{
	appendStringInfoChar(out, '"');
	for (int i = 0; i < len; i++)
	{
		if (s[i] == '"' || s[i] == '\\')
			appendStringInfoChar(out, '\\');
		appendStringInfoChar(out, s[i]);
	}
	appendStringInfoChar(out, '"');
}

/* Appends a piece of a segment, quoted if it holds what is special here. */
static void
quote_piece(StringInfo out, const char *s, int len, LexContext context)
{
	bool		quote = len > 0 && s[0] == '"';
	int			n;

	for (int i = 0; i < len && !quote; i++)
		quote = lex_special(s + i, s + len, context, &n) != 0;
	if (quote)
		quote_text(out, s, len);
	else
		appendBinaryStringInfo(out, s, len);
}

void
quote_path(StringInfo out, const char *path, int len, LexContext context)
{
	const char *end = path + len;

	for (;;)
	{
		const char *stop = path_segment_end(path, end);

		quote_piece(out, path, stop - path, context);
		if (stop >= end)
			return;
		appendStringInfoChar(out, '/');
		path = stop + 1;
	}
}

text *
quote_path_text(const char *path, int len)
{
	StringInfoData out;
	text	   *result;

	initStringInfo(&out);
	quote_path(&out, path, len, LEX_PATH);
	result = cstring_to_text_with_len(out.data, out.len);
	pfree(out.data);
	return result;
}

void
quote_pattern(StringInfo out, const char *pattern, int len)
{
	const char *p = pattern;
	const char *end = pattern + len;

	while (p < end)
	{
		const char *stop = p;

		if (*p == FACTAG_REGEX)
		{
			stop = path_segment_end(p, end);
			appendStringInfoChar(out, '~');
			quote_text(out, p + 1, stop - p - 1);
			p = stop;
			continue;
		}
		while (stop < end && (unsigned char) *stop > FACTAG_GLOBSTAR)
			stop++;
		if (stop > p)
			quote_piece(out, p, stop - p, LEX_QUERY);
		if (stop >= end)
			return;
		appendStringInfoString(out, *stop == FACTAG_SEPARATOR ? "/" : *stop == FACTAG_STAR ? "*" : "**");
		p = stop + 1;
	}
}
