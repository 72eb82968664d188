/*
 * policy_check.c
 *	  What the lines of a policy must be together; see policy_check.h.
 */
#include "policy/policy_check.h"

#include "miscadmin.h"
#include "utils/memutils.h"

#include "policy/dsa_code.h"
#include "policy/policy_attribute.h"
#include "policy/policy_condition.h"
#include "policy/policy_line.h"
#include "policy/policy_names.h"
#include "text/path.h"

typedef struct Check
{
	Lexer	   *lx;
	const PolicyText *text;
	PolicyNames ladders;
	PolicyNames free;
	PolicyNames roots;			/* both */
	PolicyNames steps;			/* as outputs name them */
	PolicyNames rules;
	PolicyNames exemptions;
} Check;

/* Reports an error about a name; returns false. */
static bool
fail(const Check *check, int sqlstate, const PolicyName *name, const char *hint, const char *detail)
{
	return lex_fail_code(check->lx, sqlstate, check->lx->input + name->at, hint, "%s", detail);
}

static const char *
name_text(const PolicyName *name)
{
	return policy_path_text(name->path, name->len);
}

/* Whether one of two paths is at or below the other. */
static bool
on_one_line(const PolicyName *name, const char *path, int len)
{
	return path_within(name->path, name->len, path, len) || path_within(path, len, name->path, name->len);
}

/* Refuses too many paths of an option, and a source that is trusted twice. */
static bool
check_options(const Check *check)
{
	for (PolicyLineType type = POLICY_BY; type < POLICY_LADDER; type++)
	{
		PolicyNames names = {0};
		const PolicyName *twin;

		policy_names_add_lines(&names, check->text, type);
		if (names.n > FACTAG_MAX_VALUES)
			return fail(check, ERRCODE_PROGRAM_LIMIT_EXCEEDED, names.names[FACTAG_MAX_VALUES], NULL,
						psprintf("The option \"%s\" can have at most %d paths.", policy_option_name(type), FACTAG_MAX_VALUES));
		policy_names_sort(&names);
		twin = type == POLICY_TRUST ? policy_names_twin(&names) : NULL;
		if (twin)
			return fail(check, ERRCODE_DUPLICATE_OBJECT, twin, NULL, psprintf("The source %s is listed twice.", name_text(twin)));
	}
	return true;
}

/* Refuses a root, or a path of option facts, where the labels of the actor or of the context are. */
static bool
check_side(const Check *check, const PolicyName *name, const char *side)
{
	if (!on_one_line(name, side, strlen(side)))
		return true;
	return fail(check, ERRCODE_INVALID_PARAMETER_VALUE, name, NULL,
				psprintf("The root %s is where the labels of the %s are.", name_text(name), side));
}

static bool
check_sides(const Check *check, const PolicyName *name)
{
	return check_side(check, name, POLICY_ACTOR) && check_side(check, name, POLICY_CONTEXT);
}

/* Refuses a ladder that stands at, above or below another root. */
static bool
check_ladder_place(const Check *check, const PolicyName *ladder)
{
	for (int i = 0; i < check->roots.n; i++)
	{
		const PolicyName *root = check->roots.names[i];

		if (root != ladder && on_one_line(root, ladder->path, ladder->len))
			return fail(check, ERRCODE_INVALID_PARAMETER_VALUE, ladder, "An output is a step of one ladder, or at or below a free root.",
						psprintf("The ladder %s stands at, above or below the root %s.", name_text(ladder), name_text(root)));
	}
	return true;
}

/* Checks the places of the roots. */
static bool
check_roots(const Check *check)
{
	const PolicyName *twin = policy_names_twin(&check->ladders);
	PolicyNames facts = {0};

	if (twin)
		return fail(check, ERRCODE_DUPLICATE_OBJECT, twin, NULL, psprintf("The ladder %s is there twice.", name_text(twin)));
	policy_names_add_lines(&facts, check->text, POLICY_FACTS);
	for (int i = 0; i < facts.n; i++)
	{
		if (!check_sides(check, facts.names[i]))
			return false;
	}
	for (int i = 0; i < check->roots.n; i++)
	{
		if (!check_sides(check, check->roots.names[i]))
			return false;
	}
	for (int i = 0; i < check->ladders.n; i++)
	{
		if (!check_ladder_place(check, check->ladders.names[i]))
			return false;
	}
	return true;
}

/* Adds the steps of a ladder as paths; refuses one that is there twice, and a path that is too long. */
static bool
add_steps(Check *check, const PolicyLine *ladder)
{
	PolicyNames names = {0};
	const PolicyName *twin;

	for (int i = 0; i < ladder->nsteps; i++)
	{
		const PolicyName *step = &ladder->steps[i].name;
		PolicyName *path = palloc(sizeof(PolicyName));
		char	   *buf = palloc(ladder->name.len + 1 + step->len);

		*path = (PolicyName) {buf, policy_step_path(ladder, i, buf), step->at};
		if (path->len > FACTAG_MAX_PATH)
			return fail(check, ERRCODE_PROGRAM_LIMIT_EXCEEDED, step, NULL,
						psprintf("The path of a ladder and its step together can have at most %d bytes.", FACTAG_MAX_PATH));
		policy_names_add(&check->steps, path);
		policy_names_add(&names, step);
	}
	policy_names_sort(&names);
	twin = policy_names_twin(&names);
	if (twin)
		return fail(check, ERRCODE_DUPLICATE_OBJECT, twin, NULL, psprintf("The ladder has the step %s twice.", name_text(twin)));
	return true;
}

