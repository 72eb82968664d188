/*
 * policy_parse.c
 *	  Reading the lines of a policy. The grammar is in labelpolicy.sql.
 */
#include "policy/policy_parse.h"

#include "miscadmin.h"

#include "policy/policy_attribute.h"
#include "policy/policy_line.h"
#include "policy/policy_specials.h"
#include "query/query_parse.h"
#include "text/attribute.h"

#define MAX_STEPS 1000			/* steps of a ladder */
#define MAX_OUTPUTS 100			/* outputs of a rule */

static const char *const rule_hint =
	"Write a rule as name: query -> output, an exemption as exempt name: query -> rule, a ladder as ladder path: step < step.";

static const char *const name_hint =
	"Put a name with special characters or an arrow in double quotes: \"AC/DC\", \"a -> b\".";

static const char *const star_hint =
	"Write out each path and each rule; put a star that is part of a name in double quotes: \"c*\".";

/* Reads a path. */
static bool
read_name(Lexer *lx, PolicyName *name)
{
	char		path[FACTAG_MAX_PATH];
	bool		ok;

	lex_skip_blanks(lx);
	name->at = lx->cur - lx->input;
	lx->star_hint = star_hint;
	ok = lex_path(lx, policy_name_specials, path, &name->len);
	lx->star_hint = NULL;
	if (ok)
		name->path = pnstrdup(path, name->len);
	return ok;
}

/* Makes space for one more item in an array of n, which doubles. */
static void *
enlarge(void *array, int n, Size size)
{
	if (n == 0)
		return palloc(size);
	return (n & (n - 1)) == 0 ? repalloc_huge(array, size * n * 2) : array;
}

/* Reads paths with commas between them, up to the lexer's end. */
static bool
read_names(Lexer *lx, PolicyLine *line)
{
	do
	{
		line->names = enlarge(line->names, line->nnames, sizeof(PolicyName));
		if (!read_name(lx, &line->names[line->nnames++]))
			return false;
	} while (lex_accept(lx, ','));
	if (lex_peek(lx, policy_name_specials) != -1)
		return lex_fail(lx, lx->cur, name_hint, "Expected \",\" or the end of the line, found %s.", lex_describe(lx));
	return true;
}

/* Reads an option, from its value on. */
static bool
read_option(Lexer *lx, PolicyText *text, PolicyLine *line, const char *at)
{
	if ((line->type == POLICY_BY || line->type == POLICY_TRUST) && text->count[line->type] > 0)
		return lex_fail(lx, lex_blanks_end(at, lx->end), "Only free, never-exempt and facts may be there more than once.",
						"The option \"%s\" is given twice.", policy_option_name(line->type));
	if (!read_names(lx, line))
		return false;
	if (line->type == POLICY_BY && line->nnames > 1)
		return lex_fail(lx, lx->input + line->names[1].at, NULL, "The option \"by\" has one path.");
	return true;
}

/* Reads one step of a ladder. */
static bool
read_step(Lexer *lx, PolicyStep *step)
{
	memset(step, 0, sizeof(PolicyStep));
	if (!read_name(lx, &step->name))
		return false;
	if (memchr(step->name.path, FACTAG_SEPARATOR, step->name.len))
		return lex_fail(lx, lx->input + step->name.at, "Write the path before the colon: ladder ads/video: none.",
						"A step of a ladder is one segment.");
	return !lex_accept(lx, '[') || policy_attributes_read(lx, &step->attributes);
}

/* Reads the steps of a ladder, up to the lexer's end. */
static bool
read_steps(Lexer *lx, PolicyLine *line)
{
	do
	{
		if (line->nsteps == MAX_STEPS)
			return lex_fail_code(lx, ERRCODE_PROGRAM_LIMIT_EXCEEDED, lx->cur, NULL,
								 "A ladder can have at most %d steps.", MAX_STEPS);
		line->steps = enlarge(line->steps, line->nsteps, sizeof(PolicyStep));
		if (!read_step(lx, &line->steps[line->nsteps++]))
			return false;
	} while (lex_accept(lx, '<'));
	if (lex_peek(lx, policy_name_specials) != -1)
		return lex_fail(lx, lx->cur, "Write a ladder from its mildest step on: ladder visibility: inform < warn < remove.",
						"Expected \"<\" or the end of the line, found %s.", lex_describe(lx));
	return true;
}

