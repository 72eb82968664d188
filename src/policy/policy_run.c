/*
 * policy_run.c
 *	  The evaluation of a policy; see policy_run.h.
 */
#include "policy/policy_run.h"

#include "miscadmin.h"
#include "utils/timestamp.h"

#include "policy/policy_cache.h"
#include "query/query_deparse.h"
#include "text/path.h"
#include "text/timestamp.h"

StaticAssertDecl(TREE_MAX_PATH <= PG_UINT16_MAX, "the end of a segment must fit");

/* Reports a policy that is relative to a timestamp, where none is asked for. */
pg_noreturn static void
no_timestamp(const QueryTerm *term)
{
	StringInfoData text;

	initStringInfo(&text);
	query_deparse_term(&text, term->node);
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("the policy is relative to a timestamp, but none is asked for"),
			 errdetail("The term \"%s\" compares with a duration before or after the timestamp asked for.",
					   lex_clip(text.data)),
			 errhint("Give a timestamp as argument \"at\".")));
}

/* A log that is an argument; NULL if it is empty. */
static const struct varlena *
log_argument(FunctionCallInfo fcinfo, int argno)
{
	const struct varlena *log;

	if (PG_ARGISNULL(argno))
		return NULL;
	log = PG_GETARG_PACKED_P(argno);
	return labelset_size(log) > 0 ? log : NULL;
}

/* The facts that are an argument; NULL if there are none. */
static const struct varlena *
facts_argument(FunctionCallInfo fcinfo, int argno)
{
	const struct varlena *facts;

	if (PG_ARGISNULL(argno))
		return NULL;
	facts = PG_GETARG_PACKED_P(argno);
	return tagset_size(facts) > 0 ? facts : NULL;
}

/* QuerySubject.attribute: of a label, or of a fact, whose weight is 1 by default */
static bool
element_attribute(QuerySubject *subject, Attribute which, AttributeValue *value)
{
	PolicyRun  *run = (PolicyRun *) subject;

	if (run->side != SIDE_FACTS)
		return label_attribute(&run->holds.reader, &run->holds.fields, which, value);
	if (!run->has_attributes)
		tagset_reader_attributes(&run->reader, &run->attributes);
	run->has_attributes = true;
	/* an attribute that only labels have is never present */
	if (attributes_has(&run->attributes, which))
		*value = run->attributes.value[which];
	else if (which == ATTRIBUTE_WEIGHT)
		value->number = 1;
	else
		return false;
	return true;
}

bool
policy_run_arguments(PolicyRun *run, FunctionCallInfo fcinfo)
{
	run->has_at = !PG_ARGISNULL(2);
	run->at = run->has_at ? PG_GETARG_TIMESTAMPTZ(2) : 0;
	timestamp_check_finite(run->at);
	run->logs[SIDE_CONTENT] = log_argument(fcinfo, 0);
	run->logs[SIDE_ACTOR] = log_argument(fcinfo, 3);
	run->logs[SIDE_CONTEXT] = log_argument(fcinfo, 4);
	run->facts = facts_argument(fcinfo, 5);
	return run->logs[SIDE_CONTENT] || run->logs[SIDE_ACTOR] || run->logs[SIDE_CONTEXT] || run->facts;
}

void
policy_run_program(PolicyRun *run, FunctionCallInfo fcinfo)
{
	PolicyProgram *program = run->program = policy_program_argument(fcinfo, 1);

	if (!run->has_at && program->relative)
		no_timestamp(program->relative);
	run->subject.attribute = element_attribute;
	for (PolicySide side = SIDE_CONTENT; side < POLICY_LOGS; side++)
		run->kept[side] = run->logs[side] && program->has_trust ?
			label_resolve(run->logs[side], run->has_at, run->at, &program->trust) : NULL;
}

void
policy_run_path(PolicyRun *run)
{
	if (run->has_path)
		return;
	run->has_path = true;
	run->subject.path = run->path;
	run->subject.len = run->len;
	if (run->program->base[run->side] != TREE_NONE)
	{
		const TreeNode *base = &run->program->tree.nodes[run->program->base[run->side]];

		memcpy(run->joined, tree_segment(&run->program->tree, base), base->seglen);
		run->joined[base->seglen] = FACTAG_SEPARATOR;
		memcpy(run->joined + base->seglen + 1, run->path, run->len);
		run->subject.path = run->joined;
		run->subject.len = base->seglen + 1 + run->len;
	}
}