/* Refuses two rules or exemptions of the same name. */
static bool
check_names(const Check *check)
{
	const PolicyText *text = check->text;
	PolicyNames names = {0};
	const PolicyName *twin;

	policy_names_add_lines(&names, text, POLICY_RULE);
	policy_names_add_lines(&names, text, POLICY_EXEMPTION);
	policy_names_sort(&names);
	twin = policy_names_twin(&names);
	if (twin)
		return fail(check, ERRCODE_DUPLICATE_OBJECT, twin, "Give each rule and each exemption a name of its own.",
					psprintf("Another rule or exemption has the name %s.", name_text(twin)));
	for (int i = 0; i < check->rules.n && text->by.path; i++)
	{
		if (text->by.len + 1 + check->rules.names[i]->len > FACTAG_MAX_PATH)
			return fail(check, ERRCODE_PROGRAM_LIMIT_EXCEEDED, check->rules.names[i], NULL,
						psprintf("The option \"by\" and the name of a rule together can have at most %d bytes.", FACTAG_MAX_PATH));
	}
	return true;
}

/* The steps of a ladder, for a hint. */
static const char *
steps_hint(const Check *check, const PolicyName *ladder)
{
	for (int i = 0; i < check->text->nlines; i++)
	{
		const PolicyLine *line = &check->text->lines[i];
		PolicyNames names = {0};

		if (&line->name != ladder)
			continue;
		for (int j = 0; j < line->nsteps; j++)
			policy_names_add(&names, &line->steps[j].name);
		return psprintf("The steps of the ladder %s are %s.", name_text(ladder), policy_names_text(&names));
	}
	return NULL;
}

/* Refuses an output that is neither a step of a ladder nor at or below a free root. */
static bool
check_output(const Check *check, const PolicyName *output)
{
	const PolicyName *ladder = NULL;

	if (policy_names_above(&check->free, output->path, output->len) ||
		policy_names_find(&check->steps, output->path, output->len))
		return true;
	for (int i = 0; i < check->ladders.n && !ladder; i++)
	{
		if (on_one_line(check->ladders.names[i], output->path, output->len))
			ladder = check->ladders.names[i];
	}
	if (ladder)
		return fail(check, ERRCODE_INVALID_PARAMETER_VALUE, output, steps_hint(check, ladder),
					psprintf("The output %s is not a step of the ladder %s.", name_text(output), name_text(ladder)));
	return fail(check, ERRCODE_INVALID_PARAMETER_VALUE, output, check->roots.n == 0 ?
				"Declare what rules may say: ladder visibility: warn < remove, or free: queue." :
				psprintf("The roots are %s.", policy_names_text(&check->roots)),
				psprintf("The output %s is not at or below a root.", name_text(output)));
}

/* Checks the outputs of a rule. */
static bool
check_outputs(const Check *check, const PolicyLine *rule)
{
	PolicyNames names = {0};
	const PolicyName *twin;

	for (int i = 0; i < rule->noutputs; i++)
	{
		if (!check_output(check, &rule->outputs[i].name))
			return false;
		policy_names_add(&names, &rule->outputs[i].name);
	}
	policy_names_sort(&names);
	twin = policy_names_twin(&names);
	if (twin)
		return fail(check, ERRCODE_DUPLICATE_OBJECT, twin, NULL, psprintf("The rule has the output %s twice.", name_text(twin)));
	return true;
}

/* Checks the rules that an exemption names. */
static bool
check_exempted(const Check *check, const PolicyLine *exemption)
{
	PolicyNames names = {0};
	const PolicyName *twin;

	for (int i = 0; i < exemption->nnames; i++)
	{
		const PolicyName *name = &exemption->names[i];

		if (policy_names_find(&check->exemptions, name->path, name->len))
			return fail(check, ERRCODE_UNDEFINED_OBJECT, name, "An exemption names rules.",
						psprintf("%s is an exemption.", name_text(name)));
		if (!policy_names_find(&check->rules, name->path, name->len))
			return fail(check, ERRCODE_UNDEFINED_OBJECT, name, "An exemption names rules of its own policy one by one, each by its whole name.",
						psprintf("There is no rule %s.", name_text(name)));
		policy_names_add(&names, name);
	}
	policy_names_sort(&names);
	twin = policy_names_twin(&names);
	if (twin)
		return fail(check, ERRCODE_DUPLICATE_OBJECT, twin, NULL, psprintf("The exemption names the rule %s twice.", name_text(twin)));
	return true;
}