/* Reads a duration, the value of "for". */
static bool
read_duration(Lexer *lx, PolicyOutput *output)
{
	Duration   *duration = palloc(sizeof(Duration));
	const char *at;
	char	   *word;

	lex_skip_blanks(lx);
	at = lx->cur;
	word = lex_word(lx, attribute_value_specials, "a duration");
	if (!word)
		return false;
	output->lasts = duration;
	switch (duration_parse(word, duration))
	{
		case DURATION_OK:
			if (duration->months > 0 || duration->usecs > 0)
				return true;
			return lex_fail_code(lx, ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE, at, NULL, "The duration \"%s\" is not positive.",
								 lex_clip(word));
		case DURATION_RANGE:
			return lex_fail_code(lx, ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE, at, NULL, "The duration \"%s\" is too long.",
								 lex_clip(word));
		case DURATION_SYNTAX:
			break;
	}
	return lex_fail(lx, at, "Write a duration as P90D, P1Y6M or PT36H.",
					"Expected a duration, found \"%s\".", lex_clip(word));
}

/* Reads the attribute of an output, after its bracket. */
static bool
read_output_attribute(Lexer *lx, PolicyOutput *output)
{
	static const char *const hint = "An output has one attribute: account/suspend[for=P30D].";
	const char *at;
	char	   *name;

	lex_skip_blanks(lx);
	at = lx->cur;
	name = lex_bare_word(lx, attribute_name_specials, "an attribute");
	if (!name)
		return false;
	if (pg_strcasecmp(name, "for") != 0)
		return lex_fail_code(lx, ERRCODE_INVALID_PARAMETER_VALUE, at, hint, "An output has no attribute \"%s\".",
							 lex_clip(name));
	if (!lex_accept(lx, '='))
		return lex_fail(lx, lx->cur, hint, "Expected \"=\" after for, found %s.", lex_describe(lx));
	if (!read_duration(lx, output))
		return false;
	if (!lex_accept(lx, ']'))
		return lex_fail(lx, lx->cur, hint, "Expected \"]\", found %s.", lex_describe(lx));
	return true;
}

/* Reads the outputs of a rule, up to the lexer's end. */
static bool
read_outputs(Lexer *lx, PolicyLine *line)
{
	do
	{
		PolicyOutput *output;

		if (line->noutputs == MAX_OUTPUTS)
			return lex_fail_code(lx, ERRCODE_PROGRAM_LIMIT_EXCEEDED, lx->cur, NULL,
								 "A rule can have at most %d outputs.", MAX_OUTPUTS);
		line->outputs = enlarge(line->outputs, line->noutputs, sizeof(PolicyOutput));
		output = &line->outputs[line->noutputs++];
		memset(output, 0, sizeof(PolicyOutput));
		if (!read_name(lx, &output->name) || (lex_accept(lx, '[') && !read_output_attribute(lx, output)))
			return false;
	} while (lex_accept(lx, ','));
	if (lex_peek(lx, policy_name_specials) != -1)
		return lex_fail(lx, lx->cur, name_hint, "Expected \",\" or the end of the line, found %s.", lex_describe(lx));
	return true;
}

/* Reads the condition of a rule or an exemption, and what follows its arrow. */
static bool
read_condition(Lexer *lx, PolicyLine *line, const PolicyParts *parts)
{
	const char *end = lx->end;

	if (parts->arrowlen == 0)
		return lex_fail(lx, end, rule_hint, line->type == POLICY_RULE ?
						"Expected \"->\" and an output." : "Expected \"->\" and the name of a rule.");
	lx->end = lx->input + parts->arrow;
	line->condition = query_parse(lx);
	if (!line->condition)
		return false;
	lx->end = end;
	lx->cur = lx->input + parts->arrow + parts->arrowlen;
	return line->type == POLICY_RULE ? read_outputs(lx, line) : read_names(lx, line);
}

