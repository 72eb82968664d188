/*
 * rule_document.c
 *	  What rules are applied to; see rule_document.h.
 */
#include "rules/rule_document.h"

#include "miscadmin.h"
#include "utils/fmgrprotos.h"

/* Fills a text, folded as the rule set says. */
static void
take_text(const RuleProgram *program, DocumentText *text, const char *s, int len)
{
	/* hans widens the patterns, so that 幹, 乾 and 干 stay different words */
	EvasionOptions fold = program->options.fold & ~EVASION_HANS;

	text->original = s;
	text->originallen = len;
	text->ranges = NULL;
	if (fold && len > 0)
		evasion_fold(s, len, fold, &text->folded);
	else
	{
		text->folded.text = unconstify(char *, s);
		text->folded.len = len;
		text->folded.start = text->folded.end = NULL;
	}
}

void
document_init_text(RuleDocument *document, RuleProgram *program, const char *text, int len)
{
	memset(document, 0, sizeof(RuleDocument));
	document->program = program;
	document->ntexts = 1;
	document->texts = palloc(sizeof(DocumentText));
	take_text(program, document->texts, text, len);
}

/* Adds every string value of a document, not its keys. */
static void
take_strings(RuleDocument *document)
{
	JsonbIterator *it = JsonbIteratorInit(&document->json->root);
	JsonbValue	value;
	JsonbIteratorToken token;
	int			size = 8;

	document->texts = palloc(sizeof(DocumentText) * size);
	while ((token = JsonbIteratorNext(&it, &value, false)) != WJB_DONE)
	{
		CHECK_FOR_INTERRUPTS();
		if ((token != WJB_ELEM && token != WJB_VALUE) || value.type != jbvString)
			continue;
		if (document->ntexts == size)
			document->texts = repalloc_huge(document->texts, sizeof(DocumentText) * (size *= 2));
		take_text(document->program, &document->texts[document->ntexts++],
				  value.val.string.val, value.val.string.len);
	}
}

void
document_init_json(RuleDocument *document, RuleProgram *program, Jsonb *json)
{
	memset(document, 0, sizeof(RuleDocument));
	document->program = program;
	document->json = json;
	document->fields = palloc0(sizeof(DocumentField) * Max(program->nfields, 1));
	if (program->uses_text)
		take_strings(document);
}

/* Finds the value of a field; false if there is none. */
static bool
find_value(const RuleField *field, JsonbContainer *container, JsonbValue *value)
{
	for (int i = 0; i < field->nkeys; i++)
	{
		if (!JsonContainerIsObject(container) ||
			!getKeyJsonValueFromContainer(container, field->keys[i], strlen(field->keys[i]),
										  value))
			return false;
		if (i + 1 < field->nkeys)
		{
			if (value->type != jbvBinary)
				return false;
			container = value->val.binary.data;
		}
	}
	return true;
}

/* Adds the elements of an array, without arrays and objects among them. */
static void
take_elements(DocumentField *field, JsonbContainer *array)
{
	uint32		n = JsonContainerSize(array);

	field->values = palloc_extended(sizeof(JsonbValue) * Max(n, 1), MCXT_ALLOC_HUGE);
	for (uint32 i = 0; i < n; i++)
	{
		JsonbValue *element = getIthJsonbValueFromContainer(array, i);

		CHECK_FOR_INTERRUPTS();
		if (element && element->type != jbvBinary)
			field->values[field->nvalues++] = *element;
	}
}

DocumentField *
document_field(RuleDocument *document, int number)
{
	static DocumentField none = {.searched = true};
	DocumentField *field;
	JsonbValue	value;

	if (!document->json)
		return &none;
	field = &document->fields[number];
	if (field->searched)
		return field;
	field->searched = true;
	if (!find_value(document->program->fields[number], &document->json->root, &value))
		return field;
	field->exists = true;
	if (value.type != jbvBinary)
	{
		field->values = palloc(sizeof(JsonbValue));
		field->values[field->nvalues++] = value;
	}
	else if (JsonContainerIsArray(value.val.binary.data))
		take_elements(field, value.val.binary.data);
	field->texts = palloc_extended(sizeof(DocumentText) * Max(field->nvalues, 1), MCXT_ALLOC_HUGE);
	for (int i = 0; i < field->nvalues; i++)
	{
		const JsonbValue *v = &field->values[i];

		if (v->type == jbvString)
			take_text(document->program, &field->texts[field->ntexts++],
					  v->val.string.val, v->val.string.len);
	}
	return field;
}

