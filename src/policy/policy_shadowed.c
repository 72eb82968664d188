/*
 * policy_shadowed.c
 *	  Rules that make no difference; see policy_shadowed.h.
 *
 * A condition holds wherever another does only if some term of the first matches what a term of
 * the second does. So the rules to compare one with are found by their terms: those with a
 * term whose literal beginning is at or above that of one of its own.
 */
#include "policy/policy_shadowed.h"

#include "miscadmin.h"

#include "policy/policy_attribute.h"
#include "policy/policy_implies.h"
#include "policy/policy_names.h"
#include "text/path.h"

#define MAX_STEPS INT64CONST(10000000)	/* of finding rules to compare and of comparing them, about a second */
#define MAX_STEPS_OF_PAIR 1000000

#define NO_STEP -1

/* what a rule says */
typedef struct RuleOutputs
{
	int			steps[POLICY_MAX_LADDERS];	/* the severest of each ladder; NO_STEP for none */
	PolicyNames free;
} RuleOutputs;

/* a literal beginning of a term, and the rule that has it */
typedef struct Head
{
	const char *path;
	int			len;
	int			rule;
} Head;

typedef struct Shadows
{
	const PolicyText *text;
	int			nrules;
	const PolicyLine **rules;	/* in the order of lines */
	bool	   *may_shadow;		/* of each rule */
	RuleOutputs *outputs;		/* of each rule */
	int			nladders;
	const PolicyLine *ladders[POLICY_MAX_LADDERS];
	PolicyNames steps[POLICY_MAX_LADDERS];	/* of each ladder */
	int			nheads;
	int			size;
	Head	   *heads;			/* of the rules that may shadow, sorted */
	int		   *seen;			/* by head: the last rule that looked at those from there on, counted from 1 */
	int		   *candidate;		/* by rule: the last rule that it is a candidate for, counted from 1 */
	int64		steps_left;
} Shadows;

/* Collects the ladders with their steps, and the rules. */
static void
collect(Shadows *shadows)
{
	const PolicyText *text = shadows->text;

	shadows->rules = palloc(sizeof(PolicyLine *) * Max(text->count[POLICY_RULE], 1));
	for (int i = 0; i < text->nlines; i++)
	{
		const PolicyLine *line = &text->lines[i];

		if (line->type == POLICY_RULE)
			shadows->rules[shadows->nrules++] = line;
		if (line->type != POLICY_LADDER)
			continue;
		for (int j = 0; j < line->nsteps; j++)
			policy_names_add(&shadows->steps[shadows->nladders], &line->steps[j].name);
		policy_names_sort(&shadows->steps[shadows->nladders]);
		shadows->ladders[shadows->nladders++] = line;
	}
}

StaticAssertDecl(offsetof(PolicyStep, name) == 0, "a name of a step is found where the step is");

/* The ladder of an output, of which *step gets the step; -1 for a free output. */
static int
find_step(const Shadows *shadows, const PolicyName *output, int *step)
{
	int			parent = path_parent(output->path, output->len);

	for (int i = 0; i < shadows->nladders; i++)
	{
		const PolicyLine *ladder = shadows->ladders[i];
		const PolicyName *name;

		if (ladder->name.len != parent || memcmp(ladder->name.path, output->path, parent) != 0)
			continue;
		name = policy_names_find(&shadows->steps[i], output->path + parent + 1, output->len - parent - 1);
		if (!name)
			return -1;
		*step = (const PolicyStep *) name - ladder->steps;
		return i;
	}
	return -1;
}

/* Notes what a rule says. */
static void
note_outputs(Shadows *shadows, int rule)
{
	const PolicyLine *line = shadows->rules[rule];
	RuleOutputs *outputs = &shadows->outputs[rule];

	memset(outputs, 0, sizeof(RuleOutputs));
	for (int i = 0; i < POLICY_MAX_LADDERS; i++)
		outputs->steps[i] = NO_STEP;
	for (int i = 0; i < line->noutputs; i++)
	{
		int			step;
		int			ladder = find_step(shadows, &line->outputs[i].name, &step);

		if (ladder < 0)
			policy_names_add(&outputs->free, &line->outputs[i].name);
		else
			outputs->steps[ladder] = Max(outputs->steps[ladder], step);
	}
	policy_names_sort(&outputs->free);
}

/* Whether all that rule b says is said by rule a, or is a milder step than one that rule a says. */
static bool
says_all(const Shadows *shadows, int a, int b)
{
	const RuleOutputs *x = &shadows->outputs[a];
	const RuleOutputs *y = &shadows->outputs[b];

	for (int i = 0; i < shadows->nladders; i++)
	{
		if (x->steps[i] < y->steps[i])
			return false;
	}
	for (int i = 0; i < y->free.n; i++)
	{
		if (!policy_names_find(&x->free, y->free.names[i]->path, y->free.names[i]->len))
			return false;
	}
	return true;
}

/* Notes which rules may shadow others. */
static void
note_shadowing(Shadows *shadows)
{
	const PolicyText *text = shadows->text;
	PolicyNames exempted = {0};

	for (int i = 0; i < text->nlines; i++)
	{
		const PolicyLine *line = &text->lines[i];

		for (int j = 0; line->type == POLICY_EXEMPTION && j < line->nnames; j++)
			policy_names_add(&exempted, &line->names[j]);
	}
	policy_names_sort(&exempted);
	for (int i = 0; i < shadows->nrules; i++)
	{
		const PolicyLine *rule = shadows->rules[i];
		bool		may = !policy_names_find(&exempted, rule->name.path, rule->name.len) &&
			!policy_attribute_find(&rule->attributes, POLICY_SHADOW, "");

		for (int j = 0; j < rule->noutputs && may; j++)
			may = !rule->outputs[j].lasts;
		shadows->may_shadow[i] = may;
	}
}

