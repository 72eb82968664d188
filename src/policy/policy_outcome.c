/*
 * policy_outcome.c
 *	  What the rules that fire decide; see policy_outcome.h.
 */
#include "policy/policy_outcome.h"

#include "miscadmin.h"

#include "policy/policy_until.h"

/* Whether some exemption of a rule holds. */
static bool
is_exempt(PolicyRun *run, const CompiledRule *rule)
{
	for (uint32 i = 0; i < rule->nexemptions; i++)
	{
		if (policy_run_exempts(run, rule->exemptions[i]))
			return true;
	}
	return false;
}

/* Whether an output has ended as of the timestamp that is asked for. */
static inline bool
has_ended(const PolicyRun *run, const CompiledOutput *output)
{
	return output->lasts && run->has_at && output->until <= run->at;
}

/* When an output ends. */
static inline TimestampTz
end_of(const CompiledOutput *output)
{
	return output->lasts ? output->until : DT_NOEND;
}

/* Makes an output the severest of its ladder, if it is. */
static inline void
climb(const PolicyRun *run, const CompiledOutput *output)
{
	if (output->ladder >= 0 && !has_ended(run, output))
		run->program->severest[output->ladder] = Max(run->program->severest[output->ladder], output->step);
}

/*
 * Whether an output of a rule that decides is decided, once all ladders are climbed. One
 * that is not the severest may be: leave_outranked tells.
 */
static inline bool
may_be_decided(const PolicyRun *run, const CompiledOutput *output, bool lasts)
{
	return !has_ended(run, output) &&
		(output->ladder < 0 || lasts || output->step == run->program->severest[output->ladder]);
}

/* qsort: by ladder, severer steps first */
static int
compare_steps(const void *a, const void *b)
{
	const CompiledOutput *x = *(CompiledOutput *const *) a;
	const CompiledOutput *y = *(CompiledOutput *const *) b;

	CHECK_FOR_INTERRUPTS();
	return x->ladder != y->ladder ? x->ladder - y->ladder : y->step - x->step;
}

/*
 * Removes the outputs that are outranked: a severer step of the ladder lasts at least as
 * long. A step that outlasts all severer ones stays, so that it still holds when they have
 * ended. Returns the number left.
 */
static uint32
leave_outranked(CompiledOutput **outputs, uint32 n)
{
	const CompiledOutput *before = NULL;
	TimestampTz severer = DT_NOBEGIN;	/* the last end of severer steps */
	TimestampTz last = DT_NOBEGIN;	/* the last end of those and of the current step */
	uint32		left = 0;

	if (n > 1)
		qsort(outputs, n, sizeof(CompiledOutput *), compare_steps);
	for (uint32 i = 0; i < n; i++)
	{
		CompiledOutput *output = outputs[i];

		if (before && output->ladder != before->ladder)
			severer = last = DT_NOBEGIN;
		else if (before && output->step != before->step)
			severer = last;
		last = Max(last, end_of(output));
		before = output;
		if (output->ladder < 0 || end_of(output) > severer)
			outputs[left++] = output;
	}
	return left;
}

/* qsort */
static int
compare_ranks(const void *a, const void *b)
{
	const CompiledOutput *x = *(CompiledOutput *const *) a;
	const CompiledOutput *y = *(CompiledOutput *const *) b;

	CHECK_FOR_INTERRUPTS();
	return x->rank < y->rank ? -1 : 1;
}

uint32
policy_outcome(PolicyRun *run, CompiledOutput ***decided)
{
	PolicyProgram *program = run->program;
	uint32		nactive = 0;
	uint32		most = 0;
	uint32		n = 0;
	bool		lasts = false;

	for (uint32 i = 0; i < program->nfired; i++)
	{
		const CompiledRule *rule = &program->rules[program->fired[i]];

		if (rule->shadow || is_exempt(run, rule))
			continue;
		program->active[nactive++] = program->fired[i];
		lasts = lasts || rule->lasts;
		most += rule->noutputs;
	}
	*decided = palloc_extended(sizeof(CompiledOutput *) * Max(most, 1), MCXT_ALLOC_HUGE);
	if (lasts)
		policy_until(run, program->active, nactive);
	for (int i = 0; i < program->nladders; i++)
		program->severest[i] = -1;
	for (uint32 i = 0; i < nactive; i++)
	{
		const CompiledRule *rule = &program->rules[program->active[i]];

		CHECK_FOR_INTERRUPTS();
		for (uint32 j = 0; j < rule->noutputs; j++)
			climb(run, &rule->outputs[j]);
	}
	for (uint32 i = 0; i < nactive; i++)
	{
		const CompiledRule *rule = &program->rules[program->active[i]];

		for (uint32 j = 0; j < rule->noutputs; j++)
		{
			if (may_be_decided(run, &rule->outputs[j], lasts))
				(*decided)[n++] = &rule->outputs[j];
		}
	}
	if (lasts)
		n = leave_outranked(*decided, n);
	for (uint32 i = 0; i < n; i++)
		(*decided)[i]->decided = program->run;
	if (n > 1)
		qsort(*decided, n, sizeof(CompiledOutput *), compare_ranks);
	return n;
}
