/*
 * policy_compile.c
 *	  Making a policy ready for use; see policy_compile.h.
 *
 * While terms are collected they have numbers in the order in which they first occur.
 * policy_index.h sorts them by their places in the tree, and numbers them again.
 */
#include "policy/policy_compile.h"

#include "miscadmin.h"
#include "utils/memutils.h"

#include "keyed_hash.h"
#include "policy/policy_index.h"
#include "query/query_copy.h"
#include "query/query_deparse.h"
#include "text/path.h"

/* hash table of numbers: of terms by their text, of rules and of steps by their path */
typedef struct NumberKey
{
	const char *text;
	Size		len;
} NumberKey;

typedef struct NumberEntry
{
	NumberKey	key;
	uint32		hash;
	char		status;
	uint32		number;
} NumberEntry;

#define SH_PREFIX numbers
#define SH_ELEMENT_TYPE NumberEntry
#define SH_KEY_TYPE NumberKey
#define SH_KEY key
#define SH_HASH_KEY(table, key) keyed_hash((key).text, (key).len)
#define SH_EQUAL(table, a, b) ((a).len == (b).len && memcmp((a).text, (b).text, (a).len) == 0)
#define SH_STORE_HASH
#define SH_GET_HASH(table, entry) (entry)->hash
#define SH_SCOPE static inline
#define SH_DECLARE
#define SH_DEFINE
#include "lib/simplehash.h"

/* a number of a step: its ladder, then its position */
#define STEP_BITS 16
#define STEP_NUMBER(ladder, step) ((uint32) (ladder) << STEP_BITS | (step))

/* a program while it is made */
typedef struct Compiler
{
	const PolicyText *text;
	PolicyProgram *program;
	MemoryContext temporary;
	numbers_hash *terms;
	numbers_hash *rules;
	numbers_hash *steps;
	StringInfoData printed;		/* the term that is looked up */
	PolicyHead *heads;			/* of the terms; temporary */
	uint32		terms_size;		/* allocated */
	uint32		leaves_size;
	uint32		gates_size;
} Compiler;

/* Returns an array with room for one more than n elements, perhaps moved. */
static void *
grow(void *array, uint32 n, uint32 *size, Size element)
{
	if (n < *size)
		return array;
	*size = Max(*size * 2, 64);
	return array ? repalloc_huge(array, element * *size) : palloc(element * *size);
}

/* a copy of bytes in the program's memory */
static const char *
copy_path(const char *path, int len)
{
	return memcpy(palloc(Max(len, 1)), path, len);
}

static const Duration *
copy_duration(const Duration *duration)
{
	return duration ? memcpy(palloc(sizeof(Duration)), duration, sizeof(Duration)) : NULL;
}

/* Whether a term is nothing but a name, perhaps with "=". */
static bool
is_name(const QueryNode *node)
{
	for (int i = 0; i < node->patternlen; i++)
	{
		if (node->pattern[i] == FACTAG_STAR || node->pattern[i] == FACTAG_GLOBSTAR || node->pattern[i] == FACTAG_REGEX)
			return false;
	}
	return node->nfilters == 0;
}

/* Makes a copy of a term that can be compared with elements. */
static QueryTerm *
make_query(Compiler *c, const QueryNode *node)
{
	QueryTerm  *query = query_plan_term(&c->program->plan, query_copy_term(node));

	query->context = c->program->code_context;
	return query;
}

/* Fills a term that no condition had before; head gets where it hangs. */
static void
fill_term(Compiler *c, PolicyTerm *term, PolicyHead *head, const QueryNode *node)
{
	const QueryTerm *query;

	*term = (PolicyTerm) {.resolved = DT_NOBEGIN};
	if (is_name(node))
	{
		*head = (PolicyHead) {node->pattern, node->patternlen};
		term->bare = true;
		term->at_node = node->exact;
		return;
	}
	query = term->query = make_query(c, node);
	*head = (PolicyHead) {query->pattern, query_term_head(query)};
	term->bare = QUERY_TERM_BARE(query);
	term->at_node = query->literal && query->exact;
	term->needs_path = !query->literal || query->path_filters > 0;
	for (int i = 0; i < node->nfilters; i++)
		term->denies = term->denies || node->filters[i].attribute == ATTRIBUTE_DENY;
	c->program->has_denials = c->program->has_denials || term->denies;
	if (query->relative && !c->program->relative)
		c->program->relative = query;
}

