/*
 * rule_run.c
 *	  Running a rule set on a document; see rule_run.h.
 */
#include "rules/rule_run.h"

#include "access/xact.h"
#include "miscadmin.h"
#include "port/pg_bitutils.h"
#include "utils/guc.h"

#include "rules/rule_deparse.h"

/* a text of a document of several is searched only where patterns may match if it has as many bytes */
#define LONG_TEXT	4096

/* bytes for where patterns may match, in the texts of such a document; the texts after these are searched everywhere */
#define RANGES_MEMORY	(16 * 1024 * 1024)

static bool use_prefilter = true;

void
rule_define_settings(void)
{
	DefineCustomBoolVariable("factag.rule_prefilter",
							 "Tries only patterns that can match, found in one pass over the text.",
							 "For testing. If off, every pattern is tried; the results are the same.",
							 &use_prefilter, true, PGC_USERSET, GUC_NOT_IN_SAMPLE,
							 NULL, NULL, NULL);
}

/* Scans a text for the patterns that may match, and adds them to the candidates. */
static void
scan_text(RuleProgram *program, const DocumentText *text, StartRanges *ranges)
{
	CHECK_FOR_INTERRUPTS();
	prefilter_scan(program->prefilter, text->folded.text, text->folded.len, ranges);
	bitmap_add(program->candidates, start_ranges_candidates(ranges), program->npatterns);
}

/* Scans some of a document's texts; with only_long those that are long. memory is what their ranges may still take. */
static void
scan_texts(RuleProgram *program, DocumentText *texts, int n, bool only_long, Size *memory)
{
	for (int i = 0; i < n; i++)
	{
		if (texts[i].folded.len >= LONG_TEXT && *memory > 0)
			texts[i].ranges = prefilter_ranges(program->prefilter);
		else if (only_long)
			continue;
		scan_text(program, &texts[i], texts[i].ranges ? texts[i].ranges : program->ranges);
		if (texts[i].ranges)
			*memory -= Min(*memory, start_ranges_size(texts[i].ranges));
	}
}

/* Finds the patterns that may match, in all texts that patterns apply to. */
static void
find_candidates(RuleDocument *document)
{
	RuleProgram *program = document->program;
	Size		memory = RANGES_MEMORY;

	if (!use_prefilter)
	{
		bitmap_set_all(program->candidates, program->npatterns);
		return;
	}
	bitmap_clear_all(program->candidates, program->npatterns);
	if (!document->json)
	{
		document->texts->ranges = program->ranges;
		scan_text(program, document->texts, program->ranges);
		return;
	}
	scan_texts(program, document->texts, document->ntexts, false, &memory);
	/* if a pattern without a field asked for all strings, those of the fields were among them */
	for (int i = 0; i < program->nfields; i++)
	{
		DocumentField *field = document_field(document, i);

		scan_texts(program, field->texts, field->ntexts, program->uses_text, &memory);
	}
}

/* Finds the rules that may match: those of a candidate, and those that need no pattern to match. */
static void
find_rules(RuleProgram *program)
{
	memcpy(program->to_evaluate, program->always_evaluated, BITMAP_SIZE(program->nrules));
	for (int word = 0; word < BITMAP_WORDS(program->npatterns); word++)
	{
		for (uint64 bits = program->candidates[word]; bits; bits &= bits - 1)
		{
			int			i = word * 64 + pg_rightmost_one_pos64(bits);
			const SharedPattern *pattern = &program->patterns[i];

			for (int j = 0; j < pattern->nrules; j++)
				bitmap_set(program->to_evaluate, pattern->rules[j]);
		}
	}
}

void
rule_run_init(RuleRun *run, RuleDocument *document)
{
	run->document = document;
	run->next = 0;
	document->program->document_number++;
	find_candidates(document);
	find_rules(document->program);
}

const DocumentText *
rule_texts(RuleDocument *document, const SharedPattern *pattern, int *n)
{
	const DocumentField *field;

	if (pattern->condition->field_number < 0)
	{
		*n = document->ntexts;
		return document->texts;
	}
	field = document_field(document, pattern->condition->field_number);
	*n = field->ntexts;
	return field->texts;
}

/*
 * Reports a pattern that reached a limit: an error, or with on-limit: skip a
 * warning. There is one warning per rule and statement, since every row of a table
 * may reach the limit.
 */
