/*
 * dsa_check.c
 *	  What is wrong with a statement of reasons; see dsa_check.h.
 */
#include "exchange/dsa_check.h"

#include "mb/pg_wchar.h"
#include "miscadmin.h"
#include "utils/datetime.h"

#include "ascii.h"
#include "text/input.h"
#include "text/url.h"

#define EAN_DIGITS 13

/* codes that a problem quotes */
#define QUOTED_MAX 3

/* Whether a field has no place beside what another one says. */
static bool
is_excluded(const DsaStatement *statement, const DsaFieldDef *def)
{
	bool		has = def->code && dsa_value_has(&statement->values[def->other], def->code);

	switch (def->presence)
	{
		case DSA_REQUIRED_WITH:
		case DSA_OPTIONAL_WITH:
			return !has;
		case DSA_OPTIONAL_WITHOUT:
			return has;
		default:
			return false;
	}
}

/* Whether there is no decision, not even a faulty one. */
static bool
lacks_decision(const DsaStatement *statement)
{
	for (DsaField field = 0; field < DSA_FIELDS; field++)
	{
		const DsaValue *value = &statement->values[field];

		if (dsa_fields[field].presence == DSA_SOME_DECISION && (value->n > 0 || value->problem))
			return false;
	}
	return true;
}

/* the problem of a field that is absent, not excluded; NULL if it may be */
static const char *
absent_problem(const DsaFieldDef *def, bool no_decision)
{
	switch (def->presence)
	{
		case DSA_REQUIRED:
			return "is required";
		case DSA_REQUIRED_WITH:
			return psprintf("is required with %s", def->code);
		case DSA_SOME_DECISION:
			return no_decision ? "is required, unless there is another decision" : NULL;
		default:
			return NULL;
	}
}

/* the problem of codes: those that the field does not take */
static const char *
code_problem(const DsaStatement *statement, const DsaFieldDef *def, const DsaValue *value)
{
	StringInfoData unknown;
	int			n = 0;

	initStringInfo(&unknown);
	for (int i = 0; i < value->n; i++)
	{
		const DsaText *code = &value->texts[i];

		CHECK_FOR_INTERRUPTS();
		if (dsa_code_valid(def->kind, code->s, code->len, statement->version))
			continue;
		if (++n <= QUOTED_MAX)
			appendStringInfo(&unknown, "%s\"%s\"", n > 1 ? ", " : "", lex_clip(pnstrdup(code->s, code->len)));
	}
	if (n > QUOTED_MAX)
		appendStringInfo(&unknown, " and %d more", n - QUOTED_MAX);
	return n == 0 ? NULL : psprintf("cannot %s %s", def->type == DSA_CODE ? "be" : "have", unknown.data);
}

static bool
is_name(const char *s, int len)
{
	for (int i = 0; i < len; i++)
	{
		if (!ascii_is_word((unsigned char) s[i]) && s[i] != '-')
			return false;
	}
	return true;
}

static bool
is_ean(const char *s, int len)
{
	return len == EAN_DIGITS && strspn(s, "0123456789") == EAN_DIGITS;
}

/* Whether a terminated text is a day of the calendar as YYYY-MM-DD. */
static bool
is_date(const char *s)
{
	int			year;
	int			month;
	int			day;

	for (int i = 0; i < 10; i++)
	{
		if (i == 4 || i == 7 ? s[i] != '-' : s[i] < '0' || s[i] > '9')
			return false;
	}
	if (s[10] != '\0')
		return false;
	year = atoi(s);
	month = atoi(s + 5);
	day = atoi(s + 8);
	return year >= 1 && month >= 1 && month <= MONTHS_PER_YEAR && day >= 1 && day <= day_tab[isleap(year)][month - 1];
}

/* the problem of a date; dates of this form sort as texts */
static const char *
date_problem(const DsaStatement *statement, const DsaFieldDef *def, const char *date)
{
	const DsaValue *application = &statement->values[DSA_FIELD_APPLICATION_DATE];

	if (!is_date(date))
		return "must be a date as YYYY-MM-DD";
	if (def->earliest && strcmp(date, def->earliest) < 0)
		return psprintf("must not be before %s", def->earliest);
	if (strcmp(date, DSA_LATEST_DATE) > 0)
		return psprintf("must not be after %s", DSA_LATEST_DATE);
	if (def->type == DSA_END_DATE && application->n > 0 && !application->problem &&
		strncmp(date, application->texts[0].s, application->texts[0].len) < 0)
		return "must not be before application_date";
	return NULL;
}

/* the problem of one text */
static const char *
text_problem(const DsaStatement *statement, const DsaFieldDef *def, const DsaText *text)
{
	int			characters = pg_mbstrlen_with_len(text->s, text->len);
	const char *s = pnstrdup(text->s, text->len);

	if (def->most > 0 && characters > def->most)
		return psprintf("can have at most %d characters, not %d", def->most, characters);
	switch (def->type)
	{
		case DSA_URL:
			return url_is_valid(s) ? NULL : "must be a web address with http:// or https://";
		case DSA_NAME:
			return is_name(s, text->len) ? NULL : "can have ASCII letters, digits, \"-\" and \"_\" only";
		case DSA_EAN:
			return is_ean(s, text->len) ? NULL : "must be 13 digits";
		case DSA_CONTENT_ID:
			return is_ean(s, text->len) ? NULL : "must have 13 digits as \"EAN-13\"";
		case DSA_DATE:
		case DSA_END_DATE:
			return date_problem(statement, def, s);
		default:
			return NULL;
	}
}

static const char *
find_problem(const DsaStatement *statement, DsaField field, bool no_decision)
{
	const DsaFieldDef *def = &dsa_fields[field];
	const DsaValue *value = &statement->values[field];

	if (value->n == 0)
		return absent_problem(def, no_decision);
	if (def->type == DSA_CODE || def->type == DSA_CODES)
		return code_problem(statement, def, value);
	return text_problem(statement, def, &value->texts[0]);
}

void
dsa_check(DsaStatement *statement)
{
	bool		no_decision = lacks_decision(statement);

	/* application_date comes before the dates that are compared with it */
	for (DsaField field = 0; field < DSA_FIELDS; field++)
	{
		DsaValue   *value = &statement->values[field];

		if (is_excluded(statement, &dsa_fields[field]))
			memset(value, 0, sizeof(DsaValue));
		else if (!value->problem)
			value->problem = find_problem(statement, field, no_decision);
	}
}