/* Reads a ladder, a rule or an exemption, from its name on. */
static bool
read_named(Lexer *lx, PolicyLine *line, const PolicyParts *parts)
{
	const char *end = lx->end;

	if (parts->colonlen > 0)
		lx->end = lx->input + parts->colon;
	if (!read_name(lx, &line->name))
		return false;
	if (lx->input[line->name.at] != '"' && policy_name_misleads(line->name.path, line->name.len))
		return lex_fail(lx, lx->input + line->name.at, "Write an option as by: policy/v3, or put the name in double quotes.",
						"A name begins as another line does.");
	if (line->type != POLICY_LADDER && lex_accept(lx, '[') && !policy_attributes_read(lx, &line->attributes))
		return false;
	if (lex_peek(lx, policy_name_specials) != -1 || parts->colonlen == 0)
		return lex_fail(lx, lx->cur, rule_hint, "Expected \":\" after the name, found %s.", lex_describe(lx));
	lx->end = end;
	lx->cur = lx->input + parts->colon + parts->colonlen;
	return line->type == POLICY_LADDER ? read_steps(lx, line) : read_condition(lx, line, parts);
}

/* Refuses a line beyond the limits; "at" is where it begins. */
static bool
check_limits(Lexer *lx, const PolicyText *text, const PolicyLine *line, const char *at)
{
	if (text->nlines >= FACTAG_MAX_POLICY_LINES)
		return lex_fail_code(lx, ERRCODE_PROGRAM_LIMIT_EXCEEDED, at, NULL,
							 "A policy can have at most %d lines.", FACTAG_MAX_POLICY_LINES);
	if ((line->type == POLICY_RULE || line->type == POLICY_EXEMPTION) &&
		text->count[POLICY_RULE] + text->count[POLICY_EXEMPTION] >= FACTAG_MAX_RULES)
		return lex_fail_code(lx, ERRCODE_PROGRAM_LIMIT_EXCEEDED, at, NULL,
							 "A policy can have at most %d rules and exemptions.", FACTAG_MAX_RULES);
	if (line->type == POLICY_LADDER && text->count[POLICY_LADDER] >= POLICY_MAX_LADDERS)
		return lex_fail_code(lx, ERRCODE_PROGRAM_LIMIT_EXCEEDED, at, NULL,
							 "A policy can have at most %d ladders.", POLICY_MAX_LADDERS);
	return true;
}

/* Reads one line, which begins at start. */
static bool
read_line(LineReader *reader, PolicyText *text, const char *start)
{
	Lexer	   *lx = reader->lx;
	PolicyLine	line = {0};
	PolicyParts parts;
	const char *at;
	Size		place = start - lx->input;

	CHECK_FOR_INTERRUPTS();
	if (!policy_line_read(reader, start, &parts))
		return false;
	line.type = parts.type;
	line.comment = reader->comment;
	line.commentlen = reader->commentlen;
	at = lx->input + place;
	if ((line.type != POLICY_BLANK || line.comment) && !check_limits(lx, text, &line, at))
		return false;
	if (line.type != POLICY_BLANK &&
		!(line.type < POLICY_LADDER ? read_option(lx, text, &line, at) : read_named(lx, &line, &parts)))
		return false;
	policy_text_append(text, &line);
	return true;
}

PolicyText *
policy_parse(Lexer *lx)
{
	PolicyText *text = palloc0(sizeof(PolicyText));
	LineReader	reader = {.lx = lx};

	lx->lines = true;
	lex_skip_byte_order_mark(lx);
	for (const char *start = lx->cur; start; start = line_next(&reader))
	{
		if (!read_line(&reader, text, start))
			return NULL;
	}
	policy_text_trim(text);
	return text;
}
