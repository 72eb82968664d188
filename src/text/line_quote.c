/*
 * line_quote.c
 *	  Printing of paths and texts in lines; see line_quote.h.
 */
#include "text/line_quote.h"

#include "text/line_reader.h"
#include "text/path.h"
#include "text/quote.h"

void
line_quote_piece(StringInfo out, const char *s, int len, LexSpecials specials)
{
	const char *end = s + len;
	int			n;

	Assert(specials_have(specials, '#'));
	for (const char *p = s; p < end; p++)
	{
		if (line_arrow(p, end, &n))
		{
			quote_text(out, s, len);
			return;
		}
	}
	quote_piece(out, s, len, specials);
}

void
line_quote_path(StringInfo out, const char *path, int len, LexSpecials specials, bool first)
{
	const char *end = path + len;

	for (const char *p = path;;)
	{
		const char *stop = path_segment_end(p, end);

		if (first && p == path)
			quote_text(out, p, stop - p);
		else
			line_quote_piece(out, p, stop - p, specials);
		if (stop >= end)
			return;
		appendStringInfoChar(out, '/');
		p = stop + 1;
	}
}
