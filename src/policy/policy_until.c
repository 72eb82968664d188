/*
 * policy_until.c
 *	  When decisions end; see policy_until.h.
 *
 * An output ends at the latest of the ends that its duration gives for each element of
 * the evidence. That is not always the end for the latest element: a month after
 * January 31 is February 28, and so is a month after January 28.
 */
#include "policy/policy_until.h"

#include "miscadmin.h"

#include "text/quote.h"

/* a rule that an element's term is evidence for */
typedef struct Link
{
	uint32		rule;
	uint32		next;			/* of the same term, counted from 1; 0 after the last */
} Link;

typedef struct Links
{
	uint32		n;
	Link	   *links;
} Links;

bool *
policy_evidence(const PolicyProgram *program, const CompiledRule *rule)
{
	bool	   *evidence = palloc(Max(rule->nleaves, 1));
	bool	   *holds = palloc(Max(rule->ngates, 1));	/* so do all parts around it */

	for (uint32 i = 0; i < rule->ngates; i++)
	{
		uint32		gate = rule->first_gate + i;
		uint32		target = program->gates[gate].target;

		holds[i] = policy_gate_full(program, gate) && ((target & TARGET_RULE) || holds[target - rule->first_gate]);
	}
	for (uint32 i = 0; i < rule->nleaves; i++)
	{
		const PolicyLeaf *leaf = &program->leaves[rule->first_leaf + i];

		evidence[i] = policy_term_met(program, leaf->term) &&
			((leaf->target & TARGET_RULE) || holds[leaf->target - rule->first_gate]);
	}
	pfree(holds);
	return evidence;
}

/* Links the terms of a rule that are evidence to it. */
static void
link_evidence(PolicyProgram *program, uint32 number, uint32 wanted, Links *links)
{
	const CompiledRule *rule = &program->rules[number];
	bool	   *evidence = policy_evidence(program, rule);

	for (uint32 i = 0; i < rule->nleaves; i++)
	{
		PolicyTerm *term = &program->terms[program->leaves[rule->first_leaf + i].term];

		if (!evidence[i])
			continue;
		if (term->wanted != wanted)
		{
			term->wanted = wanted;
			term->link = 0;
		}
		/* a term that the rule has twice */
		else if (links->links[term->link - 1].rule == number)
			continue;
		links->links[links->n] = (Link) {number, term->link};
		term->link = ++links->n;
	}
	pfree(evidence);
}

/* When an element began, which without a date is when it is asked about. False if that is not known. */
static bool
element_date(PolicyRun *run, TimestampTz *date)
{
	static const Attribute dates[] = {ATTRIBUTE_SEEN, ATTRIBUTE_AT, ATTRIBUTE_SINCE};
	AttributeValue value;

	for (int i = 0; i < (int) lengthof(dates); i++)
	{
		if (run->subject.attribute(&run->subject, dates[i], &value))
		{
			*date = value.timestamp;
			return true;
		}
	}
	*date = run->at;
	return run->has_at;
}

/* PolicyFound */
static bool
extend_outputs(void *context, PolicyRun *run, const PolicyTerm *term)
{
	const Links *links = context;
	TimestampTz date;

	if (!element_date(run, &date))
		return false;
	for (uint32 next = term->link; next > 0; next = links->links[next - 1].next)
	{
		const CompiledRule *rule = &run->program->rules[links->links[next - 1].rule];

		CHECK_FOR_INTERRUPTS();
		for (uint32 i = 0; i < rule->noutputs; i++)
		{
			CompiledOutput *output = &rule->outputs[i];

			if (output->lasts)
				output->until = Max(output->until, duration_add(date, *output->lasts));
		}
	}
	return true;
}

/* Refuses an output without an end. */
static void
check_until(const CompiledRule *rule, const CompiledOutput *output)
{
	StringInfoData name;
	StringInfoData path;

	if (!TIMESTAMP_NOT_FINITE(output->until))
		return;
	initStringInfo(&name);
	initStringInfo(&path);
	quote_path(&name, rule->name, rule->len, path_specials);
	quote_path(&path, output->path, output->len, path_specials);
	if (TIMESTAMP_IS_NOEND(output->until))
		ereport(ERROR,
				(errcode(ERRCODE_DATETIME_VALUE_OUT_OF_RANGE),
				 errmsg("output %s of rule %s would end after the last timestamp", lex_clip(path.data), lex_clip(name.data)),
				 errhint("Shorten the duration, or leave it out for an output that never ends.")));
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("the duration of output %s of rule %s has nothing to count from", lex_clip(path.data), lex_clip(name.data)),
			 errdetail("No label or fact that met the condition has a date, and no timestamp is asked for."),
			 errhint("Give a timestamp as argument \"at\".")));
}

void
policy_until(PolicyRun *run, const uint32 *rules, uint32 n)
{
	PolicyProgram *program = run->program;
	uint32		wanted = policy_program_collect(program);
	Size		size = 0;
	Links		links = {0};

	for (uint32 i = 0; i < n; i++)
		size += program->rules[rules[i]].lasts ? program->rules[rules[i]].nleaves : 0;
	links.links = palloc_extended(sizeof(Link) * size, MCXT_ALLOC_HUGE);
	for (uint32 i = 0; i < n; i++)
	{
		CompiledRule *rule = &program->rules[rules[i]];

		CHECK_FOR_INTERRUPTS();
		if (!rule->lasts)
			continue;
		link_evidence(program, rules[i], wanted, &links);
		for (uint32 j = 0; j < rule->noutputs; j++)
			rule->outputs[j].until = DT_NOBEGIN;
	}
	policy_run_collect(run, wanted, extend_outputs, &links);
	for (uint32 i = 0; i < n; i++)
	{
		const CompiledRule *rule = &program->rules[rules[i]];

		for (uint32 j = 0; j < rule->noutputs; j++)
		{
			if (rule->outputs[j].lasts)
				check_until(rule, &rule->outputs[j]);
		}
	}
	pfree(links.links);
}
