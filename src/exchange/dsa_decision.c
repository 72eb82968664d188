/*
 * dsa_decision.c
 *	  What a policy's decision says in a statement of reasons; see dsa_decision.h.
 */
#include "exchange/dsa_decision.h"

#include "miscadmin.h"

#include "label/label_holding.h"
#include "policy/policy_notice.h"
#include "text/timestamp.h"

/* a label that the decision asserts, of a step with codes or of a rule */
typedef struct Assertion
{
	const DsaStep *step;		/* NULL if its path is none with codes */
	const DsaRule *rule;		/* NULL if its source is none */
	bool		has_at;
	bool		has_until;
	TimestampTz at;
	TimestampTz until;
} Assertion;

typedef struct Assertions
{
	int			n;
	int			size;
	Assertion  *items;
	int			nrules;
	const DsaRule **rules;		/* of them, each once, as the policy has them */
} Assertions;

/* Adds the label that the reader has, if it is of a step with codes or of a rule. */
static void
add_assertion(Assertions *assertions, const HoldingReader *holds, const DsaPolicy *policy)
{
	const LabelReader *reader = &holds->reader;
	Assertion	assertion = {.step = dsa_policy_step(policy, reader->path, reader->len)};
	AttributeValue by;

	if (label_attribute(reader, &holds->fields, ATTRIBUTE_BY, &by))
	{
		int			len;
		const char *source = attribute_text(by, &len);

		assertion.rule = dsa_policy_rule(policy, source, len);
	}
	if (!assertion.step && !assertion.rule)
		return;
	assertion.has_at = holds->fields.mask & LABEL_AT;
	if (assertion.has_at)
		assertion.at = label_timestamp(&holds->fields, LABEL_AT);
	assertion.has_until = holds->fields.mask & LABEL_UNTIL;
	if (assertion.has_until)
		assertion.until = label_timestamp(&holds->fields, LABEL_UNTIL);
	if (assertions->n == assertions->size)
	{
		assertions->size = assertions->size ? assertions->size * 2 : 8;
		assertions->items = assertions->items ? repalloc_huge(assertions->items, sizeof(Assertion) * assertions->size) :
			palloc(sizeof(Assertion) * assertions->size);
	}
	assertions->items[assertions->n++] = assertion;
}

/* Keeps the labels of steps with codes if there are any: the others impose nothing that a statement has. */
static void
keep_steps(Assertions *assertions)
{
	int			kept = 0;

	for (int i = 0; i < assertions->n; i++)
	{
		if (assertions->items[i].step)
			assertions->items[kept++] = assertions->items[i];
	}
	if (kept > 0)
		assertions->n = kept;
}

static bool
rule_has_ground(const DsaRule *rule, bool illegal)
{
	return illegal ? rule->illegal : rule->incompatible;
}

/*
 * Leaves out the labels of rules that do not have a ground, if other labels are of rules
 * that have it. So two statements, each with its ground, share out a decision.
 */
static void
keep_ground(Assertions *assertions, bool illegal)
{
	bool		found = false;
	int			kept = 0;

	for (int i = 0; i < assertions->n && !found; i++)
		found = assertions->items[i].rule && rule_has_ground(assertions->items[i].rule, illegal);
	for (int i = 0; found && i < assertions->n; i++)
	{
		if (!assertions->items[i].rule || rule_has_ground(assertions->items[i].rule, illegal))
			assertions->items[kept++] = assertions->items[i];
	}
	if (found)
		assertions->n = kept;
}

/* qsort: as the policy has them */
static int
compare_rules(const void *a, const void *b)
{
	return (*(const DsaRule *const *) a)->order - (*(const DsaRule *const *) b)->order;
}

static void
list_rules(Assertions *assertions)
{
	int			n = 0;

	assertions->rules = palloc(sizeof(DsaRule *) * Max(assertions->n, 1));
	for (int i = 0; i < assertions->n; i++)
	{
		if (assertions->items[i].rule)
			assertions->rules[n++] = assertions->items[i].rule;
	}
	if (n > 1)
		qsort(assertions->rules, n, sizeof(DsaRule *), compare_rules);
	for (int i = 0; i < n; i++)
	{
		if (i == 0 || assertions->rules[i] != assertions->rules[i - 1])
			assertions->rules[assertions->nrules++] = assertions->rules[i];
	}
}

