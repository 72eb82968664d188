/*
 * import_tsv.c
 *	  Lines of text, and their cells between tabs; see import_tsv.h.
 */
#include "taxonomy/import_tsv.h"

#include "miscadmin.h"

#include "text/input.h"

void
tsv_init(TsvLines *lines, const char *document, int len)
{
	bool		mark = len >= 3 && memcmp(document, "\357\273\277", 3) == 0;

	lines->p = mark ? document + 3 : document;
	lines->end = document + len;
	lines->number = 0;
}

bool
tsv_next(TsvLines *lines, TsvText *line)
{
	const char *stop;

	CHECK_FOR_INTERRUPTS();
	if (!lines->p)
		return false;
	stop = memchr(lines->p, '\n', lines->end - lines->p);
	line->s = lines->p;
	lines->p = stop ? stop + 1 : NULL;
	stop = stop ? stop : lines->end;
	if (stop > line->s && stop[-1] == '\r')
		stop--;
	line->len = stop - line->s;
	lines->number++;
	return true;
}

/*
 * Takes the quotes off a cell that a spreadsheet has put into them: those inside are
 * doubled. A cell that just begins with a quote stays as it is.
 */
static void
unquote(TsvText *cell)
{
	const char *end = cell->s + cell->len - 1;
	char	   *copy;
	int			n = 0;

	if (cell->len < 2 || cell->s[0] != '"' || *end != '"')
		return;
	copy = palloc(cell->len);
	for (const char *p = cell->s + 1; p < end; p++)
	{
		if (*p == '"' && (p + 1 == end || *++p != '"'))
		{
			pfree(copy);
			return;
		}
		copy[n++] = *p;
	}
	cell->s = copy;
	cell->len = n;
}

bool
tsv_cell(TsvText *rest, TsvText *cell)
{
	const char *end;
	const char *stop;

	if (!rest->s)
		return false;
	end = rest->s + rest->len;
	stop = memchr(rest->s, '\t', rest->len);
	cell->s = lex_blanks_end(rest->s, stop ? stop : end);
	cell->len = lex_text_end(cell->s, stop ? stop : end) - cell->s;
	rest->s = stop ? stop + 1 : NULL;
	rest->len = stop ? end - rest->s : 0;
	unquote(cell);
	return true;
}
