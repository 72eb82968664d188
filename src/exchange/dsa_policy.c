/*
 * dsa_policy.c
 *	  What statements of reasons need of a policy, compiled once a backend; see
 *	  dsa_policy.h.
 */
#include "exchange/dsa_policy.h"

#include "miscadmin.h"
#include "utils/memutils.h"

#include "exchange/dsa_field.h"
#include "memo.h"
#include "policy/labelpolicy.h"
#include "text/path.h"

static const char *
copy_bytes(const char *s, int len)
{
	return pnstrdup(s, len);
}

/* Whether a list of codes has one. */
static bool
has_code(const char *codes, const char *wanted)
{
	int			len;

	for (const char *code; (code = policy_next_code(&codes, &len)) != NULL;)
	{
		if ((size_t) len == strlen(wanted) && memcmp(code, wanted, len) == 0)
			return true;
	}
	return false;
}

/* the value of an attribute that has no key, copied; NULL without it */
static const char *
copy_value(const PolicyAttributes *attributes, PolicyAttributeKind kind)
{
	const PolicyAttribute *attribute = policy_attribute_find(attributes, kind, "");

	return attribute ? copy_bytes(attribute->text, attribute->textlen) : NULL;
}

/* Adds the steps of a ladder that have codes. */
static void
add_steps(DsaPolicy *policy, const PolicyLine *ladder)
{
	for (int i = 0; i < ladder->nsteps; i++)
	{
		const PolicyStep *step = &ladder->steps[i];
		const char *codes = copy_value(&step->attributes, POLICY_DSA);

		if (codes)
			policy->steps[policy->nsteps++] = (DsaStep) {
				.path = psprintf("%.*s%c%.*s", ladder->name.len, ladder->name.path, FACTAG_SEPARATOR,
								 step->name.len, step->name.path),
				.len = ladder->name.len + 1 + step->name.len,
				.codes = codes
			};
	}
}

static PolicyAttributes
copy_notices(const PolicyAttributes *attributes)
{
	PolicyAttributes notices = {0, palloc(sizeof(PolicyAttribute) * Max(attributes->n, 1))};

	for (int i = 0; i < attributes->n; i++)
	{
		const PolicyAttribute *attribute = &attributes->attributes[i];
		PolicyAttribute *notice = &notices.attributes[notices.n];

		if (attribute->kind != POLICY_NOTICE)
			continue;
		*notice = *attribute;
		notice->key = pstrdup(attribute->key);
		notice->text = copy_bytes(attribute->text, attribute->textlen);
		notices.n++;
	}
	return notices;
}

static void
add_rule(DsaPolicy *policy, const PolicyText *text, const PolicyLine *line)
{
	DsaRule    *rule = &policy->rules[policy->nrules];
	char		source[FACTAG_MAX_PATH];
	const char *codes = copy_value(&line->attributes, POLICY_DSA);

	rule->len = policy_source_path(text, line, source);
	rule->source = copy_bytes(source, rule->len);
	rule->order = policy->nrules++;
	rule->codes = codes ? codes : "";
	rule->illegal = has_code(rule->codes, DSA_ILLEGAL);
	rule->incompatible = !rule->illegal || has_code(rule->codes, DSA_INCOMPATIBLE);
	rule->ground = copy_value(&line->attributes, POLICY_GROUND);
	rule->notices = copy_notices(&line->attributes);
}

/* qsort, bsearch */
static int
compare_steps(const void *a, const void *b)
{
	const DsaStep *x = a;
	const DsaStep *y = b;

	return path_compare(x->path, x->len, y->path, y->len);
}

static int
compare_rules(const void *a, const void *b)
{
	const DsaRule *x = a;
	const DsaRule *y = b;

	return path_compare(x->source, x->len, y->source, y->len);
}

/* Takes from the lines what is needed, copied. */
static DsaPolicy *
take_lines(const PolicyText *text)
{
	DsaPolicy  *policy = palloc0(sizeof(DsaPolicy));
	Size		nsteps = 0;

	for (int i = 0; i < text->nlines; i++)
		nsteps += text->lines[i].nsteps;
	policy->steps = palloc(sizeof(DsaStep) * Max(nsteps, 1));
	policy->rules = palloc(sizeof(DsaRule) * Max(text->count[POLICY_RULE], 1));
	for (int i = 0; i < text->nlines; i++)
	{
		CHECK_FOR_INTERRUPTS();
		if (text->lines[i].type == POLICY_LADDER)
			add_steps(policy, &text->lines[i]);
		else if (text->lines[i].type == POLICY_RULE)
			add_rule(policy, text, &text->lines[i]);
	}
	if (policy->nsteps > 1)
		qsort(policy->steps, policy->nsteps, sizeof(DsaStep), compare_steps);
	if (policy->nrules > 1)
		qsort(policy->rules, policy->nrules, sizeof(DsaRule), compare_rules);
	return policy;
}

/* Memo.compile */
static void *
compile(const struct varlena *source)
{
	MemoryContext temporary = AllocSetContextCreate(CurrentMemoryContext, "factag policy", ALLOCSET_DEFAULT_SIZES);
	MemoryContext own = MemoryContextSwitchTo(temporary);
	const PolicyText *text = labelpolicy_unpack(DatumGetLabelpolicyP(PointerGetDatum(source)));
	DsaPolicy  *policy;

	MemoryContextSwitchTo(own);
	policy = take_lines(text);
	MemoryContextDelete(temporary);
	return policy;
}

DsaPolicy *
dsa_policy_argument(FunctionCallInfo fcinfo, int argno)
{
	static Memo memo = {
		.name = "factag policies for statements",
		.compile = compile,
		.limit = &memo_cache_size
	};

	return memo_argument(&memo, fcinfo, argno);
}

const DsaStep *
dsa_policy_step(const DsaPolicy *policy, const char *path, int len)
{
	DsaStep		wanted = {.path = path, .len = len};

	return bsearch(&wanted, policy->steps, policy->nsteps, sizeof(DsaStep), compare_steps);
}

const DsaRule *
dsa_policy_rule(const DsaPolicy *policy, const char *source, int len)
{
	DsaRule		wanted = {.source = source, .len = len};

	return bsearch(&wanted, policy->rules, policy->nrules, sizeof(DsaRule), compare_rules);
}
