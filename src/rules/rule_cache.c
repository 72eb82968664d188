/*
 * rule_cache.c
 *	  Programs, found by the bytes of their rule set; see rule_cache.h.
 */
#include "rules/rule_cache.h"

#include <limits.h>

#include "utils/guc.h"

#include "memo.h"
#include "rules/ruleset.h"

static int	rule_cache_size = 65536;	/* kB */

void
rule_cache_define_settings(void)
{
	DefineCustomIntVariable("factag.rule_cache_size",
							"Limits the memory of a backend for compiled rule sets.",
							"The most recently used rule set is kept even if it takes more.",
							&rule_cache_size, 65536, 0, MAX_KILOBYTES,
							PGC_USERSET, GUC_UNIT_KB, NULL, NULL, NULL);
}

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
		.limit = &rule_cache_size
	};
	RuleProgram *program = memo_argument(&memo, fcinfo, argno);

	program->max_code_size = Max(PROGRAM_MAX_CODE_SIZE, (Size) rule_cache_size * 1024);
	return program;
}