static void
report_limit(const RuleProgram *program, const SharedPattern *pattern, const DocumentText *text,
			 const char *setting)
{
	ProgramRule *rule = &program->rules[pattern->rules[0]];
	bool		skip = program->options.skip;

	if (skip)
	{
		TimestampTz statement = GetCurrentStatementStartTimestamp();

		if (rule->warned == statement)
			return;
		rule->warned = statement;
	}
	ereport(skip ? WARNING : ERROR,
			(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
			 errmsg("rule \"%s\" reaches a limit of matching in a text of %d bytes",
					rule_name_text(rule->rule), text->folded.len),
			 errdetail("The pattern is /%s/.", lex_clip(pattern->condition->pattern)),
			 skip ? errhint("With on-limit: skip the pattern counts as not matched. "
							"The rule is reported once per statement.") :
			 setting ? errhint("Write the pattern so that it backtracks less, raise %s, "
							   "or let the rule set say on-limit: skip.", setting) :
			 errhint("Write the pattern so that it backtracks less, shorten the text, "
					 "or let the rule set say on-limit: skip.")));
}

bool
rule_match(RuleProgram *program, SharedPattern *pattern, const DocumentText *text, int start,
		   int *from, int *to)
{
	Regex	   *regex = rule_program_regex(program, pattern);
	RegexLimits limits = program->options.skip ? REGEX_LIMITS_FIXED : REGEX_LIMITS_SET;
	int			number = pattern - program->patterns;
	const ByteRange *ranges = NULL;
	int			n;
	RegexMatch	match;
	RegexStatus status;

	if (text->ranges && !bitmap_has(start_ranges_candidates(text->ranges), number))
		return false;
	if (text->ranges)
		ranges = start_ranges_of(text->ranges, number, &n);
	if (ranges)
		status = regex_match_within(regex, text->folded.text, text->folded.len, start, ranges, n, limits, &match);
	else
		status = regex_match(regex, text->folded.text, text->folded.len, start, limits, &match);

	/* counts code of this match, and of an earlier one that ended in an error */
	rule_program_count(program, pattern);
	if (status == REGEX_LIMIT)
		report_limit(program, pattern, text, match.limit);
	if (status != REGEX_MATCH)
		return false;
	*from = match.from;
	*to = match.to;
	return true;
}

/* Whether a pattern matches one of its texts; tries it once for each document. */
static bool
pattern_matches(RuleDocument *document, int number)
{
	RuleProgram *program = document->program;
	SharedPattern *pattern = &program->patterns[number];
	const DocumentText *texts;
	int			n;
	int			from;
	int			to;

	if (!bitmap_has(program->candidates, number))
		return false;
	if (pattern->document_number == program->document_number)
		return pattern->matched;
	pattern->matched = false;
	texts = rule_texts(document, pattern, &n);
	for (int i = 0; i < n && !pattern->matched; i++)
		pattern->matched = rule_match(program, pattern, &texts[i], 0, &from, &to);
	/* not before: an error leaves the outcome unknown */
	pattern->document_number = program->document_number;
	return pattern->matched;
}

bool
rule_condition_matches(RuleDocument *document, const Condition *condition)
{
	int			n = 0;

	check_stack_depth();
	CHECK_FOR_INTERRUPTS();
	switch (condition->type)
	{
		case CONDITION_PATTERN:
			return pattern_matches(document, condition->number);
		case CONDITION_COMPARE:
			return document_compare(document, condition);
		case CONDITION_NOT:
			return !rule_condition_matches(document, condition->children[0]);
		case CONDITION_AND:
			for (int i = 0; i < condition->nchildren; i++)
			{
				if (!rule_condition_matches(document, condition->children[i]))
					return false;
			}
			return true;
		case CONDITION_OR:
			for (int i = 0; i < condition->nchildren; i++)
			{
				if (rule_condition_matches(document, condition->children[i]))
					return true;
			}
			return false;
		case CONDITION_COUNT:
			for (int i = 0; i < condition->nchildren && n < condition->least; i++)
				n += rule_condition_matches(document, condition->children[i]);
			return n >= condition->least;
	}
	return false;
}

int
rule_run_next(RuleRun *run)
{
	RuleProgram *program = run->document->program;

	while (run->next < program->nrules)
	{
		int			word = run->next / 64;
		uint64		bits = program->to_evaluate[word] >> (run->next % 64);
		int			number;

		if (bits == 0)
		{
			run->next = (word + 1) * 64;
			continue;
		}
		number = run->next + pg_rightmost_one_pos64(bits);
		if (number >= program->nrules)
			break;
		run->next = number + 1;
		CHECK_FOR_INTERRUPTS();
		if (rule_condition_matches(run->document, program->rules[number].rule->condition))
			return number;
	}
	return -1;
}

bool
rule_run_any(RuleDocument *document)
{
	RuleRun		run;

	rule_run_init(&run, document);
	return rule_run_next(&run) >= 0;
}