/* The number of a term, new unless some condition has had it. */
static uint32
term_number(Compiler *c, const QueryNode *node)
{
	PolicyProgram *program = c->program;
	NumberEntry *entry;
	bool		found;

	resetStringInfo(&c->printed);
	query_deparse_term(&c->printed, node);
	entry = numbers_insert(c->terms, (NumberKey) {c->printed.data, c->printed.len}, &found);
	if (found)
		return entry->number;
	entry->key.text = MemoryContextStrdup(c->temporary, c->printed.data);
	entry->number = program->nterms;
	if (program->nterms == c->terms_size)
	{
		uint32		size = c->terms_size;
		MemoryContext own;

		program->terms = grow(program->terms, program->nterms, &c->terms_size, sizeof(PolicyTerm));
		own = MemoryContextSwitchTo(c->temporary);
		c->heads = grow(c->heads, program->nterms, &size, sizeof(PolicyHead));
		MemoryContextSwitchTo(own);
	}
	fill_term(c, &program->terms[program->nterms], &c->heads[program->nterms], node);
	return program->nterms++;
}

/* Adds the gates and terms of a part of a condition, which fills a target. */
static void
add_gates(Compiler *c, const QueryNode *node, uint32 target)
{
	PolicyProgram *program = c->program;
	uint32		number = program->ngates;

	check_stack_depth();
	CHECK_FOR_INTERRUPTS();
	if (node->type == QUERY_TERM)
	{
		uint32		term = term_number(c, node);

		program->leaves = grow(program->leaves, program->nleaves, &c->leaves_size, sizeof(PolicyLeaf));
		program->leaves[program->nleaves++] = (PolicyLeaf) {term, target};
		return;
	}
	if (node->type != QUERY_AND && node->type != QUERY_OR && node->type != QUERY_COUNT)
		elog(ERROR, "the condition of a rule has a part of type %d", (int) node->type);
	program->gates = grow(program->gates, number, &c->gates_size, sizeof(PolicyGate));
	program->gates[program->ngates++] = (PolicyGate) {
		.target = target,
		.least = node->type == QUERY_AND ? node->nchildren : node->type == QUERY_OR ? 1 : node->least
	};
	for (int i = 0; i < node->nchildren; i++)
		add_gates(c, node->children[i], number);
}

/* Makes a part of the condition of an exemption. */
static void
make_step(Compiler *c, const QueryNode *node, QueryStep *step)
{
	check_stack_depth();
	CHECK_FOR_INTERRUPTS();
	if (node->type == QUERY_AT)
		elog(ERROR, "the condition of an exemption has a timestamp");
	*step = (QueryStep) {.type = node->type, .least = node->least, .nchildren = node->nchildren};
	if (node->type == QUERY_TERM)
	{
		uint32		number = term_number(c, node);
		PolicyTerm *term = &c->program->terms[number];

		if (!term->query)
			term->query = make_query(c, node);
		step->term = term->query;
		return;
	}
	step->children = palloc(sizeof(QueryStep) * node->nchildren);
	for (int i = 0; i < node->nchildren; i++)
		make_step(c, node->children[i], &step->children[i]);
}

/* Notes the steps of all ladders. */
static void
number_steps(Compiler *c)
{
	int			ladder = 0;

	for (int i = 0; i < c->text->nlines; i++)
	{
		const PolicyLine *line = &c->text->lines[i];

		if (line->type != POLICY_LADDER)
			continue;
		for (int j = 0; j < line->nsteps; j++)
		{
			const PolicyName *step = &line->steps[j].name;
			int			len = line->name.len + 1 + step->len;
			char	   *path = MemoryContextAlloc(c->temporary, len);
			bool		found;

			CHECK_FOR_INTERRUPTS();
			Assert(j < 1 << STEP_BITS);
			memcpy(path, line->name.path, line->name.len);
			path[line->name.len] = FACTAG_SEPARATOR;
			memcpy(path + line->name.len + 1, step->path, step->len);
			numbers_insert(c->steps, (NumberKey) {path, len}, &found)->number = STEP_NUMBER(ladder, j);
		}
		ladder++;
	}
	c->program->nladders = ladder;
	c->program->severest = palloc(sizeof(int) * Max(ladder, 1));
}