/* Sets decision_ground, and leaves the labels that are of a given one. */
static void
apply_ground(DsaStatement *statement, Assertions *assertions)
{
	DsaValue   *value = &statement->values[DSA_FIELD_DECISION_GROUND];
	bool		illegal = false;
	bool		incompatible = false;

	if (value->given)
	{
		if (dsa_value_has(value, DSA_ILLEGAL))
			keep_ground(assertions, true);
		else if (dsa_value_has(value, DSA_INCOMPATIBLE))
			keep_ground(assertions, false);
		return;
	}
	for (int i = 0; i < assertions->n; i++)
	{
		const DsaRule *rule = assertions->items[i].rule;

		illegal |= rule && rule->illegal;
		incompatible |= rule && rule->incompatible;
	}
	if (illegal && incompatible)
		value->problem = "would be both " DSA_ILLEGAL " and " DSA_INCOMPATIBLE "; give one, and make a statement for each";
	else
		dsa_value_add(value, illegal ? DSA_ILLEGAL : DSA_INCOMPATIBLE, strlen(illegal ? DSA_ILLEGAL : DSA_INCOMPATIBLE));
}

/* Adds codes to their fields, unless these are given: all but grounds, and categories, which are listed. */
static void
add_codes(DsaStatement *statement, const char *codes, DsaValue *categories)
{
	int			len;

	for (const char *code; (code = policy_next_code(&codes, &len)) != NULL;)
	{
		DsaCodeKind kind;
		DsaValue   *value;

		if (!dsa_code_known(code, len, &kind) || kind == DSA_GROUND)
			continue;
		value = kind == DSA_CATEGORY ? categories : &statement->values[dsa_field_of_kind(kind)];
		if (!value->given)
			dsa_value_add(value, code, len);
	}
}

/* Makes the first category the category, unless it is given; the others are additions. */
static void
apply_category(DsaStatement *statement, const DsaValue *categories)
{
	DsaValue   *category = &statement->values[DSA_FIELD_CATEGORY];
	DsaValue   *addition = &statement->values[DSA_FIELD_CATEGORY_ADDITION];
	int			kept = 0;

	if (!category->given && categories->n > 0)
		dsa_value_add(category, categories->texts[0].s, categories->texts[0].len);
	if (addition->given)
		return;
	*addition = *categories;
	for (int i = 0; i < addition->n; i++)
	{
		const DsaText *text = &addition->texts[i];

		if (category->n == 0 || category->texts[0].len != text->len ||
			memcmp(category->texts[0].s, text->s, text->len) != 0)
			addition->texts[kept++] = *text;
	}
	addition->n = kept;
}

/* qsort */
static int
compare_texts(const void *a, const void *b)
{
	const DsaText *x = a;
	const DsaText *y = b;
	int			c = memcmp(x->s, y->s, Min(x->len, y->len));

	return c ? c : x->len - y->len;
}

/* Sorts the codes of each list that is not given, and finds fields that would have two codes. */
static void
finish_codes(DsaStatement *statement)
{
	for (DsaField field = 0; field < DSA_FIELDS; field++)
	{
		DsaValue   *value = &statement->values[field];

		if (value->given || value->n < 2 || dsa_fields[field].type > DSA_CODES)
			continue;
		qsort(value->texts, value->n, sizeof(DsaText), compare_texts);
		if (dsa_fields[field].type == DSA_CODE)
			value->problem = psprintf("would be both %.*s and %.*s; give one", value->texts[0].len, value->texts[0].s,
									  value->texts[1].len, value->texts[1].s);
	}
}

/* Sets a field, unless it is given, to texts joined by a separator. */
static void
set_joined(DsaStatement *statement, DsaField field, const DsaValue *texts, const char *separator)
{
	StringInfoData joined;

	if (statement->values[field].given || texts->n == 0)
		return;
	initStringInfo(&joined);
	for (int i = 0; i < texts->n; i++)
		appendStringInfo(&joined, "%s%.*s", i > 0 ? separator : "", texts->texts[i].len, texts->texts[i].s);
	dsa_value_add(&statement->values[field], joined.data, joined.len);
}

