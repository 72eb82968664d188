/*
 * rule_text.c
 *	  A rule set as it is written: its lines, its options, its rules' names.
 */
#include "rules/rule_text.h"

#include "text/path.h"

static const char *const option_names[LINE_RULE] = {
	[LINE_BY] = "by", [LINE_FOLD] = "fold", [LINE_ON_LIMIT] = "on-limit"
};

RuleLineType
rule_option(const char *name, int len)
{
	for (int type = LINE_BY; type < LINE_RULE; type++)
	{
		if (strlen(option_names[type]) == (size_t) len && memcmp(option_names[type], name, len) == 0)
			return type;
	}
	return LINE_RULE;
}

const char *
rule_option_name(RuleLineType type)
{
	return option_names[type];
}

int
rule_source_path(const RuleOptions *options, const Rule *rule, char *path)
{
	int			len = options->bylen;

	if (len > 0)
	{
		memcpy(path, options->by, len);
		path[len++] = FACTAG_SEPARATOR;
	}
	Assert(len + rule->namelen <= FACTAG_MAX_PATH);
	memcpy(path + len, rule->name, rule->namelen);
	return len + rule->namelen;
}

RuleLine *
rule_text_new_line(RuleText *text)
{
	RuleLine   *line;

	if (text->nlines == text->size)
	{
		text->size = text->size ? text->size * 2 : 64;
		text->lines = text->nlines ? repalloc_huge(text->lines, sizeof(RuleLine) * text->size) :
			palloc(sizeof(RuleLine) * text->size);
	}
	line = &text->lines[text->nlines++];
	memset(line, 0, sizeof(RuleLine));
	return line;
}

/* whether a line has nothing on it, not even a comment */
static bool
is_empty(const RuleLine *line)
{
	return line->type == LINE_BLANK && !line->comment;
}

void
rule_text_append(RuleText *text, const RuleLine *line)
{
	if (is_empty(line) && (text->nlines == 0 || is_empty(&text->lines[text->nlines - 1])))
		return;
	*rule_text_new_line(text) = *line;
}

void
rule_text_trim(RuleText *text)
{
	while (text->nlines > 0 && is_empty(&text->lines[text->nlines - 1]))
		text->nlines--;
}

/* a rule and the number of its line */
typedef struct NumberedRule
{
	const Rule *rule;
	int			line;
} NumberedRule;

static int
compare_names(const NumberedRule *a, const NumberedRule *b)
{
	return path_compare(a->rule->name, a->rule->namelen, b->rule->name, b->rule->namelen);
}

/* qsort: by name, then by line */
static int
compare_rules(const void *a, const void *b)
{
	const NumberedRule *x = a;
	const NumberedRule *y = b;
	int			c = compare_names(x, y);

	return c ? c : x->line < y->line ? -1 : x->line > y->line;
}

const Rule *
rule_text_find_duplicate(const RuleText *text)
{
	NumberedRule *rules = palloc(sizeof(NumberedRule) * Max(text->nrules, 1));
	NumberedRule twin = {NULL, text->nlines};
	int			n = 0;

	for (int i = 0; i < text->nlines; i++)
	{
		if (text->lines[i].type == LINE_RULE)
			rules[n++] = (NumberedRule) {text->lines[i].rule, i};
	}
	qsort(rules, n, sizeof(NumberedRule), compare_rules);
	for (int i = 1; i < n; i++)
	{
		if (compare_names(&rules[i - 1], &rules[i]) == 0 && rules[i].line < twin.line)
			twin = rules[i];
	}
	pfree(rules);
	return twin.rule;
}
