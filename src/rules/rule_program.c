/*
 * rule_program.c
 *	  Making a rule set executable; see rule_program.h.
 */
#include "rules/rule_program.h"

#include "common/hashfn.h"
#include "miscadmin.h"
#include "utils/memutils.h"

#include "keyed_hash.h"
#include "rules/rule_parse.h"
#include "rules/ruleset.h"

/* hash table of distinct patterns: those that differ in text, flags or field */
typedef struct PatternEntry
{
	const Condition *condition; /* key */
	uint32		hash;
	char		status;
	int			number;			/* in the program's patterns */
} PatternEntry;

static uint32
hash_condition(const Condition *condition)
{
	uint32		hash = keyed_hash(condition->pattern, condition->patternlen);

	return hash_combine(hash, murmurhash32(condition->flags * 1024 + condition->field_number));
}

static bool
same_pattern(const Condition *a, const Condition *b)
{
	return a->patternlen == b->patternlen && a->flags == b->flags &&
		a->field_number == b->field_number && memcmp(a->pattern, b->pattern, a->patternlen) == 0;
}

#define SH_PREFIX pattern_table
#define SH_ELEMENT_TYPE PatternEntry
#define SH_KEY_TYPE const Condition *
#define SH_KEY condition
#define SH_HASH_KEY(table, key) hash_condition(key)
#define SH_EQUAL(table, a, b) same_pattern(a, b)
#define SH_STORE_HASH
#define SH_GET_HASH(table, entry) (entry)->hash
#define SH_SCOPE static inline
#define SH_DECLARE
#define SH_DEFINE
#include "lib/simplehash.h"

/* hash table of distinct fields */
typedef struct FieldEntry
{
	const RuleField *field;		/* key */
	uint32		hash;
	char		status;
	int			number;			/* in the program's fields */
} FieldEntry;

static uint32
hash_field(const RuleField *field)
{
	uint32		hash = 0;

	for (int i = 0; i < field->nkeys; i++)
	{
		const char *key = field->keys[i];

		hash = hash_combine(hash, keyed_hash(key, strlen(key)));
	}
	return hash;
}

static bool
same_field(const RuleField *a, const RuleField *b)
{
	if (a->nkeys != b->nkeys)
		return false;
	for (int i = 0; i < a->nkeys; i++)
	{
		if (strcmp(a->keys[i], b->keys[i]) != 0)
			return false;
	}
	return true;
}

#define SH_PREFIX field_table
#define SH_ELEMENT_TYPE FieldEntry
#define SH_KEY_TYPE const RuleField *
#define SH_KEY field
#define SH_HASH_KEY(table, key) hash_field(key)
#define SH_EQUAL(table, a, b) same_field(a, b)
#define SH_STORE_HASH
#define SH_GET_HASH(table, entry) (entry)->hash
#define SH_SCOPE static inline
#define SH_DECLARE
#define SH_DEFINE
#include "lib/simplehash.h"

/* a program while it is made */
typedef struct ProgramBuilder
{
	RuleProgram *program;
	pattern_table_hash *patterns;
	field_table_hash *fields;
	int			patterns_size;	/* allocated in the program */
	int			fields_size;
} ProgramBuilder;

/* The number of a field, new unless it is known already; -1 for the text itself. */
static int
number_field(ProgramBuilder *builder, const RuleField *field)
{
	RuleProgram *program = builder->program;
	FieldEntry *entry;
	bool		found;

	if (field->nkeys == 0)
		return -1;
	entry = field_table_insert(builder->fields, field, &found);
	if (found)
		return entry->number;
	if (program->nfields == builder->fields_size)
	{
		builder->fields_size *= 2;
		program->fields = repalloc(program->fields, sizeof(RuleField *) * builder->fields_size);
	}
	entry->number = program->nfields++;
	program->fields[entry->number] = field;
	return entry->number;
}

