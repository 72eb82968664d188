/*
 * taxonomy_text.c
 *	  A taxonomy as it is written; see taxonomy_text.h.
 */
#include "taxonomy/taxonomy_text.h"

/* Whether a line has nothing on it, not even a comment. */
static bool
is_empty(const TaxonomyLine *line)
{
	return line->type == LINE_BLANK && !line->comment;
}

void
taxonomy_text_append(TaxonomyText *text, const TaxonomyLine *line)
{
	if (is_empty(line) && (text->nlines == 0 || is_empty(&text->lines[text->nlines - 1])))
		return;
	if (text->nlines == text->size)
	{
		text->size = text->size ? text->size * 2 : 64;
		text->lines = text->nlines ? repalloc_huge(text->lines, sizeof(TaxonomyLine) * text->size) :
			palloc(sizeof(TaxonomyLine) * text->size);
	}
	text->lines[text->nlines++] = *line;
}

void
taxonomy_text_trim(TaxonomyText *text)
{
	while (text->nlines > 0 && is_empty(&text->lines[text->nlines - 1]))
		text->nlines--;
}
