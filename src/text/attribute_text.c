/*
 * attribute_text.c
 *	  The text form of attributes: [name=value; flag; ...]; see attribute.h.
 */
#include "text/attribute.h"

#include "text/timestamp.h"
#include "text/number.h"
#include "text/quote.h"
#include "text/verdict.h"

/* the hint of whatever is wrong with an attribute, by what is allowed */
static const char *
names_hint(AttributeMask allowed)
{
	if (allowed == TAGSET_ATTRIBUTE_MASK)
		return "The attributes are weight, value, since and until: [weight=0.8; until=2026-12-31T00:00:00+08:00].";
	if (allowed == LABEL_ATTRIBUTE_MASK)
		return "The attributes are verdict, score, by, claim, at, seen, until, neg, deny, said and ref: [verdict=false; by=agency/afp; at=2026-07-01T00:00:00Z].";
	if (allowed == RULE_ATTRIBUTE_MASK)
		return "A rule's labels take verdict, score, claim, until, deny, said and ref; the source is the rule, and the moment is given to ruleset_classify.";
	return "The attributes are weight, value, since and until of tags, and verdict, score, by, claim, at, seen, until, deny, said and ref of labels: [weight>0.5; by=agency].";
}

bool
attribute_read_name(Lexer *lx, AttributeMask allowed, Attribute *which)
{
	const char *at;
	char	   *name;

	lex_skip_blanks(lx);
	at = lx->cur;
	name = lex_bare_word(lx, attribute_name_specials, "an attribute");
	if (!name)
		return false;
	for (int i = 0; i < ATTRIBUTE_COUNT; i++)
	{
		if ((allowed & ATTRIBUTE_BIT(i)) && pg_strcasecmp(name, attribute_defs[i].name) == 0)
		{
			*which = i;
			pfree(name);
			return true;
		}
	}
	return lex_fail(lx, at, names_hint(allowed), "Expected an attribute, found \"%s\"", lex_clip(name));
}

static bool
read_moment(Lexer *lx, const char *at, const char *word, TimestampTz *timestamp)
{
	switch (timestamp_parse(word, timestamp))
	{
		case TIMESTAMP_OK:
			return true;
		case TIMESTAMP_NO_OFFSET:
			return lex_fail(lx, at, "Add the offset from UTC: 2026-12-31T00:00:00+08:00, or Z for UTC itself.",
							"Expected a moment with an offset from UTC, found \"%s\"", lex_clip(word));
		case TIMESTAMP_INFINITE:
			return lex_fail_code(lx, ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE, at, "Leave the attribute out to say that there is no end.",
								 "A moment cannot be infinite, as \"%s\" is", lex_clip(word));
		case TIMESTAMP_RANGE:
			return lex_fail_code(lx, ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE, at, NULL,
								 "No such moment is on the calendar: \"%s\"", lex_clip(word));
		case TIMESTAMP_SYNTAX:
			break;
	}
	return lex_fail(lx, at, "Write a moment as 2026-12-31T00:00:00+08:00.",
					"Expected a moment, found \"%s\"", lex_clip(word));
}

static bool
read_number(Lexer *lx, const char *at, const char *word, const AttributeDef *def, float8 *value)
{
	NumberStatus status;

	if (def->kind == KIND_FLOAT4)
	{
		float4		number = 0;

		status = number_parse4(word, &number);
		*value = number;
	}
	else
		status = number_parse8(word, value);
	if (status == NUMBER_SYNTAX)
		return lex_fail(lx, at, "Write a number as 12.5 or 1e6.", "Expected a number, found \"%s\"", lex_clip(word));
	if (status == NUMBER_NOT_FINITE)
		return lex_fail_code(lx, ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE, at, NULL,
							 "Expected a finite number, found \"%s\"", lex_clip(word));
	if (status == NUMBER_RANGE)
		return lex_fail_code(lx, ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE, at, NULL,
							 "The number \"%s\" is too large or too small for %s", lex_clip(word), def->name);
	if (def->greatest == 1 && (*value < 0 || *value > 1))
		return lex_fail_code(lx, ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE, at, NULL,
							 "Expected a number from 0 to 1 for %s, found \"%s\"", def->name, lex_clip(word));
	if (*value < def->least)
		return lex_fail_code(lx, ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE, at, NULL,
							 "Expected a number of at least 0 for %s, found \"%s\"", def->name, lex_clip(word));
	return true;
}

static bool
read_text(Lexer *lx, const char *at, const char *word, const AttributeDef *def, AttributeValue *value)
{
	int			len = strlen(word);

	if (len == 0)
		return lex_fail(lx, at, "Leave the attribute out to say that there is none.", "Expected a text for %s, found an empty one", def->name);
	if (len > def->maxlen)
		return lex_fail_code(lx, ERRCODE_PROGRAM_LIMIT_EXCEEDED, at, NULL,
							 "The attribute %s takes at most %d bytes; a text of %d begins", def->name, def->maxlen, len);
	*value = attribute_make_text(word, len);
	return true;
}

