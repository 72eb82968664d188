/*
 * rule_run.c
 *	  Running a rule set over a document; see rule_run.h.
 */
#include "rules/rule_run.h"

#include "miscadmin.h"
#include "port/pg_bitutils.h"
#include "utils/guc.h"

#include "rules/rule_cache.h"
#include "rules/rule_deparse.h"

static bool use_prefilter = true;

void
rule_define_settings(void)
{
	rule_cache_define_settings();
	DefineCustomBoolVariable("factag.rule_prefilter",
							 "Runs only the patterns of a rule set that can match, found by one pass over the text.",
							 "Off, every pattern runs; the answers are the same. For testing.",
							 &use_prefilter, true, PGC_USERSET, GUC_NOT_IN_SAMPLE, NULL, NULL, NULL);
}

/* Adds the patterns that may match one text. */
static void
scan(RuleProgram *program, const DocumentText *text)
{
	CHECK_FOR_INTERRUPTS();
	prefilter_scan(program->prefilter, text->folded.text, text->folded.len, program->scanned);
	for (int i = 0; i < BITMAP_WORDS(program->npatterns); i++)
		program->candidates[i] |= program->scanned[i];
}

/* Finds the patterns that may match, in all that patterns look at. */
static void
find_candidates(RuleDocument *document)
{
	RuleProgram *program = document->program;
	int			words = BITMAP_WORDS(program->npatterns);

	if (!use_prefilter)
	{
		memset(program->candidates, 0xFF, sizeof(uint64) * words);
		return;
	}
	if (document->ntexts == 1 && !document->json)
	{
		prefilter_scan(program->prefilter, document->texts->folded.text, document->texts->folded.len, program->candidates);
		return;
	}
	memset(program->candidates, 0, sizeof(uint64) * words);
	for (int i = 0; i < document->ntexts; i++)
		scan(program, &document->texts[i]);
	/* all strings of a document hold those of its fields */
	if (program->asks_text || !document->json)
		return;
	for (int i = 0; i < program->nfields; i++)
	{
		const DocumentField *field = document_field(document, i);

		for (int j = 0; j < field->ntexts; j++)
			scan(program, &field->texts[j]);
	}
}

/* Finds the rules that may hold. */
static void
find_asked(RuleProgram *program)
{
	memcpy(program->asked, program->always, sizeof(uint64) * BITMAP_WORDS(program->nrules));
	for (int word = 0; word < BITMAP_WORDS(program->npatterns); word++)
	{
		for (uint64 bits = program->candidates[word]; bits; bits &= bits - 1)
		{
			int			i = word * 64 + pg_rightmost_one_pos64(bits);

			if (i >= program->npatterns)
				break;
			for (int j = 0; j < program->patterns[i].nrules; j++)
				bitmap_set(program->asked, program->patterns[i].rules[j]);
		}
	}
}

void
rule_run_init(RuleRun *run, RuleDocument *document)
{
	run->document = document;
	run->next = 0;
	document->program->document++;
	find_candidates(document);
	find_asked(document->program);
}

const DocumentText *
rule_texts(RuleDocument *document, const ProgramPattern *pattern, int *n)
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

/* Reports a pattern that reached a limit, as the rule set wants it. */
static void
report_limit(const RuleProgram *program, const ProgramPattern *pattern, const DocumentText *text)
{
	const Rule *rule = program->rules[pattern->rules[0]].rule;

	ereport(program->options.skip ? WARNING : ERROR,
			(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
			 errmsg("rule \"%s\" reaches a limit of matching in a text of %d bytes", rule_name_text(rule), text->folded.len),
			 errdetail("The pattern is /%s/.", lex_clip(pattern->condition->pattern)),
			 program->options.skip ? errhint("It counts as not matched, as on-limit: skip says.") :
			 errhint("Write the pattern so that it backtracks less, raise %s, or let the rule set say on-limit: skip.", regex_limit_setting())));
}

bool
rule_match(RuleProgram *program, ProgramPattern *pattern, const DocumentText *text, int start, int *from, int *to)
{
	Regex	   *regex = rule_program_regex(program, pattern);
	RegexLimits limits = program->options.skip ? REGEX_LIMITS_FIXED : REGEX_LIMITS_SET;
	RegexStatus status = regex_match(regex, text->folded.text, text->folded.len, start, limits, from, to);

	/* what this match made, and one before that an error ended */
	rule_program_count(program, pattern);
	if (status == REGEX_LIMIT)
		report_limit(program, pattern, text);
	return status == REGEX_MATCH;
}

/* whether a pattern matches some text, tried once a document */
static bool
pattern_met(RuleDocument *document, int number)
{
	RuleProgram *program = document->program;
	ProgramPattern *pattern = &program->patterns[number];
	const DocumentText *texts;
	int			n;
	int			from;
	int			to;

	if (!bitmap_has(program->candidates, number))
		return false;
	if (pattern->document == program->document)
		return pattern->met;
	pattern->met = false;
	texts = rule_texts(document, pattern, &n);
	for (int i = 0; i < n && !pattern->met; i++)
		pattern->met = rule_match(program, pattern, &texts[i], 0, &from, &to);
	pattern->document = program->document;
	return pattern->met;
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
			return pattern_met(document, condition->number);
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
		uint64		bits = program->asked[word] >> (run->next % 64);
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
