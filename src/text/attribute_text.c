/*
 * attribute_text.c
 *	  The text form of attributes: [name=value; flag; ...]; see attribute.h.
 */
#include "text/attribute.h"

#include <math.h>

#include "text/number.h"
#include "text/quote.h"
#include "text/timestamp.h"
#include "text/verdict.h"

bool
attribute_read_name(Lexer *lx, const AttributeTable *table, int *number)
{
	const char *at;
	char	   *name;

	lex_skip_blanks(lx);
	at = lx->cur;
	name = lex_bare_word(lx, attribute_name_specials, "an attribute");
	if (!name)
		return false;
	for (int i = 0; i < table->n; i++)
	{
		if (pg_strcasecmp(name, table->defs[table->numbers[i]].name) == 0)
		{
			*number = table->numbers[i];
			pfree(name);
			return true;
		}
	}
	return lex_fail(lx, at, table->hint, "Expected an attribute, found \"%s\".", lex_clip(name));
}

/*
 * The hint for a word that is no value. One with an operator in it is most likely two attributes without a
 * semicolon; one with a bracket or an at sign, a filter and the timestamp of its term at the wrong places.
 */
static const char *
value_hint(const char *word, const char *hint)
{
	const char *operator = strpbrk(word, "=<>");

	if (strpbrk(word, "[@"))
		return "Write the timestamp behind the filter: a[name=value] @ 2026-12-31T00:00:00+08:00.";
	return operator && operator > word ? "Put a semicolon between two attributes: [name=value; name=value]." : hint;
}

/* Reads a timestamp from a word; false if an error was saved. */
static bool
read_timestamp(Lexer *lx, const char *at, const char *word, TimestampTz *timestamp)
{
	switch (timestamp_parse(word, timestamp))
	{
		case TIMESTAMP_OK:
			return true;
		case TIMESTAMP_NO_OFFSET:
			return lex_fail(lx, at,
							"Add the offset from UTC: 2026-12-31T00:00:00+08:00, "
							"or Z for UTC itself.",
							"Expected a timestamp with an offset from UTC, found \"%s\".",
							lex_clip(word));
		case TIMESTAMP_INFINITE:
			return lex_fail_code(lx, ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE, at,
								 "Leave the attribute out if there is no end.",
								 "The timestamp \"%s\" is infinite.", lex_clip(word));
		case TIMESTAMP_RANGE:
			return lex_fail_code(lx, ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE, at, NULL,
								 "\"%s\" is not a valid date and time.", lex_clip(word));
		case TIMESTAMP_SYNTAX:
			break;
	}
	return lex_fail(lx, at, value_hint(word, "Write a timestamp as 2026-12-31T00:00:00+08:00."),
					"Expected a timestamp, found \"%s\".", lex_clip(word));
}

/* Reads a number from a word, and checks its range. */
static bool
read_number(Lexer *lx, const char *at, const char *word, const AttributeDef *def, float8 *value)
{
	NumberStatus status = number_parse(word, def->kind == KIND_FLOAT4, value);

	if (status == NUMBER_SYNTAX)
		return lex_fail(lx, at, value_hint(word, "Write a number as 12.5 or 1e6."),
						"Expected a number, found \"%s\".", lex_clip(word));
	if (status == NUMBER_NOT_FINITE)
		return lex_fail_code(lx, ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE, at, NULL,
							 "Expected a finite number, found \"%s\".", lex_clip(word));
	if (status == NUMBER_RANGE)
		return lex_fail_code(lx, ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE, at, NULL,
							 "The number \"%s\" is too large or too small for %s.",
							 lex_clip(word), def->name);
	if (*value >= def->least && *value <= def->greatest)
		return true;
	if (isinf(def->greatest))
		return lex_fail_code(lx, ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE, at, NULL,
							 "Expected a number of at least %g for %s, found \"%s\".",
							 def->least, def->name, lex_clip(word));
	return lex_fail_code(lx, ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE, at, NULL,
						 "Expected a number from %g to %g for %s, found \"%s\".",
						 def->least, def->greatest, def->name, lex_clip(word));
}