/* Sets the grounds and explanations of the rules that have one of the two grounds. */
static void
apply_texts(DsaStatement *statement, const Assertions *assertions, bool illegal, const char *language)
{
	DsaValue	grounds = {0};
	DsaValue	notices = {0};

	for (int i = 0; i < assertions->nrules; i++)
	{
		const DsaRule *rule = assertions->rules[i];
		const PolicyAttribute *notice = policy_notice(&rule->notices, language);

		CHECK_FOR_INTERRUPTS();
		if (!rule_has_ground(rule, illegal))
			continue;
		if (rule->ground)
			dsa_value_add(&grounds, rule->ground, strlen(rule->ground));
		if (notice)
			dsa_value_add(&notices, notice->text, notice->textlen);
	}
	set_joined(statement, illegal ? DSA_FIELD_ILLEGAL_CONTENT_LEGAL_GROUND : DSA_FIELD_INCOMPATIBLE_CONTENT_GROUND,
			   &grounds, "; ");
	set_joined(statement, illegal ? DSA_FIELD_ILLEGAL_CONTENT_EXPLANATION : DSA_FIELD_INCOMPATIBLE_CONTENT_EXPLANATION,
			   &notices, "\n");
}

/* Sets a field, unless it is given, to the day of a timestamp in UTC. */
static void
set_date(DsaStatement *statement, DsaField field, TimestampTz timestamp)
{
	StringInfoData out;
	char	   *time;

	if (statement->values[field].given)
		return;
	initStringInfo(&out);
	timestamp_print(&out, timestamp);
	/* a year before Christ keeps its end, so that it is no date */
	time = strchr(out.data, 'T');
	if (!strstr(time, "BC"))
		*time = '\0';
	dsa_value_add(&statement->values[field], out.data, strlen(out.data));
}

/* Whether a list of codes has one of a kind. */
static bool
has_kind(const char *codes, DsaCodeKind kind)
{
	DsaCodeKind found;
	int			len;

	for (const char *code; (code = policy_next_code(&codes, &len)) != NULL;)
	{
		if (dsa_code_known(code, len, &found) && found == kind)
			return true;
	}
	return false;
}

/* Sets the end of the restrictions of a kind: the latest one, if all have an end. */
static void
apply_end(DsaStatement *statement, const Assertions *assertions, DsaCodeKind kind, DsaField field)
{
	bool		found = false;
	TimestampTz until = 0;

	/* no restriction of this kind, because the caller says so */
	if (statement->values[dsa_field_of_kind(kind)].n == 0)
		return;
	for (int i = 0; i < assertions->n; i++)
	{
		const Assertion *assertion = &assertions->items[i];

		CHECK_FOR_INTERRUPTS();
		if (!assertion->step || !has_kind(assertion->step->codes, kind))
			continue;
		if (!assertion->has_until)
			return;
		until = found ? Max(until, assertion->until) : assertion->until;
		found = true;
	}
	if (found)
		set_date(statement, field, until);
}

/* Sets the day from which the decision applies. */
static void
apply_begin(DsaStatement *statement, const Assertions *assertions)
{
	bool		found = false;
	TimestampTz at = 0;

	for (int i = 0; i < assertions->n; i++)
	{
		const Assertion *assertion = &assertions->items[i];

		if (!assertion->has_at)
			continue;
		at = found ? Min(at, assertion->at) : assertion->at;
		found = true;
	}
	if (found)
		set_date(statement, DSA_FIELD_APPLICATION_DATE, at);
}

void
dsa_decision_apply(DsaStatement *statement, const struct varlena *decision, const DsaPolicy *policy, const char *language)
{
	Assertions	assertions = {0};
	DsaValue	categories = {0};
	HoldingReader holds;

	holding_reader_init(&holds, decision, false, 0);
	while (holding_reader_next(&holds))
	{
		if (!label_denies(&holds.fields))
			add_assertion(&assertions, &holds, policy);
	}
	keep_steps(&assertions);
	apply_ground(statement, &assertions);
	list_rules(&assertions);
	for (int i = 0; i < assertions.n; i++)
	{
		if (assertions.items[i].step)
			add_codes(statement, assertions.items[i].step->codes, &categories);
	}
	for (int i = 0; i < assertions.nrules; i++)
		add_codes(statement, assertions.rules[i]->codes, &categories);
	apply_category(statement, &categories);
	finish_codes(statement);
	apply_texts(statement, &assertions, true, language);
	apply_texts(statement, &assertions, false, language);
	apply_begin(statement, &assertions);
	apply_end(statement, &assertions, DSA_VISIBILITY, DSA_FIELD_END_DATE_VISIBILITY_RESTRICTION);
	apply_end(statement, &assertions, DSA_MONETARY, DSA_FIELD_END_DATE_MONETARY_RESTRICTION);
	apply_end(statement, &assertions, DSA_PROVISION, DSA_FIELD_END_DATE_SERVICE_RESTRICTION);
	apply_end(statement, &assertions, DSA_ACCOUNT, DSA_FIELD_END_DATE_ACCOUNT_RESTRICTION);
}
