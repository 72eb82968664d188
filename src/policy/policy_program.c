/*
 * policy_program.c
 *	  A policy made ready for use; see policy_program.h.
 */
#include "policy/policy_program.h"

#include "utils/memutils.h"

#include "query/query_deparse.h"
#include "query/query_pattern.h"

/* bytes of compiled regular expressions, beyond which they are all freed */
#define POLICY_MAX_CODE_SIZE ((Size) 16 * 1024 * 1024)

void
policy_program_begin(PolicyProgram *program)
{
	program->nfired = 0;
	if (likely(++program->run != 0))
		return;
	/* all numbers have been used: forget the marks */
	program->run = 1;
	for (uint32 i = 0; i < program->nterms; i++)
		program->terms[i].met = 0;
	for (uint32 i = 0; i < program->ngates; i++)
		program->gates[i].run = 0;
	for (uint32 i = 0; i < program->nrules; i++)
		program->rules[i].fired = 0;
	for (uint32 i = 0; i < program->nexemptions; i++)
		program->exemptions[i].evaluated = 0;
	for (uint32 i = 0; i < program->noutputs; i++)
		program->ranked[i]->decided = 0;
}

uint32
policy_program_collect(PolicyProgram *program)
{
	if (unlikely(++program->collection == 0))
	{
		program->collection = 1;
		for (uint32 i = 0; i < program->nterms; i++)
			program->terms[i].wanted = 0;
	}
	return program->collection;
}

void
policy_program_limit_code(PolicyProgram *program)
{
	if (likely(program->plan.regex_size <= POLICY_MAX_CODE_SIZE))
		return;
	for (uint32 i = 0; i < program->nterms; i++)
	{
		QueryTerm  *term = program->terms[i].query;

		for (int j = 0; term && j < term->nregexes; j++)
		{
			term->regexes[j].regex = NULL;
			term->regexes[j].size = 0;
		}
	}
	MemoryContextReset(program->code_context);
	program->plan.regex_size = 0;
}

char *
policy_term_text(const PolicyProgram *program, const PolicyTerm *term)
{
	StringInfoData out;
	char		path[FACTAG_MAX_PATH];

	initStringInfo(&out);
	if (term->query)
		query_deparse_term(&out, term->query->node);
	else
	{
		int			len = tree_path(&program->tree, term->node, path);

		if (term->at_node)
			appendStringInfoChar(&out, '=');
		query_pattern_deparse(&out, path, len, false);
	}
	return out.data;
}
