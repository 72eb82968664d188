/*
 * policy_decide.c
 *	  What a policy decides about labels and facts, as labels.
 */
#include "factag.h"

#include "utils/timestamp.h"

#include "label/label_format.h"
#include "policy/policy_outcome.h"

/* Returns a log without labels. */
static struct varlena *
empty_log(void)
{
	return labelset_pack(NULL, 0);
}

/* Makes the label of a decided output. */
static void
fill_label(const PolicyRun *run, const CompiledOutput *output, Label *label)
{
	label->path = output->path;
	label->len = output->len;
	label->present = 0;
	label_set(label, ATTRIBUTE_BY, run->program->rules[output->rule].source);
	if (run->has_at)
		label_set(label, ATTRIBUTE_AT, (AttributeValue) {.timestamp = run->at});
	if (output->lasts)
		label_set(label, ATTRIBUTE_UNTIL, (AttributeValue) {.timestamp = output->until});
}

PG_FUNCTION_INFO_V1(policy_decide);
Datum
policy_decide(PG_FUNCTION_ARGS)
{
	PolicyRun	run;
	CompiledOutput **decided;
	Label	   *labels;
	uint32		n;
	bool		any;

	if (PG_ARGISNULL(1))
		PG_RETURN_NULL();
	any = policy_run_arguments(&run, fcinfo);
	if (!any && run.has_at)
		PG_RETURN_POINTER(empty_log());
	policy_run_program(&run, fcinfo);
	if (!any)
		PG_RETURN_POINTER(empty_log());
	policy_run(&run);
	if (run.program->nfired == 0)
		PG_RETURN_POINTER(empty_log());
	n = policy_outcome(&run, &decided);
	labels = palloc_extended(sizeof(Label) * Max(n, 1), MCXT_ALLOC_HUGE);
	for (uint32 i = 0; i < n; i++)
		fill_label(&run, decided[i], &labels[i]);
	PG_RETURN_POINTER(labelset_pack(labels, n));
}
