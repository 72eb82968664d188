/*
 * quote.c
 *	  Printing of paths and texts, quoted where they must be; see quote.h.
 */
#include "text/quote.h"

#include "utils/builtins.h"

#include "text/driver_text.h"
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

void
quote_piece(StringInfo out, const char *s, int len, LexSpecials specials)
{
	bool		quote = len > 0 && s[0] == '"';
	int			n;

	for (int i = 0; i < len && !quote; i++)
		quote = lex_special(s + i, s + len, specials, &n) != 0;
	if (quote)
		quote_text(out, s, len);
	else
		appendBinaryStringInfo(out, s, len);
}

/*
 * Whether the first segment of a path must be quoted, whatever language reads it: a query
 * would take it for an operator and its operand, or text input for an array or JSON.
 */
static bool
misleads(const char *path, const char *end)
{
	return path < end && (strchr("!=(", *path) != NULL || driver_text_starts(path, end));
}

/*
 * Appends a path if it prints without quotes: ASCII without quotes, braces, brackets
 * and special characters. Most paths do, and one loop is cheaper than quote_piece's.
 */
static bool
append_bare_path(StringInfo out, const char *path, int len, LexSpecials specials)
{
	uint64		low = specials.words[0] | SPECIALS_BIT(0, '/') | SPECIALS_BIT(0, '"');
	uint64		high = specials.words[1] | SPECIALS_BIT(1, '{') | SPECIALS_BIT(1, '[');
	char	   *to;

	if (misleads(path, path + len))
		return false;
	enlargeStringInfo(out, len);
	to = out->data + out->len;
	for (int i = 0; i < len; i++)
	{
		uint8		c = path[i];

		if (c >= 128 || (((c < 64 ? low : high) >> (c % 64)) & 1) != 0)
			return false;
		to[i] = c == FACTAG_SEPARATOR ? '/' : c;
	}
	out->len += len;
	out->data[out->len] = '\0';
	return true;
}

void
quote_path(StringInfo out, const char *path, int len, LexSpecials specials)
{
	const char *start = path;
	const char *end = path + len;

	if (append_bare_path(out, path, len, specials))
		return;
	for (;;)
	{
		const char *stop = path_segment_end(path, end);

		if (path == start && misleads(path, stop))
			quote_text(out, path, stop - path);
		else
			quote_piece(out, path, stop - path, specials);
		if (stop >= end)
			return;
		appendStringInfoChar(out, '/');
		path = stop + 1;
	}
}

text *
quote_path_text(const char *path, int len, LexSpecials specials)
{
	StringInfoData out;
	text	   *result;

	initStringInfo(&out);
	quote_path(&out, path, len, specials);
	result = cstring_to_text_with_len(out.data, out.len);
	pfree(out.data);
	return result;
}