/* Checks the codes of attribute dsa. */
static bool
check_codes(const Check *check, const PolicyAttribute *attribute, bool step)
{
	const char *codes = attribute->text;
	const char *code;
	int			len;

	while ((code = policy_next_code(&codes, &len)) != NULL)
	{
		PolicyName	place = {.at = attribute->at};
		DsaCodeKind kind;

		CHECK_FOR_INTERRUPTS();
		if (!dsa_code_known(code, len, &kind) || kind > DSA_LAST_CODE_KIND)
			return fail(check, ERRCODE_INVALID_PARAMETER_VALUE, &place, "The codes are those of the DSA Transparency Database.",
						psprintf("There is no code \"%s\".", lex_clip(pnstrdup(code, len))));
		if (dsa_kind_of_step(kind) == step)
			continue;
		return fail(check, ERRCODE_INVALID_PARAMETER_VALUE, &place, step ?
					"A step has the code of a restriction, such as DECISION_VISIBILITY_CONTENT_REMOVED; a rule has the others." :
					"Write the code of a restriction at a step: ladder visibility: remove [dsa=DECISION_VISIBILITY_CONTENT_REMOVED].",
					psprintf("The code %.*s is not one of a %s.", len, code, step ? "step" : "rule"));
	}
	return true;
}

/* what has attributes */
typedef enum Owner
{
	OWNER_STEP, OWNER_RULE, OWNER_EXEMPTION
} Owner;

/* Refuses attributes that do not belong where they stand, and codes of the DSA that are not known. */
static bool
check_attributes(const Check *check, const PolicyAttributes *attributes, Owner owner)
{
	static const char *const owners[] = {"A step of a ladder", "A rule", "An exemption"};
	static const char *const hints[] = {
		"A step takes dsa and x-NAME.", "A rule takes shadow, dsa, ground, notice-LANGUAGE and x-NAME.",
		"An exemption takes ground and x-NAME."
	};

	for (int i = 0; i < attributes->n; i++)
	{
		const PolicyAttribute *attribute = &attributes->attributes[i];
		PolicyName	place = {.at = attribute->at};
		bool		fits = owner == OWNER_RULE || attribute->kind == POLICY_OTHER ||
			attribute->kind == (owner == OWNER_STEP ? POLICY_DSA : POLICY_GROUND);

		if (!fits)
			return fail(check, ERRCODE_INVALID_PARAMETER_VALUE, &place, hints[owner],
						psprintf("%s has no attribute %s.", owners[owner], policy_attribute_name(attribute)));
		if (attribute->kind == POLICY_DSA && !check_codes(check, attribute, owner == OWNER_STEP))
			return false;
	}
	return true;
}

/* Checks a line by itself, once all names are known. */
static bool
check_line(const Check *check, const PolicyLine *line)
{
	switch (line->type)
	{
		case POLICY_LADDER:
			for (int i = 0; i < line->nsteps; i++)
			{
				if (!check_attributes(check, &line->steps[i].attributes, OWNER_STEP))
					return false;
			}
			return true;
		case POLICY_RULE:
			return check_attributes(check, &line->attributes, OWNER_RULE) && check_outputs(check, line);
		case POLICY_EXEMPTION:
			return check_attributes(check, &line->attributes, OWNER_EXEMPTION) && check_exempted(check, line);
		default:
			return true;
	}
}

/* Collects the names; false if an error about steps was saved. */
static bool
collect(Check *check)
{
	const PolicyText *text = check->text;

	policy_names_add_lines(&check->ladders, text, POLICY_LADDER);
	policy_names_add_lines(&check->free, text, POLICY_FREE);
	policy_names_add_lines(&check->roots, text, POLICY_LADDER);
	policy_names_add_lines(&check->roots, text, POLICY_FREE);
	policy_names_add_lines(&check->rules, text, POLICY_RULE);
	policy_names_add_lines(&check->exemptions, text, POLICY_EXEMPTION);
	policy_names_sort(&check->ladders);
	policy_names_sort(&check->free);
	policy_names_sort(&check->rules);
	policy_names_sort(&check->exemptions);
	for (int i = 0; i < text->nlines; i++)
	{
		if (text->lines[i].type == POLICY_LADDER && !add_steps(check, &text->lines[i]))
			return false;
	}
	policy_names_sort(&check->steps);
	return true;
}

/* Checks all lines. */
static bool
check_lines(Check *check)
{
	if (!check_options(check) || !collect(check) || !check_roots(check) || !check_names(check))
		return false;
	for (int i = 0; i < check->text->nlines; i++)
	{
		CHECK_FOR_INTERRUPTS();
		if (!check_line(check, &check->text->lines[i]))
			return false;
	}
	return policy_check_conditions(check->lx, check->text);
}

bool
policy_check(Lexer *lx, const PolicyText *text)
{
	MemoryContext context = AllocSetContextCreate(CurrentMemoryContext, "factag policy check", ALLOCSET_DEFAULT_SIZES);
	MemoryContext old = MemoryContextSwitchTo(context);
	Check		check = {.lx = lx, .text = text};
	bool		ok = check_lines(&check);

	MemoryContextSwitchTo(old);
	/* an error that was saved is in this memory */
	if (ok)
		MemoryContextDelete(context);
	return ok;
}
