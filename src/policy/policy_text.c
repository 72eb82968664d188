/*
 * policy_text.c
 *	  A policy as it is written; see policy_text.h.
 */
#include "policy/policy_text.h"

#include "text/path.h"

/* Whether a line has nothing on it, not even a comment. */
static bool
is_empty(const PolicyLine *line)
{
	return line->type == POLICY_BLANK && !line->comment;
}

void
policy_text_append(PolicyText *text, const PolicyLine *line)
{
	if (is_empty(line) && (text->nlines == 0 || is_empty(&text->lines[text->nlines - 1])))
		return;
	if (text->nlines == text->size)
	{
		text->size = text->size ? text->size * 2 : 16;
		text->lines = text->nlines ? repalloc_huge(text->lines, sizeof(PolicyLine) * text->size) :
			palloc(sizeof(PolicyLine) * text->size);
	}
	text->count[line->type]++;
	if (line->type == POLICY_BY)
		text->by = line->names[0];
	text->lines[text->nlines++] = *line;
}

void
policy_text_trim(PolicyText *text)
{
	while (text->nlines > 0 && is_empty(&text->lines[text->nlines - 1]))
	{
		text->nlines--;
		text->count[POLICY_BLANK]--;
	}
}

int
policy_step_path(const PolicyLine *ladder, int step, char *path)
{
	const PolicyName *name = &ladder->steps[step].name;

	memcpy(path, ladder->name.path, ladder->name.len);
	path[ladder->name.len] = FACTAG_SEPARATOR;
	memcpy(path + ladder->name.len + 1, name->path, name->len);
	return ladder->name.len + 1 + name->len;
}

int
policy_source_path(const PolicyText *text, const PolicyLine *rule, char *path)
{
	int			len = 0;

	if (text->by.path)
	{
		len = text->by.len;
		memcpy(path, text->by.path, len);
		path[len++] = FACTAG_SEPARATOR;
	}
	Assert(len + rule->name.len <= FACTAG_MAX_PATH);
	memcpy(path + len, rule->name.path, rule->name.len);
	return len + rule->name.len;
}