bool
attribute_read_value(Lexer *lx, LexSpecials specials, Attribute which, AttributeValue *value)
{
	const AttributeDef *def = &attribute_defs[which];
	const char *at;
	char	   *word;
	bool		ok = true;

	lex_skip_blanks(lx);
	at = lx->cur;
	if (def->kind == KIND_PATH)
	{
		char		path[FACTAG_MAX_PATH];
		int			len;

		if (!lex_path(lx, specials_union(specials, path_specials), path, &len))
			return false;
		*value = attribute_make_text(path, len);
		return true;
	}
	word = lex_word(lx, specials, "a value");
	if (!word)
		return false;
	switch (def->kind)
	{
		case KIND_TIMESTAMP:
			ok = read_moment(lx, at, word, &value->timestamp);
			break;
		case KIND_FLOAT4:
		case KIND_FLOAT8:
			ok = read_number(lx, at, word, def, &value->number);
			break;
		case KIND_VERDICT:
			value->verdict = verdict_by_name(word, strlen(word));
			if (!value->verdict)
				return lex_fail(lx, at, "The verdicts are false, mostly-false, mixed, mostly-true, true, unproven, missing-context, altered, satire, opinion and outdated.",
								"Expected a verdict, found \"%s\"", lex_clip(word));
			break;
		case KIND_TEXT:
			ok = read_text(lx, at, word, def, value);
			break;
		case KIND_PATH:
		case KIND_FLAG:
			elog(ERROR, "attribute %s has no word for a value", def->name);
	}
	pfree(word);
	return ok;
}

/* whether a text would not be read back as it is without quotes */
static bool
needs_quotes(const char *s, int len, LexSpecials specials)
{
	const char *end = s + len;
	int			n;

	if (len == 0 || *s == '"' || lex_blank(s, end))
		return true;
	for (; s < end; s++)
	{
		if (lex_special(s, end, specials, &n) || lex_blank(s, end) == end - s)
			return true;
	}
	return false;
}

void
attribute_deparse_value(StringInfo out, LexSpecials specials, Attribute which, AttributeValue value)
{
	const AttributeDef *def = &attribute_defs[which];
	const char *text;
	int			len;

	switch (def->kind)
	{
		case KIND_FLOAT4:
			number_print4(out, (float4) value.number);
			break;
		case KIND_FLOAT8:
			number_print8(out, value.number);
			break;
		case KIND_TIMESTAMP:
			timestamp_print(out, value.timestamp);
			break;
		case KIND_VERDICT:
			appendStringInfoString(out, verdict_name(value.verdict));
			break;
		case KIND_PATH:
			text = attribute_text(value, &len);
			quote_path(out, text, len, specials_union(specials, path_specials));
			break;
		case KIND_TEXT:
			text = attribute_text(value, &len);
			if (def->quoted || needs_quotes(text, len, specials))
				quote_text(out, text, len);
			else
				appendBinaryStringInfo(out, text, len);
			break;
		case KIND_FLAG:
			break;
	}
}

bool
attributes_read(Lexer *lx, AttributeMask allowed, AttributeMask *present, AttributeValue *values)
{
	AttributeMask seen = 0;

	*present = 0;
	if (!lex_accept(lx, '['))
		return true;
	if (lex_accept(lx, ']'))
		return true;
	do
	{
		Attribute	which;
		const char *at;

		lex_skip_blanks(lx);
		at = lx->cur;
		if (!attribute_read_name(lx, allowed, &which))
			return false;
		if (seen & ATTRIBUTE_BIT(which))
			return lex_fail(lx, at, NULL, "Expected %s once", attribute_defs[which].name);
		seen |= ATTRIBUTE_BIT(which);
		if (attribute_defs[which].kind == KIND_FLAG)
		{
			if (lex_peek(lx, attribute_name_specials) == '=')
				return lex_fail(lx, lx->cur, "Write the flag alone, as in [deny]; leave it out where it does not hold.",
								"The flag %s takes no value; one begins", attribute_defs[which].name);
			continue;
		}
		if (!lex_accept(lx, '='))
			return lex_fail(lx, lx->cur, names_hint(allowed), "Expected \"=\", found %s", lex_describe(lx));
		if (!attribute_read_value(lx, attribute_value_specials, which, &values[which]))
			return false;
	} while (lex_accept(lx, ';'));
	if (!lex_accept(lx, ']'))
		return lex_fail(lx, lx->cur, names_hint(allowed), "Expected \";\" or \"]\", found %s", lex_describe(lx));
	/* a weight of 1 is the same as none */
	if ((seen & ATTRIBUTE_BIT(ATTRIBUTE_WEIGHT)) && values[ATTRIBUTE_WEIGHT].number == 1)
		seen &= ~ATTRIBUTE_BIT(ATTRIBUTE_WEIGHT);
	*present = seen;
	return true;
}

void
attributes_deparse(StringInfo out, AttributeMask present, const AttributeValue *values)
{
	const char *before = "[";

	if (present == 0)
		return;
	for (int i = 0; i < ATTRIBUTE_COUNT; i++)
	{
		Attribute	which = attribute_order[i];

		if (!(present & ATTRIBUTE_BIT(which)))
			continue;
		appendStringInfo(out, "%s%s", before, attribute_defs[which].name);
		if (attribute_defs[which].kind != KIND_FLAG)
		{
			appendStringInfoChar(out, '=');
			attribute_deparse_value(out, attribute_value_specials, which, values[which]);
		}
		before = "; ";
	}
	appendStringInfoChar(out, ']');
}