static int
compare_numbers(Numeric a, Numeric b)
{
	return DatumGetInt32(DirectFunctionCall2(numeric_cmp, NumericGetDatum(a), NumericGetDatum(b)));
}

/* Compares a value with a condition's, *c < 0, 0 or > 0; false if their types differ. */
static bool
compare_value(const JsonbValue *value, const Condition *condition, int *c)
{
	switch (condition->kind)
	{
		case FIELD_STRING:
			if (value->type != jbvString)
				return false;
			*c = memcmp(value->val.string.val, condition->string,
						Min(value->val.string.len, condition->stringlen));
			if (*c == 0)
				*c = value->val.string.len - condition->stringlen;
			return true;
		case FIELD_NUMBER:
			if (value->type != jbvNumeric)
				return false;
			*c = compare_numbers(value->val.numeric, condition->numeric);
			return true;
		case FIELD_BOOL:
			if (value->type != jbvBool)
				return false;
			*c = (int) value->val.boolean - (int) condition->boolean;
			return true;
		case FIELD_NULL:
			*c = 0;
			return value->type == jbvNull;
		case FIELD_FIELD:
			break;
	}
	return false;
}

/* The least number of a field, or the greatest; NULL if it has none. */
static Numeric
extreme_number(const DocumentField *field, bool greatest)
{
	Numeric		result = NULL;

	for (int i = 0; i < field->nvalues; i++)
	{
		const JsonbValue *value = &field->values[i];

		if (i % 1024 == 0)
			CHECK_FOR_INTERRUPTS();
		if (value->type != jbvNumeric)
			continue;
		if (!result || (compare_numbers(value->val.numeric, result) > 0) == greatest)
			result = value->val.numeric;
	}
	return result;
}

/*
 * Whether a number of a field and one of another field compare as a condition says, whose
 * operator orders them: the least against the greatest decides.
 */
static bool
compare_fields(RuleDocument *document, const Condition *condition)
{
	bool		less = condition->op == FIELD_LT || condition->op == FIELD_LE;
	Numeric		left = extreme_number(document_field(document, condition->field_number), !less);
	Numeric		right = extreme_number(document_field(document, condition->other_number), less);
	int			c;

	if (!left || !right)
		return false;
	c = compare_numbers(left, right);
	switch (condition->op)
	{
		case FIELD_LT:
			return c < 0;
		case FIELD_LE:
			return c <= 0;
		case FIELD_GT:
			return c > 0;
		default:
			return c >= 0;
	}
}

bool
document_compare(RuleDocument *document, const Condition *condition)
{
	DocumentField *field;

	if (condition->kind == FIELD_FIELD)
		return compare_fields(document, condition);
	field = document_field(document, condition->field_number);
	for (int i = 0; i < field->nvalues; i++)
	{
		int			c = 0;
		bool		same_type;

		if (i % 1024 == 0)
			CHECK_FOR_INTERRUPTS();
		same_type = compare_value(&field->values[i], condition, &c);

		switch (condition->op)
		{
			case FIELD_NE:
				/* no element may be equal; for the other operators one suffices */
				if (same_type && c == 0)
					return false;
				continue;
			case FIELD_EQ:
				if (same_type && c == 0)
					return true;
				continue;
			case FIELD_LT:
				if (same_type && c < 0)
					return true;
				continue;
			case FIELD_LE:
				if (same_type && c <= 0)
					return true;
				continue;
			case FIELD_GT:
				if (same_type && c > 0)
					return true;
				continue;
			case FIELD_GE:
				if (same_type && c >= 0)
					return true;
				continue;
		}
	}
	return condition->op == FIELD_NE && field->exists;
}
