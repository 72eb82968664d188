/*
 * rule_cache.c
 *	  Programs, found by the bytes of their rule set; see rule_cache.h.
 */
#include "rules/rule_cache.h"

#include "memo.h"
#include "rules/ruleset.h"

/* Memo.compile */
static void *
compile_program(const struct varlena *ruleset)
{
	return rule_program_make(DatumGetRulesetP(PointerGetDatum(ruleset)));
}

/* Memo.extra_size */
static Size
program_extra_size(const void *program)
{
	return ((const RuleProgram *) program)->code_size;
}

RuleProgram *
rule_program_argument(FunctionCallInfo fcinfo, int argno)
{
	static Memo memo = {
		.name = "factag rule sets",
		.compile = compile_program,
		.extra_size = program_extra_size,
		.limit = &memo_cache_size
	};
	RuleProgram *program = memo_argument(&memo, fcinfo, argno);

	program->max_code_size = Max(PROGRAM_MAX_CODE_SIZE, (Size) memo_cache_size * 1024);
	return program;
}
