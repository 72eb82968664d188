/*
 * policy_join.c
 *	  Joining policies; see policy_join.h.
 */
#include "policy/policy_join.h"

#include "miscadmin.h"
#include "utils/memutils.h"

#include "policy/labelpolicy.h"
#include "policy/policy_attribute.h"
#include "policy/policy_deparse.h"
#include "policy/policy_line.h"
#include "policy/policy_names.h"
#include "text/line_table.h"
#include "text/path.h"

typedef struct Join
{
	PolicyText *result;
	line_table_hash *options;	/* the lines of options of the policies before, without their comments */
	const PolicyText *model;	/* the first policy that is not neutral; NULL for none */
	const PolicyName *by;
	int			nladders;
	int			ladders[POLICY_MAX_LADDERS];	/* lines of the result */
} Join;

/* Whether a policy sees and decides nothing, so that its trust and facts do not matter. */
static bool
is_neutral(const PolicyText *text)
{
	return text->count[POLICY_RULE] == 0 && text->count[POLICY_EXEMPTION] == 0 && text->count[POLICY_TRUST] == 0 &&
		text->count[POLICY_FACTS] == 0;
}

static bool
same_names(const PolicyName *a, const PolicyName *b)
{
	return a->len == b->len && memcmp(a->path, b->path, a->len) == 0;
}

/* The paths of an option in the order written or, if that means nothing, sorted and each once. */
static PolicyNames
option_paths(const PolicyText *text, PolicyLineType type)
{
	PolicyNames names = {0};
	int			n = 0;

	policy_names_add_lines(&names, text, type);
	if (type == POLICY_TRUST)
		return names;
	policy_names_sort(&names);
	for (int i = 0; i < names.n; i++)
	{
		if (n == 0 || !same_names(names.names[n - 1], names.names[i]))
			names.names[n++] = names.names[i];
	}
	names.n = n;
	return names;
}

/* An option as details of errors show it. */
static const char *
option_text(const PolicyNames *names)
{
	return names->n == 0 ? "no such option" : policy_names_text(names);
}

/* Refuses policies of which one sees other labels or facts than the other. */
static void
compare_sight(const PolicyText *a, const PolicyText *b, PolicyLineType type)
{
	PolicyNames of_a = option_paths(a, type);
	PolicyNames of_b = option_paths(b, type);
	bool		same = of_a.n == of_b.n;

	for (int i = 0; i < of_a.n && same; i++)
		same = same_names(of_a.names[i], of_b.names[i]);
	if (!same)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("cannot join policies whose option \"%s\" differs", policy_option_name(type)),
				 errdetail("One has %s, another has %s.", option_text(&of_a), option_text(&of_b)),
				 errhint("The option changes what all rules see: write it alike in each policy, or decide by each and join the decisions with ||.")));
}

/* Refuses a source that differs from that of the policies before. */
static void
take_by(Join *join, const PolicyText *text)
{
	const PolicyName *by = text->by.path ? &text->by : NULL;

	if (by && join->by && !same_names(by, join->by))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("cannot join policies whose option \"by\" differs"),
				 errdetail("One has %s, another has %s.", policy_path_text(join->by->path, join->by->len),
						   policy_path_text(by->path, by->len)),
				 errhint("Set it in one of them only, or decide by each and join the decisions with ||.")));
	if (by)
		join->by = by;
}

/* The steps of a ladder as details of errors show them. */
static const char *
steps_text(const PolicyLine *ladder)
{
	PolicyNames names = {0};

	for (int i = 0; i < ladder->nsteps; i++)
		policy_names_add(&names, &ladder->steps[i].name);
	return policy_names_text(&names);
}

/* Adds the attributes of a step to those that the same step has in a policy before. */
static void
join_attributes(const PolicyLine *ladder, PolicyStep *step, const PolicyStep *from)
{
	const PolicyAttribute *differs = policy_attributes_unite(&step->attributes, &from->attributes);

	if (differs)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("cannot join policies whose ladder \"%s\" differs", policy_path_text(ladder->name.path, ladder->name.len)),
				 errdetail("The step %s has two values for %s.", policy_path_text(step->name.path, step->name.len),
						   policy_attribute_name(differs)),
				 errhint("Give the attributes of a step in one of them only.")));
}

