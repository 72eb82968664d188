/*
 * rule_parse.c
 *	  Reading a rule set, in which each option and rule has a line of its own. The
 *	  grammar is in ruleset.sql.
 */
#include "rules/rule_parse.h"

#include "miscadmin.h"

#include "evasion/evasion.h"
#include "rules/condition_parse.h"
#include "rules/rule_specials.h"
#include "text/path.h"

static const char *const rule_hint = "Write a rule as name: /pattern/ -> label; options come first: by, fold, on-limit.";

/* what a rule may say of its labels: neither by whom nor when */
static const uint8 label_numbers[] = {
	ATTRIBUTE_VERDICT, ATTRIBUTE_SCORE, ATTRIBUTE_CLAIM, ATTRIBUTE_UNTIL, ATTRIBUTE_DENY, ATTRIBUTE_SAID, ATTRIBUTE_REF
};

static const AttributeTable rule_label_attributes = {
	attribute_defs, lengthof(label_numbers), label_numbers,
	"A rule's labels take verdict, score, claim, until, deny, said and ref; the source is the rule, and the timestamp is given to ruleset_classify."
};

/* what a place after an arrow or an option's name is part of */
typedef enum LinePart
{
	LINE_PATHS,					/* of labels, or of an option's value */
	LINE_NAME,					/* of an attribute, in brackets */
	LINE_VALUE					/* of an attribute */
} LinePart;

/*
 * Where the comment begins after labels or an option's value, or the line's end.
 * A comment begins with a "#" at the start or after a blank, outside quotes and
 * brackets. The specials are those of the list, without those of attributes.
 */
static const char *
find_comment(const char *p, const char *end, LexSpecials specials)
{
	LinePart	part = LINE_PATHS;
	bool		start = true;	/* of a segment, a word or a value, where a quote opens */
	bool		blank = true;

	while (p < end)
	{
		int			n = lex_blank(p, end);
		int			len;
		char		c;

		if (n > 0)
		{
			blank = true;
			p += n;
			continue;
		}
		if (*p == '#' && blank && part == LINE_PATHS)
			return p;
		blank = false;
		if (*p == '"' && start)
		{
			const char *close = lex_quote_end(p + 1, end);

			start = false;
			p = close ? close + 1 : p + 1;
			continue;
		}
		c = lex_special(p, end, part == LINE_PATHS ? specials :
						part == LINE_NAME ? attribute_name_specials : attribute_value_specials, &len);
		p += c ? len : 1;
		start = part == LINE_PATHS ? c == '/' || c == ',' : part == LINE_NAME && c == '=';
		if (start && part == LINE_NAME)
			part = LINE_VALUE;
		else if (c == '[' || c == ';')
			part = LINE_NAME;
		else if (c == ']')
			part = LINE_PATHS;
	}
	return end;
}

/* Moves the comment at the end of a line, if there is one, from the lexer to the line. */
static void
take_comment(Lexer *lx, RuleLine *line, LexSpecials specials)
{
	const char *comment = find_comment(lx->cur, lx->end, specials);
	const char *end = lex_text_end(comment, lx->end);

	if (end > comment)
	{
		line->comment = pnstrdup(comment, end - comment);
		line->commentlen = end - comment;
	}
	lx->end = comment;
}

/* Reads the value of option "fold". */
static bool
parse_fold(Lexer *lx, RuleOptions *options)
{
	do
	{
		const char *at;
		char	   *word;
		EvasionOptions bit;

		lex_skip_blanks(lx);
		at = lx->cur;
		word = lex_word(lx, rule_list_specials, "an option of folding");
		if (!word)
			return false;
		if (!evasion_option(word, strlen(word), &bit))
			return lex_fail(lx, at, "The options of folding are " EVASION_NAMES ".", "Expected an option of folding, found \"%s\".", lex_clip(word));
		options->fold |= bit;
	} while (lex_accept(lx, ','));
	return true;
}

/* Reads the value of an option, after its colon. */
static bool
parse_option(Lexer *lx, RuleText *text, RuleLine *line, RuleLineType type, const char *at)
{
	RuleOptions *options = &text->options;

	line->type = type;
	if (text->nrules > 0)
		return lex_fail(lx, at, "If this is the name of a rule, put it in double quotes.", "Options must come before the first rule.");
	if (options->has[type])
		return lex_fail(lx, at, NULL, "The option \"%s\" is given twice.", rule_option_name(type));
	options->has[type] = true;
	take_comment(lx, line, type == LINE_BY ? path_specials : rule_list_specials);
	if (type == LINE_BY)
	{
		char		path[FACTAG_MAX_PATH];

		if (!lex_path(lx, path_specials, path, &options->bylen))
			return false;
		options->by = pnstrdup(path, options->bylen);
	}
	else if (type == LINE_FOLD)
	{
		if (!parse_fold(lx, options))
			return false;
	}
	else
	{
		const char *value;

		lex_skip_blanks(lx);
		at = lx->cur;
		value = lex_word(lx, rule_list_specials, "error or skip");
		if (!value)
			return false;
		if (strcmp(value, "error") != 0 && strcmp(value, "skip") != 0)
			return lex_fail(lx, at, NULL, "Expected error or skip, found \"%s\".", lex_clip(value));
		options->skip = *value == 's';
	}
	return lex_expect_end(lx);
}

