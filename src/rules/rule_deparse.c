/*
 * rule_deparse.c
 *	  The canonical text of a rule set: single blanks, no unneeded parentheses,
 *	  comments unchanged.
 */
#include "rules/rule_deparse.h"

#include "miscadmin.h"
#include "utils/fmgrprotos.h"

#include "evasion/evasion.h"
#include "pcre/regex.h"
#include "rules/rule_specials.h"
#include "text/path.h"
#include "text/quote.h"
#include "text/slash_pattern.h"

char *
rule_name_text(const Rule *rule)
{
	StringInfoData out;

	initStringInfo(&out);
	quote_path(&out, rule->name, rule->namelen, rule_name_specials);
	return out.data;
}

/* Appends a pattern, its slashes escaped, and its flags. */
static void
print_pattern(StringInfo out, const Condition *condition)
{
	slash_pattern_deparse(out, condition->pattern, condition->patternlen);
	for (const char *letter = REGEX_FLAG_LETTERS; *letter; letter++)
	{
		if (condition->flags & regex_flag(*letter))
			appendStringInfoChar(out, *letter);
	}
}

/* Appends a key of a field, quoted if it would be read as something else. */
static void
print_key(StringInfo out, const char *key, bool quote)
{
	int			len = strlen(key);
	int			n;

	for (int i = 0; i < len && !quote; i++)
		quote = key[i] == '"' || key[i] == '.' || lex_blank(key + i, key + len) ||
			lex_special(key + i, key + len, condition_specials, &n) ||
			strncmp(key + i, "\342\206\222", 3) == 0;	/* the arrow → */
	if (quote)
		quote_text(out, key, len);
	else
		appendStringInfoString(out, key);
}

/* Appends the keys of a field that needs no quotes. */
static void
print_names(StringInfo out, const RuleField *field)
{
	for (int i = 0; i < field->nkeys; i++)
		appendStringInfo(out, "%s%s", i ? "." : "", field->keys[i]);
}

static void
print_field(StringInfo out, const RuleField *field)
{
	if (field->nkeys == 1)
		print_key(out, field->keys[0], false);
	else
		print_names(out, field);
}

static void
print_compare(StringInfo out, const Condition *condition)
{
	/* in the order of FieldOperator */
	static const char *const operators[] = {"=", "!=", "<", "<=", ">", ">="};
	Datum		number;

	print_field(out, &condition->field);
	appendStringInfo(out, " %s ", operators[condition->op]);
	switch (condition->kind)
	{
		case FIELD_STRING:
			quote_text(out, condition->string, condition->stringlen);
			break;
		case FIELD_NUMBER:
			number = DirectFunctionCall1(numeric_out, NumericGetDatum(condition->numeric));
			appendStringInfoString(out, DatumGetCString(number));
			break;
		case FIELD_BOOL:
			appendStringInfoString(out, condition->boolean ? "true" : "false");
			break;
		case FIELD_NULL:
			appendStringInfoString(out, "null");
			break;
		case FIELD_FIELD:
			/* after an operator, quotes are for texts */
			print_names(out, &condition->other);
			break;
	}
}

/* Appends a child, in parentheses if its operator binds less tightly than its parent's. */
static void
print_child(StringInfo out, const Condition *parent, const Condition *child)
{
	bool		loose = child->type == CONDITION_OR || child->type == CONDITION_AND;
	bool		parentheses = loose &&
		(parent->type == CONDITION_NOT ||
		 (parent->type == CONDITION_AND && child->type == CONDITION_OR));

	if (parentheses)
		appendStringInfoChar(out, '(');
	condition_deparse(out, child);
	if (parentheses)
		appendStringInfoChar(out, ')');
}

void
condition_deparse(StringInfo out, const Condition *condition)
{
	const char *separator = condition->type == CONDITION_AND ? " & " :
		condition->type == CONDITION_OR ? " | " : ", ";

	check_stack_depth();
	switch (condition->type)
	{
		case CONDITION_PATTERN:
			if (condition->field.nkeys > 0)
			{
				print_field(out, &condition->field);
				appendStringInfoString(out, " ~ ");
			}
			print_pattern(out, condition);
			return;
		case CONDITION_COMPARE:
			print_compare(out, condition);
			return;
		case CONDITION_NOT:
			appendStringInfoChar(out, '!');
			print_child(out, condition, condition->children[0]);
			return;
		case CONDITION_COUNT:
			appendStringInfo(out, "%d of (", condition->least);
			break;
		default:
			break;
	}
	for (int i = 0; i < condition->nchildren; i++)
	{
		if (i > 0)
			appendStringInfoString(out, separator);
		print_child(out, condition, condition->children[i]);
	}
	if (condition->type == CONDITION_COUNT)
		appendStringInfoChar(out, ')');
}

void
rule_deparse_labels(StringInfo out, const Rule *rule)
{
	for (int i = 0; i < rule->nlabels; i++)
	{
		if (i > 0)
			appendStringInfoString(out, ", ");
		quote_path(out, rule->labels[i].path, rule->labels[i].len, rule_label_specials);
		attributes_deparse(out, &label_attributes, rule->labels[i].present, rule->labels[i].value);
	}
}

/* Appends the value of option "fold". */
static void
print_fold(StringInfo out, EvasionOptions fold)
{
	const char *separator = "";

	for (int i = 0; i < 16; i++)
	{
		if (!(fold & (1 << i)))
			continue;
		appendStringInfo(out, "%s%s", separator, evasion_name(1 << i));
		separator = ", ";
	}
}

/* Appends the name of a rule, quoted if it is or may become that of an option. */
static void
print_name(StringInfo out, const Rule *rule)
{
	const char *end = rule->name + rule->namelen;
	const char *stop = path_segment_end(rule->name, end);

	if (*rule->name != RULE_RESERVED && rule_option(rule->name, rule->namelen) == LINE_RULE)
	{
		quote_path(out, rule->name, rule->namelen, rule_name_specials);
		return;
	}
	quote_text(out, rule->name, stop - rule->name);
	if (stop < end)
	{
		appendStringInfoChar(out, '/');
		quote_path(out, stop + 1, end - stop - 1, rule_name_specials);
	}
}

static void
print_rule(StringInfo out, const Rule *rule)
{
	print_name(out, rule);
	appendStringInfoString(out, ": ");
	condition_deparse(out, rule->condition);
	appendStringInfoString(out, " -> ");
	rule_deparse_labels(out, rule);
}

static void
print_line(StringInfo out, const RuleOptions *options, const RuleLine *line)
{
	if (line->type == LINE_RULE)
		print_rule(out, line->rule);
	else if (line->type != LINE_BLANK)
	{
		appendStringInfo(out, "%s: ", rule_option_name(line->type));
		if (line->type == LINE_BY)
			quote_path(out, options->by, options->bylen, rule_name_specials);
		else if (line->type == LINE_FOLD)
			print_fold(out, options->fold);
		else
			appendStringInfoString(out, options->skip ? "skip" : "error");
	}
	if (line->comment)
	{
		if (line->type != LINE_BLANK)
			appendStringInfoString(out, "  ");
		appendBinaryStringInfo(out, line->comment, line->commentlen);
	}
}

void
rule_deparse(StringInfo out, const RuleText *text)
{
	for (int i = 0; i < text->nlines; i++)
	{
		CHECK_FOR_INTERRUPTS();
		if (i > 0)
			appendStringInfoChar(out, '\n');
		print_line(out, &text->options, &text->lines[i]);
	}
}