/* Whether the current element, which is at or below the node of a term with filters or wildcards, meets it. */
static pg_noinline bool
passes(PolicyRun *run, PolicyTerm *term)
{
	QueryTerm  *query = term->query;

	CHECK_FOR_INTERRUPTS();
	if (query->relative && term->resolved != run->at)
	{
		query_term_resolve(query, run->at);
		term->resolved = run->at;
	}
	if (term->needs_path)
		policy_run_path(run);
	if (query->literal)
		return query_term_filters_pass(query, &run->subject);
	if (query->nregexes > 0)
		policy_program_limit_code(run->program);
	return query_term_matches(query, &run->subject);
}

/* Fills a target, and what this fills. */
static inline void
fill(PolicyProgram *program, uint32 target)
{
	while (!(target & TARGET_RULE))
	{
		PolicyGate *gate = &program->gates[target];

		if (gate->run != program->run)
		{
			gate->run = program->run;
			gate->filled = 0;
		}
		if (++gate->filled != gate->least)
			return;
		target = gate->target;
	}
	program->fired[program->nfired++] = target & ~TARGET_RULE;
}

/*
 * Tests the current element against the terms of a place; at_node tells whether it is
 * there, and not below. Returns whether the element may be of interest for other terms.
 */
static pg_attribute_always_inline bool
test_terms(PolicyRun *run, uint32 from, uint32 to, bool at_node, bool collecting)
{
	PolicyProgram *program = run->program;

	for (uint32 i = from; i < to; i++)
	{
		PolicyTerm *term = &program->terms[i];

		if (collecting ? term->wanted != run->wanted : term->met == program->run)
			continue;
		if (term->denies != run->denies || (term->at_node && !at_node))
			continue;
		if (!term->bare && !passes(run, term))
			continue;
		if (!collecting)
		{
			term->met = program->run;
			CHECK_FOR_INTERRUPTS();
			for (uint32 j = 0; j < term->ntargets; j++)
				fill(program, program->targets[term->first + j]);
		}
		else if (!run->found(run->context, run, term))
			return false;
	}
	return true;
}

/* The same for the terms of a node of the tree. */
static pg_attribute_always_inline bool
test_node(PolicyRun *run, uint32 node, bool at_node, bool collecting)
{
	const PolicyPlace *place = &run->program->places[node];

	return test_terms(run, place[0].first, place[1].first, at_node, collecting);
}

/* Whether what is at or below a node is not seen on the current side. */
static inline bool
is_hidden(const PolicyRun *run, uint32 node)
{
	return (run->program->places[node].hides & SIDE_BIT(run->side)) != 0;
}

/*
 * Goes to the deepest node at or above the current element, whose path has so many bytes
 * in common with the one before. False if the element is not seen.
 */
static inline bool
find_nodes(PolicyRun *run, int shared)
{
	const PolicyProgram *program = run->program;
	const char *p = run->path;
	const char *end = p + run->len;
	int			depth = run->depth;
	uint32		node = program->base[run->side];

	while (depth > 0 && !(run->ends[depth - 1] <= shared &&
						  (run->ends[depth - 1] == run->len || run->path[run->ends[depth - 1]] == FACTAG_SEPARATOR)))
		depth--;
	run->depth = depth;
	if (depth > 0)
	{
		node = run->nodes[depth - 1];
		p = run->path + run->ends[depth - 1] + 1;
		if (is_hidden(run, node))
			return false;
	}
	while (p < end && (node == TREE_NONE || program->tree.nodes[node].end > node + 1))
	{
		const char *stop = path_segment_end(p, end);

		node = tree_child(&program->tree, node, p, stop - p);
		if (node == TREE_NONE)
			break;
		run->nodes[depth] = node;
		run->ends[depth++] = stop - run->path;
		run->depth = depth;
		if (is_hidden(run, node))
			return false;
		p = stop + 1;
	}
	return true;
}

