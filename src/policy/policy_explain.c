/*
 * policy_explain.c
 *	  What a policy makes of labels and facts, rule by rule.
 */
#include "factag.h"

#include "catalog/pg_type.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/tuplestore.h"

#include "label/label_builder.h"
#include "policy/policy_outcome.h"
#include "policy/policy_until.h"
#include "tagset/tagset_format.h"
#include "text/quote.h"

/* columns */
enum
{
	EXPLAIN_RULE, EXPLAIN_OUTCOME, EXPLAIN_OUTPUTS, EXPLAIN_EXEMPTED_BY,
	EXPLAIN_BECAUSE, EXPLAIN_BECAUSE_FACTS, EXPLAIN_MISSING,
	EXPLAIN_COLUMNS
};

/* texts for an array */
typedef struct Texts
{
	int			n;
	int			size;
	Datum	   *texts;
} Texts;

static void
add_text(Texts *texts, text *value)
{
	if (texts->n == texts->size)
	{
		texts->size = Max(texts->size * 2, 8);
		texts->texts = texts->texts ? repalloc_huge(texts->texts, sizeof(Datum) * texts->size) :
			palloc(sizeof(Datum) * texts->size);
	}
	texts->texts[texts->n++] = PointerGetDatum(value);
}

static Datum
finish_texts(const Texts *texts)
{
	return PointerGetDatum(construct_array(texts->texts, texts->n, TEXTOID, -1, false, TYPALIGN_INT));
}

/* The exemptions of a rule that hold, if the rule fired. */
static Texts
exemptions_of(PolicyRun *run, const CompiledRule *rule)
{
	Texts		texts = {0};

	for (uint32 i = 0; i < rule->nexemptions && rule->fired == run->program->run; i++)
	{
		const CompiledExemption *exemption = &run->program->exemptions[rule->exemptions[i]];

		CHECK_FOR_INTERRUPTS();
		if (policy_run_exempts(run, rule->exemptions[i]))
			add_text(&texts, quote_path_text(exemption->name, exemption->len, path_specials));
	}
	return texts;
}

/* The outputs of a rule: those that are decided if there are any, else all. */
static Datum
outputs_of(const PolicyProgram *program, const CompiledRule *rule, bool decides)
{
	Texts		texts = {0};

	for (uint32 i = 0; i < rule->noutputs; i++)
	{
		const CompiledOutput *output = &rule->outputs[i];

		if (!decides || output->decided == program->run)
			add_text(&texts, quote_path_text(output->path, output->len, path_specials));
	}
	return finish_texts(&texts);
}

/* Whether some output of a rule is decided. */
static bool
decides(const PolicyProgram *program, const CompiledRule *rule)
{
	for (uint32 i = 0; i < rule->noutputs; i++)
	{
		if (rule->outputs[i].decided == program->run)
			return true;
	}
	return false;
}

/* The terms of a rule that nothing meets, each once, if the rule did not fire. */
static Datum
missing_of(PolicyProgram *program, const CompiledRule *rule)
{
	Texts		texts = {0};
	uint32		listed = policy_program_collect(program);

	for (uint32 i = 0; i < rule->nleaves && rule->fired != program->run; i++)
	{
		uint32		number = program->leaves[rule->first_leaf + i].term;
		PolicyTerm *term = &program->terms[number];

		CHECK_FOR_INTERRUPTS();
		if (policy_term_met(program, number) || term->wanted == listed)
			continue;
		term->wanted = listed;
		add_text(&texts, cstring_to_text(policy_term_text(program, term)));
	}
	return finish_texts(&texts);
}

/* what is collected as a rule's reason */
typedef struct Reason
{
	LabelBuilder labels;
	TagsetWriter facts;
} Reason;