/* Adds the heads of the terms of a rule. */
static void
add_heads(Shadows *shadows, const QueryNode *node, int rule)
{
	check_stack_depth();
	CHECK_FOR_INTERRUPTS();
	if (node->type == QUERY_TERM)
	{
		PolicyPattern pattern = policy_pattern(node);

		if (shadows->nheads == shadows->size)
		{
			shadows->size = Max(shadows->size * 2, 64);
			shadows->heads = shadows->heads ? repalloc_huge(shadows->heads, sizeof(Head) * shadows->size) :
				palloc(sizeof(Head) * shadows->size);
		}
		shadows->heads[shadows->nheads++] = (Head) {pattern.path, pattern.head, rule};
	}
	for (int i = 0; i < node->nchildren; i++)
		add_heads(shadows, node->children[i], rule);
}

/* qsort: by path, then by rule */
static int
compare_heads(const void *a, const void *b)
{
	const Head *x = a;
	const Head *y = b;
	int			c = path_compare(x->path, x->len, y->path, y->len);

	CHECK_FOR_INTERRUPTS();
	return c ? c : x->rule - y->rule;
}

/* Sorts the heads of the rules that may shadow, each once a rule. */
static void
make_index(Shadows *shadows)
{
	int			n = 0;

	for (int i = 0; i < shadows->nrules; i++)
	{
		if (shadows->may_shadow[i])
			add_heads(shadows, shadows->rules[i]->condition, i);
	}
	qsort(shadows->heads, shadows->nheads, sizeof(Head), compare_heads);
	for (int i = 0; i < shadows->nheads; i++)
	{
		if (n == 0 || compare_heads(&shadows->heads[n - 1], &shadows->heads[i]) != 0)
			shadows->heads[n++] = shadows->heads[i];
	}
	shadows->nheads = n;
	shadows->seen = palloc_extended(sizeof(int) * Max(n, 1), MCXT_ALLOC_HUGE | MCXT_ALLOC_ZERO);
}

/* Makes the rules with a head of this path candidates for a rule. */
static void
add_candidates(Shadows *shadows, const char *path, int len, int rule)
{
	int			low = 0;
	int			high = shadows->nheads;

	while (low < high)
	{
		int			middle = (low + high) / 2;

		if (path_compare(shadows->heads[middle].path, shadows->heads[middle].len, path, len) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	/* a path is compared with some of the others */
	shadows->steps_left -= 1 + len / 32;
	if (low == shadows->nheads || shadows->seen[low] == rule + 1)
		return;
	shadows->seen[low] = rule + 1;
	for (int i = low; i < shadows->nheads && shadows->heads[i].len == len && memcmp(shadows->heads[i].path, path, len) == 0; i++)
	{
		shadows->candidate[shadows->heads[i].rule] = rule + 1;
		shadows->steps_left--;
	}
}

/* Makes the rules candidates that have a term which may match what one of this node does. */
static void
find_candidates(Shadows *shadows, const QueryNode *node, int rule)
{
	check_stack_depth();
	CHECK_FOR_INTERRUPTS();
	if (node->type == QUERY_TERM)
	{
		PolicyPattern pattern = policy_pattern(node);

		for (int len = pattern.head;; len = path_parent(pattern.path, len))
		{
			add_candidates(shadows, pattern.path, len, rule);
			if (len == 0)
				break;
		}
	}
	for (int i = 0; i < node->nchildren; i++)
		find_candidates(shadows, node->children[i], rule);
}

/* Whether rule a makes rule b needless. */
static bool
shadows_rule(Shadows *shadows, int a, int b)
{
	int64		steps = Min(shadows->steps_left, MAX_STEPS_OF_PAIR);
	int64		left = steps;
	bool		implied;

	if (!shadows->may_shadow[a] || !says_all(shadows, a, b))
		return false;
	implied = policy_implies(shadows->rules[b]->condition, shadows->rules[a]->condition, &left);
	shadows->steps_left -= steps - Max(left, 0);
	return implied;
}

/* The first rule that shadows one; NULL if there is none. */
static const PolicyLine *
find_shadow(Shadows *shadows, int rule)
{
	find_candidates(shadows, shadows->rules[rule]->condition, rule);
	for (int i = 0; i < shadows->nrules; i++)
	{
		if (shadows->candidate[i] != rule + 1 || i == rule)
			continue;
		CHECK_FOR_INTERRUPTS();
		if (--shadows->steps_left <= 0)
			break;
		/* of equal ones the later is shadowed */
		if (shadows_rule(shadows, i, rule) && (i < rule || !shadows_rule(shadows, rule, i)))
			return shadows->rules[i];
	}
	return NULL;
}

const PolicyLine **
policy_shadowed(const PolicyText *text)
{
	Shadows		shadows = {.text = text, .steps_left = MAX_STEPS};
	const PolicyLine **result = palloc0(sizeof(PolicyLine *) * Max(text->nlines, 1));
	int			rule = 0;

	collect(&shadows);
	shadows.may_shadow = palloc(sizeof(bool) * Max(shadows.nrules, 1));
	shadows.outputs = palloc(sizeof(RuleOutputs) * Max(shadows.nrules, 1));
	shadows.candidate = palloc0(sizeof(int) * Max(shadows.nrules, 1));
	note_shadowing(&shadows);
	for (int i = 0; i < shadows.nrules; i++)
		note_outputs(&shadows, i);
	make_index(&shadows);
	for (int i = 0; i < text->nlines && shadows.steps_left > 0; i++)
	{
		if (text->lines[i].type == POLICY_RULE)
			result[i] = find_shadow(&shadows, rule++);
	}
	return result;
}