/* Adds a pattern that no condition had before; returns its number. */
static int
add_pattern(ProgramBuilder *builder, const Condition *condition)
{
	RuleProgram *program = builder->program;
	SharedPattern *pattern;
	PatternFoldError error;

	if (program->npatterns == builder->patterns_size)
	{
		builder->patterns_size *= 2;
		program->patterns = repalloc_huge(program->patterns,
										  sizeof(SharedPattern) * builder->patterns_size);
	}
	pattern = &program->patterns[program->npatterns];
	memset(pattern, 0, sizeof(SharedPattern));
	pattern->condition = condition;
	/* what cannot be folded is of an earlier version, and stays as it is */
	(void) condition_fold_pattern(condition, program->options.fold, &pattern->folded, &error);
	program->uses_text |= condition->field_number < 0;
	return program->npatterns++;
}

/* Gives a condition the number of its pattern, and the pattern the condition's rule. */
static void
number_pattern(ProgramBuilder *builder, Condition *condition, int rule)
{
	SharedPattern *pattern;
	bool		found;
	PatternEntry *entry = pattern_table_insert(builder->patterns, condition, &found);

	if (!found)
		entry->number = add_pattern(builder, condition);
	condition->number = entry->number;
	pattern = &builder->program->patterns[entry->number];
	if (pattern->nrules > 0 && pattern->rules[pattern->nrules - 1] == rule)
		return;
	/* the array is of the next power of two */
	if (pattern->nrules == 0)
		pattern->rules = palloc(sizeof(int));
	else if ((pattern->nrules & (pattern->nrules - 1)) == 0)
		pattern->rules = repalloc(pattern->rules, sizeof(int) * pattern->nrules * 2);
	pattern->rules[pattern->nrules++] = rule;
}

/* Numbers the patterns and fields of a condition of a rule. */
static void
number_condition(ProgramBuilder *builder, Condition *condition, int rule)
{
	check_stack_depth();
	CHECK_FOR_INTERRUPTS();
	condition->field_number = number_field(builder, &condition->field);
	condition->other_number = number_field(builder, &condition->other);
	if (condition->type == CONDITION_PATTERN)
		number_pattern(builder, condition, rule);
	for (int i = 0; i < condition->nchildren; i++)
		number_condition(builder, condition->children[i], rule);
}

static AttributeValue
rule_source(const RuleOptions *options, const Rule *rule)
{
	char		path[FACTAG_MAX_PATH];

	return attribute_make_text(path, rule_source_path(options, rule, path));
}

static void
make_prefilter(RuleProgram *program)
{
	PrefilterBuilder *builder = prefilter_begin(program->npatterns);

	for (int i = 0; i < program->npatterns; i++)
	{
		const FoldedPattern *folded = &program->patterns[i].folded;
		int			flags = folded->flags & REGEX_EXTENDED ? PREFILTER_EXTENDED : 0;

		CHECK_FOR_INTERRUPTS();
		prefilter_add(builder, i, folded->pattern, folded->len, flags);
	}
	program->prefilter = prefilter_finish(builder);
	program->ranges = prefilter_ranges(program->prefilter);
}

/* qsort: pointers to labels */
static int
compare_labels(const void *a, const void *b)
{
	CHECK_FOR_INTERRUPTS();
	return label_compare(*(Label *const *) a, *(Label *const *) b);
}

/*
 * Numbers the labels of all rules in the order in which a labelset stores them, so that those of a
 * document need not be sorted.
 */
static void
number_labels(RuleProgram *program)
{
	Label	   *labels;
	int		   *numbers;
	int			n = 0;

	for (int i = 0; i < program->nrules; i++)
		program->nlabels += program->rules[i].rule->nlabels;
	labels = palloc_extended(sizeof(Label) * Max(program->nlabels, 1), MCXT_ALLOC_HUGE);
	numbers = palloc(sizeof(int) * Max(program->nlabels, 1));
	program->labels = palloc(sizeof(Label *) * Max(program->nlabels, 1));
	program->chosen = palloc(BITMAP_SIZE(program->nlabels + 1));
	for (int i = 0; i < program->nrules; i++)
	{
		ProgramRule *rule = &program->rules[i];

		rule->labels = numbers + n;
		for (int j = 0; j < rule->rule->nlabels; j++, n++)
		{
			labels[n] = rule->rule->labels[j];
			label_set(&labels[n], ATTRIBUTE_BY, rule->by);
			program->labels[n] = &labels[n];
		}
	}
	qsort(program->labels, n, sizeof(Label *), compare_labels);
	for (int i = 0; i < n; i++)
		numbers[program->labels[i] - labels] = i;
}

