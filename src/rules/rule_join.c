/*
 * rule_join.c
 *	  Joining rule sets; see rule_join.h.
 */
#include "rules/rule_join.h"

#include "miscadmin.h"

#include "pcre/regex.h"
#include "rules/rule_deparse.h"
#include "text/lexer.h"
#include "text/path.h"

/*
 * Tells in a sentence, with a blank before it, which row of an aggregate rules are from, and
 * how these begin; nothing if they are from none.
 */
static const char *
row_sentence(const RuleText *text)
{
	StringInfoData out;

	if (!text || text->row == 0)
		return "";
	initStringInfo(&out);
	rule_deparse(&out, text);
	return psprintf(" Row " INT64_FORMAT " is \"%s\".", text->row, lex_clip(out.data));
}

/* Refuses options of a rule set that those joined before set differently. */
static void
compare_options(const RuleOptions *a, const RuleText *text)
{
	const RuleOptions *b = &text->options;
	RuleLineType other = LINE_BLANK;

	if (a->has[LINE_BY] && b->has[LINE_BY] && path_compare(a->by, a->bylen, b->by, b->bylen) != 0)
		other = LINE_BY;
	else if (a->has[LINE_FOLD] && b->has[LINE_FOLD] && a->fold != b->fold)
		other = LINE_FOLD;
	else if (a->has[LINE_ON_LIMIT] && b->has[LINE_ON_LIMIT] && a->skip != b->skip)
		other = LINE_ON_LIMIT;
	if (other != LINE_BLANK)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("cannot join rule sets whose option \"%s\" differs", rule_option_name(other)),
				 errdetail("An option applies to all rules of a set.%s", row_sentence(text)),
				 errhint("Set it in one of them only, "
						 "or classify with each set and join the labels with ||.")));
}

/* The number of lines up to the last option, included. */
static int
options_end(const RuleText *text)
{
	int			end = 0;

	for (int i = 0; i < text->nlines && text->lines[i].type != LINE_RULE; i++)
	{
		if (text->lines[i].type != LINE_BLANK)
			end = i + 1;
	}
	return end;
}

/* Adds the options of a set, with the comments between them; each option once. */
static void
take_options(RuleText *result, const RuleText *from)
{
	RuleOptions *to = &result->options;
	int			end = options_end(from);

	compare_options(to, from);
	for (int i = 0; i < end; i++)
	{
		const RuleLine *line = &from->lines[i];

		CHECK_FOR_INTERRUPTS();
		if (line->type == LINE_BLANK || !to->has[line->type])
			rule_text_append(result, line);
		to->has[line->type] = true;
	}
	if (from->options.has[LINE_BY])
	{
		to->by = from->options.by;
		to->bylen = from->options.bylen;
	}
	to->fold |= from->options.fold;
	to->skip |= from->options.skip;
}

static void
take_rules(RuleText *result, const RuleText *from)
{
	for (int i = options_end(from); i < from->nlines; i++)
		rule_text_append(result, &from->lines[i]);
	result->nrules += from->nrules;
	if (result->nrules > FACTAG_MAX_RULES)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("rule set would have more than %d rules", FACTAG_MAX_RULES),
				 errhint("Keep the rules in several rule sets, and classify with each of them.")));
}

/* The rule set that a rule is of. */
static const RuleText *
text_of(const Rule *rule, RuleText *const *texts, int n)
{
	for (int i = 0; i < n; i++)
	{
		for (int k = 0; k < texts[i]->nlines; k++)
		{
			if (texts[i]->lines[k].rule == rule)
				return texts[i];
		}
	}
	return NULL;
}

/* Refuses names that two sets have, or that are too long below the joined option "by". */
static void
check_names(const RuleText *text, RuleText *const *texts, int n)
{
	const Rule *twin = rule_text_find_duplicate(text);

	if (twin)
	{
		const char *row = row_sentence(text_of(twin, texts, n));

		ereport(ERROR,
				(errcode(ERRCODE_DUPLICATE_OBJECT),
				 errmsg("rule sets to be joined have more than one rule \"%s\"", rule_name_text(twin)),
				 *row ? errdetail("An earlier row has a rule of the same name.%s", row) : 0,
				 errhint("Give each rule a name of its own.")));
	}
	for (int i = 0; i < text->nlines; i++)
	{
		const Rule *rule = text->lines[i].rule;

		if (rule && text->options.bylen + 1 + rule->namelen > FACTAG_MAX_PATH)
			ereport(ERROR,
					(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
					 errmsg("option \"by\" and the name of rule \"%s\" are too long together",
							rule_name_text(rule)),
					 errdetail("They take at most %d bytes.%s", FACTAG_MAX_PATH,
							   row_sentence(text_of(rule, texts, n)))));
	}
}

/* Refuses patterns that do not compile with the joined option "fold". */
static void
check_condition(const RuleText *text, const Rule *rule, const Condition *condition,
				EvasionOptions fold)
{
	check_stack_depth();
	CHECK_FOR_INTERRUPTS();
	if (condition->type == CONDITION_PATTERN)
	{
		FoldedPattern folded;
		PatternFoldError fold_error;
		RegexError	error = {0};
		bool		folds = condition_fold_pattern(condition, fold, &folded, &fold_error);

		if (!folds || !regex_check(folded.pattern, folded.len, folded.flags, &error))
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_REGULAR_EXPRESSION),
					 errmsg("a pattern of rule \"%s\" does not compile with the joined option \"fold\": %s",
							rule_name_text(rule), folds ? error.message : fold_error.message),
					 errdetail("The pattern is /%s/; the option is set by another of the joined rule sets.%s",
							   lex_clip(condition->pattern), row_sentence(text)),
					 folds ? 0 : errhint("%s", fold_error.hint)));
	}
	for (int i = 0; i < condition->nchildren; i++)
		check_condition(text, rule, condition->children[i], fold);
}

/* Checks the patterns of a set against the joined option "fold", unless it is the set's own. */
static void
check_patterns(const RuleText *text, EvasionOptions fold)
{
	if (text->options.fold == fold)
		return;
	for (int i = 0; i < text->nlines; i++)
	{
		const Rule *rule = text->lines[i].rule;

		if (rule)
			check_condition(text, rule, rule->condition, fold);
	}
}

RuleText *
rule_join(RuleText *const *texts, int n)
{
	RuleText   *result = palloc0(sizeof(RuleText));

	for (int i = 0; i < n; i++)
		take_options(result, texts[i]);
	for (int i = 0; i < n; i++)
	{
		CHECK_FOR_INTERRUPTS();
		check_patterns(texts[i], result->options.fold);
		take_rules(result, texts[i]);
	}
	rule_text_trim(result);
	check_names(result, texts, n);
	return result;
}
