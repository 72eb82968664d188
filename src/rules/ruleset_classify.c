/*
 * ruleset_classify.c
 *	  The labels that a rule set assigns to a text or a jsonb document.
 */
#include "factag.h"

#include "port/pg_bitutils.h"
#include "utils/timestamp.h"

#include "label/label_builder.h"
#include "rules/rule_cache.h"
#include "rules/rule_run.h"

/* Prepares the document in argument 0 for the rule set in argument 1. */
static void
take_document(FunctionCallInfo fcinfo, RuleDocument *document, bool json)
{
	RuleProgram *program = rule_program_argument(fcinfo, 1);

	if (json)
		document_init_json(document, program, PG_GETARG_JSONB_P(0));
	else
	{
		text	   *t = PG_GETARG_TEXT_PP(0);

		document_init_text(document, program, VARDATA_ANY(t), VARSIZE_ANY_EXHDR(t));
	}
}

static Datum
test(FunctionCallInfo fcinfo, bool json)
{
	RuleDocument document;

	take_document(fcinfo, &document, json);
	PG_RETURN_BOOL(rule_run_any(&document));
}

/* SQL's ruleset_test(text, ruleset) */
PG_FUNCTION_INFO_V1(ruleset_test);
Datum
ruleset_test(PG_FUNCTION_ARGS)
{
	return test(fcinfo, false);
}

/* SQL's ruleset_test(jsonb, ruleset) */
PG_FUNCTION_INFO_V1(ruleset_test_jsonb);
Datum
ruleset_test_jsonb(PG_FUNCTION_ARGS)
{
	return test(fcinfo, true);
}

/*
 * The labels of all rules that match, with the rule as their source and, unless
 * it is NULL, argument 2 as their time.
 */
static Datum
classify(FunctionCallInfo fcinfo, bool json)
{
	RuleDocument document;
	RuleProgram *program;
	RuleRun		run;
	LabelBuilder builder;
	AttributeValue at = {0};
	int			number;

	if (PG_ARGISNULL(0) || PG_ARGISNULL(1))
		PG_RETURN_NULL();
	if (!PG_ARGISNULL(2))
		at = attribute_from_timestamp(PG_GETARG_TIMESTAMPTZ(2));
	take_document(fcinfo, &document, json);
	program = document.program;
	bitmap_clear_all(program->chosen, program->nlabels);
	rule_run_init(&run, &document);
	while ((number = rule_run_next(&run)) >= 0)
	{
		const ProgramRule *rule = &program->rules[number];

		for (int i = 0; i < rule->rule->nlabels; i++)
			bitmap_set(program->chosen, rule->labels[i]);
	}
	label_builder_init(&builder, false);
	for (int word = 0; word < BITMAP_WORDS(program->nlabels); word++)
		for (uint64 bits = program->chosen[word]; bits; bits &= bits - 1)
		{
			Label		label = *program->labels[word * 64 + pg_rightmost_one_pos64(bits)];

			if (!PG_ARGISNULL(2))
				label_set(&label, ATTRIBUTE_AT, at);
			label_builder_add(&builder, &label);
		}
	PG_RETURN_POINTER(label_builder_finish(&builder));
}

/* SQL's ruleset_classify(text, ruleset, timestamptz) */
PG_FUNCTION_INFO_V1(ruleset_classify);
Datum
ruleset_classify(PG_FUNCTION_ARGS)
{
	return classify(fcinfo, false);
}

/* SQL's ruleset_classify(jsonb, ruleset, timestamptz) */
PG_FUNCTION_INFO_V1(ruleset_classify_jsonb);
Datum
ruleset_classify_jsonb(PG_FUNCTION_ARGS)
{
	return classify(fcinfo, true);
}