/* Fills a program from a text, which the program points into. */
static void
fill_program(RuleProgram *program, const RuleText *text)
{
	ProgramBuilder builder = {.program = program, .patterns_size = 16, .fields_size = 8};

	program->options = text->options;
	program->rules = palloc0(sizeof(ProgramRule) * Max(text->nrules, 1));
	program->patterns = palloc(sizeof(SharedPattern) * builder.patterns_size);
	program->fields = palloc(sizeof(RuleField *) * builder.fields_size);
	program->always_evaluated = palloc0(BITMAP_SIZE(text->nrules + 1));
	program->to_evaluate = palloc0(BITMAP_SIZE(text->nrules + 1));
	builder.patterns = pattern_table_create(CurrentMemoryContext, Max(text->nrules, 16), NULL);
	builder.fields = field_table_create(CurrentMemoryContext, 16, NULL);
	for (int i = 0; i < text->nlines; i++)
	{
		Rule	   *rule = text->lines[i].rule;
		int			number = program->nrules;

		CHECK_FOR_INTERRUPTS();
		if (!rule)
			continue;
		program->rules[number].rule = rule;
		program->rules[number].by = rule_source(&text->options, rule);
		program->nrules++;
		number_condition(&builder, rule->condition, number);
		if (condition_possible_unmatched(rule->condition, true))
			bitmap_set(program->always_evaluated, number);
	}
	number_labels(program);
	pattern_table_destroy(builder.patterns);
	field_table_destroy(builder.fields);
	program->candidates = palloc(BITMAP_SIZE(program->npatterns + 1));
	make_prefilter(program);
}

RuleProgram *
rule_program_make(const struct varlena *ruleset)
{
	RuleProgram *program = palloc0(sizeof(RuleProgram));
	Lexer		lx;

	program->max_code_size = PROGRAM_MAX_CODE_SIZE;
	/* small, so that what PCRE2 needs to make machine code is given back, not kept unused */
	program->code_context = AllocSetContextCreate(CurrentMemoryContext, "factag patterns",
												  ALLOCSET_SMALL_SIZES);
	lex_init(&lx, "ruleset", RULESET_DATA(ruleset), RULESET_LEN(ruleset), NULL);
	fill_program(program, rule_parse(&lx, false));
	return program;
}

/* Frees all compiled patterns. */
static void
free_code(RuleProgram *program)
{
	for (int i = 0; i < program->npatterns; i++)
	{
		program->patterns[i].regex = NULL;
		program->patterns[i].counted_size = 0;
	}
	MemoryContextReset(program->code_context);
	program->code_size = 0;
}

void
rule_program_count(RuleProgram *program, SharedPattern *pattern)
{
	Size		size = pattern->regex ? regex_size(pattern->regex) : 0;

	program->code_size += size - pattern->counted_size;
	pattern->counted_size = size;
}

Regex *
rule_program_regex(RuleProgram *program, SharedPattern *pattern)
{
	MemoryContext old;
	RegexError	error;

	if (pattern->regex)
		return pattern->regex;
	if (program->code_size > program->max_code_size)
		free_code(program);
	old = MemoryContextSwitchTo(program->code_context);
	pattern->regex = regex_compile(pattern->folded.pattern, pattern->folded.len,
								   pattern->folded.flags, &error);
	MemoryContextSwitchTo(old);
	if (!pattern->regex)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_REGULAR_EXPRESSION),
				 errmsg("a pattern of a stored rule set does not compile: %s", error.message),
				 errdetail("The pattern is /%s/.", lex_clip(pattern->condition->pattern)),
				 errhint("It was accepted by another version of factag or of PCRE2.")));
	return pattern->regex;
}
