/*
 * policy_condition.c
 *	  What the conditions of a policy may be; see policy_condition.h.
 */
#include "policy/policy_condition.h"

#include "miscadmin.h"

#include "policy/policy_exempt.h"
#include "policy/policy_names.h"
#include "query/query_deparse.h"
#include "query/query_path_filter.h"
#include "taxonomy/taxonomy_rename.h"
#include "text/path.h"

/* the attributes that facts lack, and that labels lack */
#define OF_LABELS (ATTRIBUTE_BIT(ATTRIBUTE_VERDICT) | ATTRIBUTE_BIT(ATTRIBUTE_SCORE) | ATTRIBUTE_BIT(ATTRIBUTE_BY) | \
				   ATTRIBUTE_BIT(ATTRIBUTE_CLAIM) | ATTRIBUTE_BIT(ATTRIBUTE_AT) | ATTRIBUTE_BIT(ATTRIBUTE_SEEN) | \
				   ATTRIBUTE_BIT(ATTRIBUTE_NEG) | ATTRIBUTE_BIT(ATTRIBUTE_DENY) | ATTRIBUTE_BIT(ATTRIBUTE_SAID) | \
				   ATTRIBUTE_BIT(ATTRIBUTE_REF))
#define OF_FACTS (ATTRIBUTE_BIT(ATTRIBUTE_WEIGHT) | ATTRIBUTE_BIT(ATTRIBUTE_VALUE) | ATTRIBUTE_BIT(ATTRIBUTE_SINCE))

StaticAssertDecl((OF_LABELS | OF_FACTS | ATTRIBUTE_BIT(ATTRIBUTE_UNTIL) | ATTRIBUTE_BIT(ATTRIBUTE_PATH)) ==
				 ATTRIBUTE_BIT(ATTRIBUTE_COUNT) - 1,
				 "each attribute is of labels, of facts or of both");

typedef struct Conditions
{
	Lexer	   *lx;
	const PolicyLine *line;		/* whose condition is being checked */
	bool		trust;			/* the policy has option "trust" */
	PolicyNames facts;			/* of option "facts" */
	NeverExempt never;
} Conditions;

static const char *
term_text(const QueryNode *term)
{
	StringInfoData out;

	initStringInfo(&out);
	query_deparse_term(&out, term);
	return lex_clip(out.data);
}

/* Reports an error about the condition; returns false. */
static bool
fail(const Conditions *conditions, int sqlstate, const char *hint, const char *detail)
{
	return lex_fail_code(conditions->lx, sqlstate, conditions->lx->input + conditions->line->name.at, hint, "%s", detail);
}

/*
 * The literal beginning of a pattern below a side, actor or context, if it matches only
 * what is at or below that; NULL if it does not.
 */
static const char *
below_side(const QueryNode *term, int *len)
{
	static const char *const sides[] = {POLICY_ACTOR, POLICY_CONTEXT};
	int			head = taxonomy_literal_head(term->pattern, term->patternlen);

	for (size_t i = 0; i < lengthof(sides); i++)
	{
		int			n = strlen(sides[i]);

		if (!path_within(term->pattern, head, sides[i], n))
			continue;
		/* without the separator, if it is there */
		*len = Max(head - n - 1, 0);
		return term->pattern + head - *len;
	}
	return NULL;
}

/* Whether the filters of a term on the path pass nowhere at or below its pattern. */
static bool
excludes_itself(const QueryNode *term)
{
	int			head = taxonomy_literal_head(term->pattern, term->patternlen);

	return head > 0 && path_filters_scope(term->filters, term->nfilters, term->pattern, head) == PATHS_NONE;
}

