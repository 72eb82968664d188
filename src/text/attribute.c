/*
 * attribute.c
 *	  Attributes of elements; see attribute.h.
 */
#include "attribute.h"

#include <math.h>

#include "text/bytes.h"
#include "text/moment.h"
#include "text/number.h"

const AttributeDef attribute_defs[ATTRIBUTE_COUNT] = {
	[ATTRIBUTE_WEIGHT] = {"weight", ATTRIBUTE_FLOAT4, true},
	[ATTRIBUTE_VALUE] = {"value", ATTRIBUTE_FLOAT8, false},
	[ATTRIBUTE_SINCE] = {"since", ATTRIBUTE_MOMENT, false},
	[ATTRIBUTE_UNTIL] = {"until", ATTRIBUTE_MOMENT, false},
};

static const char *const names_hint = "The attributes are weight, value, since and until: [weight=0.8; until=2026-12-31T00:00:00+08:00].";

void
attributes_set(Attributes *attrs, Attribute which, AttributeValue value)
{
	if (which == ATTRIBUTE_WEIGHT && value.number == 1)
	{
		attrs->present &= ~(1 << which);
		return;
	}
	attrs->present |= 1 << which;
	attrs->value[which] = value;
}

void
attributes_set_number(Attributes *attrs, Attribute which, float8 number)
{
	const AttributeDef *def = &attribute_defs[which];
	AttributeValue value;

	if (isnan(number) || isinf(number))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("%s must be a finite number", def->name)));
	if (def->nonnegative && number < 0)
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("%s must not be negative", def->name)));
	value.number = number + 0.0;	/* -0 becomes 0 */
	if (def->kind == ATTRIBUTE_FLOAT4)
	{
		value.number = (float4) value.number;
		if (isinf(value.number) || (value.number == 0 && number != 0))
			ereport(ERROR,
					(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
					 errmsg("the number is too large or too small for %s", def->name)));
	}
	attributes_set(attrs, which, value);
}

void
attributes_set_moment(Attributes *attrs, Attribute which, TimestampTz moment)
{
	AttributeValue value;

	moment_check_finite(moment);
	value.moment = moment;
	attributes_set(attrs, which, value);
}

int
attribute_compare_value(Attribute which, AttributeValue a, AttributeValue b)
{
	if (attribute_defs[which].kind == ATTRIBUTE_MOMENT)
		return a.moment < b.moment ? -1 : a.moment > b.moment;
	return a.number < b.number ? -1 : a.number > b.number;
}

int
attributes_compare(const Attributes *a, const Attributes *b)
{
	for (int which = 0; which < ATTRIBUTE_COUNT; which++)
	{
		bool		has_a = attributes_has(a, which);
		bool		has_b = attributes_has(b, which);
		int			c;

		if (has_a != has_b)
			return has_a ? 1 : -1;
		if (has_a && (c = attribute_compare_value(which, a->value[which], b->value[which])) != 0)
			return c;
	}
	return 0;
}

bool
attribute_read_name(Lexer *lx, Attribute *which)
{
	const char *at;
	char	   *name;

	lex_skip_blanks(lx);
	at = lx->cur;
	name = lex_word(lx, LEX_NAME, "an attribute");
	if (!name)
		return false;
	for (int i = 0; i < ATTRIBUTE_COUNT; i++)
	{
		if (pg_strcasecmp(name, attribute_defs[i].name) == 0)
		{
			*which = i;
			pfree(name);
			return true;
		}
	}
	return lex_fail(lx, at, names_hint, "Expected an attribute, found \"%s\"", lex_clip(name));
}