/* Makes the outputs of a rule. */
static void
make_outputs(Compiler *c, const PolicyLine *line, CompiledRule *rule)
{
	rule->noutputs = line->noutputs;
	rule->outputs = palloc0(sizeof(CompiledOutput) * line->noutputs);
	for (int i = 0; i < line->noutputs; i++)
	{
		const PolicyOutput *from = &line->outputs[i];
		CompiledOutput *output = &rule->outputs[i];
		const NumberEntry *step = numbers_lookup(c->steps, (NumberKey) {from->name.path, from->name.len});

		output->path = copy_path(from->name.path, from->name.len);
		output->len = from->name.len;
		output->ladder = step ? (int) (step->number >> STEP_BITS) : -1;
		output->step = step ? (int) (step->number & ((1 << STEP_BITS) - 1)) : 0;
		output->lasts = copy_duration(from->lasts);
		output->rule = rule - c->program->rules;
		rule->lasts = rule->lasts || output->lasts;
	}
	c->program->noutputs += rule->noutputs;
}

static void
make_rule(Compiler *c, const PolicyLine *line)
{
	PolicyProgram *program = c->program;
	uint32		number = program->nrules++;
	CompiledRule *rule = &program->rules[number];
	char		source[FACTAG_MAX_PATH];
	bool		found;

	rule->name = copy_path(line->name.path, line->name.len);
	rule->len = line->name.len;
	numbers_insert(c->rules, (NumberKey) {rule->name, rule->len}, &found)->number = number;
	rule->source = attribute_make_text(source, policy_source_path(c->text, line, source));
	for (int i = 0; i < line->attributes.n; i++)
		rule->shadow = rule->shadow || line->attributes.attributes[i].kind == POLICY_SHADOW;
	make_outputs(c, line, rule);
	rule->first_leaf = program->nleaves;
	rule->first_gate = program->ngates;
	add_gates(c, line->condition, TARGET_RULE | number);
	rule->nleaves = program->nleaves - rule->first_leaf;
	rule->ngates = program->ngates - rule->first_gate;
}

static void
make_exemption(Compiler *c, const PolicyLine *line)
{
	PolicyProgram *program = c->program;
	uint32		number = program->nexemptions++;
	CompiledExemption *exemption = &program->exemptions[number];

	exemption->name = copy_path(line->name.path, line->name.len);
	exemption->len = line->name.len;
	make_step(c, line->condition, &exemption->condition);
	for (int i = 0; i < line->nnames; i++)
	{
		const NumberEntry *entry = numbers_lookup(c->rules, (NumberKey) {line->names[i].path, line->names[i].len});
		CompiledRule *rule;

		CHECK_FOR_INTERRUPTS();
		if (!entry)
			elog(ERROR, "an exemption names an unknown rule");
		rule = &program->rules[entry->number];
		/* the array is of the next power of two */
		if (rule->nexemptions == 0)
			rule->exemptions = palloc(sizeof(uint32));
		else if ((rule->nexemptions & (rule->nexemptions - 1)) == 0)
			rule->exemptions = repalloc(rule->exemptions, sizeof(uint32) * rule->nexemptions * 2);
		rule->exemptions[rule->nexemptions++] = number;
	}
}

/* Adds the sources of option "trust". */
static void
add_trust(PolicyProgram *program, const PolicyLine *line)
{
	LabelPrecedence *trust = &program->trust;

	program->has_trust = true;
	trust->listed_only = true;
	trust->count = line->nnames;
	trust->sources = palloc(sizeof(LabelSource) * Max(line->nnames, 1));
	for (int i = 0; i < line->nnames; i++)
		trust->sources[i] = (LabelSource) {copy_path(line->names[i].path, line->names[i].len), line->names[i].len};
}