/* PolicyFound */
static bool
add_element(void *context, PolicyRun *run, const PolicyTerm *term)
{
	Reason	   *reason = context;
	Label		label;

	(void) term;
	if (run->side == SIDE_FACTS)
	{
		tagset_writer_copy(&reason->facts, &run->reader);
		return false;
	}
	policy_run_path(run);
	if (run->subject.len > FACTAG_MAX_PATH)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("a path can have at most %d bytes", FACTAG_MAX_PATH),
				 errdetail("A label of the actor or the context would have %d in column because.", run->subject.len)));
	label_take(&run->holds.reader, &run->holds.fields, &label);
	label.path = run->subject.path;
	label.len = run->subject.len;
	label_builder_add(&reason->labels, &label);
	return false;
}

/*
 * Collects what met the terms of a rule: of one that fired the evidence, of any other
 * what met those terms that are not missing.
 */
static void
find_reason(PolicyRun *run, const CompiledRule *rule, Reason *reason)
{
	PolicyProgram *program = run->program;
	const bool *evidence = rule->fired == program->run ? policy_evidence(program, rule) : NULL;
	uint32		wanted = policy_program_collect(program);
	bool		any = false;

	for (uint32 i = 0; i < rule->nleaves; i++)
	{
		uint32		number = program->leaves[rule->first_leaf + i].term;

		if (evidence ? !evidence[i] : !policy_term_met(program, number))
			continue;
		program->terms[number].wanted = wanted;
		any = true;
	}
	label_builder_init(&reason->labels, false);
	tagset_writer_init(&reason->facts);
	if (any)
		policy_run_collect(run, wanted, add_element, reason);
}

static void
fill_row(PolicyRun *run, const CompiledRule *rule, Datum *values)
{
	PolicyProgram *program = run->program;
	bool		fired = rule->fired == program->run;
	Texts		exemptions = exemptions_of(run, rule);
	bool		decided = fired && decides(program, rule);
	const char *outcome = !fired ? "not met" : exemptions.n > 0 ? "exempted" : rule->shadow ? "shadow" :
		decided ? "decides" : "outranked";
	Reason		reason;

	find_reason(run, rule, &reason);
	values[EXPLAIN_RULE] = PointerGetDatum(quote_path_text(rule->name, rule->len, path_specials));
	values[EXPLAIN_OUTCOME] = PointerGetDatum(cstring_to_text(outcome));
	values[EXPLAIN_OUTPUTS] = outputs_of(program, rule, decided);
	values[EXPLAIN_EXEMPTED_BY] = finish_texts(&exemptions);
	values[EXPLAIN_BECAUSE] = PointerGetDatum(label_builder_finish(&reason.labels));
	values[EXPLAIN_BECAUSE_FACTS] = PointerGetDatum(tagset_writer_finish(&reason.facts));
	values[EXPLAIN_MISSING] = missing_of(program, rule);
}

PG_FUNCTION_INFO_V1(policy_explain);
Datum
policy_explain(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	MemoryContext row_context;
	PolicyRun	run;
	PolicyProgram *program;
	CompiledOutput **decided;

	InitMaterializedSRF(fcinfo, MAT_SRF_USE_EXPECTED_DESC);
	if (PG_ARGISNULL(1))
		return (Datum) 0;
	(void) policy_run_arguments(&run, fcinfo);
	policy_run_program(&run, fcinfo);
	program = run.program;
	policy_run(&run);
	for (uint32 i = 0; i < program->nfired; i++)
		program->rules[program->fired[i]].fired = program->run;
	(void) policy_outcome(&run, &decided);
	row_context = AllocSetContextCreate(CurrentMemoryContext, "policy_explain", ALLOCSET_DEFAULT_SIZES);
	for (uint32 i = 0; i < program->nrules; i++)
	{
		Datum		values[EXPLAIN_COLUMNS];
		bool		nulls[EXPLAIN_COLUMNS] = {0};
		MemoryContext old = MemoryContextSwitchTo(row_context);

		CHECK_FOR_INTERRUPTS();
		fill_row(&run, &program->rules[i], values);
		MemoryContextSwitchTo(old);
		tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values, nulls);
		MemoryContextReset(row_context);
	}
	MemoryContextDelete(row_context);
	return (Datum) 0;
}