/* Tests the current element against all terms. */
static pg_attribute_always_inline void
test_element(PolicyRun *run, int shared, bool collecting)
{
	PolicyProgram *program = run->program;
	uint32		base = program->base[run->side];

	if (!find_nodes(run, shared))
		return;
	run->has_path = run->has_attributes = false;
	if (!test_terms(run, 0, program->nheadless, false, collecting))
		return;
	if (base != TREE_NONE && !test_node(run, base, false, collecting))
		return;
	for (int i = 0; i < run->depth; i++)
	{
		if (!test_node(run, run->nodes[i], run->ends[i] == run->len, collecting))
			return;
	}
}

/* Whether some term can be met by what is on a side. */
static inline bool
has_terms(const PolicyProgram *program, PolicySide side)
{
	uint32		base = program->base[side];

	return program->nheadless > 0 || base == TREE_NONE ||
		program->places[base].first < program->places[program->tree.nodes[base].end].first;
}

/* Reads a log that is a side. */
static pg_attribute_always_inline void
read_log(PolicyRun *run, PolicySide side, bool collecting)
{
	const PolicyProgram *program = run->program;
	HoldingReader *holds = &run->holds;
	int			shared = 0;		/* bytes in common with the element before */

	if (!run->logs[side] || !has_terms(program, side))
		return;
	run->side = side;
	run->depth = 0;
	holding_reader_init(holds, run->logs[side], run->has_at, run->at);
	while (holding_reader_next(holds))
	{
		shared = Min(shared, holds->shared);
		run->denies = label_denies(&holds->fields);
		if (run->kept[side] ? !run->kept[side][holds->number] : run->denies && !program->has_denials)
			continue;
		run->path = holds->reader.path;
		run->len = holds->reader.len;
		test_element(run, shared, collecting);
		shared = run->len;
	}
}

/* Whether the fact that is read is live. */
static inline bool
fact_is_live(PolicyRun *run)
{
	if (!run->has_at || !run->reader.attributes || !(*run->reader.attributes & TAGSET_MOMENTS))
		return true;
	tagset_reader_attributes(&run->reader, &run->attributes);
	return attributes_live(&run->attributes, run->at);
}

/* Reads the facts. */
static pg_attribute_always_inline void
read_facts(PolicyRun *run, bool collecting)
{
	TagsetReader *reader = &run->reader;
	int			shared = 0;

	if (!run->facts)
		return;
	run->side = SIDE_FACTS;
	run->denies = false;
	run->depth = 0;
	tagset_reader_init(reader, run->facts);
	while (tagset_reader_next(reader))
	{
		CHECK_FOR_INTERRUPTS();
		shared = Min(shared, reader->shared);
		if (!fact_is_live(run))
			continue;
		run->path = reader->path;
		run->len = reader->len;
		test_element(run, shared, collecting);
		shared = run->len;
	}
}

void
policy_run(PolicyRun *run)
{
	policy_program_begin(run->program);
	for (PolicySide side = SIDE_CONTENT; side < POLICY_LOGS; side++)
		read_log(run, side, false);
	read_facts(run, false);
}

void
policy_run_collect(PolicyRun *run, uint32 wanted, PolicyFound found, void *context)
{
	run->wanted = wanted;
	run->found = found;
	run->context = context;
	for (PolicySide side = SIDE_CONTENT; side < POLICY_LOGS; side++)
		read_log(run, side, true);
	read_facts(run, true);
}

#define WALK_NAME walk_exemption
#define WALK_CONTEXT const PolicyProgram
#define WALK_TERM(program, term) policy_term_met(program, (term)->index)
#define WALK_BOOL
#include "query/query_walk.h"

bool
policy_run_exempts(PolicyRun *run, uint32 number)
{
	PolicyProgram *program = run->program;
	CompiledExemption *exemption = &program->exemptions[number];

	if (exemption->evaluated != program->run)
	{
		exemption->holds = walk_exemption(program, &exemption->condition);
		exemption->evaluated = program->run;
	}
	return exemption->holds;
}