/* qsort: by path, then by source, as the labels of outputs sort */
static int
compare_outputs(const void *a, const void *b, void *arg)
{
	const CompiledOutput *x = *(CompiledOutput *const *) a;
	const CompiledOutput *y = *(CompiledOutput *const *) b;
	const PolicyProgram *program = arg;
	int			c = path_compare(x->path, x->len, y->path, y->len);

	CHECK_FOR_INTERRUPTS();
	return c ? c : attribute_compare_value(&attribute_defs[ATTRIBUTE_BY], program->rules[x->rule].source,
										   program->rules[y->rule].source);
}

static void
rank_outputs(PolicyProgram *program)
{
	uint32		n = 0;

	program->ranked = palloc(sizeof(CompiledOutput *) * Max(program->noutputs, 1));
	for (uint32 i = 0; i < program->nrules; i++)
	{
		for (uint32 j = 0; j < program->rules[i].noutputs; j++)
			program->ranked[n++] = &program->rules[i].outputs[j];
	}
	qsort_arg(program->ranked, n, sizeof(CompiledOutput *), compare_outputs, program);
	for (uint32 i = 0; i < n; i++)
		program->ranked[i]->rank = i;
}

/* Gives each term the targets of its leaves. */
static void
make_targets(PolicyProgram *program)
{
	uint32		first = 0;

	program->targets = palloc(sizeof(uint32) * Max(program->nleaves, 1));
	for (uint32 i = 0; i < program->nleaves; i++)
		program->terms[program->leaves[i].term].ntargets++;
	for (uint32 i = 0; i < program->nterms; i++)
	{
		program->terms[i].first = first;
		first += program->terms[i].ntargets;
		program->terms[i].ntargets = 0;
	}
	for (uint32 i = 0; i < program->nleaves; i++)
	{
		PolicyTerm *term = &program->terms[program->leaves[i].term];

		program->targets[term->first + term->ntargets++] = program->leaves[i].target;
	}
}

PolicyProgram *
policy_compile(const PolicyText *text, MemoryContext temporary)
{
	PolicyProgram *program = palloc0(sizeof(PolicyProgram));
	Compiler	c = {.text = text, .program = program, .temporary = temporary};
	int			nrules = text->count[POLICY_RULE];
	MemoryContext own = MemoryContextSwitchTo(temporary);
	const uint32 *renumbered;

	c.terms = numbers_create(temporary, Max(nrules, 16), NULL);
	c.rules = numbers_create(temporary, Max(nrules, 16), NULL);
	c.steps = numbers_create(temporary, 64, NULL);
	initStringInfo(&c.printed);
	MemoryContextSwitchTo(own);
	/* small, so that what PCRE2 needs to make machine code is given back, not kept unused */
	program->code_context = AllocSetContextCreate(own, "factag policy expressions", ALLOCSET_SMALL_SIZES);
	program->rules = palloc0(sizeof(CompiledRule) * Max(nrules, 1));
	program->fired = palloc(sizeof(uint32) * Max(nrules, 1));
	program->active = palloc(sizeof(uint32) * Max(nrules, 1));
	program->exemptions = palloc0(sizeof(CompiledExemption) * Max(text->count[POLICY_EXEMPTION], 1));
	number_steps(&c);
	for (int i = 0; i < text->nlines; i++)
	{
		if (text->lines[i].type == POLICY_RULE)
			make_rule(&c, &text->lines[i]);
		else if (text->lines[i].type == POLICY_TRUST)
			add_trust(program, &text->lines[i]);
	}
	for (int i = 0; i < text->nlines; i++)
	{
		if (text->lines[i].type == POLICY_EXEMPTION)
			make_exemption(&c, &text->lines[i]);
	}
	renumbered = policy_index(program, text, c.heads, temporary);
	for (uint32 i = 0; i < program->nleaves; i++)
		program->leaves[i].term = renumbered[program->leaves[i].term];
	make_targets(program);
	rank_outputs(program);
	return program;
}
