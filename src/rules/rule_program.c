/*
 * rule_program.c
 *	  A rule set made ready to run; see rule_program.h.
 */
#include "rules/rule_program.h"

#include "common/hashfn.h"
#include "miscadmin.h"
#include "utils/memutils.h"

#include "rules/rule_parse.h"

/* patterns by what they are: text, flags and field */
typedef struct PatternEntry
{
	const Condition *condition; /* key */
	uint32		hash;
	char		status;
	int			number;
} PatternEntry;

static uint32
hash_condition(const Condition *condition)
{
	uint32		hash = hash_bytes((const unsigned char *) condition->pattern, condition->patternlen);

	return hash_combine(hash, murmurhash32(condition->flags * 1024 + condition->field_number));
}

static bool
same_pattern(const Condition *a, const Condition *b)
{
	return a->patternlen == b->patternlen && a->flags == b->flags && a->field_number == b->field_number &&
		memcmp(a->pattern, b->pattern, a->patternlen) == 0;
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

/* fields by their keys */
typedef struct FieldEntry
{
	const RuleField *field;		/* key */
	uint32		hash;
	char		status;
	int			number;
} FieldEntry;

static uint32
hash_field(const RuleField *field)
{
	uint32		hash = 0;

	for (int i = 0; i < field->nkeys; i++)
		hash = hash_combine(hash, hash_bytes((const unsigned char *) field->keys[i], strlen(field->keys[i])));
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

typedef struct Maker
{
	RuleProgram *program;
	pattern_table_hash *patterns;
	field_table_hash *fields;
	int			room;			/* for patterns */
	int			field_room;
} Maker;

/* the number of a field, which is a new one if no other is the same */
static int
number_field(Maker *maker, const RuleField *field)
{
	RuleProgram *program = maker->program;
	FieldEntry *entry;
	bool		found;

	if (field->nkeys == 0)
		return -1;
	entry = field_table_insert(maker->fields, field, &found);
	if (found)
		return entry->number;
	if (program->nfields == maker->field_room)
	{
		maker->field_room = maker->field_room ? maker->field_room * 2 : 8;
		program->fields = program->nfields ? repalloc(program->fields, sizeof(RuleField *) * maker->field_room) :
			palloc(sizeof(RuleField *) * maker->field_room);
	}
	entry->number = program->nfields++;
	program->fields[entry->number] = field;
	return entry->number;
}

/* Numbers a pattern and notes that a rule asks for it. */
static void
add_pattern(Maker *maker, Condition *condition, int rule)
{
	RuleProgram *program = maker->program;
	ProgramPattern *pattern;
	bool		found;
	PatternEntry *entry = pattern_table_insert(maker->patterns, condition, &found);

	if (!found)
	{
		if (program->npatterns == maker->room)
		{
			maker->room *= 2;
			program->patterns = repalloc_huge(program->patterns, sizeof(ProgramPattern) * maker->room);
		}
		entry->number = program->npatterns++;
		memset(&program->patterns[entry->number], 0, sizeof(ProgramPattern));
		program->patterns[entry->number].condition = condition;
		program->patterns[entry->number].compiled = condition_fold_pattern(condition, program->options.fold);
		program->asks_text |= condition->field_number < 0;
	}
	condition->number = entry->number;
	pattern = &program->patterns[entry->number];
	if (pattern->nrules > 0 && pattern->rules[pattern->nrules - 1] == rule)
		return;
	/* doubled at every power of two */
	if (pattern->nrules == 0)
		pattern->rules = palloc(sizeof(int));
	else if ((pattern->nrules & (pattern->nrules - 1)) == 0)
		pattern->rules = repalloc(pattern->rules, sizeof(int) * pattern->nrules * 2);
	pattern->rules[pattern->nrules++] = rule;
}

/* Numbers the patterns and fields of a condition. */
static void
number_condition(Maker *maker, Condition *condition, int rule)
{
	check_stack_depth();
	CHECK_FOR_INTERRUPTS();
	condition->field_number = number_field(maker, &condition->field);
	if (condition->type == CONDITION_PATTERN)
		add_pattern(maker, condition, rule);
	for (int i = 0; i < condition->nchildren; i++)
		number_condition(maker, condition->children[i], rule);
}

/* a rule's name behind what the rule set says of its source */
static AttributeValue
rule_source(const RuleOptions *options, const Rule *rule)
{
	char		path[FACTAG_MAX_PATH];
	int			len = options->bylen;

	if (len > 0)
	{
		memcpy(path, options->by, len);
		path[len++] = FACTAG_SEPARATOR;
	}
	Assert(len + rule->namelen <= FACTAG_MAX_PATH);
	memcpy(path + len, rule->name, rule->namelen);
	return attribute_make_text(path, len + rule->namelen);
}

static void
make_prefilter(RuleProgram *program)
{
	PrefilterBuilder *builder = prefilter_begin(program->npatterns);

	for (int i = 0; i < program->npatterns; i++)
	{
		const FoldedPattern *compiled = &program->patterns[i].compiled;

		CHECK_FOR_INTERRUPTS();
		prefilter_add(builder, i, compiled->pattern, compiled->len, compiled->flags & REGEX_EXTENDED ? PREFILTER_EXTENDED : 0);
	}
	program->prefilter = prefilter_finish(builder);
}

/* Fills a program from a text that it keeps. */
static void
make_program(RuleProgram *program, const RuleText *text)
{
	Maker		maker = {.program = program, .room = 16};

	program->options = text->options;
	program->rules = palloc(sizeof(ProgramRule) * Max(text->nrules, 1));
	program->patterns = palloc(sizeof(ProgramPattern) * maker.room);
	program->always = palloc0(sizeof(uint64) * BITMAP_WORDS(text->nrules + 1));
	program->asked = palloc0(sizeof(uint64) * BITMAP_WORDS(text->nrules + 1));
	maker.patterns = pattern_table_create(CurrentMemoryContext, Max(text->nrules, 16), NULL);
	maker.fields = field_table_create(CurrentMemoryContext, 16, NULL);
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
		number_condition(&maker, rule->condition, number);
		if (condition_possible_unmatched(rule->condition, true))
			bitmap_set(program->always, number);
	}
	pattern_table_destroy(maker.patterns);
	field_table_destroy(maker.fields);
	program->candidates = palloc(sizeof(uint64) * BITMAP_WORDS(program->npatterns + 1));
	program->scanned = palloc(sizeof(uint64) * BITMAP_WORDS(program->npatterns + 1));
	make_prefilter(program);
}

RuleProgram *
rule_program_make(const char *text, int len)
{
	MemoryContext context = AllocSetContextCreate(CurrentMemoryContext, "factag rules", ALLOCSET_DEFAULT_SIZES);
	MemoryContext old = MemoryContextSwitchTo(context);
	RuleProgram *program = palloc0(sizeof(RuleProgram));
	char	   *copy = palloc(len + 1);
	Lexer		lx;

	memcpy(copy, text, len);
	copy[len] = '\0';
	program->context = context;
	program->most_code = PROGRAM_MOST_CODE;
	program->code = AllocSetContextCreate(context, "factag patterns", ALLOCSET_DEFAULT_SIZES);
	lex_init(&lx, "ruleset", copy, len, NULL);
	make_program(program, rule_parse(&lx, false));
	program->size = MemoryContextMemAllocated(context, true);
	MemoryContextSwitchTo(old);
	return program;
}

/* Forgets every compiled pattern. */
static void
forget_code(RuleProgram *program)
{
	for (int i = 0; i < program->npatterns; i++)
	{
		program->patterns[i].regex = NULL;
		program->patterns[i].counted = 0;
	}
	MemoryContextReset(program->code);
	program->size -= program->code_size;
	program->code_size = 0;
}

void
rule_program_count(RuleProgram *program, ProgramPattern *pattern)
{
	Size		size = pattern->regex ? regex_size(pattern->regex) : 0;

	program->code_size += size - pattern->counted;
	program->size += size - pattern->counted;
	pattern->counted = size;
}

Regex *
rule_program_regex(RuleProgram *program, ProgramPattern *pattern)
{
	MemoryContext old;
	RegexError	error;

	if (pattern->regex)
		return pattern->regex;
	if (program->code_size > program->most_code)
		forget_code(program);
	old = MemoryContextSwitchTo(program->code);
	pattern->regex = regex_compile(pattern->compiled.pattern, pattern->compiled.len, pattern->compiled.flags, &error);
	MemoryContextSwitchTo(old);
	if (!pattern->regex)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_REGULAR_EXPRESSION),
				 errmsg("a pattern of a stored rule set does not compile: %s", error.message),
				 errdetail("The pattern is /%s/.", lex_clip(pattern->condition->pattern)),
				 errhint("It was accepted by another version of factag or of PCRE2.")));
	return pattern->regex;
}