bool
attribute_read_value(Lexer *lx, LexContext context, Attribute which, AttributeValue *value)
{
	const AttributeDef *def = &attribute_defs[which];
	const char *at;
	char	   *word;

	lex_skip_blanks(lx);
	at = lx->cur;
	word = lex_word(lx, context, "a value");
	if (!word)
		return false;
	if (def->kind == ATTRIBUTE_MOMENT)
	{
		switch (moment_parse(word, &value->moment))
		{
			case MOMENT_OK:
				break;
			case MOMENT_NO_OFFSET:
				return lex_fail(lx, at, "Add the offset from UTC: 2026-12-31T00:00:00+08:00, or Z for UTC itself.",
								"Expected a moment with an offset from UTC, found \"%s\"", lex_clip(word));
			case MOMENT_INFINITE:
				return lex_fail_code(lx, ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE, at, "Leave the attribute out to say that there is no end.",
									 "A moment cannot be infinite, as \"%s\" is", lex_clip(word));
			case MOMENT_RANGE:
				return lex_fail_code(lx, ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE, at, NULL,
									 "No such moment is on the calendar: \"%s\"", lex_clip(word));
			case MOMENT_SYNTAX:
				return lex_fail(lx, at, "Write a moment as 2026-12-31T00:00:00+08:00.",
								"Expected a moment, found \"%s\"", lex_clip(word));
		}
	}
	else
	{
		NumberStatus status;

		if (def->kind == ATTRIBUTE_FLOAT4)
		{
			float4		number = 0;

			status = number_parse4(word, &number);
			value->number = number;
		}
		else
			status = number_parse8(word, &value->number);
		if (status == NUMBER_SYNTAX)
			return lex_fail(lx, at, "Write a number as 12.5 or 1e6.", "Expected a number, found \"%s\"", lex_clip(word));
		if (status == NUMBER_NOT_FINITE)
			return lex_fail_code(lx, ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE, at, NULL,
								 "Expected a finite number, found \"%s\"", lex_clip(word));
		if (status == NUMBER_RANGE)
			return lex_fail_code(lx, ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE, at, NULL,
								 "The number \"%s\" is too large or too small for %s", lex_clip(word), def->name);
		if (def->nonnegative && value->number < 0)
			return lex_fail_code(lx, ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE, at, NULL,
								 "Expected a number of at least 0 for %s, found \"%s\"", def->name, lex_clip(word));
	}
	pfree(word);
	return true;
}

void
attribute_print_value(StringInfo out, Attribute which, AttributeValue value)
{
	switch (attribute_defs[which].kind)
	{
		case ATTRIBUTE_FLOAT4:
			number_print4(out, (float4) value.number);
			break;
		case ATTRIBUTE_FLOAT8:
			number_print8(out, value.number);
			break;
		case ATTRIBUTE_MOMENT:
			moment_print(out, value.moment);
			break;
	}
}

void
attribute_put_value(StringInfo out, Attribute which, AttributeValue value)
{
	switch (attribute_defs[which].kind)
	{
		case ATTRIBUTE_FLOAT4:
			put_float4(out, (float4) value.number);
			break;
		case ATTRIBUTE_FLOAT8:
			put_float8(out, value.number);
			break;
		case ATTRIBUTE_MOMENT:
			put_uint64(out, (uint64) value.moment);
			break;
	}
}

const uint8 *
attribute_get_value(const uint8 *p, Attribute which, AttributeValue *value)
{
	switch (attribute_defs[which].kind)
	{
		case ATTRIBUTE_FLOAT4:
			value->number = get_float4(p);
			return p + 4;
		case ATTRIBUTE_FLOAT8:
			value->number = get_float8(p);
			return p + 8;
		case ATTRIBUTE_MOMENT:
			value->moment = (TimestampTz) get_uint64(p);
			return p + 8;
	}
	return p;
}

bool
attributes_read(Lexer *lx, Attributes *attrs)
{
	uint8		seen = 0;

	attrs->present = 0;
	if (!lex_accept(lx, LEX_SET, '['))
		return true;
	if (lex_accept(lx, LEX_VALUE, ']'))
		return true;
	do
	{
		Attribute	which;
		AttributeValue value;
		const char *at;

		lex_skip_blanks(lx);
		at = lx->cur;
		if (!attribute_read_name(lx, &which))
			return false;
		if (seen & (1 << which))
			return lex_fail(lx, at, NULL, "Expected %s once", attribute_defs[which].name);
		seen |= 1 << which;
		if (!lex_accept(lx, LEX_NAME, '='))
			return lex_fail(lx, lx->cur, names_hint, "Expected \"=\", found %s", lex_describe(lx));
		if (!attribute_read_value(lx, LEX_VALUE, which, &value))
			return false;
		attributes_set(attrs, which, value);
	} while (lex_accept(lx, LEX_VALUE, ';'));
	if (!lex_accept(lx, LEX_VALUE, ']'))
		return lex_fail(lx, lx->cur, names_hint, "Expected \";\" or \"]\", found %s", lex_describe(lx));
	return true;
}

void
attributes_print(StringInfo out, const Attributes *attrs)
{
	const char *before = "[";

	if (attrs->present == 0)
		return;
	for (int which = 0; which < ATTRIBUTE_COUNT; which++)
	{
		if (!attributes_has(attrs, which))
			continue;
		appendStringInfo(out, "%s%s=", before, attribute_defs[which].name);
		attribute_print_value(out, which, attrs->value[which]);
		before = "; ";
	}
	appendStringInfoChar(out, ']');
}