/* Refuses a term that neither a label nor a fact can meet. */
static bool
check_term(const Conditions *conditions, const QueryNode *term)
{
	AttributeMask filters = 0;
	int			len;
	const char *below = below_side(term, &len);
	const PolicyName *facts;

	for (int i = 0; i < term->nfilters; i++)
		filters |= ATTRIBUTE_BIT(term->filters[i].attribute);
	if ((filters & ATTRIBUTE_BIT(ATTRIBUTE_DENY)) && conditions->trust)
		return fail(conditions, ERRCODE_INVALID_PARAMETER_VALUE, "With trust, a denial hides the labels that it denies: leave out the term, or the option.",
					psprintf("The term %s asks for denials, which nobody sees beside option \"trust\".", term_text(term)));
	if ((filters & OF_LABELS) && (filters & OF_FACTS))
		return fail(conditions, ERRCODE_INVALID_PARAMETER_VALUE,
					"Labels have verdict, score, by, claim, at, seen, until, deny, said and ref, facts have weight, value, since and until: write a term for each.",
					psprintf("Neither a label nor a fact can meet the term %s.", term_text(term)));
	if ((filters & OF_FACTS) && below)
		return fail(conditions, ERRCODE_INVALID_PARAMETER_VALUE,
					"Facts are not below actor or context: write strikes[value>=3], and give the actor's facts as facts.",
					psprintf("Only a fact has what the term %s asks for, and no fact is seen there.", term_text(term)));
	facts = below ? policy_names_above(&conditions->facts, below, len) : NULL;
	if (facts)
		return fail(conditions, ERRCODE_INVALID_PARAMETER_VALUE, "Facts are not below actor or context: write the term without.",
					psprintf("Nothing can meet the term %s, because option \"facts\" hides the labels of every side at or below %s.",
							 term_text(term), policy_path_text(facts->path, facts->len)));
	facts = policy_names_above(&conditions->facts, term->pattern, taxonomy_literal_head(term->pattern, term->patternlen));
	if ((filters & OF_LABELS) && facts)
		return fail(conditions, ERRCODE_INVALID_PARAMETER_VALUE, NULL,
					psprintf("Only a label has what the term %s asks for, and option \"facts\" hides labels at or below %s.",
							 term_text(term), policy_path_text(facts->path, facts->len)));
	if (excludes_itself(term))
		return fail(conditions, ERRCODE_INVALID_PARAMETER_VALUE, NULL,
					psprintf("No path that the term %s matches passes its filter.", term_text(term)));
	return true;
}

/* Refuses a term of an exemption, not under "!", that can be met by what must exempt nobody. */
static bool
check_never_exempt(Conditions *conditions, const QueryNode *term)
{
	const PolicyName *name = never_exempt_find(&conditions->never, term);

	if (!name)
		return true;
	return fail(conditions, ERRCODE_INVALID_PARAMETER_VALUE,
				psprintf("Begin the pattern with another name, or exclude the tag: **/x%s.",
						 never_exempt_filter(&conditions->never, name)),
				psprintf("The term %s can be met at or below %s, which is never exempt.", term_text(term),
						 policy_path_text(name->path, name->len)));
}

/* Checks a part of the condition; negative is whether it is under an odd number of "!". */
static bool
check_node(Conditions *conditions, const QueryNode *node, bool negative)
{
	bool		exemption = conditions->line->type == POLICY_EXEMPTION;

	check_stack_depth();
	CHECK_FOR_INTERRUPTS();
	if (node->type == QUERY_AT)
		return fail(conditions, ERRCODE_FEATURE_NOT_SUPPORTED, "The timestamp is the argument \"at\" of policy_decide.",
					"A condition of a policy cannot contain \"@\".");
	if (node->type == QUERY_NOT && !exemption)
		return fail(conditions, ERRCODE_INVALID_PARAMETER_VALUE, "Write an exemption: exempt quoted-news: news-report -> slur.",
					"The condition of a rule cannot contain \"!\".");
	if (node->type == QUERY_TERM)
		return check_term(conditions, node) &&
			(!exemption || negative || conditions->never.paths.n == 0 || check_never_exempt(conditions, node));
	for (int i = 0; i < node->nchildren; i++)
	{
		if (!check_node(conditions, node->children[i], negative != (node->type == QUERY_NOT)))
			return false;
	}
	return true;
}

bool
policy_check_conditions(Lexer *lx, const PolicyText *text)
{
	Conditions	conditions = {.lx = lx, .trust = text->count[POLICY_TRUST] > 0};

	policy_names_add_lines(&conditions.facts, text, POLICY_FACTS);
	policy_names_sort(&conditions.facts);
	never_exempt_init(&conditions.never, text);
	for (int i = 0; i < text->nlines; i++)
	{
		conditions.line = &text->lines[i];
		if (conditions.line->condition && !check_node(&conditions, conditions.line->condition, false))
			return false;
	}
	return true;
}