/* Adds what a policy says of a ladder that one before has. */
static void
join_ladder(PolicyLine *ladder, const PolicyLine *from)
{
	bool		same = ladder->nsteps == from->nsteps;

	for (int i = 0; i < ladder->nsteps && same; i++)
		same = same_names(&ladder->steps[i].name, &from->steps[i].name);
	if (!same)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("cannot join policies whose ladder \"%s\" differs", policy_path_text(ladder->name.path, ladder->name.len)),
				 errdetail("One has the steps %s, another has %s.", steps_text(ladder), steps_text(from)),
				 errhint("A ladder that several have is the same in each, step by step.")));
	for (int i = 0; i < ladder->nsteps; i++)
		join_attributes(ladder, &ladder->steps[i], &from->steps[i]);
	if (!ladder->comment)
	{
		ladder->comment = from->comment;
		ladder->commentlen = from->commentlen;
	}
}

/* Takes a ladder, which is there once. */
static void
take_ladder(Join *join, const PolicyLine *line)
{
	PolicyLine	copy = *line;

	for (int i = 0; i < join->nladders; i++)
	{
		PolicyLine *ladder = &join->result->lines[join->ladders[i]];

		if (same_names(&ladder->name, &line->name))
		{
			join_ladder(ladder, line);
			return;
		}
	}
	if (join->nladders == POLICY_MAX_LADDERS)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("policy would have more than %d ladders", POLICY_MAX_LADDERS),
				 errhint("Join fewer policies, or give ladders that mean the same one name.")));
	/* its attributes may change */
	copy.steps = palloc(sizeof(PolicyStep) * line->nsteps);
	memcpy(copy.steps, line->steps, sizeof(PolicyStep) * line->nsteps);
	join->ladders[join->nladders++] = join->result->nlines;
	policy_text_append(join->result, &copy);
}

/* The text of an option's line, which is the same whatever the comment. */
static const char *
bare_text(const PolicyLine *line)
{
	PolicyLine	bare = *line;
	StringInfoData out;

	bare.comment = NULL;
	initStringInfo(&out);
	policy_deparse_line(&out, &bare);
	return out.data;
}

/* Takes the line of an option unless a policy before has it. */
static void
take_option(Join *join, const PolicyLine *line)
{
	if (!line_table_lookup(join->options, bare_text(line)))
		policy_text_append(join->result, line);
}

/* Takes the lines of a policy. */
static void
take_lines(Join *join, const PolicyText *text)
{
	bool		known_facts = join->model && join->model != text;
	bool		found;

	for (int i = 0; i < text->nlines; i++)
	{
		const PolicyLine *line = &text->lines[i];

		CHECK_FOR_INTERRUPTS();
		switch (line->type)
		{
			case POLICY_LADDER:
				take_ladder(join, line);
				break;
			case POLICY_FACTS:
				/* the same paths, perhaps in other lines */
				if (!known_facts)
					take_option(join, line);
				break;
			case POLICY_BY:
			case POLICY_TRUST:
			case POLICY_FREE:
			case POLICY_NEVER_EXEMPT:
				take_option(join, line);
				break;
			case POLICY_BLANK:
			case POLICY_RULE:
			case POLICY_EXEMPTION:
				policy_text_append(join->result, line);
				break;
		}
	}
	/* a policy that is joined with nothing stays as it is, even if it says something twice */
	for (int i = 0; i < text->nlines; i++)
	{
		const PolicyLine *line = &text->lines[i];

		CHECK_FOR_INTERRUPTS();
		if (line->type >= POLICY_BY && line->type < POLICY_LADDER)
			(void) line_table_insert(join->options, bare_text(line), &found);
	}
}

/* Adds a policy to those before. */
static void
take_policy(Join *join, const PolicyText *text)
{
	take_by(join, text);
	if (!is_neutral(text))
	{
		if (!join->model)
			join->model = text;
		compare_sight(join->model, text, POLICY_TRUST);
		compare_sight(join->model, text, POLICY_FACTS);
	}
	take_lines(join, text);
}

struct varlena *
policy_join(PolicyText *const *texts, int n)
{
	MemoryContext context = AllocSetContextCreate(CurrentMemoryContext, "factag policies", ALLOCSET_DEFAULT_SIZES);
	MemoryContext old = MemoryContextSwitchTo(context);
	Join		join = {.result = palloc0(sizeof(PolicyText)), .options = line_table_create(context, 256, NULL)};
	StringInfoData text;
	struct varlena *result;

	for (int i = 0; i < n; i++)
		take_policy(&join, texts[i]);
	policy_text_trim(join.result);
	initStringInfo(&text);
	policy_deparse(&text, join.result);
	MemoryContextSwitchTo(old);
	result = labelpolicy_make(text.data, text.len, NULL);
	MemoryContextDelete(context);
	return result;
}