/* Takes a word as the value of a text attribute. */
static bool
read_text(Lexer *lx, const char *at, const char *word, const AttributeDef *def,
		  AttributeValue *value)
{
	int			len = strlen(word);

	if (len == 0)
		return lex_fail(lx, at, "Leave the attribute out if there is no text.",
						"The text of %s is empty.", def->name);
	/* the text is printed as it is, and would end the line */
	if (lx->lines && memchr(word, '\n', len))
		return lex_fail(lx, at, "Write the text on one line.", "The text of %s goes over the end of a line.", def->name);
	if (len > def->maxlen)
		return lex_fail_code(lx, ERRCODE_PROGRAM_LIMIT_EXCEEDED, at, NULL,
							 "The text of %s can have at most %d bytes, but has %d.",
							 def->name, def->maxlen, len);
	*value = attribute_make_text(word, len);
	return true;
}

bool
attribute_read_value(Lexer *lx, LexSpecials specials, const AttributeDef *def,
					 AttributeValue *value)
{
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
			ok = read_timestamp(lx, at, word, &value->timestamp);
			break;
		case KIND_FLOAT4:
		case KIND_FLOAT8:
			ok = read_number(lx, at, word, def, &value->number);
			break;
		case KIND_VERDICT:
			value->verdict = verdict_by_name(word, strlen(word));
			if (!value->verdict)
				return lex_fail(lx, at, value_hint(word, "The verdicts are false, mostly-false, mixed, mostly-true, true, "
												   "unproven, missing-context, altered, satire, opinion and outdated."),
								"Expected a verdict, found \"%s\".", lex_clip(word));
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

/* Whether a text must be quoted to be read back as it is. */
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
attribute_deparse_value(StringInfo out, LexSpecials specials, const AttributeDef *def,
						AttributeValue value)
{
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
attributes_read(Lexer *lx, const AttributeTable *table, AttributeMask *present,
				AttributeValue *values)
{
	AttributeMask seen = 0;

	*present = 0;
	if (!lex_accept(lx, '['))
		return true;
	if (lex_accept(lx, ']'))
		return true;
	do
	{
		const AttributeDef *def;
		int			number;
		const char *at;

		lex_skip_blanks(lx);
		at = lx->cur;
		if (!attribute_read_name(lx, table, &number))
			return false;
		def = &table->defs[number];
		if (seen & ATTRIBUTE_BIT(number))
			return lex_fail(lx, at, NULL, "The attribute %s is given twice.", def->name);
		seen |= ATTRIBUTE_BIT(number);
		if (def->kind == KIND_FLAG)
		{
			if (lex_peek(lx, attribute_name_specials) == '=')
				return lex_fail(lx, lx->cur, "Write the flag alone, as in [deny], or leave it out.",
								"The flag %s takes no value.", def->name);
			continue;
		}
		if (!lex_accept(lx, '='))
			return lex_fail(lx, lx->cur, table->hint, "Expected \"=\", found %s.",
							lex_describe(lx));
		if (!attribute_read_value(lx, attribute_value_specials, def, &values[number]))
			return false;
	} while (lex_accept(lx, ';'));
	if (!lex_accept(lx, ']'))
		return lex_fail(lx, lx->cur, table->hint, "Expected \";\" or \"]\", found %s.",
						lex_describe(lx));
	*present = seen;
	return true;
}

void
attributes_deparse(StringInfo out, const AttributeTable *table, AttributeMask present,
				   const AttributeValue *values)
{
	const char *before = "[";

	if (present == 0)
		return;
	for (int i = 0; i < table->n; i++)
	{
		int			number = table->numbers[i];
		const AttributeDef *def = &table->defs[number];

		if (!(present & ATTRIBUTE_BIT(number)))
			continue;
		appendStringInfo(out, "%s%s", before, def->name);
		if (def->kind != KIND_FLAG)
		{
			appendStringInfoChar(out, '=');
			attribute_deparse_value(out, attribute_value_specials, def, values[number]);
		}
		before = "; ";
	}
	appendStringInfoChar(out, ']');
}
