/*
 * policy_cache.c
 *	  Compiled policies, found by the bytes of their source; see policy_cache.h.
 */
#include "policy/policy_cache.h"

#include "utils/memutils.h"

#include "memo.h"
#include "policy/labelpolicy.h"
#include "policy/policy_compile.h"

/* Memo.compile */
static void *
compile(const struct varlena *source)
{
	MemoryContext temporary = AllocSetContextCreate(CurrentMemoryContext, "factag policy", ALLOCSET_DEFAULT_SIZES);
	MemoryContext own = MemoryContextSwitchTo(temporary);
	const PolicyText *text = labelpolicy_unpack(DatumGetLabelpolicyP(PointerGetDatum(source)));
	PolicyProgram *program;

	MemoryContextSwitchTo(own);
	program = policy_compile(text, temporary);
	MemoryContextDelete(temporary);
	return program;
}

/* Memo.extra_size */
static Size
extra_size(const void *program)
{
	return ((const PolicyProgram *) program)->plan.regex_size;
}

PolicyProgram *
policy_program_argument(FunctionCallInfo fcinfo, int argno)
{
	static Memo memo = {
		.name = "factag policies",
		.compile = compile,
		.extra_size = extra_size,
		.limit = &memo_cache_size
	};

	return memo_argument(&memo, fcinfo, argno);
}