bool
rule_parse_labels(Lexer *lx, Rule *rule)
{
	char		path[FACTAG_MAX_PATH];

	do
	{
		Label	   *label;

		if (rule->nlabels == FACTAG_MAX_RULE_LABELS)
			return lex_fail_code(lx, ERRCODE_PROGRAM_LIMIT_EXCEEDED, lx->cur, NULL,
								 "A rule can have at most %d labels.", FACTAG_MAX_RULE_LABELS);
		rule->labels = rule->nlabels ? repalloc(rule->labels, sizeof(Label) * (rule->nlabels + 1)) :
			palloc(sizeof(Label));
		label = &rule->labels[rule->nlabels++];
		memset(label, 0, sizeof(Label));
		if (!lex_path(lx, rule_list_specials, path, &label->len) ||
			!attributes_read(lx, &rule_label_attributes, &label->present, label->value))
			return false;
		label->path = pnstrdup(path, label->len);
	} while (lex_accept(lx, ','));
	if (lex_peek(lx, rule_list_specials) != -1)
		return lex_fail(lx, lx->cur, "Separate labels with commas; a comment begins with a # after a blank.",
						"Expected \",\" or the end of the line, found %s.", lex_describe(lx));
	return true;
}

/* Reads a rule, after its name and the colon. */
static bool
parse_rule(Lexer *lx, RuleText *text, RuleLine *line, bool check)
{
	const char *end = lx->end;
	const char *stop;
	int			arrow;
	Rule	   *rule = line->rule;

	line->type = LINE_RULE;
	text->nrules++;
	if (text->nrules > FACTAG_MAX_RULES)
		return lex_fail_code(lx, ERRCODE_PROGRAM_LIMIT_EXCEEDED, rule->at, NULL,
							 "A rule set can have at most %d rules.", FACTAG_MAX_RULES);
	if (text->options.bylen + 1 + rule->namelen > FACTAG_MAX_PATH)
		return lex_fail_code(lx, ERRCODE_PROGRAM_LIMIT_EXCEEDED, rule->at, NULL,
							 "The option \"by\" and the name of a rule together can have at most %d bytes.", FACTAG_MAX_PATH);
	stop = condition_end(lx, &arrow);
	if (!stop)
		return false;
	if (!arrow)
		return lex_fail(lx, stop, rule_hint, "Expected \"->\" and a label.");
	lx->end = stop;
	rule->condition = condition_parse(lx, check, text->options.fold);
	if (!rule->condition)
		return false;
	lx->end = end;
	lx->cur = stop + arrow;
	take_comment(lx, line, rule_list_specials);
	return rule_parse_labels(lx, rule);
}

/* Reads one line, up to the lexer's end. */
static bool
parse_line(Lexer *lx, RuleText *text, bool check)
{
	RuleLine   *line;
	const char *at;
	char		path[FACTAG_MAX_PATH];
	int			len;
	RuleLineType option;

	CHECK_FOR_INTERRUPTS();
	lex_skip_blanks(lx);
	if (lx->cur >= lx->end)
	{
		rule_text_append(text, &(RuleLine) {.type = LINE_BLANK});
		return true;
	}
	line = rule_text_new_line(text);
	if (*lx->cur == '#')
	{
		take_comment(lx, line, path_specials);
		return true;
	}
	at = lx->cur;
	if (*at == '/')
		return lex_fail(lx, at, rule_hint, "Expected the name of a rule, found a pattern.");
	if (!lex_path(lx, rule_name_specials, path, &len))
		return false;
	if (!lex_accept(lx, ':'))
		return lex_fail(lx, lx->cur, rule_hint, "Expected \":\" after the name of a rule, found %s.", lex_describe(lx));
	if (check && *at != '"' && *path == RULE_RESERVED)
		return lex_fail(lx, at, "Put the name in double quotes: names that begin so without them are kept for options to come.",
						"The name of a rule begins with \"%c\".", RULE_RESERVED);
	option = *at == '"' ? LINE_RULE : rule_option(path, len);
	if (option != LINE_RULE)
		return parse_option(lx, text, line, option, at);
	line->rule = palloc0(sizeof(Rule));
	line->rule->name = pnstrdup(path, len);
	line->rule->namelen = len;
	line->rule->at = at;
	return parse_rule(lx, text, line, check);
}

RuleText *
rule_parse(Lexer *lx, bool check)
{
	RuleText   *text = palloc0(sizeof(RuleText));
	const char *end = lx->end;
	const Rule *twin;

	lx->lines = true;
	lex_skip_byte_order_mark(lx);
	for (const char *start = lx->cur;; start = lx->end + 1)
	{
		const char *newline = memchr(start, '\n', end - start);

		lx->cur = start;
		lx->end = newline ? newline : end;
		if (!parse_line(lx, text, check))
			return NULL;
		/* parsing a line moves the end */
		lx->end = newline ? newline : end;
		if (!newline)
			break;
	}
	rule_text_trim(text);
	twin = check ? rule_text_find_duplicate(text) : NULL;
	if (twin)
	{
		lex_fail_code(lx, ERRCODE_DUPLICATE_OBJECT, twin->at, "Give each rule a name of its own.", "Another rule has the same name.");
		return NULL;
	}
	return text;
}
